/**
 * CRC64 of stretches of a file, computed by a thread of its own: on two cores a download then has a whole one for what comes in. The thread
 * gets its program as text, so that it needs no file beside this one, from wherever the package is loaded.
 */

import { readSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { type Crc64Module, compileCrc64, startCrc64 } from "../client/crc64Wasm";

/** The bytes from `from` until before `to` of the file that `fd` is open for. */
interface Stretch {
  readonly fd: number;
  readonly from: number;
  readonly to: number;
}

/** The answer to the stretch that was posted first of those without one. */
type Answer =
  | { readonly crc64: bigint }
  | { readonly failure: { readonly message: string; readonly code?: string } };

/** Bytes that are read sooner than a thread starts, which takes some 40 ms. */
const smallBytes = 1_024 * 1_024;

/** What small stretches are computed with. */
let here: Crc64Module | undefined;

/** Reads files and computes their checksums, one stretch after the other. */
export class ChecksumThread {
  #worker: Worker | undefined;
  #ended: Error | undefined;
  readonly #waiting: {
    readonly resolve: (crc64: bigint) => void;
    readonly reject: (error: Error) => void;
  }[] = [];

  /** The CRC64 of a stretch; of less when the file is shorter. The first one that is not small starts the thread. */
  async of(stretch: Stretch): Promise<bigint> {
    if (this.#worker === undefined && stretch.to - stretch.from <= smallBytes) {
      here ??= startCrc64(compileCrc64());
      return checksumOf(here, readSync, stretch);
    }
    this.#worker ??= this.#start();
    const worker = this.#worker;
    return await new Promise((resolve, reject) => {
      if (this.#ended !== undefined) {
        reject(this.#ended);
        return;
      }
      this.#waiting.push({ resolve, reject });
      worker.postMessage(stretch);
    });
  }

  /** Ends the thread; what it has not answered is rejected. Resolves when it reads nothing any more. */
  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(`(${serve})(${startCrc64}, ${checksumOf})`, {
      eval: true,
      workerData: compileCrc64(),
    });
    worker.on("message", (answer: Answer) => {
      const next = this.#waiting.shift();
      if ("failure" in answer) {
        const { message, code } = answer.failure;
        next?.reject(Object.assign(new Error(message), { code }));
      } else {
        next?.resolve(answer.crc64);
      }
    });
    worker.on("error", (error) => this.#end(error));
    worker.on("exit", () => this.#end(new Error("The thread that computes checksums has ended.")));
    return worker;
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const { reject } of this.#waiting.splice(0)) {
      reject(this.#ended);
    }
  }
}

/** What the thread does. Only its text comes there: it uses nothing of this file. */
function serve(start: typeof startCrc64, checksum: typeof checksumOf): void {
  const { readSync } = require("node:fs") as typeof import("node:fs");
  const { parentPort, workerData } = require("node:worker_threads") as typeof import("node:worker_threads");
  const module = start(workerData);
  parentPort?.on("message", (stretch: Stretch) => {
    try {
      parentPort?.postMessage({ crc64: checksum(module, readSync, stretch) } satisfies Answer);
    } catch (error) {
      // Of an error only message and stack would come over.
      const { message, code } = error as NodeJS.ErrnoException;
      parentPort?.postMessage({ failure: { message, ...(code && { code }) } } satisfies Answer);
    }
  });
}

/** Reads right into the module's memory. Uses nothing of this file either. */
function checksumOf(
  { input, update }: Crc64Module,
  read: typeof readSync,
  { fd, from, to }: Stretch,
): bigint {
  const allOnes = 0xffffffffffffffffn;
  let state = allOnes;
  for (let at = from; at < to; ) {
    const length = read(fd, input, 0, Math.min(input.length, to - at), at);
    if (length === 0) {
      break;
    }
    state = update(state, length);
    at += length;
  }
  return state ^ allOnes;
}
