/** Makes JSON of a page of 1,000 versions with the API's client and with Tencent's SDK, in turns; prints milliseconds. */
const assert = require("node:assert/strict");
const { readAnswer, requireOperation } = require("../../lib/provider/api/calls");
const { xml2json } = require("cos-nodejs-sdk-v5/sdk/util");

const rounds = 21;
const item = (index) =>
  `<Version><Key>images/2026/photo-${index}.jpg</Key><VersionId>MTg0NDUxNTc1NTY5NTY0MzU5${index}</VersionId>` +
  "<IsLatest>true</IsLatest><LastModified>2026-01-01T00:00:00.000Z</LastModified>" +
  "<ETag>&quot;5d41402abc4b2a76b9719d911017c592&quot;</ETag><Size>12345</Size><StorageClass>STANDARD</StorageClass>" +
  "<Owner><ID>qcs::cam::uin/100000000001:uin/100000000001</ID><DisplayName>100000000001</DisplayName></Owner></Version>";
const body = Buffer.from(
  '<?xml version="1.0" encoding="utf-8" ?><ListVersionsResult><Name>site-1250000000</Name><Prefix/><KeyMarker/>' +
    "<VersionIdMarker/><MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated>" +
    `${Array.from({ length: 1_000 }, (_, index) => item(index)).join("")}</ListVersionsResult>`,
);

const operation = requireOperation("GetBucketObjectVersions");
const ours = () => readAnswer(operation, { status: 200, headers: {}, body, attempts: 1 }).body.Version.length;
const peer = () => xml2json(body.toString()).ListVersionsResult.Version.length;
assert.equal(ours(), 1_000);
assert.equal(peer(), 1_000);

const results = [];
for (let round = 0; round <= rounds; round++) {
  const order = round % 2 === 0 ? [ours, peer] : [peer, ours];
  const times = new Map(order.map((work) => [work, millisecondsOf(work)]));
  // The first rounds are for the compiler.
  if (round > 5) {
    results.push({ ours: times.get(ours), peer: times.get(peer) });
  }
}
console.log(JSON.stringify(results));

function millisecondsOf(work) {
  const began = performance.now();
  work();
  return performance.now() - began;
}
