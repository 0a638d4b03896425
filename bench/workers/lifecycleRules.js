/** Writes many lifecycle rules, or checks and decodes them: `lifecycleRules.js write|measure BUCKET COUNT`; prints how long each time took. */
const { checkInputs, makeContext, report } = require("./context");
const { handlers } = require("../../lib/provider/resources");
const { bucketLifecycle } = require("../../lib/provider/resources/configurations/lifecycle");
const { decodeStruct, parseXml } = require("../../lib/provider/codec");

const times = 21;
const [step, bucket, count] = process.argv.slice(2);

const rules = Array.from({ length: Number(count) }, (_, index) => ({
  id: `rule-${index}`,
  status: index % 3 === 0 ? "Disabled" : "Enabled",
  // COS refuses tags together with an end for broken uploads.
  ...(index % 2 === 0
    ? { filter: { and: { prefix: `tenants/${index}/`, tags: { team: `team-${index % 10}` } } } }
    : {
        filter: { prefix: `tenants/${index}/` },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      }),
  transitions: [
    { days: 30, storageClass: "STANDARD_IA" },
    { days: 90, storageClass: "ARCHIVE" },
  ],
  expiration: { days: 365 },
  noncurrentVersionExpiration: { noncurrentDays: 30 },
}));
const context = makeContext();
const handler = handlers.get("BucketLifecycle");

async function write() {
  await handler.create(context, await checkInputs(handler, context, { bucket, rules }));
  return {};
}

async function measure() {
  const check = repeat(() => handler.check(context.settings, {}, { bucket, rules }));
  const { body } = await context.client.send({ method: "GET", bucket, query: { lifecycle: "" } });
  const parse = [];
  const decode = repeat(() => {
    const began = performance.now();
    const document = parseXml(body.toString());
    parse.push(performance.now() - began);
    decodeStruct(bucketLifecycle.struct, document);
  });
  return { check, decode, parse };
}

function repeat(work) {
  return Array.from({ length: times }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
}

report({ write, measure }[step]());
