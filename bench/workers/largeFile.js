/** Uploads a file: `largeFile.js ours|peer BUCKET FILE`; prints how long it took and the most memory that was resident. */
const { readFileSync, statSync } = require("node:fs");

const [side, bucket, file] = process.argv.slice(2);
const key = "large.bin";
const mebibyte = 1024 * 1024;

async function main() {
  const began = performance.now();
  const length = await (side === "ours" ? ours() : peer());
  const elapsedMs = performance.now() - began;
  if (length !== statSync(file).size) throw new Error(`${length} bytes arrived`);
  console.log(JSON.stringify({ elapsedMs, peakBytes: peakMemory() }));
  // The SDK keeps its sockets for ever.
  process.exit();
}

async function ours() {
  const { CosClient, resolveSettings } = require("pulumi-tencentcos/client");
  // What a host works with: the registry, and a context around the client.
  const { handlers } = require("../../lib/provider/resources");
  const settings = resolveSettings(() => undefined);
  const log = { warn: (message) => console.error(message), status: () => {} };
  const context = { client: new CosClient(settings), settings, log };
  // As the engine hands a file over (design.md §4); the hash is not looked at when an object is created.
  const source = {
    "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17",
    hash: "0".repeat(64),
    path: file,
  };
  const handler = handlers.get("Object");
  const { inputs, failures } = handler.check(settings, { bucket, key, source });
  if (failures.length > 0) throw new Error(JSON.stringify(failures));
  const { outputs } = await handler.create(context, inputs);
  return outputs.contentLength;
}

async function peer() {
  const COS = require("cos-nodejs-sdk-v5");
  const cos = new COS({
    SecretId: process.env.TENCENTCLOUD_SECRET_ID,
    SecretKey: process.env.TENCENTCLOUD_SECRET_KEY,
    Protocol: "http:",
    Ip: new URL(process.env.TENCENTCOS_ENDPOINT).host,
    KeepAlive: true,
    ChunkSize: 16 * mebibyte,
    ChunkParallelLimit: 6,
    // Else it keeps upload ids in the user's home, and the second run would go on with the first one's.
    ConfCwd: process.env.BENCH_FOLDER,
  });
  const Region = process.env.TENCENTCLOUD_REGION;
  await cos.sliceUploadFile({ Bucket: bucket, Region, Key: key, FilePath: file });
  const { headers } = await cos.headObject({ Bucket: bucket, Region, Key: key });
  return Number(headers["content-length"]);
}

function peakMemory() {
  if (process.platform === "linux") {
    // maxRSS of a child begins with what its parent had when it was started; VmHWM is this program's own.
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8"))[1]) * 1024;
  }
  return process.resourceUsage().maxRSS * 1024;
}

main().catch((error) => {
  // What the SDK rejects with is not always an Error.
  console.error(error);
  process.exit(1);
});
