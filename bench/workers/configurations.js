/**
 * Creates and reads configurations: `configurations.js LISTS`, a file of lists of resources, each of which needs the list before; prints
 * what each of them took.
 */
const { readFileSync } = require("node:fs");
const { checkInputs, makeContext, report, timed } = require("./context");
const { handlers } = require("../../lib/provider/resources");

const rounds = 9;
const lists = JSON.parse(readFileSync(process.argv[2], "utf8"));
const context = makeContext();
const log = `${process.env.TENCENTCOS_ENDPOINT}/_emulator/requests`;

/** The requests that some work makes, by the emulator's log. */
async function requestsOf(work) {
  await fetch(log, { method: "DELETE" });
  await work();
  const requests = await (await fetch(log)).json();
  return requests.map(({ operation }) => operation);
}

async function main() {
  const resources = [];
  for (const { token, name, inputs: news } of lists.flat()) {
    const handler = handlers.get(token);
    const inputs = await checkInputs(handler, context, news);
    let created;
    const creates = await requestsOf(async () => {
      created = await handler.create(context, inputs);
    });
    resources.push({ token, name, handler, news, inputs, creates, ...created });
  }
  const configurations = resources.filter(({ token }) => token !== "Bucket");
  const read = ({ handler, id, outputs }) => handler.read(context, id, outputs);
  const together = [];
  for (let round = 0; round < rounds; round++) {
    together.push((await timed(() => Promise.all(configurations.map(read)))).elapsedMs);
  }
  for (const one of configurations) {
    one.reads = await requestsOf(() => read(one));
    one.alone = [];
    for (let round = 0; round < rounds; round++) {
      one.alone.push((await timed(() => read(one))).elapsedMs);
    }
  }
  const unchanged = await requestsOf(async () => {
    for (const { token, handler, news, inputs, id, outputs } of resources) {
      const checked = await checkInputs(handler, context, news, inputs);
      const { differences } = handler.diff(id, outputs, checked);
      if (differences.length > 0) {
        throw new Error(`${token} is taken for changed`);
      }
    }
  });
  return {
    together,
    configurations: configurations.map(({ token, creates, reads, alone }) => ({
      token,
      creates,
      reads,
      alone,
    })),
    unchanged,
  };
}

report(main());
