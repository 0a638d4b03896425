/** Puts small objects, several times: `smallObjects.js ours|peer BUCKET COUNT ROUNDS`; prints how long each round took. */
const { randomBytes } = require("node:crypto");

const inFlight = 64;
const [side, bucket] = process.argv.slice(2);
const [count, rounds] = process.argv.slice(4).map(Number);
const body = randomBytes(10_000);

async function main() {
  const sender = side === "ours" ? ours() : peer();
  // What is loaded or connected at the first request is not what is measured.
  await sender.put("first");
  const results = [];
  for (let round = 1; round <= rounds; round++) results.push(await measure(sender));
  console.log(JSON.stringify(results));
  await sender.close();
}

async function measure(sender) {
  const cpuBefore = process.cpuUsage();
  const began = performance.now();
  let next = 0;
  const lane = async () => {
    while (next < count) await sender.put(`objects/${next++}.bin`);
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  const elapsedMs = performance.now() - began;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { elapsedMs, cpuMs: (user + system) / 1000 };
}

function ours() {
  const { CosClient, resolveSettings } = require("pulumi-tencentcos/client");
  const client = new CosClient({ ...resolveSettings(() => undefined), parallelism: inFlight });
  return {
    put: (key) =>
      client.send({
        method: "PUT",
        bucket,
        key,
        body,
        headers: { "content-type": "application/octet-stream" },
      }),
    close: () => client.close(),
  };
}

function peer() {
  const COS = require("cos-nodejs-sdk-v5");
  const cos = new COS({
    SecretId: process.env.TENCENTCLOUD_SECRET_ID,
    SecretKey: process.env.TENCENTCLOUD_SECRET_KEY,
    Protocol: "http:",
    Ip: new URL(process.env.TENCENTCOS_ENDPOINT).host,
    FileParallelLimit: inFlight,
    KeepAlive: true,
  });
  const Region = process.env.TENCENTCLOUD_REGION;
  return {
    put: (Key) =>
      cos.putObject({ Bucket: bucket, Region, Key, Body: body, ContentType: "application/octet-stream" }),
    // It keeps its sockets for ever.
    close: () => process.exit(),
  };
}

main().catch((error) => {
  // What the SDK rejects with is not always an Error.
  console.error(error);
  process.exit(1);
});
