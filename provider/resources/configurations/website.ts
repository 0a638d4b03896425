/** A bucket as a static website (https://www.tencentcloud.com/document/product/436/30617, 30616, 30629). */

import { group, string } from "../../codec";
import { websiteConfiguration } from "../../model/documents/website";
import type { BucketConfig } from "./descriptor";

/** Greatest size of the configuration, in bytes. */
const maxBytes = 64 * 1_024;

/** The configuration `?website`. */
export const bucketWebsite = {
  token: "BucketWebsite",
  title: "static website",
  query: "website",
  root: "WebsiteConfiguration",
  operations: { get: "GetBucketWebsite", put: "PutBucketWebsite", delete: "DeleteBucketWebsite" },
  absent: ["NoSuchWebsiteConfiguration"],
  maxBytes,
  outputs: group("BucketWebsiteOutputs", {
    /** The website's host: `name-APPID.cos-website.REGION.myqcloud.com`. */
    websiteEndpoint: string(),
  }),
  computed: ({ bucket, region }) => ({ websiteEndpoint: `${bucket}.cos-website.${region}.myqcloud.com` }),
  struct: websiteConfiguration,
} as const satisfies BucketConfig<typeof websiteConfiguration.fields>;
