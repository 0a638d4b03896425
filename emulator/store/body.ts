/** Bodies: the contents of objects and parts, as slices of immutable runs of bytes that they share by reference. */

import { closeSync, createReadStream, openSync, read } from "node:fs";
import { promisify } from "node:util";

/** Bytes that never change; gone when the last reference is released. */
export interface Blob {
  references: number;
  readonly bytes: Buffer | undefined;
  readonly path: string | undefined;
  /** Called when the last reference is released. */
  readonly unused: (blob: Blob) => void;
}

interface Segment {
  readonly blob: Blob;
  readonly start: number;
  readonly length: number;
}

/** The content of an object or part: slices of blobs, one after another. */
export type Body = readonly Segment[];

/** The body of nothing. */
export const emptyBody: Body = [];

/** Keeps a body alive for one more owner. */
export function retain(body: Body): Body {
  for (const { blob } of body) {
    blob.references++;
  }
  return body;
}

/** Gives up a body; bytes without a reference are deleted. */
export function release(body: Body): void {
  for (const { blob } of body) {
    if (--blob.references === 0) {
      blob.unused(blob);
    }
  }
}

/** The number of bytes in a body. */
function sizeOf(body: Body): number {
  return body.reduce((sum, segment) => sum + segment.length, 0);
}

/** A slice of a body that shares its bytes; retain it before storing it. */
export function sliceBody(body: Body, start: number, length: number): Body {
  const slice: Segment[] = [];
  let skip = start;
  let rest = length;
  for (const segment of body) {
    if (rest <= 0) {
      break;
    }
    if (skip >= segment.length) {
      skip -= segment.length;
      continue;
    }
    const take = Math.min(segment.length - skip, rest);
    slice.push({ blob: segment.blob, start: segment.start + skip, length: take });
    rest -= take;
    skip = 0;
  }
  return slice;
}

/** The bytes of a body when all of them are in memory. */
export function bytesInMemory(body: Body): Buffer | undefined {
  if (body.some(({ blob }) => !blob.bytes)) {
    return undefined;
  }
  const pieces = body.map(({ blob, start, length }) => blob.bytes!.subarray(start, start + length));
  return pieces.length === 1 ? pieces[0] : Buffer.concat(pieces);
}

/** Reads a body chunk by chunk; its owners may give it up meanwhile. */
export async function* readBody(body: Body): AsyncGenerator<Buffer> {
  const held = retain(inFiles(body));
  try {
    for (const { blob, start, length } of body) {
      if (blob.bytes) {
        yield blob.bytes.subarray(start, start + length);
      } else if (length > 0) {
        yield* createReadStream(blob.path!, { start, end: start + length - 1, highWaterMark: 256 * 1024 });
      }
    }
  } finally {
    release(held);
  }
}

/** The slices of a body that are in files. */
function inFiles(body: Body): Body {
  return body.filter(({ blob }) => !blob.bytes);
}

/** Bytes of a buffer that large bodies are sent from. */
const pieceSize = 256 * 1024;

const readAt = promisify(read);

/**
 * Reads a body piece by piece into one and the same buffer: a piece is there until the next one is asked for. Its owners may
 * give it up meanwhile.
 */
export async function* readPieces(body: Body): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafeSlow(Math.min(pieceSize, sizeOf(body)));
  const held = retain(inFiles(body));
  try {
    for (const { blob, start, length } of body) {
      if (blob.bytes) {
        yield blob.bytes.subarray(start, start + length);
        continue;
      }
      const file = openSync(blob.path!, "r");
      try {
        for (let [at, end] = [start, start + length]; at < end; ) {
          const { bytesRead } = await readAt(file, buffer, 0, Math.min(buffer.length, end - at), at);
          if (bytesRead === 0) {
            throw new Error(`${blob.path} is too short.`);
          }
          at += bytesRead;
          yield buffer.subarray(0, bytesRead);
        }
      } finally {
        closeSync(file);
      }
    }
  } finally {
    release(held);
  }
}
