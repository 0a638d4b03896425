/** A bucket without Pulumi, and a folder for the project that adopts it: what specs of `adopt` on the real engine share. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type CommandContext, createContext } from "../../cli/context";
import { region, type useEngine } from "./harness";

/** The bucket, which `connect` makes, and what a command needs to find it. */
export interface UnmanagedBucket {
  /** A temporary folder, removed after the tests. */
  readonly folder: string;
  /** Where the adopting project is written. */
  readonly project: string;
  readonly address: { readonly bucket: string; readonly region: string };
  /** The environment of a command that uses the emulator's account. */
  environment(): NodeJS.ProcessEnv;
  /** Makes the bucket, and answers a context that is closed after the tests. */
  connect(): Promise<CommandContext>;
}

/** Registers the removal of all of it after the tests of the surrounding `describe`. */
export function useUnmanagedBucket(engine: ReturnType<typeof useEngine>): UnmanagedBucket {
  const folder = mkdtempSync(path.join(tmpdir(), "adopt-"));
  const address = { bucket: "site-1250000000", region };
  let context: CommandContext | undefined;
  after(async () => {
    await context?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const environment = () => ({
    PATH: process.env.PATH,
    TENCENTCLOUD_SECRET_ID: engine.emulator.secretId,
    TENCENTCLOUD_SECRET_KEY: engine.emulator.secretKey,
    TENCENTCOS_ENDPOINT: engine.emulator.url,
  });
  return {
    folder,
    project: path.join(folder, "site"),
    address,
    environment,
    async connect() {
      context = createContext({ env: environment() });
      await context.client.send({ method: "PUT", ...address });
      return context;
    },
  };
}
