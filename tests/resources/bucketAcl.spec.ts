import assert from "node:assert/strict";
import { unknownValue } from "../../provider/codec";
import { bucketId } from "../../provider/model/ids";
import type { Props } from "../../provider/model/props";
import { bucketAcl } from "../../provider/resources/configurations/acl";
import { configHandler } from "../../provider/resources/configurations/interpreter/handler";
import { describeBucketConfig } from "../conformance";
import { startBench, type TestBench } from "../support";

describeBucketConfig(bucketAcl);

describe("BucketAcl", () => {
  const handler = configHandler(bucketAcl);
  let bench: TestBench;
  let target: { bucket: string; region: string };

  before(async () => {
    bench = await startBench();
  });
  after(async () => {
    await bench.close();
  });
  beforeEach(async () => {
    target = await bench.createBucket();
    bench.sent.length = 0;
  });

  const create = async (inputs: Props) =>
    (await handler.create(bench.context, { ...target, ...inputs })).outputs;
  const read = async (olds: Props) =>
    (await handler.read(bench.context, bucketId(target), olds))?.outputs ?? {};
  const paths = (olds: Props, news: Props) =>
    handler.diff("", olds, { ...target, ...news }).differences.map(({ path }) => path);
  const group = (name: string, permission: string) => ({ grantee: { group: name }, permission });
  const user = (uin: string, permission: string) => ({ grantee: { uin }, permission });

  it("takes a grant that is not known yet for a change", () => {
    const before = { ...target, grants: [user("100000000002", "READ")] };
    assert.deepEqual(paths(before, { grants: [user("100000000002", "READ"), unknownValue] }), ["grants"]);
    assert.deepEqual(paths({ ...target, acl: "private" }, { grants: [unknownValue] }), ["grants"]);
  });

  it("keeps two users with the same permission", async () => {
    const grants = [
      user("100000000002", "READ"),
      user("100000000003", "READ"),
      user("100000000003", "WRITE_ACP"),
    ];
    const outputs = await create({ grants });
    assert.deepEqual(paths(outputs, { grants }), []);
    assert.deepEqual(paths(await read({}), { grants }), []);
  });

  it("ignores the order of grants", async () => {
    const grants = [user("100000000002", "READ"), group("AllUsers", "READ"), user("100000000003", "WRITE")];
    const outputs = await create({ grants });
    assert.deepEqual(paths(outputs, { grants: [...grants].reverse() }), []);
  });

  it("treats a canned ACL and the grants that it stands for as equal", async () => {
    for (const [acl, grants] of [
      ["public-read", [group("AllUsers", "READ")]],
      ["public-read-write", [group("AllUsers", "READ"), group("AllUsers", "WRITE")]],
      ["authenticated-read", [group("AuthenticatedUsers", "READ")]],
    ] as const) {
      const outputs = await create({ acl });
      assert.deepEqual(outputs.acl, acl);
      assert.deepEqual(paths(outputs, { grants }), [], acl);
      bench.sent.length = 0;
      const asGrants = await create({ grants });
      assert.deepEqual(
        bench.sent.filter(({ method }) => method === "PUT"),
        [],
        acl,
      );
      assert.deepEqual(paths(asGrants, { acl }), [], acl);
    }
  });

  it("takes everybody's FULL_CONTROL for more than everybody's READ and WRITE", () => {
    const both = [group("AllUsers", "READ"), group("AllUsers", "WRITE")];
    assert.deepEqual(paths({ ...target, grants: [group("AllUsers", "FULL_CONTROL")] }, { grants: both }), [
      "grants",
    ]);
  });

  it("ignores the owner's own full control, whether it is declared or not", async () => {
    const owner = user(bench.emulator.uin, "FULL_CONTROL");
    const other = user("100000000002", "READ");
    const declared = await create({ grants: [owner, other] });
    assert.deepEqual(paths(declared, { grants: [owner, other] }), []);
    const left = await create({ grants: [other] });
    assert.deepEqual(paths(left, { grants: [other] }), []);
  });

  it("takes the owner's own full control alone for what it is: a private bucket", async () => {
    const grants = [user(bench.emulator.uin, "FULL_CONTROL")];
    const outputs = await create({ grants });
    assert.deepEqual(paths(outputs, { grants }), []);
    assert.deepEqual(
      bench.sent.filter(({ method }) => method === "PUT"),
      [],
    );
    await create({ acl: "public-read" });
    const live = await read(outputs);
    assert.deepEqual(paths(live, { grants }), ["grants"]);
    assert.deepEqual(paths(await create({ grants }), { grants }), []);
  });

  it("shows each canned ACL that somebody sets outside", async () => {
    const outputs = await create({ acl: "private" });
    for (const acl of ["public-read", "public-read-write", "authenticated-read"]) {
      await bench.context.client.send({
        method: "PUT",
        ...target,
        query: { acl: "" },
        headers: { "x-cos-acl": acl },
      });
      const live = await read(outputs);
      assert.equal(live.acl, acl);
      assert.deepEqual(paths(live, { acl: "private" }), ["acl"]);
    }
  });

  it("makes the bucket private again when it is deleted", async () => {
    const outputs = await create({ acl: "public-read" });
    await handler.delete(bench.context, bucketId(target), outputs);
    assert.equal((await read({})).acl, "private");
  });

  it("grants sub-accounts", async () => {
    const grants = [{ grantee: { uin: "100000000002", subUin: "100000000021" }, permission: "READ" }];
    assert.deepEqual((await create({ grants })).grants, grants);
  });
});
