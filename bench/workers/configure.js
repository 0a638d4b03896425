/** Makes resources: `configure.js LISTS`, a file of lists of resources, each of which needs the list before. */
const { readFileSync } = require("node:fs");
const { checkInputs, makeContext, report } = require("./context");
const { handlers } = require("../../lib/provider/resources");

const context = makeContext();

async function main() {
  for (const list of JSON.parse(readFileSync(process.argv[2], "utf8"))) {
    await Promise.all(
      list.map(async ({ token, inputs }) => {
        const handler = handlers.get(token);
        await handler.create(context, await checkInputs(handler, context, inputs));
      }),
    );
  }
  return {};
}

report(main());
