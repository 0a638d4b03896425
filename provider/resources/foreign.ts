/** What a new resource finds in its place that others have made: it is replaced and named, or it stays and the resource fails (docs/promises.md#replaced-content-is-named). */

import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { visible } from "../client";
import { privateCacheFolder } from "../model/cacheFolder";
import type { Context } from "../model/context";
import { type BucketAddress, bucketId } from "../model/ids";
import { firstOf } from "../model/messages";
import type { Props } from "../model/props";

const folderName = "replaced";

/** Characters of a document that a message shows. */
const shownCharacters = 1_500;

/** Keys of objects that a message shows. */
const shownObjects = 5;

/** What others have made. */
export interface ForeignConfig {
  /** The resource that is to be created, such as `BucketCors`. */
  readonly token: string;
  readonly id: string;
  /** What a person calls it, such as `CORS rules`. */
  readonly title: string;
  /** The arguments with which a program would declare it, without secrets. */
  readonly value: Props;
  /** The document as COS answered it; left out where it may hold secrets. */
  readonly document?: string;
}

/** An object that others have made. */
export interface ForeignObject {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
}

const notMade = "that this stack did not make";

const others =
  'If another stack declares it, remove it from one of the two programs: they would replace each other\'s by turns. A resource that was only renamed in the program stays as it is with aliases: [{ name: "its old name" }].';

const howToReplace =
  "To replace it, set tencentcos:onForeign (TENCENTCOS_ON_FOREIGN) to replace for one pulumi up.";

/**
 * Says which configuration is about to be replaced, completely enough to put it back.
 * @throws Error where it is to be refused
 */
export function meetForeignConfig(context: Context, address: BucketAddress, foreign: ForeignConfig): void {
  const { token, id, title, value } = foreign;
  const place = `${address.bucket} in ${address.region}`;
  const said = JSON.stringify(value);
  const shown = said.length > shownCharacters ? `${said.slice(0, shownCharacters)}…` : said;
  if (context.settings.onForeign === "refuse") {
    throw new Error(
      `${place} has ${title} ${notMade}, and tencentcos:onForeign is refuse: ${shown}\nA program that declares the same takes them over without a change. ${howToReplace} ${others}`,
    );
  }
  const file = keep(address, token, id, { ...foreign, replacedAt: new Date().toISOString() });
  const whole = file === undefined ? said : `${shown}\nThe whole of it is in ${file}.`;
  context.log.warn(`Replaced in ${place}: ${title} ${notMade}: ${whole}\n${others}`);
}

/**
 * Says which objects are about to be overwritten.
 * @throws Error where this is to be refused
 */
export function meetForeignObjects(
  context: Context,
  { bucket, region }: BucketAddress,
  objects: readonly ForeignObject[],
): void {
  const all = objects.map(
    ({ key, size, etag }) => `${visible(key)} (${size.toLocaleString("en")} bytes, ETag ${etag})`,
  );
  const listed = firstOf(all, shownObjects).join(", ");
  const count = objects.length === 1 ? "an object" : `${objects.length.toLocaleString("en")} objects`;
  if (context.settings.onForeign === "refuse") {
    throw new Error(
      `${bucket} in ${region} has ${count} ${notMade}, and tencentcos:onForeign is refuse: ${listed}\n${howToReplace} ${others}`,
    );
  }
  context.log.warn(`Replaced in ${bucket} in ${region}: ${count} ${notMade}: ${listed}\n${others}`);
}

/** Writes what is replaced into a file that only this user can read. */
function keep(address: BucketAddress, token: string, id: string, content: object): string | undefined {
  const folder = privateCacheFolder(folderName);
  if (folder === undefined) {
    return undefined;
  }
  const time = new Date().toISOString().replace(/[:.]/g, "-");
  const key = id === bucketId(address) ? "" : `-${createHash("sha256").update(id).digest("hex").slice(0, 8)}`;
  const file = path.join(folder, `${time}-${token}-${address.bucket}${key}.json`);
  try {
    writeFileSync(file, `${JSON.stringify(content, undefined, 2)}\n`, { mode: 0o600, flag: "wx" });
    return file;
  } catch {
    return undefined;
  }
}
