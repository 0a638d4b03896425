/** Cuts an object's content into parts. */

import type { Content } from "./content";
import { maxParts } from "./multipart";

const mebibyte = 1024 * 1024;

/** Sizes and limits of an upload; tests make them small. */
export interface UploadLimits {
  /** Largest content that is sent in one PUT, in bytes. */
  readonly single: number;
  /** Size of a part in bytes; grows so that 10,000 parts suffice. */
  readonly part: number;
  /** Parts in flight, each read from a file while it is sent. */
  readonly inFlight: number;
  /** Parts in flight of content that cannot be read again: each is held in memory. */
  readonly buffered: number;
}

/** The default limits. */
export const uploadLimits: UploadLimits = {
  single: 32 * mebibyte,
  part: 16 * mebibyte,
  inFlight: 6,
  buffered: 3,
};

/** A part of the content, ready to be sent. */
export interface Part {
  readonly number: number;
  readonly length: number;
  open(): AsyncIterable<Uint8Array>;
  /** Releases its memory for the next part. */
  release?(): void;
}

/** The size of a part, in bytes, with which 10,000 parts suffice for the length. */
export function partSize(length: number, least: number): number {
  return Math.max(least, Math.ceil(length / maxParts / mebibyte) * mebibyte);
}

/** The parts of seekable content. Each is read only while it is sent. */
export async function* rangesOf(
  content: Content,
  length: number,
  limits: UploadLimits,
): AsyncGenerator<Part> {
  const size = partSize(length, limits.part);
  for (let start = 0, number = 1; start < length; start += size, number++) {
    const end = Math.min(start + size, length);
    yield { number, length: end - start, open: () => content.read(start, end) };
  }
}

/** The parts of content that can only be read once from its beginning. Each is held in memory. */
export async function* numbered(
  first: readonly Buffer[],
  rest: AsyncIterable<Buffer>,
  free: Buffer[],
): AsyncGenerator<Part> {
  let number = 0;
  const part = (buffer: Buffer): Part => ({
    number: ++number,
    length: buffer.length,
    async *open() {
      yield buffer;
    },
    release: () => void free.push(buffer),
  });
  // Taken out of the list one by one, so that sent buffers are not held any longer.
  const waiting = [...first];
  for (let buffer = waiting.shift(); buffer !== undefined; buffer = waiting.shift()) {
    yield part(buffer);
  }
  for await (const buffer of rest) {
    yield part(buffer);
  }
}

/**
 * Content in buffers of the size of parts; the first is as large as a single PUT may be.
 * @param free buffers that may be filled again: garbage of this size is collected late
 */
export async function* buffersOf(
  content: Content,
  limits: UploadLimits,
  free: Buffer[],
): AsyncGenerator<Buffer, undefined> {
  const sizeOf = (number: number) => {
    if (number === 1) {
      return Math.min(limits.single, Math.max(1, content.length ?? limits.single));
    }
    // Without a length the number of parts is unknown: growing parts hold up to 800 GB.
    return content.length === undefined
      ? limits.part * (1 + Math.floor(number / 1_000))
      : partSize(content.length, limits.part);
  };
  let [number, filled] = [1, 0];
  const allocate = () => {
    const size = sizeOf(number);
    const reused = free.pop();
    return reused?.length === size ? reused : Buffer.allocUnsafeSlow(size);
  };
  let buffer = allocate();
  for await (const piece of content.read()) {
    for (let from = 0; from < piece.length; ) {
      if (filled === buffer.length) {
        yield buffer;
        number++;
        filled = 0;
        buffer = allocate();
      }
      const count = Math.min(piece.length - from, buffer.length - filled);
      buffer.set(piece.subarray(from, from + count), filled);
      filled += count;
      from += count;
    }
  }
  if (filled > 0) {
    yield buffer.subarray(0, filled);
  }
}
