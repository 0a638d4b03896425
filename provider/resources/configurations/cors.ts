/** Cross-origin rules of a bucket (https://www.tencentcloud.com/document/product/436/8279, 8274, 8283). */

import { corsConfiguration } from "../../model/documents/cors";
import type { BucketConfig } from "./descriptor";

/** Greatest size of the configuration, in bytes (https://www.tencentcloud.com/document/product/436/8279). */
const maxBytes = 64 * 1_024;

/** The configuration `?cors`. */
export const bucketCors = {
  token: "BucketCors",
  title: "CORS rules",
  query: "cors",
  root: "CORSConfiguration",
  operations: { get: "GetBucketCors", put: "PutBucketCors", delete: "DeleteBucketCors" },
  absent: ["NoSuchCORSConfiguration"],
  maxBytes,
  struct: corsConfiguration,
} as const satisfies BucketConfig<typeof corsConfiguration.fields>;
