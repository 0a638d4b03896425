/** What commands work with: a client and settings, from flags, a stack's configuration and the environment. */

import { knowledgeOfCos } from "../provider/api/knowledge";
import { CosClient, type CosClientOptions, CosConfigError, type Credentials } from "../provider/client";
import { explain } from "../provider/explanations/explain";
import { type ClientSettings, resolveSettings } from "../provider/hosts/settings";
import { Claims } from "../provider/model/claims";
import type { Context } from "../provider/model/context";
import type { Log } from "../provider/model/log";

/** Flags that say where COS is. Keys are never flags: the list of processes would show them. */
export interface ConnectionFlags {
  /** `--region`, such as `ap-guangzhou`. */
  readonly region?: string | undefined;
  /** `--endpoint`: where to connect instead of COS, such as `http://127.0.0.1:9000`. */
  readonly endpoint?: string | undefined;
}

/** What handlers are called with, and an end to it. */
export interface CommandContext extends Context {
  readonly client: CosClient;
  readonly settings: ClientSettings;
  /** Closes the connections; without it the process lives on for as long as they do. */
  close(): Promise<void>;
}

/** Where a context comes from. Flags come first, then the stack's configuration, then the environment. */
export interface ContextSources {
  readonly flags?: ConnectionFlags;
  /** The stack's configuration by key, without `tencentcos:`; left out by commands that are not about a stack. */
  readonly config?: (key: string) => string | undefined;
  /** @default process.env */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** How long the client waits and how often it tries. @default as in a deployment */
  readonly patience?: Pick<CosClientOptions, "retry" | "timeouts">;
  /** Where warnings go, and what else handlers tell. @default warnings to the standard error output, the rest nowhere */
  readonly log?: Log;
}

const keyVariables = ["TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY"] as const;

const commandLog: Log = {
  warn: (message) => console.error(`warning: ${message}`),
  info: () => {},
  status: () => {},
};

/**
 * Makes what handlers are called with. Keys are looked for at the first request.
 * @throws CosConfigError for an unusable setting; at the first request when there are no keys
 */
export function createContext({
  flags = {},
  config,
  env = process.env,
  patience = {},
  log = commandLog,
}: ContextSources): CommandContext {
  const given: Readonly<Record<string, string | undefined>> = { ...flags };
  const found = resolveSettings((key) => given[key] ?? config?.(key), { ...env });
  const settings =
    config === undefined ? { ...found, credentials: fromEnvironment(found.credentials, env) } : found;
  const client = new CosClient({
    ...settings,
    ...patience,
    ...knowledgeOfCos,
    explain,
    onWarning: (message) => log.warn(message),
  });
  return { client, settings, log, claims: new Claims(), close: () => client.close() };
}

/** Without a stack, advice about `pulumi config` would lead nowhere. */
function fromEnvironment(
  credentials: () => Promise<Credentials>,
  env: Readonly<Record<string, string | undefined>>,
): () => Promise<Credentials> {
  return async () => {
    const [missing, ...others] = keyVariables.filter((name) => !env[name]);
    if (missing !== undefined) {
      const verb = others.length > 0 ? "are" : "is";
      throw new CosConfigError(
        `there are no keys: ${[missing, ...others].join(" and ")} ${verb} not set. Keys of Tencent Cloud are made in the console under Access Management; temporary ones need TENCENTCLOUD_SECURITY_TOKEN too`,
        { environmentVariable: missing },
      );
    }
    return await credentials();
  };
}
