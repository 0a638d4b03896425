/** The context that a host passes to every handler. */

import type { CosClient } from "../client";
import type { Claims } from "./claims";
import type { Log } from "./log";
import type { Waits } from "./waits";

/** Settings from stack configuration and environment that a check needs without a network. */
export interface Settings {
  /** `tencentcos:region` or `TENCENTCLOUD_REGION`. */
  readonly region?: string;
  /** `tencentcos:appId` or `TENCENTCLOUD_APP_ID`. */
  readonly appId?: string;
  /** `tencentcos:parallelism`: requests in flight at once. */
  readonly parallelism?: number;
  /** `tencentcos:onForeign`: whether a new resource replaces or refuses existing content of others. @default replace */
  readonly onForeign?: "replace" | "refuse";
}

/** The part of the signing client that handlers use. */
export type Client = Pick<CosClient, "send" | "objectUrl">;

/** The context of one call of a handler. */
export interface Context {
  readonly client: Client;
  readonly settings: Settings;
  readonly log: Log;
  /** A token that identifies the stack: the same in all its runs, different for every other stack. */
  readonly owner?: () => Promise<string>;
  /** Overrides for the usual waits. */
  readonly waits?: Partial<Waits>;
  /** The claims of the resources of this run. */
  readonly claims: Claims;
  /** Ends the call. The client obeys it by itself; waits that are not requests have to check it. Made by `endingWith`. */
  readonly signal?: AbortSignal;
  /** The same context without that end. */
  readonly unending?: Context;
}
