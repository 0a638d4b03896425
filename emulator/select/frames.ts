/** The messages of a selection's answer. https://www.tencentcloud.com/document/product/436/32360 */

import { pipeline, Readable } from "node:stream";
import { crc32, createGunzip } from "node:zlib";
import { ServiceError } from "../format/errors";
import { element, xmlDocument } from "../format/xml";
import type { Row } from "./compile";
import { selectError } from "./errors";
import { decoded, type Reader, readCsv, readJson } from "./input";
import { writeRecord } from "./output";
import type { Selection } from "./request";

/** Results go out when there are so many characters of them. */
const fullRecords = 64 * 1024;
/** A message goes out at least after so many bytes of the object. */
const longSilence = 1024 * 1024;

/** One message: lengths, check sum, headers, payload, check sum. Numbers are big-endian; header values have the type 7. */
function message(headers: Readonly<Record<string, string>>, payload = ""): Buffer {
  const head = Buffer.concat(
    Object.entries(headers).map(([name, value]) => {
      const [nameBytes, valueBytes] = [Buffer.from(name), Buffer.from(value)];
      const length = Buffer.alloc(2);
      length.writeUInt16BE(valueBytes.length);
      return Buffer.concat([
        Buffer.from([nameBytes.length]),
        nameBytes,
        Buffer.from([7]),
        length,
        valueBytes,
      ]);
    }),
  );
  const body = Buffer.from(payload);
  const whole = Buffer.alloc(12 + head.length + body.length + 4);
  whole.writeUInt32BE(whole.length, 0);
  whole.writeUInt32BE(head.length, 4);
  whole.writeUInt32BE(crc32(whole.subarray(0, 8)), 8);
  head.copy(whole, 12);
  body.copy(whole, 12 + head.length);
  whole.writeUInt32BE(crc32(whole.subarray(0, -4)), whole.length - 4);
  return whole;
}

function event(type: string, payload?: string, contentType?: string): Buffer {
  return message(
    { ":event-type": type, ...(contentType && { ":content-type": contentType }), ":message-type": "event" },
    payload,
  );
}

/** How much was read and written so far, in bytes. */
class Counts {
  scanned = 0;
  processed = 0;
  returned = 0;

  show(name: "Progress" | "Stats"): Buffer {
    const document = element(name, [
      element("BytesScanned", this.scanned),
      element("BytesProcessed", this.processed),
      element("BytesReturned", this.returned),
    ]);
    return event(name, xmlDocument(document), "text/xml");
  }
}

/**
 * Carries a selection out. What goes wrong before the first message is thrown; afterwards it becomes a message of its own,
 * and no End follows.
 */
export async function* selectFrames(
  { query, gzip, input, output, progress }: Selection,
  content: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  const counts = new Counts();
  let records = "";
  let [quietSince, begun] = [0, false];
  const flush = (): Buffer => {
    counts.returned += Buffer.byteLength(records);
    const frame = event("Records", records, "application/octet-stream");
    records = "";
    return frame;
  };
  try {
    const texts = decoded(counted(gzip ? unzipped(content, counts) : content, counts, !gzip));
    const reader = "headers" in input ? readCsv(input) : readJson(input);
    for await (const rows of rowsOf(texts, reader)) {
      for (const row of rows) {
        for (const result of query.take(row)) {
          records += writeRecord(result, output);
        }
        const quiet = counts.processed - quietSince > longSilence;
        if (records.length >= fullRecords || quiet) {
          begun = true;
          if (records !== "") {
            yield flush();
          } else if (!progress) {
            yield event("Cont");
          }
          if (quiet && progress) {
            yield counts.show("Progress");
          }
          if (quiet) {
            quietSince = counts.processed;
          }
        }
        if (query.done) {
          break;
        }
      }
      if (query.done) {
        break;
      }
    }
    for (const result of query.finish()) {
      records += writeRecord(result, output);
    }
    begun = true;
    // In one piece: cos-nodejs-sdk-v5 reads its own results back into the stream between two pieces.
    const last = records === "" ? [] : [flush()];
    if (progress) {
      last.push(counts.show("Progress"));
    }
    yield Buffer.concat([...last, counts.show("Stats"), event("End")]);
  } catch (error) {
    if (!begun || !(error instanceof ServiceError)) {
      throw error;
    }
    // What was selected before it went wrong is part of the answer.
    if (records !== "") {
      yield flush();
    }
    yield message({ ":error-code": error.code, ":error-message": error.message, ":message-type": "error" });
  }
}

async function* rowsOf(texts: AsyncIterable<string>, reader: Reader<Row>): AsyncGenerator<Iterable<Row>> {
  for await (const text of texts) {
    yield reader.push(text);
  }
  yield reader.end();
}

async function* counted(
  chunks: AsyncIterable<Buffer>,
  counts: Counts,
  plain: boolean,
): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    counts.processed += chunk.length;
    if (plain) {
      counts.scanned += chunk.length;
    }
    yield chunk;
  }
}

async function* unzipped(content: AsyncIterable<Buffer>, counts: Counts): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  const source = Readable.from(content).on("data", (chunk: Buffer) => {
    counts.scanned += chunk.length;
  });
  pipeline(source, gunzip, () => {});
  try {
    yield* gunzip as AsyncIterable<Buffer>;
  } catch (error) {
    throw /^Z_/.test((error as { code?: string }).code ?? "") ? selectError("GzipDecompressError") : error;
  }
}
