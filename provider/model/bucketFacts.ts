/** What follows from a bucket's name, region and headers. */

import { appIdOf } from "./bucketNames";
import type { BucketAddress } from "./ids";
import type { Props } from "./props";

/** The outputs of a bucket: its inputs, and what follows from where it is. */
export function bucketOutputsOf<T extends Props>(address: BucketAddress, inputs: T) {
  const { bucket: name, region } = address;
  const appId = appIdOf(name);
  return {
    ...inputs,
    bucket: name,
    region,
    appId,
    bucketDomainName: `${name}.cos.${region}.myqcloud.com`,
    websiteDomainName: `${name}.cos-website.${region}.myqcloud.com`,
    qcs: `qcs::cos:${region}:uid/${appId}:${name}`,
  };
}

/** `x-cos-bucket-az-type` is only there on a bucket in several zones. */
export function redundancyOf(headers: Readonly<Record<string, string>>): "OAZ" | "MAZ" {
  return headers["x-cos-bucket-az-type"]?.toUpperCase() === "MAZ" ? "MAZ" : "OAZ";
}
