/** The outputs of an object: its arguments, and what COS computes. */

import type { UploadTrace } from "../../api/upload/uploadJournal";
import { keptName } from "../../model/bucketNames";
import type { Context } from "../../model/context";
import type { ObjectAddress } from "../../model/ids";
import { withoutMembers } from "../../model/props";
import { objectOutputs } from "./fields";
import { type LiveObject, liveArguments } from "./live";
import type { ObjectInputs, ObjectSettings, ObjectState, UploadTraces } from "./values";

/** Sources of the outputs that COS does not return. */
export interface OutputOptions {
  /** Whether COS holds the content of `declared`; else the content is left out, so that the next diff shows it. */
  readonly sameContent: boolean;
  /** Values for arguments that were not read. */
  readonly unread: ObjectSettings;
}

/** The outputs of an object, with equal values spelled as in `declared`. No member is `undefined`. */
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

/** Outputs without those that COS computes. */
export function inputsOf(outputs: ObjectState): ObjectInputs {
  return withoutMembers(outputs, objectOutputs.fields);
}
