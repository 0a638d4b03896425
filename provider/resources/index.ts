/** The registry: every resource that hosts serve, one line each. */

import { bucket } from "./bucket/handler";
import { bucketConfigs } from "./configurations";
import { configHandler } from "./configurations/interpreter/handler";
import { folder } from "./folder/handler";
import type { Handler } from "./handler";
import { objectCopy } from "./object/copy/handler";
import { object } from "./object/handler";

/** All resources by token. */
export const handlers: ReadonlyMap<string, Handler> = new Map(
  [bucket, ...bucketConfigs.map(configHandler), object, objectCopy, folder].map((handler) => [
    handler.token,
    handler,
  ]),
);
