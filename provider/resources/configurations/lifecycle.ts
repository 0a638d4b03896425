/** Lifecycle rules of a bucket (https://www.tencentcloud.com/document/product/436/8280, 8278, 8284; elements: 17029). */

import { lifecycleConfiguration } from "../../model/documents/lifecycle";
import type { BucketConfig, Wanted } from "./descriptor";

type Lifecycle = typeof lifecycleConfiguration.fields;

/** The configuration `?lifecycle`. A bucket with object lock cannot have it. */
export const bucketLifecycle = {
  token: "BucketLifecycle",
  title: "lifecycle rules",
  query: "lifecycle",
  root: "LifecycleConfiguration",
  operations: {
    get: "GetBucketLifecycle",
    put: "PutBucketLifecycle",
    delete: "DeleteBucketLifecycle",
  },
  absent: ["NoSuchLifecycleConfiguration"],
  struct: lifecycleConfiguration,
  remedies: { InvalidRequest: monitorAccess },
} as const satisfies BucketConfig<Lifecycle>;

/** Rules by access need the bucket's access monitor (https://www.tencentcloud.com/document/product/436/80206), which no resource declares. */
function monitorAccess({ bucket, region, rules }: Wanted<Lifecycle>): string | undefined {
  const goesByAccess = rules.some(({ transitions = [], noncurrentVersionTransitions = [] }) =>
    [...transitions, ...noncurrentVersionTransitions].some(
      ({ accessFrequency }) => accessFrequency !== undefined,
    ),
  );
  return goesByAccess
    ? `Rules with accessFrequency need the bucket's access monitor, which COS opens on application. To switch it on, write {"Status":"Enabled"} into monitor.json and run: npx pulumi-tencentcos api put-bucket-access-monitor --bucket ${bucket} --region ${region} --input monitor.json`
    : undefined;
}
