/** Configurations that a bucket cannot have at the same time. https://www.tencentcloud.com/document/product/436/7730 */

import { ServiceError } from "../format/errors";
import type { BucketCall } from "../request/operation";
import type { Bucket } from "../store/bucket";
import { nameOf } from "./configuration";

/** Whether a bucket has a configuration, under any key. */
export function hasConfiguration(bucket: Bucket, query: string): boolean {
  if (bucket.configurations.has(query)) {
    return true;
  }
  const prefix = nameOf(query, "");
  for (const name of bucket.configurations.keys()) {
    if (name.startsWith(prefix)) {
      return true;
    }
  }
  return false;
}

/** Refuses something on a bucket that has one of some configurations. */
export function refuseBeside({ bucket }: BucketCall, queries: readonly string[], code: string): void {
  const found = queries.find((query) => hasConfiguration(bucket, query));
  if (found !== undefined) {
    throw new ServiceError(code, { message: `This does not go with the bucket's ${found} configuration.` });
  }
}
