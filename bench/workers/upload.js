/** Uploads a file: `upload.js ours|sdk|bare BUCKET FILE`; prints how long it took and what it cost. */
const { statSync } = require("node:fs");
const { checkInputs, makeContext, makeSdk, peakMemory, report, timed } = require("./context");

const [side, bucket, file] = process.argv.slice(2);
const key = "large.bin";
const partBytes = 16 * 1024 * 1024;
const partsInFlight = 6;

async function main() {
  let length = 0;
  const figures = await timed(async () => {
    length = await { ours, sdk, bare }[side]();
  });
  if (length !== statSync(file).size) {
    throw new Error(`${length} bytes arrived`);
  }
  return { ...figures, peakBytes: peakMemory() };
}

async function ours() {
  const { handlers } = require("../../lib/provider/resources");
  const context = makeContext();
  const handler = handlers.get("Object");
  // As the engine hands a file over; the hash is not looked at when an object is created.
  const source = {
    "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17",
    hash: "0".repeat(64),
    path: file,
  };
  const { outputs } = await handler.create(
    context,
    await checkInputs(handler, context, { bucket, key, source }),
  );
  return outputs.contentLength;
}

async function sdk() {
  const cos = makeSdk({
    KeepAlive: true,
    ChunkSize: partBytes,
    ChunkParallelLimit: partsInFlight,
    // Else it keeps upload ids in the user's home, and the second run would go on with the first one's.
    ConfCwd: process.env.BENCH_FOLDER,
  });
  const Region = process.env.TENCENTCLOUD_REGION;
  await cos.sliceUploadFile({ Bucket: bucket, Region, Key: key, FilePath: file });
  const { headers } = await cos.headObject({ Bucket: bucket, Region, Key: key });
  return Number(headers["content-length"]);
}

/** What anybody would write who trusts the line: no signature, no check sum. */
async function bare() {
  const { createReadStream } = require("node:fs");
  const { Agent, request } = require("undici");
  const { inLanes } = require("./context");
  const dispatcher = new Agent();
  const url = `${process.env.TENCENTCOS_ENDPOINT}/${bucket}/${key}`;
  const send = async (method, query, options) => {
    const answer = await request(`${url}?${query}`, { method, dispatcher, ...options });
    const text = await answer.body.text();
    if (answer.statusCode !== 200) {
      throw new Error(text);
    }
    return { text, headers: answer.headers };
  };
  const { size } = statSync(file);
  const { text } = await send("POST", "uploads");
  const uploadId = /<UploadId>(.*)<\/UploadId>/.exec(text)[1];
  const etags = [];
  const starts = Array.from({ length: Math.ceil(size / partBytes) }, (_, index) => index * partBytes);
  await inLanes(partsInFlight, starts, async (start) => {
    const end = Math.min(start + partBytes, size);
    const number = start / partBytes + 1;
    const { headers } = await send("PUT", `partNumber=${number}&uploadId=${uploadId}`, {
      headers: { "content-length": String(end - start) },
      body: createReadStream(file, { start, end: end - 1, highWaterMark: 256 * 1024 }),
    });
    etags[number - 1] = headers.etag;
  });
  const parts = etags.map(
    (etag, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>${etag}</ETag></Part>`,
  );
  await send("POST", `uploadId=${uploadId}`, {
    body: `<CompleteMultipartUpload>${parts.join("")}</CompleteMultipartUpload>`,
  });
  const { headers } = await request(url, { method: "HEAD", dispatcher });
  return Number(headers["content-length"]);
}

report(main());
