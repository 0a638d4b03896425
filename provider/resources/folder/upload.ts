/** Brings one file into the bucket: its content, or only its headers, or nothing where COS holds it already. */

import { open } from "node:fs/promises";
import { crc64 } from "../../client";
import type { Context } from "../handler";
import type { ObjectAddress } from "../ids";
import { contentOfBytes, openContent } from "../object/content";
import { copyOntoItself, correctHeaders } from "../object/copy";
import { settingDifferences, writeHeaders } from "../object/headers";
import { type LiveObject, liveArguments, readLive } from "../object/live";
import { type Uploaded, uploadContent, WrongObjectError } from "../object/upload";
import type { Held } from "./manifest";
import type { ScannedFile } from "./scan";
import { readNow } from "./walk";

/** Files up to this size are read at once; above, a handle stays open. */
const wholeBytes = 1024 * 1024;

/** Room for the content of small files, one after another: as garbage, a buffer for each of thousands is collected late. */
export class Room {
  #buffer = Buffer.alloc(0);

  /** So many bytes. What was there before is given up. */
  take(bytes: number): Buffer {
    if (this.#buffer.length < bytes) {
      this.#buffer = Buffer.allocUnsafeSlow(bytes);
    }
    return this.#buffer.subarray(0, bytes);
  }
}

/** How a file came to be held. */
export type Outcome = "uploaded" | "settings" | "held";

/** What COS holds of a file now, and what was done for it. */
export interface Brought {
  readonly held: Held;
  readonly outcome: Outcome;
  /** When it was written, in Unix seconds of the service's clock. */
  readonly writtenAt: number;
}

/** A file that changed between the scan and its upload. */
export class FileChangedError extends Error {
  override readonly name = "FileChangedError";
}

/**
 * Makes COS hold a file.
 * @param mayBeThere whether an object of this key may be there already, so that it is looked at first
 * @param room nobody else's until the file is there
 * @param onWrite called before the first request that may change something
 * @throws FileChangedError when the file is no longer what was scanned
 * @throws WrongObjectError when that was found only after COS had it
 */
export async function bringFile(
  context: Context,
  address: ObjectAddress,
  file: ScannedFile,
  mayBeThere: boolean,
  room: Room,
  onWrite: () => void,
): Promise<Brought> {
  const live = mayBeThere
    ? await readLive(context, address, { tags: "never", acl: aclMode(file) })
    : undefined;
  if (live?.crc64 !== file.crc64 || live.contentLength !== file.size) {
    onWrite();
    const { etag, writtenAt } = await upload(context, address, file, live, room);
    return { held: heldOf(file, etag), outcome: "uploaded", writtenAt };
  }
  if (settingDifferences(liveArguments(live, file.settings), file.settings).length === 0) {
    return { held: heldOf(file, live.etag), outcome: "held", writtenAt: live.writtenAt };
  }
  onWrite();
  await copyOntoItself(context, address, file.settings, live);
  const { etag, writtenAt } = (await readLive(context, address, { tags: "never", acl: "never" })) ?? live;
  return { held: heldOf(file, etag), outcome: "settings", writtenAt };
}

/** Who does not manage access rules may lack the right to read them. */
function aclMode({ settings }: ScannedFile): "always" | "never" {
  return settings.acl === undefined ? "never" : "always";
}

function heldOf(file: ScannedFile, etag: string): Held {
  return { crc64: file.crc64, size: file.size, etag, settings: file.hash };
}

async function upload(
  context: Context,
  address: ObjectAddress,
  file: ScannedFile,
  live: LiveObject | undefined,
  room: Room,
): Promise<Pick<Uploaded, "etag" | "writtenAt">> {
  const headers = writeHeaders(file.settings, live);
  if (file.size > wholeBytes) {
    const content = await openContent({ kind: "file", name: file.name, path: file.path });
    try {
      const uploaded = await uploadContent(context, address, content, headers);
      requireScanned(file, uploaded.crc64, WrongObjectError);
      if (uploaded.resumed) {
        await correctHeaders(context, address, file.settings);
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
  // A byte more than there should be, so that a file that has grown is not what was scanned.
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
