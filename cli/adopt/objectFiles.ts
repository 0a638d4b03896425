/** Downloads the content of objects, under file names that are safe on every system. */

import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Crc64 } from "../../provider/client";
import { makeFolder } from "../../provider/model/cacheFolder";
import type { Context } from "../../provider/model/context";
import type { ObjectAddress } from "../../provider/model/ids";

/** Where files are whose names are hashes. */
const hashedFolder = "by-hash";

/** Hex digits of a hash that stands for a name. */
const hashDigits = 16;

/** Greatest length of one part of a path on common file systems, in bytes. */
const maxPartBytes = 255;

/** Names that Windows keeps for devices, with any extension. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Whether the parts of a key are file names everywhere, so that the path leads below its folder and means the same on each system. */
export function isPath(name: string): boolean {
  return name
    .split("/")
    .every(
      (part) =>
        part !== "" &&
        part !== "." &&
        part !== ".." &&
        !/[\p{Cc}\p{Cf}\p{Surrogate}\\:*?"<>|]/u.test(part) &&
        !/[. ]$/.test(part) &&
        !devices.test(part) &&
        Buffer.byteLength(part) <= maxPartBytes,
    );
}

/**
 * A file for each object, relative to their folder: the name itself where it can be a path beside all others, else a hash of it. Two names that
 * differ in letter case only would be one file on many systems, and a name cannot be both a file and a folder.
 * @param names the keys, without what all of them begin with
 */
export function filesFor(names: readonly string[]): ReadonlyMap<string, string> {
  const folders = new Set([hashedFolder, ...names.flatMap((name) => parentsOf(name.toLowerCase()))]);
  const seen = new Set<string>();
  return new Map(
    names.map((name) => {
      const folded = name.toLowerCase();
      const usable = isPath(name) && !seen.has(folded) && !folders.has(folded);
      seen.add(folded);
      return [name, usable ? name : hashedName(name)];
    }),
  );
}

function parentsOf(name: string): readonly string[] {
  const parts = name.split("/");
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/"));
}

/** The extension stays: the content type may follow from it. */
function hashedName(name: string): string {
  const [extension = ""] = /\.[A-Za-z0-9]{1,16}$/.exec(name) ?? [];
  return `${hashedFolder}/${hashOf(name)}${extension}`;
}

/** Some hex digits that stand for a name. */
export function hashOf(name: string): string {
  return createHash("sha256").update(name).digest("hex").slice(0, hashDigits);
}

/**
 * Downloads an object, in constant memory.
 * @param file where it goes; folders on the way are made
 * @returns CRC64 of what was written
 */
export async function download({ client }: Context, address: ObjectAddress, file: string): Promise<string> {
  const { body } = await client.send({
    method: "GET",
    ...address,
    operation: "GetObject",
    responseBody: "stream",
  });
  const crc = new Crc64();
  const counter = new Transform({
    transform(piece: Buffer, _encoding, done) {
      crc.update(piece);
      done(null, piece);
    },
  });
  makeFolder(path.dirname(file));
  try {
    await pipeline(body, counter, createWriteStream(file));
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
  return crc.toString();
}
