import assert from "node:assert/strict";
import type { Props } from "../../provider/model/props";
import { IncompleteError } from "../../provider/resources/handler";
import { bucket as handler } from "../handlers";
import { region, startBench, type TestBench } from "../support";

describe("Bucket", () => {
  let bench: TestBench;

  before(async () => {
    bench = await startBench();
  });
  after(async () => {
    await bench.close();
  });
  beforeEach(() => {
    bench.emulator.clearFaults();
    bench.sent.length = 0;
    bench.warnings.length = 0;
  });

  const checked = (news: Props, settings = bench.context.settings): Props => {
    const { inputs, failures } = handler.check(settings, {}, news);
    assert.deepEqual(failures, []);
    return inputs;
  };
  const failuresOf = (news: Props, settings: { region?: string; appId?: string } = bench.context.settings) =>
    handler.check(settings, {}, news).failures.map(({ path, reason }) => `${path}: ${reason}`);
  const create = (news: Props) => handler.create(bench.context, checked(news));
  const operations = () => bench.sent.map(({ operation }) => operation);
  const raw = (request: Parameters<typeof bench.context.client.send>[0]) =>
    bench.context.client.send(request);
  const exists = (bucket: string) =>
    raw({ method: "HEAD", bucket }).then(
      () => true,
      () => false,
    );
  const tagsOf = (bucket: string) =>
    raw({ method: "GET", bucket, query: { tagging: "" } }).then(
      ({ body }) => body.toString(),
      (error: { code: string }) => error.code,
    );

  describe("its name", () => {
    it("is completed with the APPID", async () => {
      const { id, outputs } = await create({ bucket: "short" });
      assert.equal(outputs.bucket, `short-${bench.emulator.appId}`);
      assert.equal(id, `${region}/short-${bench.emulator.appId}`);
      assert.deepEqual(handler.diff(id, outputs, checked({ bucket: "short" })).differences, []);
    });

    it("is completed with the APPID of the account's other buckets when none is configured", async () => {
      await bench.createBucket();
      const context = { ...bench.context, settings: { region } };
      const { outputs } = await handler.create(context, checked({ bucket: "learnt" }, { region }));
      assert.equal(outputs.bucket, `learnt-${bench.emulator.appId}`);
      assert.deepEqual(handler.diff("", outputs, { bucket: "learnt", region }).differences, []);
    });

    it("is generated from the logical name within the limit of the host's length", async () => {
      const { outputs } = await create({ bucketPrefix: "My_Very long Website's Files" });
      assert.match(String(outputs.bucket), /^my-very-lon-[0-9a-f]{7}-\d+$|^my-very-[0-9a-f]{7}-\d+$/);
      assert.equal(String(outputs.bucketDomainName).length <= 60, true);
      assert.equal(await exists(String(outputs.bucket)), true);
    });

    it("stays when the program does not give one", async () => {
      const news = checked({ bucketPrefix: "site" });
      const { id, outputs } = await handler.create(bench.context, news);
      assert.deepEqual(handler.diff(id, outputs, news).differences, []);
      const live = await handler.read(bench.context, id, outputs);
      assert.deepEqual(live?.inputs, news);
      assert.deepEqual(live?.outputs, outputs);
    });

    it("may have an APPID of any length", () => {
      const settings = { region, appId: "251001" };
      assert.equal(checked({ bucket: "site" }, settings).bucket, "site-251001");
      assert.equal(checked({ bucket: "site-251001" }, settings).bucket, "site-251001");
      assert.equal(checked({ bucket: "logs-2024" }, settings).bucket, "logs-2024-251001");
      assert.equal(checked({ bucket: "site-251001" }, { region } as never).bucket, "site-251001");
    });

    it("and the region are checked with their paths, all at once", () => {
      assert.deepEqual(
        failuresOf({
          bucket: "-Site",
          region: "Guangzhou",
          redundancy: "LAZ",
          forceDestroy: "yes",
          colour: 1,
        }),
        [
          "colour: is not known; known are bucket, bucketPrefix, region, redundancy, forceDestroy, adoptExisting",
          "bucket: must be a bucket's name: lower-case letters, digits and hyphens, no hyphen at either end, such as site-1250000000",
          "region: must be a region's code in lower case, such as ap-guangzhou",
          "redundancy: must be one of OAZ, MAZ",
          "forceDestroy: must be true or false, not a string",
        ],
      );
      assert.match(
        failuresOf({ bucket: "a" }, {})[0] ?? "",
        /^region: is required: .*tencentcos:region.*TENCENTCLOUD_REGION/,
      );
      assert.deepEqual(failuresOf({ bucket: "a", bucketPrefix: "b" }), [
        "bucketPrefix: cannot be given together with bucket",
      ]);
    });

    // docs/promises.md#what-exists-can-be-declared; the console holds new buckets to a host of 60 characters, older ones have longer names
    it("may have 50 characters, or 63 with the APPID; a host of more than 60 is only told, of a new bucket", () => {
      const settings = { region: "ap-guangzhou", appId: "1250000000" };
      const notesOf = (bucket: string, olds = {}) => handler.check(settings, olds, { bucket }).notes;
      assert.deepEqual(failuresOf({ bucket: "a".repeat(50) }, settings), []);
      assert.deepEqual(notesOf("a".repeat(19)), []);
      assert.deepEqual(notesOf("a".repeat(50)), [
        "bucket makes a host of 91 characters; COS may hold new buckets to 60, as far as is known; COS decides",
      ]);
      assert.deepEqual(notesOf("a".repeat(50), { bucket: `${"a".repeat(50)}-1250000000` }), []);
      assert.deepEqual(failuresOf({ bucket: "a".repeat(51) }, settings), [
        "bucket: must have at most 50 characters before the APPID, not 51",
      ]);
      const longAppId = `${"a".repeat(50)}-1250000000000`;
      assert.deepEqual(failuresOf({ bucket: longAppId }, settings), [
        "bucket: must have at most 63 characters with the APPID, not 64",
      ]);
    });
  });

  it("says in a preview that a fresh account has to tell its APPID, of a name that needs it", () => {
    const notesOf = (news: Props, olds: Props = {}) =>
      handler.check({ region }, olds, news).notes?.join("\n") ?? "";
    assert.match(notesOf({ bucketPrefix: "site" }), /account without any needs .*tencentcos:appId/);
    assert.match(notesOf({ bucket: "site" }), /tencentcos:appId/);
    assert.equal(notesOf({ bucket: "site-1250000000" }), "");
    assert.equal(notesOf({ bucket: "site" }, { bucket: "site" }), "");
    assert.deepEqual(handler.check({ region, appId: "1250000000" }, {}, { bucket: "site" }).notes, []);
  });

  describe("creating", () => {
    it("waits until COS serves the bucket, and no longer", async () => {
      const bucket = bench.newName();
      bench.emulator.addFault({ match: { bucket }, kind: "notFoundAfterCreate", milliseconds: 150 });
      await create({ bucket });
      assert.equal(await exists(bucket), true);
      const heads = operations().filter((operation) => operation === "HeadBucket").length;
      assert.ok(heads >= 2 && heads < 8, `${heads} tries`);
    });

    it("leaves no tag of its own behind", async () => {
      const { outputs } = await create({ bucket: bench.newName() });
      assert.equal(await tagsOf(String(outputs.bucket)), "NoSuchTagSet");
    });

    it("converges after the answer was lost", async () => {
      const bucket = bench.newName();
      bench.emulator.addFault({ match: { operation: "PutBucket", bucket }, kind: "loseAnswer", times: 1 });
      await create({ bucket });
      assert.equal(await exists(bucket), true);
    });

    it("takes over what an interrupted create left behind, and nothing else that is ours", async () => {
      const left = bench.newName();
      await raw({ method: "PUT", bucket: left, headers: { "x-cos-tagging": "pulumi-tencentcos=creating" } });
      await create({ bucket: left });
      assert.equal(await tagsOf(left), "NoSuchTagSet");

      const { bucket: ours } = await bench.createBucket();
      await assert.rejects(create({ bucket: ours }), (error: Error) => {
        assert.match(error.message, /exists already in ap-guangzhou and is yours.*adoptExisting: true/);
        assert.match(error.message, /BucketAlreadyOwnedByYou/);
        return true;
      });
    });

    it("says the same of a bucket that is ours when buckets may not be tagged", async () => {
      const { bucket } = await bench.createBucket();
      const refused = { kind: "status", status: 403, code: "AccessDenied", times: 1 } as const;
      const refuse = () => bench.emulator.addFault({ ...refused, match: { operation: "PutBucket", bucket } });
      refuse();
      await assert.rejects(
        create({ bucket }),
        /exists already in ap-guangzhou and is yours.*adoptExisting: true/,
      );
      refuse();
      bench.emulator.addFault({ ...refused, match: { operation: "GetService" } });
      const { outputs } = await create({ bucket, adoptExisting: true });
      assert.equal(outputs.bucket, bucket);
    });

    it("adopts a bucket that is ours when it may, without a write", async () => {
      const { bucket } = await bench.createBucket();
      await raw({
        method: "PUT",
        bucket,
        query: { tagging: "" },
        body: "<Tagging><TagSet><Tag><Key>team</Key><Value>web</Value></Tag></TagSet></Tagging>",
      });
      bench.sent.length = 0;
      const { outputs } = await create({ bucket, adoptExisting: true });
      assert.equal(outputs.bucket, bucket);
      assert.deepEqual(
        operations().filter((operation) => !/^(Get|Head)/.test(operation ?? "")),
        [],
      );
      assert.match(await tagsOf(bucket), /team/);
    });

    it("adopts a bucket without the right to list buckets, and makes one where there is none to adopt", async () => {
      bench.emulator.addFault({
        match: { operation: "GetService" },
        kind: "status",
        status: 403,
        code: "AccessDenied",
        times: 2,
      });
      const { bucket } = await bench.createBucket();
      assert.equal((await create({ bucket, adoptExisting: true })).outputs.bucket, bucket);
      bench.emulator.clearFaults();
      const absent = bench.newName();
      await create({ bucket: absent, adoptExisting: true });
      assert.equal(await exists(absent), true);
    });

    it("says so when the name is taken by somebody else", async () => {
      const bucket = bench.newName();
      bench.emulator.addFault({
        match: { operation: "PutBucket", bucket },
        kind: "status",
        status: 409,
        code: "BucketAlreadyExists",
        times: 1,
      });
      await assert.rejects(create({ bucket }), /BucketAlreadyExists/);
    });

    it("says in which region a bucket of ours with this name is", async () => {
      const { bucket } = await bench.createBucket();
      await assert.rejects(
        create({ bucket, region: "ap-beijing", adoptExisting: true }),
        /is yours already, in ap-guangzhou and not in ap-beijing/,
      );
    });

    it("does without its tag when tagging is not allowed", async () => {
      const bucket = bench.newName();
      bench.emulator.addFault({
        match: { operation: "PutBucket", bucket },
        kind: "status",
        status: 403,
        code: "AccessDenied",
        times: 1,
      });
      await create({ bucket });
      assert.equal(await exists(bucket), true);
      assert.equal(operations().includes("DeleteBucketTagging"), false);
    });

    it("keeps the bucket in the state when something fails after it was made", async () => {
      const bucket = bench.newName();
      bench.emulator.addFault({
        match: { operation: "DeleteBucketTagging", bucket },
        kind: "status",
        status: 400,
        code: "InvalidRequest",
        times: 1,
      });
      const news = checked({ bucket });
      const error = await handler.create(bench.context, news).then(
        () => assert.fail("was taken for success"),
        (reason: unknown) => reason,
      );
      assert.ok(error instanceof IncompleteError);
      assert.equal(error.id, `${region}/${bucket}`);
      await handler.update(bench.context, error.id, error.outputs, news);
      assert.equal(await tagsOf(bucket), "NoSuchTagSet");
      await handler.delete(bench.context, error.id, error.outputs);
    });

    it("knows redundancy, and cannot change it", async () => {
      const { id, outputs } = await create({ bucket: bench.newName(), redundancy: "MAZ" });
      const live = await handler.read(bench.context, id, {});
      assert.equal(live?.inputs.redundancy, "MAZ");
      const { differences, deleteBeforeReplace } = handler.diff(id, outputs, {
        ...outputs,
        redundancy: "OAZ",
      });
      assert.deepEqual(differences, [{ path: "redundancy", kind: "replace", before: "MAZ", after: "OAZ" }]);
      assert.equal(deleteBeforeReplace, true);
    });

    it("does not want to replace an adopted bucket because the program says nothing of redundancy", async () => {
      const bucket = bench.newName();
      await raw({
        method: "PUT",
        bucket,
        body: "<CreateBucketConfiguration><BucketAZConfig>MAZ</BucketAZConfig></CreateBucketConfiguration>",
      });
      const news = checked({ bucket, adoptExisting: true });
      const { id, outputs } = await handler.create(bench.context, news);
      assert.deepEqual(handler.diff(id, outputs, news).differences, []);
      await assert.rejects(create({ bucket, adoptExisting: true, redundancy: "OAZ" }), /is MAZ, not OAZ/);
    });
  });

  describe("reading", () => {
    it("finds a bucket gone that somebody removed", async () => {
      const { id, outputs } = await create({ bucket: bench.newName() });
      await raw({ method: "DELETE", bucket: String(outputs.bucket) });
      assert.equal(await handler.read(bench.context, id, outputs), undefined);
    });

    it("never takes a missing permission for a missing bucket", async () => {
      const { id, outputs } = await create({ bucket: bench.newName() });
      bench.emulator.addFault({
        match: { operation: "HeadBucket" },
        kind: "status",
        status: 403,
        code: "AccessDenied",
        times: 1,
      });
      await assert.rejects(handler.read(bench.context, id, outputs), /name\/cos:HeadBucket/);
    });

    it("does not fail because another bucket is in another region", async () => {
      await raw({ method: "PUT", bucket: bench.newName(), region: "ap-beijing" });
      const { id, outputs } = await create({ bucket: bench.newName() });
      assert.deepEqual((await handler.read(bench.context, id, outputs))?.outputs, outputs);
    });
  });

  describe("deleting", () => {
    const fill = async (bucket: string) => {
      for (const Status of ["Enabled", "Suspended"]) {
        const body = `<VersioningConfiguration><Status>${Status}</Status></VersioningConfiguration>`;
        await raw({ method: "PUT", bucket, query: { versioning: "" }, body });
        for (const key of ["a", "b c", "ü/+%", "line\nbreak", "bell\u0007"]) {
          await raw({ method: "PUT", bucket, key, body: Status });
        }
        await raw({ method: "DELETE", bucket, key: "a" });
      }
      await raw({ method: "POST", bucket, key: "big", query: { uploads: "" } });
    };

    it("of a bucket that is not empty says what is in it and how to go on", async () => {
      const { id, outputs } = await create({ bucket: bench.newName() });
      await fill(String(outputs.bucket));
      await assert.rejects(handler.delete(bench.context, id, outputs), (error: Error) => {
        assert.match(
          error.message,
          /holds 4 objects, \d+ noncurrent versions or delete markers, 1 unfinished multipart upload/,
        );
        assert.match(error.message, /forceDestroy: true/);
        return true;
      });
      assert.equal(await exists(String(outputs.bucket)), true);
    });

    it("of a bucket that is not empty says so without the right to list it, too", async () => {
      const { id, outputs } = await create({ bucket: bench.newName() });
      await raw({ method: "PUT", bucket: String(outputs.bucket), key: "a", body: "a" });
      const match = { operation: "GetBucketObjectVersions" };
      bench.emulator.addFault({ kind: "status", status: 403, match });
      await assert.rejects(
        handler.delete(bench.context, id, outputs),
        /is not empty: it holds something\. .*forceDestroy: true/,
      );
    });

    it("with forceDestroy removes objects, versions, markers and uploads, also where versioning is suspended", async () => {
      const { id, outputs } = await create({ bucket: bench.newName(), forceDestroy: true });
      await fill(String(outputs.bucket));
      await handler.delete(bench.context, id, outputs);
      assert.equal(await exists(String(outputs.bucket)), false);
    });

    it("with forceDestroy goes on where it was interrupted", async () => {
      const { id, outputs } = await create({ bucket: bench.newName(), forceDestroy: true });
      await fill(String(outputs.bucket));
      bench.emulator.addFault({
        match: { operation: "AbortMultipartUpload" },
        kind: "status",
        status: 400,
        code: "InvalidRequest",
        times: 1,
      });
      await assert.rejects(handler.delete(bench.context, id, outputs), /AbortMultipartUpload/);
      await handler.delete(bench.context, id, outputs);
      assert.equal(await exists(String(outputs.bucket)), false);
    });

    it("with forceDestroy takes an upload for removed when the answer that says so was lost", async () => {
      const { id, outputs } = await create({ bucket: bench.newName(), forceDestroy: true });
      await fill(String(outputs.bucket));
      bench.emulator.addFault({ match: { operation: "AbortMultipartUpload" }, kind: "loseAnswer", times: 1 });
      await handler.delete(bench.context, id, outputs);
      assert.equal(await exists(String(outputs.bucket)), false);
    });

    it("with forceDestroy takes more than a page, in batches at the same time", async () => {
      const { id, outputs } = await create({ bucket: bench.newName(), forceDestroy: true });
      const bucket = String(outputs.bucket);
      await Promise.all(
        Array.from({ length: 2_050 }, (_, index) =>
          raw({ method: "PUT", bucket, key: `k/${index}`, body: "" }),
        ),
      );
      bench.sent.length = 0;
      await handler.delete(bench.context, id, outputs);
      assert.equal(operations().filter((operation) => operation === "DeleteMultipleObjects").length, 3);
      assert.equal(await exists(bucket), false);
    });

    it("succeeds when it is gone already, twice", async () => {
      const { id, outputs } = await create({ bucket: bench.newName() });
      await raw({ method: "DELETE", bucket: String(outputs.bucket) });
      await handler.delete(bench.context, id, outputs);
      await handler.delete(bench.context, id, outputs);
    });

    it("names what COS refuses to delete", async () => {
      const { id, outputs } = await create({ bucket: bench.newName(), forceDestroy: true });
      await raw({ method: "PUT", bucket: String(outputs.bucket), key: "a", body: "" });
      bench.emulator.addFault({
        match: { operation: "DeleteMultipleObjects" },
        kind: "status",
        status: 403,
        code: "AccessDenied",
        times: 1,
      });
      await assert.rejects(
        handler.delete(bench.context, id, outputs),
        /DeleteMultipleObjects: .* 403 AccessDenied.*\n.*name\/cos:DeleteObject/,
      );
    });
  });
});
