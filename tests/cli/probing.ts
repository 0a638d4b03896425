/** An account of the emulator, and probes that ask it in this process. */

import { createContext } from "../../cli/context";
import { secretsOf } from "../../cli/verify/hide";
import type { Account } from "../../cli/verify/run";
import { type Emulator, type EmulatorAccount, startEmulator } from "../../emulator";
import { listBuckets } from "../../provider/api/account";
import { doubtSender } from "../../provider/api/answers";
import { operationTraits } from "../../provider/api/operations/traits";
import { CosClient } from "../../provider/client";
import { region } from "../api/bench";

/** What a test of probes works with. */
export interface Probing {
  readonly emulator: Emulator;
  readonly account: Account;
  /** Buckets that could not be removed. */
  readonly leftovers: readonly string[];
  /** The names of all buckets. */
  buckets(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Attempts at a request. */
export const attempts = 3;

/**
 * Starts them. Requests are repeated at once, and reads that differ are not asked again.
 * @param user who asks @default the owner of the account
 */
export async function startProbing(user?: EmulatorAccount): Promise<Probing> {
  const emulator = await startEmulator(user && { accounts: [user] });
  const { secretId, secretKey } = user ?? emulator;
  const env = { TENCENTCLOUD_SECRET_ID: secretId, TENCENTCLOUD_SECRET_KEY: secretKey };
  const patience = { retry: { baseDelayMs: 1, maxAttempts: attempts } };
  const log = { warn() {}, info() {}, status() {} };
  const context = createContext({ flags: { region, endpoint: emulator.url }, env, patience, log });
  const client = new CosClient({
    ...context.settings,
    ...patience,
    operations: operationTraits,
    doubt: (_request, answer) => doubtSender(answer),
  });
  const leftovers: string[] = [];
  return {
    emulator,
    leftovers,
    account: {
      context,
      client,
      owner: { prefix: "throw-away", appId: emulator.appId },
      uin: emulator.uin,
      secretId,
      region,
      hidden: secretsOf({ secretId, secretKey }),
      patience: 0,
      signal: new AbortController().signal,
      onLeftover: (bucket) => leftovers.push(bucket),
    },
    buckets: async () => (await listBuckets(context)).map(({ bucket }) => bucket),
    close: async () => {
      await client.close();
      await context.close();
      await emulator.close();
    },
  };
}
