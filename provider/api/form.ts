/** Uploads by HTML forms (https://www.tencentcloud.com/document/product/436/14690). */

import { randomUUID } from "node:crypto";
import type { CosBodySource, CosRequest } from "../client";
import type { PostObjectParameters } from "./types";

/** What a form may upload. Fields of the table are fixed by it. */
export interface PostFormParameters extends Omit<PostObjectParameters, "Key" | "File"> {
  /** The key. Left out, the file's own name below `KeyPrefix`. */
  readonly Key?: string | undefined;
  /** How the key has to begin, where it is not fixed. */
  readonly KeyPrefix?: string | undefined;
  /** The least size of the file, in bytes. Only with `MaxBytes`. */
  readonly MinBytes?: number | undefined;
  /** The greatest size of the file, in bytes. */
  readonly MaxBytes?: number | undefined;
  /** Seconds until it expires. @default 900 */
  readonly expires?: number | undefined;
}

/** A form. The file is its last field, and is called `file`. */
export interface PostForm {
  /** The `action`; the method is POST, the encoding `multipart/form-data`. */
  readonly url: string;
  /** Hidden fields by name. */
  readonly fields: Readonly<Record<string, string>>;
}

/** What a form uploads. */
export type FormFile = string | Uint8Array | CosBodySource;

/** A form as a browser sends it. What can be read again is read when the form is sent. */
export function formBody(
  fields: Readonly<Record<string, string>>,
  file: FormFile,
): Pick<CosRequest, "body" | "headers"> {
  const boundary = `form-${randomUUID()}`;
  const fieldParts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const fileHead = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="file"\r\nContent-Type: application/octet-stream\r\n\r\n`;
  const head = Buffer.from(fieldParts.join("") + fileHead);
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  const headers = { "content-type": `multipart/form-data; boundary=${boundary}` };
  if (typeof file === "string" || file instanceof Uint8Array) {
    return { body: Buffer.concat([head, Buffer.from(file as string), tail]), headers };
  }
  const open = async function* () {
    yield head;
    yield* file.open();
    yield tail;
  };
  return { body: { length: head.length + file.length + tail.length, open }, headers };
}
