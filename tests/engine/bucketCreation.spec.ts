/** What the real engine makes of creations of buckets that break off, and of two stacks that want one bucket. */
import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { commandLine } from "../../tools/processes";
import { killProviders, providers, useEngine } from "./harness";

const programs = "tests/engine/programs";

describe("a bucket with a generated name, on the real engine", function () {
  this.timeout(180_000);
  const engine = useEngine();

  const made = async () => {
    for (;;) {
      const [bucket] = await engine.buckets();
      if (bucket !== undefined) {
        return bucket;
      }
      await delay(20);
    }
  };

  it("is created once, even if the provider and then the engine are killed meanwhile", async () => {
    const { emulator } = engine;
    const stack = await engine.newStack(`${programs}/oneBucket`);
    emulator.addFault({ kind: "loseAnswer", times: 0, match: { operation: "PutBucket" } });
    let killed = 0;
    await stack.up([], {
      exits: 1,
      onStart: async ({ pid }) => {
        await made();
        killed = killProviders(pid as number);
      },
    });
    assert.ok(killed > 0, "no provider was running");
    emulator.clearFaults();
    const bucket = await made();

    emulator.addFault({ kind: "drop", times: 0, match: { operation: "DeleteBucketTagging" } });
    emulator.clearRequests();
    let orphans: number[] = [];
    await stack.up([], {
      exits: "any",
      onStart: async ({ pid }) => {
        while (!emulator.requests.some(({ operation }) => operation === "DeleteBucketTagging")) {
          await delay(20);
        }
        orphans = providers(pid as number);
        process.kill(pid as number, "SIGKILL");
      },
    });
    while (orphans.some((pid) => commandLine(pid).includes("dynamic-provider"))) {
      await delay(20);
    }
    emulator.clearFaults();

    await stack.pulumi(["cancel", "--yes"], { exits: "any" });
    await stack.up();
    assert.deepEqual(await engine.buckets(), [bucket]);
    assert.equal((await stack.outputs()).bucket, bucket);
    await stack.destroy();
    assert.deepEqual(await engine.buckets(), []);
  });

  it("is kept, finished and removed, even if every answer to its creation was lost", async () => {
    const { emulator } = engine;
    const stack = await engine.newStack(`${programs}/oneBucket`);
    emulator.addFault({ kind: "loseAnswer", times: 0, match: { operation: "PutBucket" } });
    const { output } = await stack.up([], { exits: 1 });
    assert.match(output, /It is not known whether .* was created/);
    emulator.clearFaults();
    const bucket = await made();
    await stack.up();
    assert.deepEqual(await engine.buckets(), [bucket]);
    await stack.preview(["--refresh", "--expect-no-changes"]);
    await stack.destroy();
    assert.deepEqual(await engine.buckets(), []);
  });
});

describe("a bucket that two stacks of one program create at once, on the real engine", function () {
  this.timeout(180_000);
  const engine = useEngine();

  it("belongs to one of them", async () => {
    const { emulator } = engine;
    const bucket = `wanted-${emulator.appId}`;
    const config = { "namedBucket:name": bucket };
    const first = await engine.newStack(`${programs}/namedBucket`, { config });
    const second = await engine.newStack(`${programs}/namedBucket`, { config });
    emulator.addFault({ kind: "delay", milliseconds: 5_000, match: { operation: "DeleteBucketTagging" } });
    const ended = await Promise.all([first, second].map((stack) => stack.up([], { exits: "any" })));
    assert.deepEqual(ended.map(({ exitCode }) => exitCode).sort(), [0, 1]);
    const failed = ended.find(({ exitCode }) => exitCode === 1);
    assert.match(String(failed?.output), /another stack is creating it|exists already/);
    for (const stack of [first, second]) {
      await stack.destroy();
    }
    assert.deepEqual(await engine.buckets(), []);
  });
});
