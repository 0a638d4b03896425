import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Claims } from "../../provider/model/claims";
import { folder as handler } from "../handlers";
import { region, startBench, type TestBench } from "../support";
import { DynamicHost, type Values } from "./dynamicHost";

/** What a resource has been in the state since a run. */
interface Made {
  readonly token: string;
  readonly id: string;
  /** What the program says. */
  readonly values: Values;
  readonly news: Values;
  readonly outputs: Values;
}

const providerOf = (token: string) =>
  `exports.handler=()=>require("module").createRequire(process.cwd()+"/index.js")("pulumi-tencentcos/host").provider("${token}")`;

/** One run of the engine: a process, and what the engine calls for a resource, in the engine's order. */
class Run {
  private constructor(readonly host: DynamicHost) {}

  static async start({ emulator }: TestBench, cache: string): Promise<Run> {
    const config = {
      "tencentcos:secretId": emulator.secretId,
      "tencentcos:secretKey": emulator.secretKey,
      "tencentcos:region": region,
      "tencentcos:appId": emulator.appId,
      "tencentcos:endpoint": emulator.url,
    };
    return new Run(await DynamicHost.start(config, undefined, { PULUMI_TENCENTCOS_CACHE: cache }));
  }

  async check(token: string, values: Values, olds: Values = {}): Promise<Values> {
    const { inputs, failures } = await this.host.check(olds, { ...values, __provider: providerOf(token) });
    assert.deepEqual(failures, []);
    return inputs;
  }

  async create(token: string, values: Values): Promise<Made> {
    const news = await this.check(token, values);
    const { id, properties } = await this.host.create(news);
    return { token, id, values, news, outputs: properties };
  }

  /** Declares again what the state has. */
  async keep({ token, id, values, news, outputs }: Made): Promise<Made> {
    const wanted = await this.check(token, values, news);
    const { changes } = await this.host.diff(id, outputs, wanted);
    return changes === 1
      ? { token, id, values, news: wanted, outputs }
      : { token, id, values, news: wanted, outputs: await this.host.update(id, outputs, wanted) };
  }

  delete({ id, outputs }: Made): Promise<void> {
    return this.host.delete(id, outputs);
  }

  /** Waits for a line that stays in the engine's output. */
  async tells(pattern: RegExp): Promise<void> {
    const said = () => this.host.messages.filter(({ ephemeral }) => !ephemeral).map(({ message }) => message);
    for (let waited = 0; waited < 5_000 && !said().some((line) => pattern.test(line)); waited += 20) {
      await delay(20);
    }
    assert.match(said().join("\n"), pattern);
  }
}

describe("A run, to which two resources stand for the same,", function () {
  this.timeout(60_000);
  let bench: TestBench;
  let target: { bucket: string; region: string };
  const folder = mkdtempSync(path.join(tmpdir(), "claims-"));
  const cache = mkdtempSync(path.join(tmpdir(), "claims-cache-"));

  before(async () => {
    bench = await startBench();
  });
  after(async () => {
    await bench.close();
    rmSync(folder, { recursive: true, force: true });
    rmSync(cache, { recursive: true, force: true });
  });
  beforeEach(async () => {
    target = await bench.createBucket();
  });

  const run = async <T>(work: (run: Run) => Promise<T>): Promise<T> => {
    const started = await Run.start(bench, cache);
    try {
      return await work(started);
    } finally {
      await started.host.close();
    }
  };
  const keys = async () => {
    const { body } = await bench.context.client.send({ method: "GET", ...target });
    return [...body.toString().matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key]) => key);
  };
  const cors = async () => {
    const request = { method: "GET" as const, ...target, query: { cors: "" } };
    return await bench.context.client.send(request).then(
      () => true,
      () => false,
    );
  };
  const object = (key: string, content = "x") => ({ ...target, key, content });
  const files = (names: readonly string[]) => {
    const source = mkdtempSync(path.join(folder, "source-"));
    for (const name of names) {
      writeFileSync(path.join(source, name), name);
    }
    return source;
  };
  const rule = { allowedOrigins: ["*"], allowedMethods: ["GET"] };

  it("keeps an object that another name stands for now, and says how to rename", async () => {
    const old = await run((first) => first.create("Object", object("index.html")));
    const fresh = await run(async (second) => {
      const made = await second.create("Object", object("index.html"));
      await second.delete(old);
      await second.tells(/^index\.html in \S+ stays: another resource of this program manages it/);
      await second.tells(/aliases: \[\{ name: /);
      return made;
    });
    assert.deepEqual(await keys(), ["index.html"]);
    await run((last) => last.delete(fresh));
    assert.deepEqual(await keys(), []);
  });

  it("keeps a configuration that another name stands for now", async () => {
    const old = await run((first) => first.create("BucketCors", { ...target, rules: [rule] }));
    const fresh = await run(async (second) => {
      const made = await second.create("BucketCors", { ...target, rules: [rule] });
      await second.delete(old);
      await second.tells(/^the CORS rules of \S+ stay/);
      return made;
    });
    assert.ok(await cors());
    await run((last) => last.delete(fresh));
    assert.ok(!(await cors()));
  });

  it("removes one of two keyed configurations when only the other one is held", async () => {
    const task = (inventoryId: string) => ({
      ...target,
      inventoryId,
      isEnabled: true,
      includedObjectVersions: "All",
      schedule: { frequency: "Daily" },
      destination: { ...target, format: "CSV" },
    });
    const [one, two] = await run(async (first) => [
      await first.create("BucketInventory", task("one")),
      await first.create("BucketInventory", task("two")),
    ]);
    await run(async (second) => {
      await second.keep(two as Made);
      await second.delete(one as Made);
    });
    await run(async (third) => {
      assert.equal((await third.host.read((one as Made).id, (one as Made).outputs)).id, "");
      assert.equal((await third.host.read((two as Made).id, (two as Made).outputs)).id, (two as Made).id);
    });
  });

  it("keeps what an unchanged resource stands for when its double is dropped", async () => {
    const [one, two] = await run(async (first) => [
      await first.create("Object", object("index.html")),
      await first.create("ObjectCopy", {
        ...target,
        key: "copy.html",
        source: { ...target, key: "index.html" },
      }),
    ]);
    const double = await run((second) => second.create("Object", object("copy.html")));
    await run(async (third) => {
      await third.keep(one as Made);
      await third.keep(two as Made);
      await third.delete(double);
    });
    assert.deepEqual(await keys(), ["copy.html", "index.html"]);
  });

  it("removes what a refresh has only looked at", async () => {
    const made = await run((first) => first.create("Object", object("index.html")));
    await run(async (second) => {
      // What a refresh does to show a difference.
      const { inputs = {} } = await second.host.read(made.id, made.outputs);
      await second.host.diff(made.id, made.outputs, inputs);
      await second.delete(made);
    });
    assert.deepEqual(await keys(), []);
  });

  it("keeps the objects of a folder that single objects stand for now, and forgets them", async () => {
    const source = files(["a", "b", "c"]);
    const old = await run((first) => first.create("Folder", { ...target, source, prefix: "site/" }));
    await run(async (second) => {
      await second.create("Object", object("site/a", "a"));
      rmSync(path.join(source, "a"));
      rmSync(path.join(source, "b"));
      const kept = await second.keep(old);
      assert.deepEqual(Object.keys(JSON.parse(String(kept.outputs.files)).files), ["c"]);
      await second.tells(/site\/a in \S+ stays: other resources of this program manage it/);
    });
    assert.deepEqual(await keys(), ["site/a", "site/c"]);
  });

  it("changes objects into a folder and back, and loses none", async () => {
    const source = files(["a", "b"]);
    const objects = await run(async (first) => [
      await first.create("Object", object("a", "a")),
      await first.create("Object", object("b", "b")),
      await first.create("Object", object("z", "z")),
    ]);
    const asFolder = await run(async (second) => {
      const made = await second.create("Folder", { ...target, source });
      await Promise.all(objects.map((each) => second.delete(each)));
      return made;
    });
    assert.deepEqual(await keys(), ["a", "b"]);
    const again = await run(async (third) => {
      const made = await third.create("Object", object("b", "b"));
      await third.delete(asFolder);
      await third.tells(/: b in \S+ stays/);
      return made;
    });
    assert.deepEqual(await keys(), ["b"]);
    await run((last) => last.delete(again));
    assert.deepEqual(await keys(), []);
  });

  it("moves a folder to a prefix inside of its old one, and loses none of its files, in whatever run the old one goes", async () => {
    const source = files(["x"]);
    mkdirSync(path.join(source, "docs"));
    writeFileSync(path.join(source, "docs", "x"), "docs/x");
    const moved = ["docs/docs/x", "docs/x"];
    const move = async (work: (second: Run, old: Made) => Promise<void>) => {
      const old = await run((first) => first.create("Folder", { ...target, source }));
      assert.deepEqual(await keys(), ["docs/x", "x"]);
      await run((second) => work(second, old));
    };
    const created = (second: Run) => second.create("Folder", { ...target, source, prefix: "docs/" });

    await move(async (second, old) => {
      const wanted = await second.check("Folder", { ...target, source, prefix: "docs/" }, old.news);
      // The new one first: no visitor meets a bucket without files.
      assert.equal((await second.host.diff(old.id, old.outputs, wanted)).deleteBeforeReplace, false);
      const made = await created(second);
      await second.delete(old);
      assert.deepEqual(await keys(), moved);
      await run((last) => last.delete(made));
    });

    // An `up` that breaks off between the two leaves the old one for the next, before or after the new one.
    for (const oldFirst of [false, true]) {
      await move(async (second, old) => {
        const made = await created(second);
        await run(async (third) => {
          const steps = [() => third.keep(made), () => third.delete(old)];
          for (const step of oldFirst ? steps.reverse() : steps) {
            await step();
          }
          assert.deepEqual(await keys(), moved);
        });
        await run((last) => last.delete(made));
        assert.deepEqual(await keys(), []);
      });
    }
  });

  it("makes again what it removed before it came to who keeps it", async () => {
    const source = files(["a", "b"]);
    const made = await run(async (first) => ({
      single: await first.create("Object", object("index.html")),
      double: await first.create("Object", object("index.html")),
      rules: await first.create("BucketCors", { ...target, rules: [rule] }),
      sameRules: await first.create("BucketCors", { ...target, rules: [rule] }),
      files: await first.create("Folder", { ...target, source }),
      file: await first.create("Object", object("a", "a")),
    }));
    await run(async (second) => {
      // Delete-before-replace comes before the program has told of the others.
      await second.delete(made.double);
      await second.delete(made.sameRules);
      await second.delete(made.file);
      assert.deepEqual(await keys(), ["b"]);
      await second.keep(made.single);
      await second.keep(made.rules);
      await second.keep(made.files);
    });
    assert.deepEqual(await keys(), ["a", "b", "index.html"]);
    assert.ok(await cors());
  });

  it("removes nothing that a create has just found: one of them waits for the other", async () => {
    const old = await run((first) => first.create("Object", object("index.html")));
    await run(async (second) => {
      // The create looks at the object long before it ends.
      bench.emulator.addFault({ kind: "delay", milliseconds: 600, match: { operation: "HeadObject" } });
      const creating = second.create("Object", object("index.html"));
      await delay(200);
      await Promise.all([creating, second.delete(old)]);
    });
    assert.deepEqual(await keys(), ["index.html"]);
    await run(async (third) => {
      bench.emulator.addFault({ kind: "delay", milliseconds: 600, match: { operation: "DeleteObject" } });
      const deleting = third.delete(old);
      await delay(200);
      await Promise.all([deleting, third.create("Object", object("index.html"))]);
    });
    bench.emulator.clearFaults();
    assert.deepEqual(await keys(), ["index.html"]);
  });

  it("keeps a resource in the state when the one that was to take it over failed", async () => {
    const source = files(["index.html", "b"]);
    const [old, folderOfIt] = await run(async (first) => [
      await first.create("Object", object("index.html")),
      await first.create("Folder", { ...target, source, prefix: "" }),
    ]);
    await run(async (second) => {
      bench.emulator.addFault({
        kind: "status",
        code: "AccessDenied",
        status: 403,
        times: 0,
        match: { operation: "PutObject" },
      });
      await assert.rejects(second.create("Object", object("index.html", "new")), /AccessDenied/);
      bench.emulator.clearFaults();
      await assert.rejects(
        second.delete(old as Made),
        /another resource of this program was to take it over, and failed/,
      );
      await assert.rejects(
        second.delete(folderOfIt as Made),
        /1 of 2 objects in \S+ stay, index\.html for one/,
      );
    });
    assert.deepEqual(await keys(), ["index.html"]);
  });

  it("neither deletes nor empties a bucket that another name stands for now", async () => {
    const old = await run((first) =>
      first.create("Bucket", { ...target, adoptExisting: true, forceDestroy: true }),
    );
    await bench.context.client.send({ method: "PUT", ...target, key: "somebody's", body: "x" });
    const fresh = await run(async (second) => {
      const made = await second.create("Bucket", { ...target, adoptExisting: true, forceDestroy: true });
      await second.delete(old);
      await second.tells(/^the bucket \S+ stays/);
      return made;
    });
    assert.deepEqual(await keys(), ["somebody's"]);
    await run((last) => last.delete(fresh));
    await assert.rejects(keys(), /NoSuchBucket/);
  });

  it("does not empty a bucket in which resources of the program live", async () => {
    const [home, page] = await run(async (first) => [
      await first.create("Bucket", { ...target, adoptExisting: true, forceDestroy: true }),
      await first.create("Object", object("index.html")),
    ]);
    await run(async (second) => {
      await second.keep(page as Made);
      await assert.rejects(
        second.delete(home as Made),
        /the bucket \S+ stays, with all that is in it: this program still has index\.html in \S+ there/,
      );
    });
    assert.deepEqual(await keys(), ["index.html"]);
    await run(async (last) => {
      await last.delete(page as Made);
      await last.delete(home as Made);
    });
  });

  it("offers aliases before adoptExisting for a bucket that exists, and says what protects on the way to another stack", async () => {
    await run(async (first) => {
      await first.create("Bucket", { ...target, adoptExisting: true });
      const refused = await first.create("Bucket", target).then(
        () => assert.fail("the bucket was taken over"),
        (error: Error) => error.message,
      );
      assert.match(
        refused,
        /aliases(.|\n)*retainOnDelete: true(.|\n)*pulumi state delete(.|\n)*adoptExisting: true/,
      );
    });
  });

  it("knows the keys of a folder of 50,000 files in little time", async () => {
    const manifest = {
      writtenAt: 0,
      files: Object.fromEntries(
        Array.from({ length: 50_000 }, (_, index) => [`d/${index}`, ["1", 1, "e", "s"]]),
      ),
    };
    const outputs = { ...target, source: folder, prefix: "p/", digest: "d", files: JSON.stringify(manifest) };
    const claims = new Claims();
    await claims.keep(await handler.target(`${region}/${target.bucket}/p/`, outputs));
    const gone: string[] = [];
    const wanted = Array.from({ length: 100_000 }, (_, index) => `p/d/${index}`);
    const sorted = await claims.removeKeys(target, wanted, async (free) => {
      gone.push(...free);
    });
    assert.equal(sorted.taken.length, 50_000);
    assert.equal(gone.length, 50_000);
  });
});
