/** Fills a bucket with small objects: `fill.js BUCKET KEYS VERSIONS BYTES [IN-FLIGHT]`; prints how long that took. */
const { randomBytes } = require("node:crypto");
const { inLanes, makeContext, report, timed } = require("./context");

const [bucket] = process.argv.slice(2);
const [keys, versions, bytes, inFlight = 64] = process.argv.slice(3).map(Number);

async function main() {
  const { client } = makeContext(inFlight);
  const body = randomBytes(bytes);
  const headers = { "content-type": "application/octet-stream" };
  const names = Array.from({ length: keys }, (_, index) => `objects/${String(index).padStart(6, "0")}.bin`);
  return await timed(async () => {
    for (let version = 0; version < versions; version++) {
      await inLanes(inFlight, names, (key) => client.send({ method: "PUT", bucket, key, body, headers }));
    }
  });
}

report(main());
