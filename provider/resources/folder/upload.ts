/** Uploads one file: its content, only its headers, or nothing where COS has it already. */

import { open } from "node:fs/promises";
import { contentOfBytes, openContent } from "../../api/upload/content";
import { type Uploaded, uploadContent, WrongObjectError } from "../../api/upload/upload";
import { crc64 } from "../../client";
import type { Context } from "../../model/context";
import type { ObjectAddress } from "../../model/ids";
import { messageOf } from "../../model/messages";
import { settingDifferences, writeHeaders } from "../object/headers";
import { type LiveObject, liveArguments, type ReadOptions, readLive } from "../object/live";
import {
  describeOutside,
  lostGrants,
  type OutsideSettings,
  outsideSettings,
  restoreGrants,
} from "../object/outside";
import { copyOntoItself, correctHeaders } from "../object/serverCopy";
import type { ObjectSettings } from "../object/values";
import type { Held } from "./manifest";
import type { ScannedFile } from "./scan";
import { readNow } from "./walk";

/** Largest file that is read into memory, in bytes; larger ones are streamed from an open handle. */
const wholeBytes = 1024 * 1024;

/** A reusable buffer for small files: a new one for each of thousands would be collected late. */
export class Room {
  #buffer = Buffer.alloc(0);

  /** Returns a buffer of this many bytes. Earlier content is lost. */
  take(bytes: number): Buffer {
    if (this.#buffer.length < bytes) {
      this.#buffer = Buffer.allocUnsafeSlow(bytes);
    }
    return this.#buffer.subarray(0, bytes);
  }
}

/** How a file was brought up to date. */
export type Outcome = "uploaded" | "settings" | "held";

/** The record of a file in COS, and how it got there. */
export interface Brought {
  readonly held: Held;
  readonly outcome: Outcome;
  /** When it was written, in Unix seconds of the service's clock. */
  readonly writtenAt: number;
  /** Settings made outside the program on the object that was overwritten. */
  readonly outside?: ReturnType<typeof describeOutside>;
}

/** A file that changed between the scan and its upload. */
class FileChangedError extends Error {
  override readonly name = "FileChangedError";
}

/**
 * Uploads a file as far as COS does not have it.
 * @param mayBeThere whether an object may exist at this key already, so that it is read first
 * @param room used only for this file until the promise settles
 * @param recorded the settings of the object at the last update; `undefined` where the state does not have it
 * @param onWrite called before the first request that may change something
 * @throws FileChangedError when the file has changed since the scan
 * @throws WrongObjectError when this was found only after the upload
 */
export async function bringFile(
  context: Context,
  address: ObjectAddress,
  file: ScannedFile,
  mayBeThere: boolean,
  room: Room,
  recorded: ObjectSettings | undefined,
  onWrite: () => void,
): Promise<Brought> {
  const live = mayBeThere ? await readLive(context, address, lookAt(file, recorded)) : undefined;
  const isOurs = live !== undefined && recorded !== undefined;
  const outside = isOurs ? outsideSettings(live, recorded, file.settings) : {};
  const wanted = { ...file.settings, ...outside };
  const told = isOurs ? { outside: describeOutside(wanted, live, outside) } : {};
  if (live?.crc64 !== file.crc64 || live.contentLength !== file.size) {
    onWrite();
    const { etag, writtenAt } = await upload(context, address, file, wanted, live, room);
    await restore(context, address, live, outside);
    return { held: heldOf(file, etag), outcome: "uploaded", writtenAt, ...told };
  }
  if (settingDifferences(liveArguments(live, wanted), wanted).length === 0) {
    return { held: heldOf(file, live.etag), outcome: "held", writtenAt: live.writtenAt };
  }
  onWrite();
  await copyOntoItself(context, address, wanted, live);
  await restore(context, address, live, outside);
  const { etag, writtenAt } = (await readLive(context, address, { tags: "never", acl: "never" })) ?? live;
  return { held: heldOf(file, etag), outcome: "settings", writtenAt, ...told };
}

/**
 * Undeclared tags and access rules are read only where they could get lost: on an object of this folder. Keys may lack the
 * right to read access rules that the program does not manage.
 */
function lookAt({ settings }: ScannedFile, recorded: ObjectSettings | undefined): ReadOptions {
  const otherwise = recorded === undefined ? "never" : "lenient";
  return { tags: otherwise, acl: settings.acl === undefined ? otherwise : "always" };
}

/** @throws WrongObjectError when the grants could not be restored */
async function restore(
  context: Context,
  address: ObjectAddress,
  live: LiveObject | undefined,
  outside: OutsideSettings,
): Promise<void> {
  if (live !== undefined) {
    try {
      await restoreGrants(context, address, live, outside);
    } catch (cause) {
      const lost = lostGrants(outside, live, undefined);
      throw new WrongObjectError([messageOf(cause), lost].join("\n"), { cause });
    }
  }
}

function heldOf(file: ScannedFile, etag: string): Held {
  return { crc64: file.crc64, size: file.size, etag, settings: file.hash };
}

async function upload(
  context: Context,
  address: ObjectAddress,
  file: ScannedFile,
  wanted: ObjectSettings,
  live: LiveObject | undefined,
  room: Room,
): Promise<Pick<Uploaded, "etag" | "writtenAt">> {
  const headers = writeHeaders(wanted, live);
  if (file.size > wholeBytes) {
    const content = await openContent({ kind: "file", name: file.name, path: file.path });
    try {
      const uploaded = await uploadContent(context, address, content, headers);
      requireScanned(file, uploaded.crc64, WrongObjectError);
      if (uploaded.resumed) {
        await correctHeaders(context, address, wanted);
      }
      return uploaded;
    } finally {
      await content.close();
    }
  }
  const bytes = await readWhole(file, room);
  requireScanned(file, crc64(bytes).toString(), FileChangedError);
  return await uploadContent(context, address, contentOfBytes(file.name, bytes), headers);
}

async function readWhole({ path, size }: ScannedFile, room: Room): Promise<Buffer> {
  // One byte more than expected, to notice a file that has grown.
  const buffer = room.take(size + 1);
  const handle = await open(path, readNow);
  try {
    for (let length = 0; ; ) {
      const { bytesRead } = await handle.read(buffer, length, buffer.length - length, length);
      length += bytesRead;
      if (bytesRead === 0 || length === buffer.length) {
        return buffer.subarray(0, length);
      }
    }
  } finally {
    await handle.close();
  }
}

function requireScanned(file: ScannedFile, sum: string, Refusal: new (message: string) => Error): void {
  if (sum !== file.crc64) {
    throw new Refusal(`${file.name} changed while the folder was being uploaded; run pulumi up again`);
  }
}
