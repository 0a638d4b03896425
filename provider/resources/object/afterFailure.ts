/** What the state has to say of an object after a write of it has failed. */

import { UnfinishedUploadError } from "../../api/upload/beginning";
import type { UploadTrace } from "../../api/upload/uploadJournal";
import type { Context } from "../../model/context";
import { forCleanUp } from "../../model/ending";
import { type ObjectAddress, objectId } from "../../model/ids";
import { messageOf } from "../../model/messages";
import type { Props } from "../../model/props";
import { IncompleteError } from "../handler";
import { noteRefused } from "./foreign";
import { isSameObject, type LiveObject, readLive } from "./live";
import { leftOf } from "./outputs";
import { lostGrants, type OutsideSettings } from "./outside";

/** A write that has failed. */
export interface FailedWrite {
  /** Whether COS has carried out a part of it, or may have. */
  readonly wrote: "yes" | "maybe" | "no";
  /** Whether the state has no object yet. */
  readonly isNew: boolean;
  /** The object before; `undefined` when there was none, or it could not be read. */
  readonly before: LiveObject | undefined;
  /** The object as it was seen last. */
  readonly live: LiveObject | undefined;
  /** Settings of the object that the write was to keep. */
  readonly outside: OutsideSettings;
  /** Earlier uploads recorded in the state. */
  readonly traces: readonly UploadTrace[];
  /** The outputs of the object as it was seen, or of one that was not seen. */
  readonly outputsOf: (live: LiveObject | undefined) => Props;
}

/**
 * The error to throw after a write has failed. Unless nothing has changed, it brings the object as COS has it, so that the state keeps it
 * and is true (docs/promises.md#a-failed-write-is-not-a-success).
 */
export async function afterFailure(
  context: Context,
  address: ObjectAddress,
  cause: unknown,
  { wrote, isNew, before, live, outside, traces, outputsOf }: FailedWrite,
): Promise<unknown> {
  if (wrote === "no") {
    await noteRefused(context, address);
    return cause;
  }
  const look = readLive(forCleanUp(context), address, { tags: "lenient", acl: "lenient" });
  const seen = await look.then(
    (now) => ({ now }),
    () => undefined,
  );
  const trace = cause instanceof UnfinishedUploadError ? cause.trace : undefined;
  // On create, an unchanged object is not ours.
  if (wrote === "maybe" && trace === undefined && isNew && isSameObject(seen?.now, before)) {
    return cause;
  }
  const outputs = outputsOf(seen?.now ?? live);
  const left = leftOf([...traces, ...(trace === undefined ? [] : [trace])]);
  const lost = lostGrants(outside, before, seen?.now);
  const message = [messageOf(cause), ...(lost === undefined ? [] : [lost])].join("\n");
  return new IncompleteError(objectId(address), { ...outputs, ...left }, message, { cause });
}
