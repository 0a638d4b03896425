/** What the state keeps of an object: the arguments under their own names, and what COS computed. */

import { keptName } from "../../model/bucketNames";
import type { Context } from "../../model/context";
import type { ObjectAddress } from "../../model/ids";
import { withoutMembers } from "../../model/props";
import { objectOutputs } from "./fields";
import { type LiveObject, liveArguments } from "./live";
import type { UploadTrace } from "./uploadJournal";
import type { ObjectInputs, ObjectSettings, ObjectState, UploadTraces } from "./values";

/** How what is not in COS's answer is known. */
export interface OutputOptions {
  /** Whether COS holds the content of `declared`; else it is left out, so that the next diff sees it. */
  readonly sameContent: boolean;
  /** What is taken for what was not read. */
  readonly unread: ObjectSettings;
}

/** The outputs of a live object, with what means the same spelled as in `declared`. Nothing in them is `undefined`. */
export function outputsOf(
  context: Context,
  address: ObjectAddress,
  declared: Partial<ObjectInputs>,
  live: LiveObject,
  { sameContent, unread }: OutputOptions,
): ObjectState {
  const { bucket, region, key } = address;
  const { source, content, contentBase64 } = sameContent ? declared : {};
  return {
    bucket: keptName(bucket, declared.bucket),
    region,
    key,
    ...(source !== undefined && { source }),
    ...(content !== undefined && { content }),
    ...(contentBase64 !== undefined && { contentBase64 }),
    ...liveArguments(live, declared, unread),
    etag: live.etag,
    ...(live.crc64 !== undefined && { crc64: live.crc64 }),
    contentLength: live.contentLength,
    ...(live.versionId !== undefined && { versionId: live.versionId }),
    url: context.client.objectUrl({ bucket, region, key }),
  };
}

/** What an incomplete object has in the state, beside its outputs. */
export function leftOf(traces: readonly UploadTrace[]): UploadTraces {
  return traces.length > 0 ? { unfinishedUploads: traces } : {};
}

/** The arguments among outputs. */
export function inputsOf(outputs: ObjectState): ObjectInputs {
  return withoutMembers(outputs, objectOutputs.fields);
}
