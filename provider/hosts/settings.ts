/** Where keys and settings come from: the stack's configuration, then the environment. */
import { createHash } from "node:crypto";
import { CosConfigError, type Credentials, parseEndpoint } from "../client";
import { explain } from "../explanations/explain";

/** What `resolveSettings` found; give it to `CosClient` as options. */
export interface ClientSettings {
  /** Asks for the keys only when called: preview and check work without any. Throws `CosConfigError`. */
  credentials: () => Promise<Credentials>;
  region?: string;
  /** APPID, the digits at the end of bucket names. */
  appId?: string;
  endpoint?: string;
  pathStyle?: boolean;
  /** Requests in flight at once, of all resources together. */
  parallelism?: number;
  /** What a new resource does with what others have made in its place. */
  onForeign?: OnForeign;
}

/** `replace` replaces what others have made, and says what it was; `refuse` leaves it, and the new resource fails. */
export type OnForeign = "replace" | "refuse";

/** Above this, requests only wait at the service instead of here. */
const maxParallelism = 1_024;

/** All settings: stack config key (without `tencentcos:`) → environment variable. */
export const settingNames = {
  secretId: "TENCENTCLOUD_SECRET_ID",
  secretKey: "TENCENTCLOUD_SECRET_KEY",
  securityToken: "TENCENTCLOUD_SECURITY_TOKEN",
  region: "TENCENTCLOUD_REGION",
  appId: "TENCENTCLOUD_APP_ID",
  endpoint: "TENCENTCOS_ENDPOINT",
  pathStyle: "TENCENTCOS_PATH_STYLE",
  parallelism: "TENCENTCOS_PARALLELISM",
  onForeign: "TENCENTCOS_ON_FOREIGN",
} as const;

/** The name of a setting, which is its key in the stack's config after `tencentcos:`. */
export type SettingName = keyof typeof settingNames;

/** The settings that are taken together from one place. */
const keyNames: readonly SettingName[] = ["secretId", "secretKey", "securityToken"];

/**
 * Reads the client's settings.
 *
 * Each setting comes from the stack's config (`get("region")` for `tencentcos:region`), else from the environment. The
 * keys are taken whole from one of the two: an id of one account with the key of another signs nothing. A value with
 * blanks around it is refused, never trimmed; an empty environment variable counts as not set.
 *
 * @throws CosConfigError at once for an unusable region, appId, endpoint, pathStyle, parallelism or onForeign; for keys when they are first needed.
 */
export function resolveSettings(
  get: (key: string) => string | undefined,
  env: Record<string, string | undefined> = process.env,
): ClientSettings {
  const setting = (name: SettingName) => fromConfig(get, name) ?? fromEnvironment(env, name);
  const region = setting("region");
  const appId = setting("appId");
  const endpoint = setting("endpoint");
  if (endpoint !== undefined) {
    parseEndpoint(endpoint, explain);
  }
  const pathStyle = setting("pathStyle");
  if (appId !== undefined && !/^[0-9]+$/.test(appId)) {
    throw settingError("appId", `is not a number: ${JSON.stringify(appId)}`);
  }
  if (pathStyle !== undefined && pathStyle !== "true" && pathStyle !== "false") {
    throw settingError("pathStyle", `must be true or false, not ${JSON.stringify(pathStyle)}`);
  }
  const parallelism = setting("parallelism");
  if (
    parallelism !== undefined &&
    !(/^[1-9][0-9]{0,3}$/.test(parallelism) && Number(parallelism) <= maxParallelism)
  ) {
    throw settingError(
      "parallelism",
      `must be a number from 1 to ${maxParallelism}, not ${JSON.stringify(parallelism)}`,
    );
  }
  const onForeign = setting("onForeign");
  if (onForeign !== undefined && onForeign !== "replace" && onForeign !== "refuse") {
    throw settingError("onForeign", `must be replace or refuse, not ${JSON.stringify(onForeign)}`);
  }
  return {
    credentials: async () => resolveCredentials(get, env),
    ...(region !== undefined && { region }),
    ...(appId !== undefined && { appId }),
    ...(endpoint !== undefined && { endpoint }),
    ...(pathStyle !== undefined && { pathStyle: pathStyle === "true" }),
    ...(parallelism !== undefined && { parallelism: Number(parallelism) }),
    ...(onForeign !== undefined && { onForeign }),
  };
}

/**
 * Where a setting comes from by those rules: `tencentcos:region`, `TENCENTCLOUD_REGION`; `undefined` when nothing sets it.
 * Whether its value can be used is not looked at.
 */
export function settingSource(
  name: SettingName,
  get: (key: string) => string | undefined,
  env: Record<string, string | undefined> = process.env,
): string | undefined {
  const inConfig = keyNames.includes(name) ? keysInConfig(get) : get(name) !== undefined;
  if (inConfig) {
    return get(name) === undefined ? undefined : `tencentcos:${name}`;
  }
  const variable = settingNames[name];
  return env[variable] ? variable : undefined;
}

/** Tells what settings come from apart, keys included, without showing any: the same digest, the same client. */
export function digestSettings(
  get: (key: string) => string | undefined,
  env: Record<string, string | undefined> = process.env,
): string {
  const values = Object.entries(settingNames).map(([name, variable]) => [get(name), env[variable]]);
  return createHash("sha256").update(JSON.stringify(values)).digest("hex");
}

function resolveCredentials(
  get: (key: string) => string | undefined,
  env: Record<string, string | undefined>,
): Credentials {
  const inConfig = keysInConfig(get);
  const read = (name: SettingName) => (inConfig ? fromConfig(get, name) : fromEnvironment(env, name));
  const secretId = read("secretId");
  const secretKey = read("secretKey");
  const securityToken = read("securityToken");
  if (secretId === undefined || secretKey === undefined) {
    const missing = secretId === undefined ? "secretId" : "secretKey";
    const neither = secretId === undefined && secretKey === undefined;
    const found = inConfig ? "the stack's config" : "the environment";
    throw missingError(missing, neither && !securityToken ? undefined : found);
  }
  return { secretId, secretKey, ...(securityToken !== undefined && { securityToken }) };
}

/** Whether the stack's config has any of the keys, so that the environment's do not count. */
function keysInConfig(get: (key: string) => string | undefined): boolean {
  return keyNames.some((name) => get(name) !== undefined);
}

function fromConfig(get: (key: string) => string | undefined, name: SettingName): string | undefined {
  const value = get(name);
  if (value === undefined) {
    return undefined;
  }
  rejectBlanks(name, value, `tencentcos:${name}`);
  return value;
}

function fromEnvironment(env: Record<string, string | undefined>, name: SettingName): string | undefined {
  const value = env[settingNames[name]];
  // CI systems hand a missing secret on as an empty variable.
  if (value === undefined || value === "") {
    return undefined;
  }
  rejectBlanks(name, value, settingNames[name]);
  return value;
}

/** The value itself is never shown: it may be a key. */
function rejectBlanks(name: SettingName, value: string, source: string): void {
  if (value.trim() === "") {
    throw settingError(name, `is blank in ${source}`);
  }
  if (value !== value.trim()) {
    throw settingError(name, `has white space around it in ${source}`);
  }
}

function missingError(name: SettingName, otherHalfIn: string | undefined): CosConfigError {
  const secret = name === "secretKey" ? "--secret " : "";
  const pair = otherHalfIn
    ? ` Other parts of the keys were found in ${otherHalfIn}, and keys are taken whole from one place.`
    : "";
  return settingError(
    name,
    `is missing: run "pulumi config set ${secret}tencentcos:${name} …" or set the environment variable ${settingNames[name]}.${pair}`,
  );
}

function settingError(name: SettingName, problem: string): CosConfigError {
  const environmentVariable = settingNames[name];
  const configKey = `tencentcos:${name}`;
  return new CosConfigError(`${configKey} (${environmentVariable}) ${problem}`, {
    configKey,
    environmentVariable,
  });
}
