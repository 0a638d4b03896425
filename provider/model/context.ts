/** What a host hands to every handler. */

import type { CosClient } from "../client";
import type { Claims } from "./claims";
import type { Log } from "./log";
import type { Waits } from "./waits";

/** What stack configuration and environment say, as far as a check without a network needs it. */
export interface Settings {
  /** `tencentcos:region` or `TENCENTCLOUD_REGION`. */
  readonly region?: string;
  /** `tencentcos:appId` or `TENCENTCLOUD_APP_ID`. */
  readonly appId?: string;
  /** `tencentcos:parallelism`: requests in flight at once. */
  readonly parallelism?: number;
  /** `tencentcos:onForeign`: what a new resource does with what others have made in its place. @default replace */
  readonly onForeign?: "replace" | "refuse";
}

/** The part of the signing client that handlers use. */
export type Client = Pick<CosClient, "send" | "objectUrl">;

/** What a handler works with in one call of its host. */
export interface Context {
  readonly client: Client;
  readonly settings: Settings;
  readonly log: Log;
  /** Who the stack is: the same text in all its runs, another one for every other stack. */
  readonly owner?: () => Promise<string>;
  /** Other times to wait than the usual ones. */
  readonly waits?: Partial<Waits>;
  /** What the resources of this run hold. */
  readonly claims: Claims;
  /** Ends the call. The client obeys it already; waits that are not requests have to. Made by `endingWith`. */
  readonly signal?: AbortSignal;
  /** The same context without that end. */
  readonly unending?: Context;
}
