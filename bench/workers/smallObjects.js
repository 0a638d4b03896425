/** Puts small objects, several times: `smallObjects.js ours|peer BUCKET COUNT ROUNDS`; prints what each round took. */
const { randomBytes } = require("node:crypto");
const { inLanes, makeContext, makeSdk, report, timed } = require("./context");

const inFlight = 64;
const [side, bucket] = process.argv.slice(2);
const [count, rounds] = process.argv.slice(4).map(Number);
const body = randomBytes(10_000);
const keys = Array.from({ length: count }, (_, index) => `objects/${index}.bin`);

async function main() {
  const put = side === "ours" ? ours() : peer();
  // What is loaded or connected at the first request is not what is measured.
  await put("first");
  const results = [];
  for (let round = 1; round <= rounds; round++) {
    results.push(await timed(() => inLanes(inFlight, keys, put)));
  }
  return results;
}

function ours() {
  const { client } = makeContext(inFlight);
  const headers = { "content-type": "application/octet-stream" };
  return (key) => client.send({ method: "PUT", bucket, key, body, headers });
}

function peer() {
  const cos = makeSdk({
    FileParallelLimit: inFlight,
    KeepAlive: true,
  });
  const Region = process.env.TENCENTCLOUD_REGION;
  return (Key) =>
    cos.putObject({ Bucket: bucket, Region, Key, Body: body, ContentType: "application/octet-stream" });
}

report(main());
