/** Removes a bucket with all its versions: `forceDestroy.js ours|inTurns BUCKET`; prints how long that took. */
const { makeContext, report, timed } = require("./context");

const [side, bucket] = process.argv.slice(2);
const context = makeContext();

async function ours() {
  const { handlers } = require("../../lib/provider/resources");
  const id = `${context.settings.region}/${bucket}`;
  await handlers.get("Bucket").delete(context, id, { bucket, forceDestroy: true });
}

/** A page of versions, their removal, the next page. */
async function inTurns() {
  const { client } = context;
  for (;;) {
    const page = await client.send({ method: "GET", bucket, query: { versions: "", "max-keys": 1000 } });
    const found = [...page.body.toString().matchAll(/<Key>(.*?)<\/Key>\s*<VersionId>(.*?)<\/VersionId>/g)];
    if (found.length === 0) {
      break;
    }
    const objects = found.map(
      ([, key, versionId]) => `<Object><Key>${key}</Key><VersionId>${versionId}</VersionId></Object>`,
    );
    const body = `<Delete><Quiet>true</Quiet>${objects.join("")}</Delete>`;
    await client.send({ method: "POST", bucket, query: { delete: "" }, body });
  }
  await client.send({ method: "DELETE", bucket });
}

report(timed({ ours, inTurns }[side]));
