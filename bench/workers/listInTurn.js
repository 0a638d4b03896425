/** Prints a line of JSON for each key of a bucket: `listInTurn.js BUCKET`; asks Tencent's SDK for a page, prints it, and asks for the next. */
const { makeSdk } = require("./context");

const [Bucket] = process.argv.slice(2);
const Region = process.env.TENCENTCLOUD_REGION;

async function main() {
  const cos = makeSdk({ KeepAlive: true });
  for (let Marker = ""; Marker !== undefined; ) {
    const { Contents, IsTruncated, NextMarker } = await cos.getBucket({
      Bucket,
      Region,
      Marker,
      MaxKeys: 1000,
    });
    const lines = Contents.map((entry) => `${JSON.stringify(entry)}\n`).join("");
    if (!process.stdout.write(lines)) {
      await new Promise((resolve) => process.stdout.once("drain", resolve));
    }
    Marker = IsTruncated === "true" ? NextMarker : undefined;
  }
  process.exit();
}

main();
