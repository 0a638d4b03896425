/** Computes the CRC64 of the same bytes with the client and with tables in JavaScript, in turns; prints MB/s. */
const assert = require("node:assert/strict");
const { randomBytes } = require("node:crypto");
const { crc64: ours } = require("pulumi-tencentcos/client");
const { crc64: peer } = require("./crc64Tables");

const rounds = 7;
const pieces = 256;
// As provider/resources/object/content.ts reads files.
const bytes = randomBytes(256 * 1024);

assert.equal(ours(Buffer.from("123456789")), 0x995dc9bbdf1939fan);
assert.equal(peer(Buffer.from("123456789")), 0x995dc9bbdf1939fan);
assert.equal(ours(bytes, 7n), peer(bytes, 7n));

const results = [];
for (let round = 0; round <= rounds; round++) {
  const order = round % 2 === 0 ? [ours, peer] : [peer, ours];
  const speeds = new Map(order.map((work) => [work, megabytesPerSecond(work)]));
  // The first round is for the compiler.
  if (round > 0) results.push({ ours: speeds.get(ours), peer: speeds.get(peer) });
}
console.log(JSON.stringify(results));

function megabytesPerSecond(work) {
  const began = performance.now();
  let crc = 0n;
  for (let piece = 0; piece < pieces; piece++) crc = work(bytes, crc);
  return (pieces * bytes.length) / 1000 / (performance.now() - began);
}
