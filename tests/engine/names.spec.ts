/** Names that every object of JavaScript has already, as names of tags and metadata: adopted, deployed, watched. */
import assert from "node:assert/strict";
import { mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import type { CommandContext } from "../../cli/context";
import { run } from "../../tools/processes";
import { useUnmanagedBucket } from "./adopting";
import { assertShows } from "./example";
import { root, type TestStack, useEngine } from "./harness";

const names = ["__proto__", "constructor", "toString", "hasOwnProperty", "__pulumiOutput"];

/** Metadata has the names of headers: no underscore, and capitals do not count. */
const isHeader = (name: string) => !name.includes("_");

describe("tags and metadata that are called as members of any object, on the real engine", function () {
  this.timeout(180_000);
  this.bail(true); // each step needs the one before
  const engine = useEngine();
  const { folder, project, address, environment, connect } = useUnmanagedBucket(engine);
  let context: CommandContext;
  let stack: TestStack;
  const tagging = (keys: readonly string[]) =>
    `<Tagging><TagSet>${keys.map((key) => `<Tag><Key>${key}</Key><Value>of ${key}</Value></Tag>`).join("")}</TagSet></Tagging>`;
  const ask = async (key: string | undefined, query: Record<string, string> = {}) =>
    await context.client.send({ method: "GET", ...address, key, query });
  const keysOf = (document: Buffer) =>
    [...document.toString().matchAll(/<Key>(.*?)<\/Key><Value>of \1<\/Value>/g)].map(([, key]) => key).sort();
  const assertWhole = async () => {
    const wanted = [...names].sort();
    assert.deepEqual(keysOf((await ask(undefined, { tagging: "" })).body), wanted);
    assert.deepEqual(keysOf((await ask("page.html", { tagging: "" })).body), wanted);
    const { headers } = await ask("page.html");
    for (const name of names.filter(isHeader)) {
      assert.equal(headers[`x-cos-meta-${name.toLowerCase()}`], `of ${name}`);
    }
  };
  const writes = () =>
    engine.emulator.requests
      .filter(({ method }) => method !== "GET" && method !== "HEAD")
      .map(({ operation }) => operation);

  before("make them without Pulumi", async () => {
    context = await connect();
    const body = tagging(names);
    await context.client.send({ method: "PUT", ...address, query: { tagging: "" }, body });
    const headers = Object.fromEntries(
      names.filter(isHeader).map((name) => [`x-cos-meta-${name}`, `of ${name}`]),
    );
    await context.client.send({
      method: "PUT",
      ...address,
      key: "page.html",
      headers,
      body: "<h1>home</h1>",
    });
    await context.client.send({ method: "PUT", ...address, key: "page.html", query: { tagging: "" }, body });
    await assertWhole();
  });

  it("are adopted, and outlive the first up, which writes nothing", async () => {
    const command = [path.join(root, "lib/cli/index.js"), "adopt", "site", "--objects", "page"];
    const { exitCode, output } = await run(process.execPath, command, { cwd: folder, env: environment() });
    assert.equal(exitCode, 0, output);
    assertShows(output, "1 object");
    mkdirSync(path.join(project, "node_modules"));
    symlinkSync(root, path.join(project, "node_modules/pulumi-tencentcos"));
    symlinkSync(path.join(root, "node_modules/@pulumi"), path.join(project, "node_modules/@pulumi"));
    stack = await engine.newStack(path.relative(root, project));
    engine.emulator.clearRequests();
    await stack.up();
    assert.deepEqual(writes(), []);
    await assertWhole();
  });

  it("leave nothing to do, for a refresh neither", async () => {
    await stack.preview(["--refresh", "--expect-no-changes"]);
  });

  it("are missed when somebody removes one, and put back", async () => {
    const body = tagging(names.filter((name) => name !== "__proto__"));
    await context.client.send({ method: "PUT", ...address, query: { tagging: "" }, body });
    await context.client.send({ method: "PUT", ...address, key: "page.html", query: { tagging: "" }, body });
    const { output } = await stack.tencentcos(["drift"], { exits: 2 });
    assertShows(
      output,
      /BucketTagging site .*: drifted\n\s+tags\.__proto__\n\s+declared +"of __proto__"\n\s+live +–/,
    );
    assertShows(output, /Object .*: drifted\n\s+tags\.__proto__\n/);
    await stack.up(["--refresh"]);
    await assertWhole();
  });
});
