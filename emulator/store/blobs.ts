/** Where the bytes of bodies are: in files, or in memory when they are few. */

import { createHash } from "node:crypto";
import { createWriteStream, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { rm, unlink } from "node:fs/promises";
import path from "node:path";
import type { Writable } from "node:stream";
import { type Blob, type Body, emptyBody, readBody } from "./body";
import { Crc64 } from "./crc64";
import { syncFolder } from "./journal";

/** A body as it is written down: names of files, each with the start and the length of its slice. */
export type BodyNames = readonly (readonly [string, number, number])[];

// Up to this size a body is kept in memory, as long as all of them together stay under the second number.
const smallBody = 16 * 1024;
const memoryBudget = 12 * 1024 * 1024;

/** Receives one body; `finish` or `discard` ends it. */
export interface BodyWriter {
  /** Takes a chunk; a returned promise is to be awaited before the next one. */
  write(chunk: Buffer): Promise<void> | undefined;
  finish(): Promise<Body>;
  discard(): Promise<void>;
}

// A file being written. One pair of listeners for its whole life: a gigabyte brings thousands of "drain" events.
class BodyFile {
  readonly #stream: Writable;
  #failure: Error | undefined;
  /** Everybody who waits for the file to take more; one read of the socket can bring several chunks. */
  readonly #waiting: { readonly resolve: () => void; readonly reject: (error: Error) => void }[] = [];
  readonly path: string;

  /** @param lasting whether it must be on the disk when it ends, also after a loss of power */
  constructor(filePath: string, lasting: boolean) {
    this.path = filePath;
    this.#stream = createWriteStream(filePath, { flags: "wx", highWaterMark: 1024 * 1024, flush: lasting });
    this.#stream.on("drain", () => {
      for (const { resolve } of this.#waiting.splice(0)) {
        resolve();
      }
    });
    this.#stream.on("error", (error) => {
      this.#failure = error;
      for (const { reject } of this.#waiting.splice(0)) {
        reject(error);
      }
    });
  }

  write(chunk: Buffer): Promise<void> | undefined {
    if (this.#failure) {
      throw this.#failure;
    }
    if (this.#stream.write(chunk)) {
      return undefined;
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
    });
  }

  end(): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#failure) {
        reject(this.#failure);
      }
      this.#waiting.push({ resolve, reject });
      // The file is flushed before it is closed.
      this.#stream.once("close", () => (this.#failure ? reject(this.#failure) : resolve()));
      this.#stream.end();
    });
  }

  async discard(): Promise<void> {
    if (!this.#stream.closed) {
      await new Promise<void>((resolve) => {
        this.#stream.once("close", () => resolve());
        this.#stream.destroy();
      });
    }
    await unlink(this.path).catch(() => undefined);
  }
}

/** The bodies of one emulator. */
export class BlobStore {
  #memoryUsed = 0;
  #serial = 0;
  readonly #folders = new Set<string>();
  readonly #directory: string;
  /** Whether bodies outlive the process. Each is a file then, and deleted only when nothing on the disk names it. */
  readonly #lasting: boolean;
  #unused: string[] = [];
  readonly #adopted = new Map<string, Blob>();

  /** What becomes of bytes that nothing refers to. */
  readonly #forget = ({ bytes, path: file }: Blob): void => {
    if (bytes) {
      this.#memoryUsed -= bytes.length;
    } else if (file !== undefined && this.#lasting) {
      this.#unused.push(file);
    } else if (file !== undefined) {
      void unlink(file).catch(() => undefined);
    }
  };

  constructor(directory: string, lasting = false) {
    this.#directory = directory;
    this.#lasting = lasting;
  }

  /** Starts a new body. */
  writer(): BodyWriter {
    const waiting: Buffer[] = [];
    let size = 0;
    let file: BodyFile | undefined;

    return {
      write: (chunk) => {
        size += chunk.length;
        if (file) {
          return file.write(chunk);
        }
        waiting.push(chunk);
        if (this.#lasting || size > smallBody || this.#memoryUsed + size > memoryBudget) {
          file = new BodyFile(this.#newPath(), this.#lasting);
          for (const early of waiting.splice(0)) {
            void file.write(early);
          }
        }
        return undefined;
      },
      finish: async () => {
        if (size === 0) {
          return emptyBody;
        }
        if (file) {
          await file.end();
          if (this.#lasting) {
            syncFolder(path.dirname(file.path));
          }
          return this.#bodyOf(size, undefined, file.path);
        }
        // A copy: the chunks are views into the much larger buffers of the socket.
        const bytes = Buffer.concat(waiting);
        this.#memoryUsed += bytes.length;
        return this.#bodyOf(size, bytes, undefined);
      },
      discard: async () => file?.discard(),
    };
  }

  #bodyOf(length: number, bytes: Buffer | undefined, file: string | undefined): Body {
    return [{ blob: { references: 1, bytes, path: file, unused: this.#forget }, start: 0, length }];
  }

  #newPath(): string {
    const serial = this.#serial++;
    const folder = path.join(this.#directory, (serial & 0xff).toString(16).padStart(2, "0"));
    if (!this.#folders.has(folder)) {
      mkdirSync(folder, { recursive: true });
      if (this.#lasting) {
        syncFolder(this.#directory);
      }
      this.#folders.add(folder);
    }
    return path.join(folder, serial.toString(16));
  }

  /** The files that nothing refers to since the last call. */
  takeUnused(): readonly string[] {
    const unused = this.#unused;
    this.#unused = [];
    return unused;
  }

  /** A body as names of files. Only where bodies outlive the process. */
  namesOf(body: Body): BodyNames {
    return body.map(({ blob, start, length }) => [path.relative(this.#directory, blob.path!), start, length]);
  }

  /**
   * The body of which an earlier process wrote the names.
   * @throws Error when a file is missing or too short
   */
  adopt(names: BodyNames): Body {
    return names.map(([name, start, length]) => {
      const file = path.join(this.#directory, name);
      let blob = this.#adopted.get(file);
      if (!blob) {
        blob = { references: 0, bytes: undefined, path: file, unused: this.#forget };
        this.#adopted.set(file, blob);
      }
      const size = statSync(file, { throwIfNoEntry: false })?.size ?? -1;
      if (size < start + length) {
        throw new Error(`${file} is damaged: restore it from a copy.`);
      }
      blob.references++;
      return { blob, start, length };
    });
  }

  /** Deletes the files without an owner: they were being written, or to be deleted, when the process ended. */
  removeUnused(): void {
    mkdirSync(this.#directory, { recursive: true });
    for (const folder of readdirSync(this.#directory)) {
      for (const name of readdirSync(path.join(this.#directory, folder))) {
        const file = path.join(this.#directory, folder, name);
        if (this.#adopted.has(file)) {
          this.#serial = Math.max(this.#serial, Number.parseInt(name, 16) + 1);
        } else {
          rmSync(file);
        }
      }
    }
    this.#adopted.clear();
  }

  /** MD5 (hex) and CRC-64 of a body, read in pieces. */
  async checksum(body: Body): Promise<{ readonly md5: string; readonly crc64: string }> {
    const md5 = createHash("md5");
    const crc64 = new Crc64();
    for await (const chunk of readBody(body)) {
      md5.update(chunk);
      crc64.update(chunk);
    }
    return { md5: md5.digest("hex"), crc64: crc64.digest() };
  }

  /** Deletes every file. */
  async clear(): Promise<void> {
    for (const folder of this.#folders) {
      await rm(folder, { recursive: true, force: true });
    }
    this.#folders.clear();
  }
}
