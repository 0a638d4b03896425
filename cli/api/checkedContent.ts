/** What is uploaded, with its checksum. */

import { Readable } from "node:stream";
import { type CosBody, CosError, Crc64 } from "../../provider/client";

/** Content whose CRC64 is reckoned while it is sent. */
export class CheckedContent {
  /** What to send. */
  readonly body: CosBody;
  /** Bytes; `undefined` for the standard input. */
  readonly length: number | undefined;
  #crc64 = new Crc64();

  constructor(content: CosBody) {
    if (typeof content === "string" || content instanceof Uint8Array) {
      this.length = Buffer.byteLength(content);
      this.body = content;
      this.#crc64.update(Buffer.from(content));
    } else if (content instanceof Readable) {
      this.length = undefined;
      this.body = Readable.from(this.#read(content), { objectMode: false });
    } else {
      const { length, open } = content;
      this.length = length;
      this.body = { length, open: () => this.#read(open()) };
    }
  }

  /**
   * Compares what was sent with what COS has.
   * @param stored the CRC64 that COS answered
   * @throws CosError when it is another
   */
  compare(stored: string | undefined): void {
    const sent = this.#crc64.toString();
    if (stored !== undefined && stored !== sent) {
      throw new CosError(
        `the CRC64 of what was sent is ${sent}, that of the object ${stored}\nSomething on the way changed the content. Upload it again.`,
        "ChecksumMismatch",
      );
    }
  }

  async *#read(content: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
    this.#crc64 = new Crc64();
    for await (const piece of content) {
      this.#crc64.update(piece);
      yield piece;
    }
  }
}
