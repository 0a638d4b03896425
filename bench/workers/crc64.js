/** Computes the CRC64 of the same bytes with the client and with the emulator's tables in JavaScript, in turns; prints MB/s. */
const assert = require("node:assert/strict");
const { randomBytes } = require("node:crypto");
const { crc64 } = require("pulumi-tencentcos/client");
const { Crc64 } = require("../../lib/emulator/store/crc64");

const rounds = 7;
// As provider/resources/object/content.ts reads files.
const pieces = Array.from({ length: 256 }, () => randomBytes(256 * 1024));

const ours = (buffers) => String(buffers.reduce((crc, bytes) => crc64(bytes, crc), 0n));
const peer = (buffers) => buffers.reduce((crc, bytes) => crc.update(bytes), new Crc64()).digest();

for (const work of [ours, peer]) {
  assert.equal(work([Buffer.from("123456789")]), "11051210869376104954");
}
assert.equal(ours(pieces), peer(pieces));

const results = [];
for (let round = 0; round <= rounds; round++) {
  const order = round % 2 === 0 ? [ours, peer] : [peer, ours];
  const speeds = new Map(order.map((work) => [work, megabytesPerSecond(work)]));
  // The first round is for the compiler.
  if (round > 0) {
    results.push({ ours: speeds.get(ours), peer: speeds.get(peer) });
  }
}
console.log(JSON.stringify(results));

function megabytesPerSecond(work) {
  const began = performance.now();
  work(pieces);
  return (pieces.length * pieces[0].length) / 1000 / (performance.now() - began);
}
