/** The registry: every resource that hosts serve, one line each. */

import { bucket } from "./bucket";
import { bucketAcl } from "./bucketAcl";
import { type BucketConfig, configHandler } from "./bucketConfig";
import { bucketCors } from "./bucketCors";
import type { Handler } from "./handler";
import { object } from "./object";

/** The configurations of a bucket that are nothing but a descriptor. */
export const bucketConfigs: readonly BucketConfig[] = [bucketAcl, bucketCors];

/** All resources by token. */
export const handlers: ReadonlyMap<string, Handler> = new Map(
  [bucket, ...bucketConfigs.map(configHandler), object].map((handler) => [handler.token, handler]),
);
