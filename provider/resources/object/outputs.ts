/** What the state keeps of an object: the arguments under their own names, and what COS computed. */

import { sameBucket } from "../../model/bucketNames";
import type { Context } from "../../model/context";
import type { ObjectAddress } from "../../model/ids";
import type { Props } from "../../model/props";
import { contentNames, objectOutputs } from "./fields";
import { type LiveObject, liveArguments } from "./live";
import type { UploadTrace } from "./uploadJournal";

/** How what is not in COS's answer is known. */
export interface OutputOptions {
  /** Whether COS holds the content of `declared`; else it is left out, so that the next diff sees it. */
  readonly sameContent: boolean;
  /** What is taken for what was not read. */
  readonly unread: Props;
}

/** The outputs of a live object, with what means the same spelled as in `declared`. Nothing in them is `undefined`. */
export function outputsOf(
  context: Context,
  address: ObjectAddress,
  declared: Props,
  live: LiveObject,
  { sameContent, unread }: OutputOptions,
): Props {
  const { bucket, region, key } = address;
  const content = contentNames.filter((name) => sameContent && declared[name] !== undefined);
  return {
    bucket: sameBucket(bucket, declared.bucket) ? declared.bucket : bucket,
    region,
    key,
    ...Object.fromEntries(content.map((name) => [name, declared[name]])),
    ...liveArguments(live, declared, unread),
    etag: live.etag,
    ...(live.crc64 !== undefined && { crc64: live.crc64 }),
    contentLength: live.contentLength,
    ...(live.versionId !== undefined && { versionId: live.versionId }),
    url: context.client.objectUrl({ bucket, region, key }),
  };
}

/**
 * A member that only an incomplete object has: what is known of uploads that could not be aborted, so that the next `up` or `destroy` does
 * so wherever it runs. It is no output that a program sees, and gone once the object is complete.
 */
export const tracesName = "unfinishedUploads";

/** Reads it. */
export function tracesOf(outputs: Props): readonly UploadTrace[] {
  return (outputs[tracesName] ?? []) as readonly UploadTrace[];
}

/** The arguments among outputs. */
export function inputsOf(outputs: Props): Props {
  return Object.fromEntries(
    Object.entries(outputs).filter(([name]) => !Object.hasOwn(objectOutputs.fields, name)),
  );
}
