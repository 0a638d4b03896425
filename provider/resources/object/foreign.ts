/** Warns of objects of others that a new resource overwrites, and remembers the objects that this stack has written. */

import type { Context } from "../../model/context";
import { type ObjectAddress, objectId } from "../../model/ids";
import { meetForeignObjects } from "../foreign";
import { WriteJournal } from "../writeJournal";
import type { LiveObject } from "./live";

/**
 * Warns that a new resource is about to overwrite an object with different content.
 * @throws Error where `tencentcos:onForeign` is `refuse`
 */
export async function meetObject(
  context: Context,
  address: ObjectAddress,
  live: LiveObject | undefined,
): Promise<void> {
  const journal = await WriteJournal.of(context);
  const id = objectId(address);
  if (live !== undefined && !journal.wrote([id, live.etag])) {
    const { etag, contentLength: size } = live;
    meetForeignObjects(context, address, [{ key: address.key, size, etag }]);
  }
  journal.begin([[id, live?.etag ?? ""]]);
}

/** Notes an object that this stack has written. */
export async function noteWritten(context: Context, address: ObjectAddress, etag: string): Promise<void> {
  (await WriteJournal.of(context)).end([[objectId(address), etag]]);
}

/** Goes back to what was known of an object before `meetObject`, after COS has refused to write it. */
export async function noteRefused(context: Context, address: ObjectAddress): Promise<void> {
  (await WriteJournal.of(context)).undo([objectId(address)]);
}

/** Forgets an object that was removed. */
export async function forgetWritten(context: Context, address: ObjectAddress): Promise<void> {
  (await WriteJournal.of(context)).forget([objectId(address)]);
}
