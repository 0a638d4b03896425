/** Signs one request over and over, with our client and with Tencent's SDK in turns; prints signatures per second. */
const assert = require("node:assert/strict");
const COS = require("cos-nodejs-sdk-v5");
const { sign } = require("pulumi-tencentcos/client");

const rounds = 7;
const roundMs = 1000;

const secretId = "AKIDbenchbenchbenchbenchbenchbench00";
const secretKey = "benchbenchbenchbenchbenchbench00";
const startTime = 1_750_000_000;
const endTime = startTime + 3660;
const key = "pages/2026/a page (腾讯云).html";
const query = {
  partNumber: "7",
  uploadId: "1585130821cbb7df1d11846c073ad648e8f33b087cec2381df437acdc833cf654b9ecc6361",
  versionId: "",
};
const headers = {
  host: "example-1250000000.cos.ap-guangzhou.myqcloud.com",
  "content-type": "text/html; charset=utf-8",
  "content-length": "10240",
  "content-md5": "1B2M2Y8AsgTpgAmY7PhCfg==",
  "cache-control": "public, max-age=31536000",
  "x-cos-acl": "public-read",
  "x-cos-storage-class": "STANDARD_IA",
  "x-cos-meta-commit": "9c698f2",
};

const ours = () =>
  sign({ secretId, secretKey, method: "PUT", path: `/${key}`, query, headers, startTime, endTime })
    .authorization;
const peer = () =>
  COS.getAuthorization({
    SecretId: secretId,
    SecretKey: secretKey,
    Method: "PUT",
    Key: key,
    Query: query,
    Headers: headers,
    KeyTime: `${startTime};${endTime}`,
  });

assert.equal(ours(), peer());

const results = [];
for (let round = 0; round <= rounds; round++) {
  const [first, second] = round % 2 === 0 ? [ours, peer] : [peer, ours];
  const speeds = new Map([first, second].map((work) => [work, perSecond(work)]));
  // The first round is for the compiler.
  if (round > 0) {
    results.push({ ours: speeds.get(ours), peer: speeds.get(peer) });
  }
}
console.log(JSON.stringify(results));

function perSecond(work) {
  const began = performance.now();
  for (let count = 0; ; count += 100) {
    const elapsed = performance.now() - began;
    if (elapsed >= roundMs) {
      return (count / elapsed) * 1000;
    }
    for (let each = 0; each < 100; each++) {
      work();
    }
  }
}
