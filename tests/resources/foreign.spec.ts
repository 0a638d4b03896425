import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Context } from "../../provider/model/context";
import type { Props } from "../../provider/model/props";
import { ownMark } from "../../provider/resources/bucket/creationMark";
import { bucketCors } from "../../provider/resources/configurations/cors";
import { configHandler } from "../../provider/resources/configurations/interpreter/handler";
import { bucketPolicy } from "../../provider/resources/configurations/policy";
import { bucketTagging } from "../../provider/resources/configurations/tagging";
import type { Handler } from "../../provider/resources/handler";
import { folder, object, objectCopy } from "../handlers";
import { startBench, type TestBench } from "../support";

const cors = configHandler(bucketCors);
const rule = (origin: string) => ({ allowedOrigins: [origin], allowedMethods: ["GET"] });
const corsDocument = (origin: string) =>
  `<CORSConfiguration><CORSRule><AllowedOrigin>${origin}</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>`;

/** The exit status of a program that is told what to create. */
async function run(program: string, creation: object): Promise<number> {
  const child = spawn(process.execPath, ["-r", "ts-node/register/transpile-only", program], {
    env: { ...process.env, CREATION: JSON.stringify(creation) },
    stdio: "inherit",
  });
  const [status] = await once(child, "exit");
  return status;
}

/** What each configuration does with rules that others have made stands in `tests/conformance/foreign.ts`. */
describe("What others made", () => {
  let bench: TestBench;
  let target: { bucket: string; region: string };
  before(async () => {
    bench = await startBench();
  });
  after(() => bench.close());
  beforeEach(async () => {
    target = await bench.createBucket();
    bench.warnings.length = 0;
  });

  const checked = async (handler: Handler, inputs: Props): Promise<Props> => {
    const { inputs: settled, failures } = await handler.check(
      bench.context.settings,
      {},
      {
        ...target,
        ...inputs,
      },
    );
    assert.deepEqual(failures, []);
    return settled;
  };
  const create = async (handler: Handler, inputs: Props, context: Context = bench.context) =>
    await handler.create(context, await checked(handler, inputs));
  const outside = (request: object) => bench.context.client.send({ method: "PUT", ...target, ...request });
  const told = () => bench.warnings.filter((message) => message.startsWith("Replaced in "));
  const denyPuts = () => {
    for (const operation of ["PutObject", "PutObjectCopy"]) {
      bench.emulator.addFault({
        kind: "status",
        status: 403,
        code: "AccessDenied",
        times: 0,
        match: { operation },
      });
    }
  };
  const refusing = (): Context => ({
    ...bench.context,
    settings: { ...bench.context.settings, onForeign: "refuse" },
  });

  describe("in a configuration", () => {
    const putOutside = (origin: string) => outside({ query: { cors: "" }, body: corsDocument(origin) });

    it("is not told when it is what the program declares, and nothing is written", async () => {
      await putOutside("https://a.example");
      bench.sent.length = 0;
      await create(cors, { rules: [rule("https://a.example")] }, refusing());
      assert.deepEqual(told(), []);
      assert.deepEqual(
        bench.sent.filter(({ method }) => method !== "GET"),
        [],
      );
    });

    it("is shown with what to do when another stack declares it", async () => {
      await putOutside("https://a.example");
      await create(cors, { rules: [rule("https://b.example")] });
      assert.match(told().join(), /"allowedOrigins":\["https:\/\/a\.example"\].*another stack.*aliases/s);
    });

    it("is shortened in the message when it is huge, and whole in the file", async () => {
      const statement = Array.from({ length: 40 }, (_, index) => ({
        Sid: `s${index}`,
        Effect: "allow",
        Principal: { qcs: ["qcs::cam::anyone:anyone"] },
        Action: ["name/cos:GetObject"],
        Resource: [`qcs::cos:${target.region}:uid/1250000000:${target.bucket}/folder-${index}/*`],
      }));
      const body = JSON.stringify({ version: "2.0", Statement: statement });
      await outside({ query: { policy: "" }, body });
      const policy = { version: "2.0", statement: [{ ...statement[0], Sid: "own" }] };
      await create(configHandler(bucketPolicy), { policy });
      const message = told().join();
      assert.ok(message.length < 4_000, message);
      const [, file = ""] = /is in (\S+)\.$/m.exec(message) ?? [];
      const kept = JSON.parse(readFileSync(file, "utf8"));
      assert.equal(kept.value.policy.statement.length, 40);
      assert.equal(
        JSON.parse(kept.document).Statement?.length ?? JSON.parse(kept.document).statement.length,
        40,
      );
    });

    it("does not hold what this stack has written under another name of the program", async () => {
      await create(cors, { rules: [rule("https://a.example")] });
      await create(cors, { rules: [rule("https://b.example")] }, refusing());
      assert.deepEqual(told(), []);
    });

    it("holds what this stack has written and somebody has changed since", async () => {
      await create(cors, { rules: [rule("https://a.example")] });
      await putOutside("https://c.example");
      await create(cors, { rules: [rule("https://b.example")] });
      assert.equal(told().length, 1);
    });

    it("holds what another stack of this machine has written", async () => {
      await create(
        cors,
        { rules: [rule("https://a.example")] },
        { ...bench.context, owner: async () => "another" },
      );
      await create(cors, { rules: [rule("https://b.example")] });
      assert.equal(told().length, 1);
    });

    it("holds what others make after this stack has removed its own", async () => {
      const { id, outputs } = await create(cors, { rules: [rule("https://a.example")] });
      await cors.delete(bench.context, id, outputs);
      await putOutside("https://a.example");
      await create(cors, { rules: [rule("https://b.example")] });
      assert.equal(told().length, 1);
    });

    it("holds what others make after COS has refused ours", async () => {
      const refused = {
        kind: "status",
        status: 400,
        code: "MalformedXML",
        match: { operation: "PutBucketCors" },
      } as const;
      bench.emulator.addFault(refused);
      await assert.rejects(create(cors, { rules: [rule("https://a.example")] }), /MalformedXML/);
      await putOutside("https://c.example");
      await create(cors, { rules: [rule("https://b.example")] });
      assert.equal(told().length, 1);
    });

    it("does not hold what this stack has written and could not replace", async () => {
      await create(cors, { rules: [rule("https://a.example")] });
      bench.emulator.addFault({
        kind: "status",
        status: 403,
        code: "AccessDenied",
        match: { operation: "PutBucketCors" },
      });
      const news = { rules: [rule("https://b.example")] };
      await assert.rejects(create(cors, news, refusing()), /AccessDenied/);
      bench.emulator.clearFaults();
      await create(cors, news, refusing());
      assert.deepEqual(told(), []);
    });

    it("does not hold what a killed create of this stack has written, though the program changed since", async () => {
      const news = await checked(cors, { rules: [rule("https://a.example")] });
      const { url, secretId, secretKey } = bench.emulator;
      const ended = await run(path.join(__dirname, "killedCreate.ts"), { url, secretId, secretKey, news });
      assert.equal(ended, 9);
      const live = await outside({ method: "GET", query: { cors: "" } });
      assert.match(live.body.toString(), /a\.example/);
      const owner = async () => "killed";
      await create(cors, { rules: [rule("https://b.example")] }, { ...refusing(), owner });
      assert.deepEqual(told(), []);
    });

    it("is not the tag of a bucket that is being created", async () => {
      const tag = `<Tag><Key>pulumi-tencentcos</Key><Value>${await ownMark(bench.context)}</Value></Tag>`;
      await outside({ query: { tagging: "" }, body: `<Tagging><TagSet>${tag}</TagSet></Tagging>` });
      await create(configHandler(bucketTagging), { tags: { team: "web" } });
      assert.deepEqual(told(), []);
    });
  });

  describe("in an object", () => {
    const kinds: Record<string, { handler: Handler; inputs: () => Props }> = {
      Object: { handler: object, inputs: () => ({ key: "a.txt", content: "mine" }) },
      ObjectCopy: {
        handler: objectCopy,
        inputs: () => ({ key: "a.txt", source: { ...target, key: "source.txt" } }),
      },
    };
    for (const [name, { handler, inputs }] of Object.entries(kinds)) {
      describe(`that ${name} overwrites`, () => {
        beforeEach(() => outside({ key: "source.txt", body: "mine" }));

        it("is shown with key, size and ETag", async () => {
          await outside({ key: "a.txt", body: "theirs" });
          await create(handler, inputs());
          assert.match(told().join(), /an object .*: a\.txt \(6 bytes, ETag [0-9a-f]{32}\)/);
        });

        it("stays where that is wanted", async () => {
          await outside({ key: "a.txt", body: "theirs" });
          await assert.rejects(
            create(handler, inputs(), refusing()),
            /onForeign is refuse: a\.txt \(6 bytes/,
          );
          assert.equal((await outside({ method: "GET", key: "a.txt" })).body.toString(), "theirs");
        });

        it("is not told when it has the same content, or is this stack's own", async () => {
          await outside({ key: "a.txt", body: "mine" });
          await create(handler, inputs(), refusing());
          await outside({ key: "source.txt", body: "newer" });
          await create(handler, { ...inputs(), ...(name === "Object" && { content: "newer" }) }, refusing());
          assert.deepEqual(told(), []);
        });

        it("is still this stack's own after COS has refused an update, or another create", async () => {
          const { id, outputs } = await create(handler, inputs());
          await outside({ key: "source.txt", body: "newer" });
          const news = { ...inputs(), ...(name === "Object" && { content: "newer" }) };
          denyPuts();
          const update = handler.update(bench.context, id, outputs, await checked(handler, news));
          await assert.rejects(update, /AccessDenied/);
          await assert.rejects(create(handler, news, refusing()), /AccessDenied/);
          bench.emulator.clearFaults();
          await create(handler, news, refusing());
          assert.deepEqual(told(), []);
        });

        it("is told after COS has refused this stack's create", async () => {
          denyPuts();
          await assert.rejects(create(handler, inputs()), /AccessDenied/);
          bench.emulator.clearFaults();
          await outside({ key: "a.txt", body: "theirs" });
          await create(handler, inputs());
          assert.equal(told().length, 1);
        });
      });
    }
  });

  describe("in objects that a Folder overwrites", () => {
    let source: string;
    beforeEach(() => {
      source = mkdtempSync(path.join(tmpdir(), "foreign-"));
      for (const name of ["a.txt", "b.txt", "c.txt"]) {
        writeFileSync(path.join(source, name), `mine ${name}`);
      }
    });
    afterEach(() => rmSync(source, { recursive: true }));
    const inputs = () => ({ source, prefix: "site/" });

    it("is counted and named, without what has the same content", async () => {
      await outside({ key: "site/a.txt", body: "them a.txt" });
      await outside({ key: "site/b.txt", body: "mine b.txt" });
      await outside({ key: "site/c.txt", body: "other size" });
      await create(folder, inputs());
      assert.match(told().join(), /2 objects .*: site\/a\.txt \(10 bytes.*site\/c\.txt \(10 bytes/);
      assert.equal(told().length, 1);
    });

    it("stays where that is wanted, and nothing is written", async () => {
      await outside({ key: "site/a.txt", body: "theirs" });
      bench.sent.length = 0;
      await assert.rejects(create(folder, inputs(), refusing()), /onForeign is refuse: site\/a\.txt/);
      assert.deepEqual(
        bench.sent.filter(({ method }) => method === "PUT"),
        [],
      );
    });

    it("is still this stack's own after COS has refused an update, or another create", async () => {
      const { id, outputs } = await create(folder, inputs());
      for (const name of ["a.txt", "b.txt"]) {
        writeFileSync(path.join(source, name), "newer");
      }
      rmSync(path.join(source, "c.txt"));
      const news = await checked(folder, inputs());
      denyPuts();
      await assert.rejects(folder.update(bench.context, id, outputs, news), /AccessDenied/);
      await assert.rejects(create(folder, inputs(), refusing()), /AccessDenied/);
      bench.emulator.clearFaults();
      writeFileSync(path.join(source, "c.txt"), "newer");
      await create(folder, inputs(), refusing());
      assert.deepEqual(told(), []);
    });

    it("is not told when this stack has put it there, as a folder or as an object", async () => {
      await create(folder, inputs());
      writeFileSync(path.join(source, "a.txt"), "newer a");
      await create(folder, inputs(), refusing());
      await create(object, { key: "site/b.txt", content: "newer b" }, refusing());
      writeFileSync(path.join(source, "b.txt"), "newest b");
      await create(folder, inputs(), refusing());
      assert.deepEqual(told(), []);
    });
  });
});
