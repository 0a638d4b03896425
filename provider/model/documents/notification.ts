/** Cloud functions that are called when something happens in a bucket. Known from the PHP SDK only. */

import { group, struct, structs, text, texts } from "../../codec/fields";

/** What a key must have. Which values there are is unverified. */
export const notificationFilterRule = group({
  name: text("Name"),
  value: text("Value", { minBytes: 0 }),
});

/** Which keys it is for. */
export const notificationFilter = group({
  rules: structs("Key>FilterRule", notificationFilterRule, { optional: true }),
});

/** A function, and when it is called. */
export const cloudFunctionConfiguration = group({
  id: text("Id", { optional: true }),
  cloudFunction: text("CloudFunction"),
  /** What has to happen. Which values there are is unverified. */
  events: texts("Event"),
  filter: struct("Filter", notificationFilter, { optional: true }),
});

/** All functions of a bucket. */
export const notificationConfiguration = group({
  cloudFunctions: structs("CloudFunctionConfiguration", cloudFunctionConfiguration, { optional: true }),
});
