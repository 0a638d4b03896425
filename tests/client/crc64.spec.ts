import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { Crc64, combineCrc64, crc64 } from "../../provider/client";

describe("CRC-64", () => {
  it("matches the values of the vendor's sample objects", () => {
    // The bodies of the vendor's samples, and the usual check value of CRC-64/XZ.
    assert.equal(crc64(Buffer.from("[Object Content]")), 16749565679157681890n);
    assert.equal(crc64(Buffer.from("[Object Part]")), 4510578591875220731n);
    assert.equal(crc64(Buffer.from("123456789")), 11051210869376104954n);
    assert.equal(crc64(new Uint8Array()), 0n);
  });

  it("runs the module that its source describes", async () => {
    // Plain JavaScript, so that nothing but this test needs the assembler.
    const { write, target } = require("../../tools/crc64/write") as {
      write(): Promise<string>;
      target: string;
    };
    assert.equal(readFileSync(target, "utf8"), await write(), "run node tools/crc64/write.js");
  });

  it("writes itself as COS does, unsigned and decimal", () => {
    assert.equal(
      new Crc64().update(Buffer.from("[Object ")).update(Buffer.from("Content]")).toString(),
      "16749565679157681890",
    );
    assert.equal(new Crc64().toString(), "0");
  });

  it("agrees with the bit-by-bit definition for any bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => crc64(bytes) === slowCrc64(bytes)));
  });

  it("continues over pieces of any size as over the whole", () => {
    const bytes = Buffer.alloc(700_001, "0123456789abcdef!");
    const whole = crc64(bytes);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length }), (cut) => {
        return crc64(bytes.subarray(cut), crc64(bytes.subarray(0, cut))) === whole;
      }),
      { numRuns: 20 },
    );
  });

  it("combines the checksums of parts that were uploaded side by side", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        fc.uint8Array({ maxLength: 400 }),
        (a, b) => combineCrc64(crc64(a), crc64(b), BigInt(b.length)) === crc64(Buffer.concat([a, b])),
      ),
    );
    const zeros = new Uint8Array(3_000_000);
    const head = Buffer.from("head");
    assert.equal(combineCrc64(crc64(head), crc64(zeros), zeros.length), crc64(Buffer.concat([head, zeros])));
  });

  it("combines in any grouping, also for lengths beyond 2^40", () => {
    const bigint64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
    const length = fc.bigInt({ min: 0n, max: 2n ** 46n });
    fc.assert(
      fc.property(bigint64, bigint64, bigint64, length, length, (a, b, c, lengthOfB, lengthOfC) => {
        const left = combineCrc64(combineCrc64(a, b, lengthOfB), c, lengthOfC);
        const right = combineCrc64(a, combineCrc64(b, c, lengthOfC), lengthOfB + lengthOfC);
        return left === right;
      }),
      { numRuns: 30 },
    );
  });
});

function slowCrc64(bytes: Uint8Array): bigint {
  let crc = 0xffffffffffffffffn;
  for (const byte of bytes) {
    crc ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit++) {
      crc = crc & 1n ? (crc >> 1n) ^ 0xc96c5795d7870f42n : crc >> 1n;
    }
  }
  return crc ^ 0xffffffffffffffffn;
}
