import assert from "node:assert/strict";
import type { Context } from "../../provider/model/context";
import type { Props } from "../../provider/model/props";
import { creationMark } from "../../provider/model/tags";
import { ownMark } from "../../provider/resources/bucket/creationMark";
import { IncompleteError } from "../../provider/resources/handler";
import { bucket as handler } from "../handlers";
import { region, startBench, type TestBench } from "../support";

describe("The creation of a bucket that broke off", () => {
  let bench: TestBench;
  let [here, elsewhere]: Context[] = [];
  let prefix: string;
  before(async () => {
    bench = await startBench();
    here = {
      ...bench.context,
      owner: async () => "urn:pulumi:dev::site::pulumi:pulumi:Stack::site-dev\n/src/site",
    };
    elsewhere = {
      ...bench.context,
      owner: async () => "urn:pulumi:prod::site::pulumi:pulumi:Stack::site-prod\n/src/site",
    };
  });
  after(() => bench.close());
  beforeEach(() => {
    bench.emulator.clearFaults();
    bench.warnings.length = 0;
    prefix = bench.newName().split("-")[0] as string;
  });

  const checked = (news: Props): Props => {
    const { inputs, failures } = handler.check(bench.context.settings, {}, news);
    assert.deepEqual(failures, []);
    return inputs;
  };
  const create = (context: Context, news: Props) => handler.create(context, checked(news));
  const raw = (request: Parameters<typeof bench.context.client.send>[0]) =>
    bench.context.client.send(request);
  const tagsOf = (bucket: unknown) =>
    raw({ method: "GET", bucket: String(bucket), query: { tagging: "" } }).then(
      ({ body }) => body.toString(),
      (error: { code: string }) => error.code,
    );
  /** What a process leaves that is killed right after its PUT. */
  const leaveHalfMade = async (context: Context, bucket: string) => {
    const tag = `${creationMark.key}=${await ownMark(context)}`;
    await raw({ method: "PUT", bucket, headers: { "x-cos-tagging": tag } });
    return bucket;
  };
  const buckets = async (begin: string) =>
    [...(await raw({ method: "GET" })).body.toString().matchAll(/<Name>([^<]*)<\/Name>/g)]
      .map(([, name]) => String(name))
      .filter((name) => name.startsWith(begin));
  const incomplete = async (work: Promise<unknown>): Promise<IncompleteError> => {
    const error = await work.then(
      () => assert.fail("was taken for success"),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof IncompleteError, String(error));
    return error;
  };

  describe("under a generated name", () => {
    const half = () => `${prefix}-0a1b2c3-${bench.emulator.appId}`;

    it("is finished by the next up of the same stack, not begun again", async () => {
      await leaveHalfMade(here as Context, half());
      const { outputs } = await create(here as Context, { bucketPrefix: prefix });
      assert.equal(outputs.bucket, half());
      assert.deepEqual(await buckets(prefix), [half()]);
      assert.equal(await tagsOf(half()), "NoSuchTagSet");
    });

    it("is left to the stack that began it", async () => {
      await leaveHalfMade(elsewhere as Context, half());
      const { outputs } = await create(here as Context, { bucketPrefix: prefix });
      assert.notEqual(outputs.bucket, half());
      assert.match(await tagsOf(half()), /creating-/);
    });

    it("is finished by one of several resources that have the same prefix", async () => {
      await leaveHalfMade(here as Context, half());
      const made = await Promise.all([1, 2, 3].map(() => create(here as Context, { bucketPrefix: prefix })));
      assert.equal(new Set(made.map(({ id }) => id)).size, 3);
      assert.equal((await buckets(prefix)).length, 3);
    });

    it("is not found in a bucket of another redundancy, which could not become what is wanted", async () => {
      await leaveHalfMade(here as Context, half());
      const { outputs } = await create(here as Context, { bucketPrefix: prefix, redundancy: "MAZ" });
      assert.notEqual(outputs.bucket, half());
    });

    it("is begun again without the right to list buckets", async () => {
      bench.emulator.addFault({ kind: "status", status: 403, times: 1, match: { operation: "GetService" } });
      const { outputs } = await create(here as Context, { bucketPrefix: prefix });
      assert.deepEqual(await buckets(prefix), [outputs.bucket]);
    });

    for (const [what, fault] of Object.entries({
      lost: { kind: "loseAnswer" },
      "never given": { kind: "status", status: 503 },
    } as const)) {
      describe(`and whose answers were all ${what}`, () => {
        let failed: IncompleteError;
        let news: Props;
        beforeEach(async () => {
          bench.emulator.addFault({ ...fault, times: 0, match: { operation: "PutBucket" } });
          news = checked({ bucketPrefix: prefix });
          failed = await incomplete(handler.create(here as Context, news));
          bench.emulator.clearFaults();
        });

        it("is finished under the same name", async () => {
          const { outputs } = await handler.update(here as Context, failed.id, failed.outputs, news);
          assert.equal(`${region}/${outputs.bucket}`, failed.id);
          assert.deepEqual(await buckets(prefix), [outputs.bucket]);
          assert.equal(await tagsOf(outputs.bucket), "NoSuchTagSet");
          assert.deepEqual(handler.diff(failed.id, outputs, news).differences, []);
        });

        it("is removed by a destroy", async () => {
          await handler.delete(here as Context, failed.id, failed.outputs);
          assert.deepEqual(await buckets(prefix), []);
        });

        it("is still to be finished after a refresh", async () => {
          const live = await handler.read(here as Context, failed.id, failed.outputs);
          if (what === "lost") {
            assert.notDeepEqual(handler.diff(failed.id, live?.outputs ?? {}, news).differences, []);
          } else {
            assert.equal(live, undefined);
          }
        });
      });
    }
  });

  describe("under a name that the program gives", () => {
    it("is finished by the same stack, and refused to another, also to one that adopts", async () => {
      const bucket = await leaveHalfMade(here as Context, bench.newName());
      const foreign = /another stack is creating it.*pulumi-tencentcos=creating-/;
      await assert.rejects(create(elsewhere as Context, { bucket }), foreign);
      await assert.rejects(create(elsewhere as Context, { bucket, adoptExisting: true }), foreign);
      await create(here as Context, { bucket });
      assert.equal(await tagsOf(bucket), "NoSuchTagSet");
    });

    it("gives no second stack the bucket while the first one is slow to remove its tag", async () => {
      const bucket = bench.newName();
      bench.emulator.addFault({
        kind: "delay",
        milliseconds: 400,
        match: { operation: "DeleteBucketTagging" },
      });
      const first = create(here as Context, { bucket });
      await new Promise((resolve) => bench.emulator.requests.length > 0 && setTimeout(resolve, 150));
      await assert.rejects(create(elsewhere as Context, { bucket }), /another stack is creating it|is yours/);
      assert.equal((await first).outputs.bucket, bucket);
    });

    it("gives no second resource of the same run the bucket", async () => {
      const bucket = bench.newName();
      const made = await Promise.allSettled([1, 2].map(() => create(here as Context, { bucket })));
      assert.deepEqual(made.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
    });

    it("does not take a bucket for its own that was another's all along", async () => {
      const { bucket } = await bench.createBucket();
      await raw({ method: "PUT", bucket, key: "theirs.txt", body: "1" });
      bench.emulator.addFault({ kind: "status", status: 503, times: 0, match: { operation: "PutBucket" } });
      const news = checked({ bucket, forceDestroy: true });
      const failed = await incomplete(handler.create(here as Context, news));
      bench.emulator.clearFaults();
      assert.equal(await handler.read(here as Context, failed.id, failed.outputs), undefined);
      await assert.rejects(
        handler.update(here as Context, failed.id, failed.outputs, news),
        /exists already/,
      );
      await handler.delete(here as Context, failed.id, failed.outputs);
      assert.match(bench.warnings.join(), /stays: .*nothing shows/);
      assert.equal((await raw({ method: "GET", bucket, key: "theirs.txt" })).body.toString(), "1");
    });
  });

  describe("without the right to remove tags", () => {
    const deny = (operation: string) =>
      bench.emulator.addFault({
        kind: "status",
        status: 403,
        code: "AccessDenied",
        times: 0,
        match: { operation },
      });

    it("ends with another value of its tag", async () => {
      deny("DeleteBucketTagging");
      const { outputs } = await create(here as Context, { bucketPrefix: prefix });
      assert.match(await tagsOf(outputs.bucket), /<Value>created<\/Value>/);
      assert.deepEqual(bench.warnings, []);
      assert.notEqual(
        (await create(here as Context, { bucketPrefix: prefix })).outputs.bucket,
        outputs.bucket,
      );
    });

    it("says how the tag is removed when it may not be changed either", async () => {
      deny("DeleteBucketTagging");
      deny("PutBucketTagging");
      await create(here as Context, { bucketPrefix: prefix });
      assert.match(bench.warnings.join(), /DeleteBucketTagging.*Remove it by hand/s);
    });
  });
});

describe("A generated bucket name", () => {
  it("is cut when the logical name is long", () => {
    const { failures } = handler.check({ region }, {}, { bucketPrefix: "a-logical-name-of-".repeat(10) });
    assert.deepEqual(failures, []);
  });
});
