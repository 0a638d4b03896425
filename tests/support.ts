/** What specs share: an emulator, a client with its own bucket names, and handlers that keep what they send. */

import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Emulator, startEmulator } from "../emulator";
import { knowledgeOfCos } from "../provider/api/knowledge";
import { CosClient, type CosRequest, type CosResponse } from "../provider/client";
import { explain } from "../provider/explanations/explain";
import { Claims } from "../provider/model/claims";
import type { Context } from "../provider/model/context";
import { watchNames } from "./operationNames";

export const region = "ap-guangzhou";

/** A context that speaks to an emulator, with everything that was sent and said. */
export interface TestBench {
  readonly emulator: Emulator;
  readonly context: Context;
  /** Requests in the order in which they were sent, retries not counted. */
  readonly sent: CosRequest[];
  readonly warnings: string[];
  /** What was told beside warnings. */
  readonly notes: string[];
  /** A bucket name that no other test has. */
  newName(): string;
  /** Another client and context, which connect elsewhere; what they send is not kept. */
  connect(endpoint: string): { readonly client: CosClient; readonly context: Context };
  /** Creates a bucket, without any resource. */
  createBucket(): Promise<{ bucket: string; region: string }>;
  close(): Promise<void>;
}

let cache: string | undefined;

/** Keeps what specs remember out of the user's own cache folder. */
function useOwnCache(): void {
  if (cache === undefined) {
    const made = mkdtempSync(path.join(tmpdir(), "cache-"));
    cache = made;
    process.env.PULUMI_TENCENTCOS_CACHE = made;
    process.on("exit", () => rmSync(made, { recursive: true, force: true }));
  }
}

/** Starts an emulator and a client for it. */
export async function startBench(options: Parameters<typeof startEmulator>[0] = {}): Promise<TestBench> {
  useOwnCache();
  const emulator = await startEmulator({ ...options });
  const clientOf = (endpoint: string) =>
    new CosClient({
      credentials: { secretId: emulator.secretId, secretKey: emulator.secretKey },
      region,
      endpoint,
      retry: { baseDelayMs: 1, maxDelayMs: 5 },
      ...knowledgeOfCos,
      explain,
    });
  const client = clientOf(emulator.url);
  const sent: CosRequest[] = [];
  const warnings: string[] = [];
  const notes: string[] = [];
  const names = watchNames(
    emulator,
    client.send.bind(client) as (request: CosRequest) => Promise<CosResponse>,
  );
  const send = (request: CosRequest) => names.send(request) as Promise<never>;
  client.send = (request: CosRequest) => {
    sent.push(request);
    return send(request);
  };
  const newName = () => `t${randomBytes(4).toString("hex")}-${emulator.appId}`;
  const contextOf = (own: CosClient): Context => ({
    client: own,
    settings: { region, appId: emulator.appId },
    claims: new Claims(),
    log: {
      warn: (message) => warnings.push(message),
      info: (message) => notes.push(message),
      status: () => {},
    },
  });
  return {
    emulator,
    sent,
    warnings,
    notes,
    context: contextOf(client),
    connect(endpoint) {
      const own = clientOf(endpoint);
      return { client: own, context: contextOf(own) };
    },
    newName,
    async createBucket() {
      const bucket = newName();
      await send({ method: "PUT", bucket, region });
      return { bucket, region };
    },
    async close() {
      await client.close();
      await emulator.close();
      names.compare();
    },
  };
}
