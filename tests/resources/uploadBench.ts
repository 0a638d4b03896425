/** A large file, and a line to the emulator over which its upload in parts goes wrong. */

import { randomBytes } from "node:crypto";
import { uploadLimits } from "../../provider/api/upload/parts";
import type { Props } from "../../provider/model/props";
import { bucket } from "../handlers";
import { startBench, type TestBench } from "../support";
import { ObjectBench } from "./objectBench";
import { Files } from "./objectInputs";
import { startLine, type UnreliableLine } from "./unreliableLine";

const mebibyte = 1024 * 1024;

/** A bench with small parts, until it is closed. */
export class UploadBench extends ObjectBench {
  readonly files = new Files();
  /** The content: three parts. */
  readonly bytes = randomBytes(2 * mebibyte + 12_345);
  /** The file with the content. */
  readonly source: Props;
  readonly #usual = { ...uploadLimits };

  private constructor(
    bench: TestBench,
    readonly line: UnreliableLine,
    inFlight: number,
  ) {
    super(bench);
    this.source = this.files.asset("large.bin", this.bytes);
    Object.assign(uploadLimits, { single: mebibyte, part: mebibyte, inFlight });
  }

  /** @param inFlight parts at the same time */
  static async open(inFlight: number): Promise<UploadBench> {
    const bench = await startBench();
    return new UploadBench(bench, await startLine(bench.emulator.url), inFlight);
  }

  /** Removes the bucket, which must not hold anything. */
  async destroyBucket(): Promise<void> {
    const { region, bucket: name } = this.target;
    await bucket.delete(this.bench.context, `${region}/${name}`, {});
  }

  async close(): Promise<void> {
    Object.assign(uploadLimits, this.#usual);
    await this.line.close();
    await this.bench.close();
    this.files.remove();
  }
}
