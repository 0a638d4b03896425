/** The provider as the engine has it: in Pulumi's dynamic host, a process that is asked over gRPC. */
import { DynamicHost, type Values } from "../tests/host/dynamicHost";
import { account, type BenchEmulator, region } from "./emulator";
import type { Laboratory } from "./laboratory";

export type { DynamicHost, Values };

/** What `sdk/resource.ts` writes into `__provider`. */
export const providerLine = (token: string): string =>
  `exports.handler=()=>require("module").createRequire(process.cwd()+"/index.js")("pulumi-tencentcos/host").provider("${token}")`;

/** The stack configuration that a provider is given. */
export const configuration = {
  "tencentcos:region": region,
  "tencentcos:appId": account.appId,
  "tencentcos:secretId": account.secretId,
  "tencentcos:secretKey": account.secretKey,
};

/**
 * Starts the process, which ends with the measurement at the latest.
 * @param cache where it keeps check sums of files; left out, in a new folder, as on a new machine
 */
export async function startProvider(
  laboratory: Laboratory,
  cos: BenchEmulator,
  cache = laboratory.newPath("cache"),
): Promise<DynamicHost> {
  const provider = await DynamicHost.start({ ...configuration, "tencentcos:endpoint": cos.url }, undefined, {
    PULUMI_TENCENTCOS_CACHE: cache,
  });
  laboratory.atEnd(() => provider.close());
  return provider;
}

/**
 * Checks inputs as an `up` does.
 * @param olds the inputs of the time before
 * @throws Error when they are refused
 */
export async function checkInputs(
  provider: DynamicHost,
  token: string,
  news: Values,
  olds: Values = {},
): Promise<Values> {
  const { inputs, failures } = await provider.check(olds, { ...news, __provider: providerLine(token) });
  if (failures.length > 0) {
    throw new Error(JSON.stringify(failures));
  }
  return inputs;
}

/** A file as the engine hands it over (its hash is not looked at when an object is created). */
export const fileAsset = (path: string, hash = "0".repeat(64)): Values => ({
  "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17",
  hash,
  path,
});
