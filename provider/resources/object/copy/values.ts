/** The values of a copy by their types. */

import type { Values } from "../../../codec";
import type { ObjectSettings, ObjectTarget, UploadTraces } from "../values";
import type { ObjectCopyValues, objectCopyOutputs } from "./fields";

/** What says what is copied, and how. */
export type CopySource = Pick<
  ObjectCopyValues,
  "source" | "sourceCrc64" | "metadataDirective" | "taggingDirective"
>;

/** The arguments of a copy that have been checked. */
export type CopyInputs = ObjectTarget & CopySource & ObjectSettings;

/** What the state keeps of a copy. An imported one says nothing of where it came from. */
export type CopyState = ObjectTarget &
  Partial<CopySource> &
  ObjectSettings &
  Partial<Values<typeof objectCopyOutputs.fields>> &
  UploadTraces;
