/** What handlers are called with in a measured process, and what that process costs. */
const { peakMemory } = require("./peakMemory");
const { CosClient, resolveSettings } = require("pulumi-tencentcos/client");

/**
 * What a host works with: a context around a client.
 * @param parallelism requests in flight; left out, as many as a stack has that says nothing
 */
function makeContext(parallelism) {
  const settings = { ...resolveSettings(() => undefined), ...(parallelism !== undefined && { parallelism }) };
  const log = { warn: (message) => console.error(message), info: () => {}, status: () => {} };
  return { client: new CosClient(settings), settings, log };
}

/** Tencent's SDK, with options of its own beside who it is and where COS is. */
function makeSdk(options) {
  const COS = require("cos-nodejs-sdk-v5");
  return new COS({
    SecretId: process.env.TENCENTCLOUD_SECRET_ID,
    SecretKey: process.env.TENCENTCLOUD_SECRET_KEY,
    Protocol: "http:",
    Ip: new URL(process.env.TENCENTCOS_ENDPOINT).host,
    ...options,
  });
}

/** Checks inputs as an `up` does; throws when they are refused. */
async function checkInputs(handler, { settings }, news, olds = {}) {
  const { inputs, failures } = await handler.check(settings, olds, news);
  if (failures.length > 0) {
    throw new Error(JSON.stringify(failures));
  }
  return inputs;
}

/** Works on items, so many at the same time. */
async function inLanes(count, items, work) {
  let next = 0;
  const lane = async () => {
    while (next < items.length) {
      await work(items[next++]);
    }
  };
  await Promise.all(Array.from({ length: count }, lane));
}

/** Milliseconds that some work takes, and the processor's time for it. */
async function timed(work) {
  const cpuBefore = process.cpuUsage();
  const began = performance.now();
  await work();
  const elapsedMs = performance.now() - began;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { elapsedMs, cpuMs: (user + system) / 1000 };
}

/** Prints what a worker found, or why it failed, and ends. */
function report(work) {
  work.then(
    (result) => {
      // Not at once, or a pipe may lose the end; the SDK keeps its sockets for ever.
      process.stdout.write(JSON.stringify(result), () => process.exit());
    },
    (error) => {
      // What the SDK rejects with is not always an Error.
      console.error(error);
      process.exit(1);
    },
  );
}

module.exports = { makeContext, makeSdk, checkInputs, inLanes, timed, peakMemory, report };
