/** Downloads an object: `download.js ours|sdk BUCKET KEY FILE`; prints how long it took and what it cost. */
const { statSync } = require("node:fs");
const { makeSdk, peakMemory, report, timed } = require("./context");

const [side, bucket, key, file] = process.argv.slice(2);
const rangeBytes = 16 * 1024 * 1024;
const inFlight = 4;

async function main() {
  const figures = await timed({ ours, sdk }[side]);
  return { ...figures, length: statSync(file).size, peakBytes: peakMemory() };
}

async function ours() {
  const { CosApi } = require("pulumi-tencentcos/api");
  const cos = new CosApi();
  await cos.download({ Bucket: bucket, Key: key }, file, { rangeBytes, parallel: inFlight });
  await cos.close();
}

async function sdk() {
  const cos = makeSdk({ KeepAlive: true });
  const Region = process.env.TENCENTCLOUD_REGION;
  await cos.downloadFile({
    Bucket: bucket,
    Region,
    Key: key,
    FilePath: file,
    ChunkSize: rangeBytes,
    ParallelLimit: inFlight,
    RetryTimes: 3,
    TaskId: "bench",
  });
}

report(main());
