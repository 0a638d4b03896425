/** What commands have that call COS: a client with the account of the environment, closed at the end. */

import { Option } from "commander";
import { ApiCalls } from "../../provider/api/cosApi";
import { regionReason } from "../../provider/model/bucketNames";
import { type CommandContext, type ConnectionFlags, createContext } from "../context";
import { locateBucket } from "../locateBucket";
import { ending, UsageError } from "./usage";

/** A client, and where it finds buckets. */
export interface ApiSession {
  readonly api: ApiCalls;
  readonly context: CommandContext;
  /** The parameters `Bucket` and `Region`: without a configured region it is asked where the bucket is. */
  locate(bucket: string): Promise<{ readonly Bucket: string; readonly Region?: string }>;
}

/** The flags that say where COS is. */
export function connectionOptions(): readonly Option[] {
  return [
    new Option(
      "--region <code>",
      "where it is (default: TENCENTCLOUD_REGION, else found by the bucket's name)",
    ),
    new Option("--endpoint <url>", "where to connect instead of COS, such as http://127.0.0.1:9000"),
  ];
}

/** @throws UsageError for a region that can be none */
export function checkRegion({ region }: ConnectionFlags): void {
  const reason = region === undefined ? undefined : regionReason(region);
  if (reason !== undefined) {
    throw new UsageError(`--region ${reason}`);
  }
}

/** Runs what a command does with a client; an error is printed and sets the exit status. */
export function withApi(flags: ConnectionFlags, work: (session: ApiSession) => Promise<void>): Promise<void> {
  return ending(() => useApi(flags, work));
}

/** The same, and errors are the caller's. */
export async function useApi(
  flags: ConnectionFlags,
  work: (session: ApiSession) => Promise<void>,
): Promise<void> {
  checkRegion(flags);
  const context = createContext({ flags: { region: flags.region, endpoint: flags.endpoint } });
  try {
    await work({ api: new ApiCalls(context), context, locate: (bucket) => locate(context, bucket) });
  } finally {
    await context.close();
  }
}

/** Where a bucket is, when neither a flag nor a setting tells. */
async function locate(context: CommandContext, Bucket: string) {
  if (context.settings.region !== undefined) {
    return { Bucket };
  }
  const { bucket, region } = await locateBucket(context, Bucket, undefined);
  return { Bucket: bucket, Region: region };
}
