/** What the specs of `doctor` share: examinations on an emulator, without a stack. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createContext } from "../../cli/context";
import type { Check } from "../../cli/doctor/check";
import { askCos, type Examination, examine } from "../../cli/doctor/examine";
import { needsOf } from "../../cli/doctor/needs";
import { reportAsJson, reportAsText } from "../../cli/doctor/report";
import type { StackResource } from "../../cli/stack";
import type { Emulator, EmulatorAccount } from "../../emulator";
import { region, startBench, type TestBench } from "../support";

/** A sub-account that may do nothing; specs give it a policy. */
export const worker = {
  secretId: "AKIDworkerOfTheDoctor",
  secretKey: "canary-key-of-the-worker",
  appId: "1250000000",
  uin: "100000000001",
  subUin: "100000000021",
} as const satisfies EmulatorAccount;

/** Variables as a shell has them. */
export type Environment = Readonly<Record<string, string>>;

/** Usable once the suite runs. */
export interface Doctor {
  readonly bench: TestBench;
  /** A folder without a project. */
  readonly folder: string;
  /** The keys of the emulator's account and the way to it. */
  env(more?: Environment): Environment;
  /** Examines without a stack. */
  examine(more?: Environment): Promise<Examination>;
  /** Asks COS what a stack with such resources needs. */
  ask(resources: readonly Partial<StackResource>[], more?: Environment): Promise<readonly Check[]>;
}

/** Call it first in a `describe`; clears everything away at the end. */
export function useDoctor(accounts: readonly EmulatorAccount[] = []): Doctor {
  const folder = mkdtempSync(path.join(tmpdir(), "doctor-"));
  let bench: TestBench;
  before(async () => {
    bench = await startBench({ accounts });
  });
  after(async () => {
    await bench.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const env = (more: Environment = {}): Environment => ({ ...environmentOf(bench.emulator), ...more });
  return {
    folder,
    get bench() {
      return bench;
    },
    env,
    examine: (more) => examine({ cwd: folder, env: env(more) }),
    async ask(resources, more) {
      const given = env(more);
      const context = createContext({ env: given });
      try {
        const needs = needsOf(context.settings, resources.map(resource));
        return await askCos(context, needs, { config: () => undefined, env: given });
      } finally {
        await context.close();
      }
    },
  };
}

/** What leads to an emulator. */
export function environmentOf({ secretId, secretKey, url, appId }: Emulator): Environment {
  return {
    TENCENTCLOUD_SECRET_ID: secretId,
    TENCENTCLOUD_SECRET_KEY: secretKey,
    TENCENTCLOUD_REGION: region,
    TENCENTCLOUD_APP_ID: appId,
    TENCENTCOS_ENDPOINT: url,
  };
}

/** The keys of an account. */
export function keysOf({ secretId, secretKey, token }: EmulatorAccount): Environment {
  return {
    TENCENTCLOUD_SECRET_ID: secretId,
    TENCENTCLOUD_SECRET_KEY: secretKey,
    ...(token !== undefined && { TENCENTCLOUD_SECURITY_TOKEN: token }),
  };
}

function resource(known: Partial<StackResource>): StackResource {
  return {
    urn: "",
    type: "",
    name: "",
    token: "",
    id: "",
    inputs: {},
    outputs: {},
    secrets: new Set(),
    ...known,
  };
}

/** The check of an id, as one line. */
export function line(checks: readonly Check[], id: string): string {
  const found = checks.filter((check) => check.id === id);
  return found
    .map((check) => `${check.status}: ${check.found}${check.remedy ? ` → ${check.remedy}` : ""}`)
    .join("\n");
}

/** Everything that could be printed. */
export function printed(examination: Examination): string {
  return reportAsText(examination, { colours: true }) + reportAsJson(examination);
}
