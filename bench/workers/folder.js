/** Uploads the files of a folder as others do: `folder.js sdk|coscli BUCKET FOLDER`; prints what it took. */
const { readdirSync, readFileSync, statSync } = require("node:fs");
const path = require("node:path");
const { inLanes, makeContext, makeSdk, report, timed } = require("./context");

const [side, bucket, folder] = process.argv.slice(2);

/** Files that `coscli sync` works on at once by default (tencentyun/coscli `cmd/sync.go`, `--routines`). */
const routines = 3;

const files = readdirSync(folder, { recursive: true })
  .map((name) => ({ key: name.split(path.sep).join("/"), file: path.join(folder, name) }))
  .filter(({ file }) => statSync(file).isFile());

/** All at once, with its default settings: three files at a time. */
async function sdk() {
  const cos = makeSdk();
  const Region = process.env.TENCENTCLOUD_REGION;
  const { files: results } = await cos.uploadFiles({
    files: files.map(({ key, file }) => ({ Bucket: bucket, Region, Key: key, FilePath: file })),
  });
  for (const { error } of results) {
    if (error) {
      throw error;
    }
  }
}

/** For each file a look at its key, then its PUT, by our own client: the requests are those of coscli, the rest is not. */
async function coscli() {
  const { client } = makeContext();
  await inLanes(routines, files, async ({ key, file }) => {
    await client.send({ method: "HEAD", bucket, key }).catch(() => undefined);
    await client.send({ method: "PUT", bucket, key, body: readFileSync(file) });
  });
}

report(timed({ sdk, coscli }[side]));
