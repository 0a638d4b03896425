/** Sources of copies, from what exists: first the buckets, then the keys of the one that was chosen. */

import type { ApiCalls } from "../../provider/api/cosApi";
import { encodeKey } from "../../provider/client";
import type { SuggestAnswer } from "./wire";

/** The field that takes them. */
export const copySourceField = "CopySource";

/** A source whose bucket is there, and whose key is being typed. */
const begun = /^([^./]+)\.cos\.([a-z0-9-]+)\.myqcloud\.com\/([^?]*)/;

/** @param most keys that are offered */
export async function copySources(
  api: ApiCalls,
  typed: string,
  most: number,
  signal: AbortSignal,
): Promise<SuggestAnswer["values"]> {
  const [, Bucket, Region, prefix = ""] = begun.exec(typed) ?? [];
  const hostOf = (bucket: string, region: string) => `${bucket}.cos.${region}.myqcloud.com/`;
  if (Bucket === undefined || Region === undefined) {
    const { body } = await api.call("GetService", {}, { signal });
    return body.Buckets.Bucket.map(({ Name = "", Location = "" }) => ({ value: hostOf(Name, Location) }));
  }
  const { body } = await api.call(
    "GetBucket",
    { Bucket, Region, Prefix: decode(prefix), MaxKeys: most, EncodingType: "url" },
    { signal },
  );
  return body.Contents.map(({ Key = "", Size }) => ({
    value: hostOf(Bucket, Region) + encodeKey(Key),
    ...(Size !== undefined && { note: String(Size) }),
  }));
}

/** An escape may be typed in part. */
function decode(prefix: string): string {
  try {
    return decodeURIComponent(prefix);
  } catch {
    return prefix.replace(/%[^/]*$/, "");
  }
}
