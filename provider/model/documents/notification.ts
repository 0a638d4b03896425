/** Cloud functions that are called when something happens in a bucket. Known from the PHP SDK only. */

import { group, string, strings, struct, structs } from "../../codec/fields";

/** What a key must have. Which values there are is unverified. */
export const notificationFilterRule = group({
  name: string("Name"),
  value: string("Value", { minBytes: 0 }),
});

/** Which keys it is for. */
export const notificationFilter = group({
  rules: structs("Key>FilterRule", notificationFilterRule, { optional: true }),
});

/** A function, and when it is called. */
export const cloudFunctionConfiguration = group({
  id: string("Id", { optional: true }),
  cloudFunction: string("CloudFunction"),
  /** What has to happen. Which values there are is unverified. */
  events: strings("Event"),
  filter: struct("Filter", notificationFilter, { optional: true }),
});

/** All functions of a bucket. */
export const notificationConfiguration = group({
  cloudFunctions: structs("CloudFunctionConfiguration", cloudFunctionConfiguration, { optional: true }),
});
