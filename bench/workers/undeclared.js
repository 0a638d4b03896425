/** Looks for undeclared configurations in buckets: `undeclared.js BUCKETS…`; prints how long that took and how much there was. */
const { makeContext, report, timed } = require("./context");
const { findUndeclared } = require("../../lib/cli/drift/undeclared");

const context = makeContext();
const resources = process.argv.slice(2).map((bucket) => {
  const id = `${context.settings.region}/${bucket}`;
  return {
    urn: id,
    type: "",
    token: "Bucket",
    name: bucket,
    id,
    inputs: {},
    outputs: {},
    secrets: new Set(),
  };
});

async function main() {
  let found = [];
  const figures = await timed(async () => {
    found = await findUndeclared(context, { resources }, new Map());
  });
  const unreadable = found.filter(({ status }) => status === "unreadable");
  if (unreadable.length > 0) {
    throw new Error(JSON.stringify(unreadable));
  }
  return { ...figures, found: found.length };
}

report(main());
