/** The example of a website from a folder, deployed and deployed again. */
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { assertShows, describeExample, visit, where } from "./example";
import { killProviders, region, root, type TestStack, useEngine } from "./harness";

const project = "examples/website-folder";

describeExample("a website from a folder on the real engine", {
  project,
  works: async (world) => {
    const host = String(world.outputs.address).replace("http://", "");
    const home = await visit(world, host, "/");
    assert.equal(home.status, 200);
    assert.match(home.text, /A website from a folder/);
    assert.equal(home.headers["cache-control"], "no-cache");
    const asset = await visit(world, host, "/assets/app-91ab.js");
    assert.match(String(asset.headers["cache-control"]), /immutable/);
    assert.match((await visit(world, host, "/no/such/page")).text, /Not found/);
  },
  outside: [
    {
      title: "a page overwritten",
      change: (world) => world.outsider.putObject({ ...where(world), Key: "about.html", Body: "theirs" }),
      shows: ["1 overwritten (about.html)", "~ about.html"],
      healed: async (world) => {
        const { Body } = await world.outsider.getObject({ ...where(world), Key: "about.html" });
        assert.match(String(Body), /About/);
      },
    },
    {
      title: "an asset removed",
      change: (world) => world.outsider.deleteObject({ ...where(world), Key: "assets/app-91ab.js" }),
      shows: ["1 removed (assets/app-91ab.js)", "+ assets/app-91ab.js"],
      healed: async (world) => {
        await world.outsider.headObject({ ...where(world), Key: "assets/app-91ab.js" });
      },
    },
  ],
});

describe("a website from a folder that is deployed again, on the real engine", function () {
  this.timeout(180_000);
  this.bail(true); // the steps share one stack
  const engine = useEngine();
  const folder = mkdtempSync(path.join(tmpdir(), "website-"));
  let stack: TestStack;
  after(() => rmSync(folder, { recursive: true, force: true }));

  const writes = () =>
    engine.emulator.requests
      .filter(({ operation }) => operation === "PutObject" || operation === "DeleteMultipleObjects")
      .map(({ operation, key }) => key ?? operation);
  const bucket = async () => String((await engine.buckets())[0]);

  it("says before the first up which files will be there", async () => {
    cpSync(path.join(root, project, "public"), folder, { recursive: true });
    stack = await engine.newStack(project, { config: { "website-folder:source": folder } });
    const { output } = await stack.preview();
    assertShows(output, /6 files to upload/);
    assertShows(output, "+ assets/style-4f2c.css");
    await stack.up();
  });

  it("sends only what changed: assets first, then pages, and removes last what is gone", async () => {
    writeFileSync(path.join(folder, "assets/app-c0de.js"), "// new\n");
    renameSync(path.join(folder, "assets/old-0000.js"), path.join(folder, "assets/old-0001.js"));
    writeFileSync(path.join(folder, "about.html"), "<h1>About, anew</h1>\n");
    const { output } = await stack.preview();
    assertShows(output, /2 files to upload, 1 file changed, to upload again, 1 file to remove/);
    engine.emulator.clearRequests();
    await stack.up();
    const order = writes();
    assert.deepEqual(order.slice(0, 2).sort(), ["assets/app-c0de.js", "assets/old-0001.js"]);
    assert.deepEqual(order.slice(2), ["about.html", "DeleteMultipleObjects"]);
    await stack.preview(["--refresh", "--expect-no-changes"]);
  });

  it("makes no request about files in a preview without changes", async () => {
    engine.emulator.clearRequests();
    await stack.preview(["--expect-no-changes"]);
    assert.deepEqual(engine.emulator.requests, []);
  });

  it("ends in a correct bucket after the provider was killed in the middle of an upload", async () => {
    for (let index = 0; index < 60; index++) {
      writeFileSync(path.join(folder, `assets/f${index}.js`), `// ${index}\n`);
    }
    writeFileSync(path.join(folder, "index.html"), "<h1>Needs all of them</h1>\n");
    engine.emulator.clearRequests();
    // Slow enough that the kill comes in the middle.
    engine.emulator.addFault({
      kind: "delay",
      milliseconds: 400,
      times: 0,
      skip: 20,
      match: { operation: "PutObject" },
    });
    await stack.up(["--parallel", "4"], {
      exits: 1,
      onStart: async ({ pid }) => {
        while (writes().length < 20) {
          await delay(5);
        }
        assert.ok(killProviders(pid as number) > 0, "no provider was running");
      },
    });
    engine.emulator.clearFaults();
    const where = { Bucket: await bucket(), Region: region };
    const home = await engine.outsider.getObject({ ...where, Key: "index.html" });
    assert.doesNotMatch(
      String(home.Body),
      /Needs all of them/,
      "the page switched before its assets were there",
    );
    const there = (await engine.outsider.getBucket(where)).Contents.length;

    engine.emulator.clearRequests();
    await stack.up();
    const { Contents } = await engine.outsider.getBucket(where);
    assert.equal(Contents.length, 67);
    // What COS held already after the kill was not sent again.
    const sent = writes().filter((key) => /^assets\/f\d/.test(key ?? "")).length;
    assert.ok(there > 7, "the kill came before anything was sent");
    assert.equal(sent, 67 - there);
    await stack.preview(["--refresh", "--expect-no-changes"]);
    await stack.destroy();
    assert.deepEqual(await engine.buckets(), []);
  });
});
