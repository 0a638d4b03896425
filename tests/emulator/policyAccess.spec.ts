import assert from "node:assert/strict";
import type { EmulatorAccount } from "../../emulator";
import { type Ask, type Bench, powerless, reader, startBench, stranger } from "./http";

/** A sub-account of the other root account, which lets it read objects. */
const agent: EmulatorAccount = {
  ...stranger,
  secretId: "AKIDagent",
  secretKey: "agent-key",
  subUin: "100000000098",
  actions: ["name/cos:GetObject", "name/cos:PutBucketCORS"],
};
/** A sub-account of the other root account, which lets it do nothing. */
const clerk: EmulatorAccount = { ...agent, secretId: "AKIDclerk", subUin: "100000000097", actions: [] };

const root = "qcs::cam::uin/100000000001:uin/100000000001";
const other = "qcs::cam::uin/100000000099:uin/100000000099";
const anyone = "qcs::cam::anyone:anyone";
const nameOf = ({ uin, subUin = uin }: EmulatorAccount) => `qcs::cam::uin/${uin}:uin/${subUin}`;

let bench: Bench;

before(async () => {
  bench = await startBench({ accounts: [stranger, powerless, reader, agent, clerk] });
});
after(() => bench.close());

interface Rule {
  readonly effect?: "allow" | "deny";
  readonly who: string | readonly string[];
  readonly what?: string | readonly string[];
  /** The part after the bucket, or the whole when it begins with `qcs` or an asterisk. */
  readonly where?: string;
  readonly condition?: unknown;
}

/** A bucket with the object `dir/a` and a policy. */
async function bucketWith(rules: readonly Rule[], headers: Record<string, string> = {}): Promise<string> {
  const bucket = await bench.createBucket(headers);
  await bench.put(bucket, "/dir/a", "content");
  await setPolicy(bucket, rules);
  return bucket;
}

async function setPolicy(bucket: string, rules: readonly Rule[]): Promise<void> {
  const body = JSON.stringify({
    version: "2.0",
    Statement: rules.map(({ effect = "allow", who, what = "name/cos:*", where = "/*", condition }) => ({
      Principal: { qcs: who },
      Effect: effect,
      Action: what,
      Resource: /^(qcs|\*)/.test(where) ? where : `qcs::cos:ap-guangzhou:uid/1250000000:${bucket}${where}`,
      ...(condition !== undefined && { Condition: condition }),
    })),
  });
  const answer = await bench.ask({ method: "PUT", bucket, query: "policy", body });
  if (answer.status !== 204) {
    throw new Error(answer.text);
  }
}

const status = async (request: Ask) => (await bench.ask(request)).status;
const get = (bucket: string, as?: Ask["as"]) => status({ bucket, path: "/dir/a", ...(as && { as }) });
const list = (bucket: string, as: Ask["as"], query = "") => status({ bucket, query, ...(as && { as }) });

// https://www.tencentcloud.com/document/product/436/18023, 45235
describe("A policy that allows", () => {
  it("opens a bucket to everybody, signed or not, but only for what it names", async () => {
    for (const who of [anyone, "qcs::cam::anonymous:anonymous", ["*"]]) {
      const bucket = await bucketWith([{ who, what: "name/cos:GetObject" }]);
      for (const as of ["anonymous", stranger, clerk, powerless] as const) {
        assert.equal(await get(bucket, as), 200);
        assert.equal(await status({ method: "HEAD", bucket, path: "/dir/a", as }), 403);
        assert.equal(await list(bucket, as), 403);
        assert.equal(await status({ method: "PUT", bucket, path: "/b", body: "x", as }), 403);
      }
    }
  });

  it("gives a sub-account what the account's own policies do not", async () => {
    const bucket = await bucketWith([{ who: nameOf(powerless) }]);
    assert.equal(await get(bucket, powerless), 200);
    assert.equal(await list(bucket, powerless), 200);
    assert.equal(await status({ method: "PUT", bucket, path: "/b", body: "x", as: powerless }), 200);
    assert.equal(await status({ method: "DELETE", bucket, path: "/b", as: powerless }), 204);
    assert.equal(await status({ method: "PUT", bucket, path: "/b", body: "x", as: reader }), 403);
  });

  it("opens configurations, which no access control list does", async () => {
    const bucket = await bucketWith([{ who: nameOf(powerless), what: ["name/cos:GetBucketWebsite"] }], {
      "x-cos-grant-full-control": 'id="100000000099"',
    });
    const query = "website";
    assert.equal(await status({ bucket, query, as: powerless }), 404);
    assert.equal(await status({ method: "DELETE", bucket, query, as: powerless }), 403);
    assert.equal(await status({ bucket, query, as: stranger }), 403);
  });

  it("does not give a sub-account what it gives to its root account", async () => {
    const bucket = await bucketWith([{ who: root }]);
    assert.equal(await get(bucket, powerless), 403);
  });

  it("lets another account in, and of its sub-accounts those that it lets", async () => {
    const bucket = await bucketWith([{ who: other }]);
    assert.equal(await get(bucket, stranger), 200);
    assert.equal(await list(bucket, stranger), 200);
    assert.equal(await get(bucket, agent), 200);
    assert.equal(await list(bucket, agent), 403);
    assert.equal(await get(bucket, clerk), 403);
  });

  it("lets a sub-account of another account in only when that account does too", async () => {
    const bucket = await bucketWith([{ who: [nameOf(agent), nameOf(clerk)] }]);
    assert.equal(await get(bucket, agent), 200);
    assert.equal(await list(bucket, agent), 403);
    assert.equal(await get(bucket, clerk), 403);
    assert.equal(await get(bucket, stranger), 403);
  });

  it("reaches what its resource says: a folder, an object, the bucket", async () => {
    const cases: readonly [where: string, object: number, listing: number][] = [
      ["/*", 200, 200],
      ["/", 403, 200],
      ["/dir/*", 200, 403],
      ["/dir/a", 200, 403],
      ["/dir/", 403, 403],
      ["/d*/*", 200, 403],
      ["/other/*", 403, 403],
      ["*", 200, 200],
      ["qcs::cos::uid/1250000000:*", 200, 200],
      ["qcs::cos:ap-*:uin/100000000001:*", 200, 200],
      ["qcs::cos:ap-beijing:uid/1250000000:*", 403, 403],
      ["qcs::cos:ap-guangzhou:uid/1250000001:*", 403, 403],
      ["qcs::cos:ap-guangzhou::another-1250000000/*", 403, 403],
    ];
    const bucket = await bucketWith([{ who: root }]);
    for (const [where, object, listing] of cases) {
      await setPolicy(bucket, [{ who: nameOf(powerless), where }]);
      assert.equal(await get(bucket, powerless), object, where);
      assert.equal(await list(bucket, powerless), listing, where);
    }
  });

  it("understands the older ways to write a resource", async () => {
    const bucket = await bucketWith([{ who: root }]);
    const short = bucket.slice(0, bucket.lastIndexOf("-"));
    for (const path of [`prefix//1250000000/${short}/*`, `${bucket}.ap-guangzhou.myqcloud.com/*`]) {
      const where = `qcs::cos:ap-guangzhou:uid/1250000000:${path}`;
      await setPolicy(bucket, [{ who: nameOf(powerless), where }]);
      assert.equal(await get(bucket, powerless), 200, path);
      assert.equal(await list(bucket, powerless), 200, path);
    }
  });

  it("lets those list a folder who have the folder", async () => {
    const bucket = await bucketWith([{ who: nameOf(powerless), where: "/dir/*" }]);
    assert.equal(await list(bucket, powerless, "prefix=dir%2F"), 200);
    assert.equal(await list(bucket, powerless, "versions&prefix=dir%2F"), 200);
    assert.equal(await list(bucket, powerless, "prefix=other%2F"), 403);
  });

  it("names actions with asterisks, in the right letter case", async () => {
    const bucket = await bucketWith([{ who: root }]);
    const cases: readonly [what: string, expected: number][] = [
      ["*", 200],
      ["cos:*", 200],
      ["cos:GetObject", 200],
      ["name/cos:Get*", 200],
      ["name/cos:*Object", 200],
      ["name/cos:getobject", 403],
      ["name/cos:Put*", 403],
      ["name/cos:Get", 403],
    ];
    for (const [what, expected] of cases) {
      await setPolicy(bucket, [{ who: nameOf(powerless), what }]);
      assert.equal(await get(bucket, powerless), expected, what);
    }
  });

  it("is asked about each key of a multiple deletion, and about the source of a copy", async () => {
    const bucket = await bucketWith([
      { who: nameOf(powerless), what: "name/cos:DeleteObject", where: "/dir/*" },
      { who: nameOf(powerless), what: "name/cos:PutObject" },
    ]);
    const headers = { "x-cos-copy-source": `${bucket}.cos.ap-guangzhou.myqcloud.com/dir/a` };
    const copy = { method: "PUT", bucket, path: "/copy", headers, as: powerless };
    assert.equal(await status(copy), 403);
    const body = "<Delete><Object><Key>dir/a</Key></Object><Object><Key>b</Key></Object></Delete>";
    const answer = await bench.ask({ method: "POST", bucket, query: "delete", body, as: powerless });
    assert.equal(answer.status, 200);
    assert.deepEqual(answer.all("Key"), ["dir/a", "b"]);
    assert.deepEqual(answer.all("Code"), ["AccessDenied"]);
  });
});

// https://www.tencentcloud.com/document/product/436/30583, and the page on access evaluation of the same guide
describe("A policy that denies", () => {
  it("is stronger than all that allows", async () => {
    const bucket = await bucketWith(
      [
        { effect: "deny", who: [nameOf(reader), other], what: "name/cos:GetObject" },
        { who: [nameOf(reader), other, anyone] },
      ],
      { "x-cos-acl": "public-read" },
    );
    assert.equal(await get(bucket, reader), 403);
    assert.equal(await get(bucket, stranger), 403);
    assert.equal(await get(bucket, agent), 403);
    assert.equal(await get(bucket, powerless), 200);
    assert.equal(await get(bucket, "anonymous"), 200);
    assert.equal(await status({ method: "HEAD", bucket, path: "/dir/a", as: reader }), 200);
  });

  it("of everybody hits unsigned requests, while signed ones are judged by who signed", async () => {
    const bucket = await bucketWith([{ effect: "deny", who: anyone, what: "name/cos:GetObject" }], {
      "x-cos-acl": "public-read",
    });
    assert.equal(await get(bucket, "anonymous"), 403);
    assert.equal(await get(bucket), 200);
    assert.equal(await get(bucket, reader), 200);
    // These two only had what everybody has.
    assert.equal(await get(bucket, powerless), 403);
    assert.equal(await get(bucket, stranger), 403);
    assert.equal(await list(bucket, "anonymous"), 200);
  });

  it("can shut out the owner, but never from the policy itself", async () => {
    const bucket = await bucketWith([{ effect: "deny", who: [root, anyone] }]);
    assert.equal(await get(bucket), 403);
    assert.equal(await status({ method: "HEAD", bucket }), 403);
    assert.equal(await status({ method: "DELETE", bucket }), 403);
    assert.equal(await status({ bucket, query: "policy" }), 200);
    await setPolicy(bucket, [{ effect: "deny", who: root, what: "name/cos:GetObject" }]);
    assert.equal(await get(bucket), 403);
    assert.equal(await status({ method: "HEAD", bucket }), 200);
    assert.equal(await status({ method: "DELETE", bucket, query: "policy" }), 204);
    assert.equal(await get(bucket), 200);
  });

  it("can shut out a sub-account from the policy", async () => {
    const bucket = await bucketWith([
      { who: nameOf(powerless) },
      { effect: "deny", who: nameOf(powerless), what: "name/cos:*Policy" },
    ]);
    assert.equal(await get(bucket, powerless), 200);
    assert.equal(await status({ bucket, query: "policy", as: powerless }), 403);
  });

  it("reaches what its resource says", async () => {
    const bucket = await bucketWith([
      { who: nameOf(powerless) },
      { effect: "deny", who: nameOf(powerless), where: "/dir/a" },
    ]);
    await bench.put(bucket, "/dir/b");
    assert.equal(await get(bucket, powerless), 403);
    assert.equal(await status({ bucket, path: "/dir/b", as: powerless }), 200);
  });
});

describe("An access control list in an emulated bucket", () => {
  it("lets a sub-account of another account in only when that account does too", async () => {
    const bucket = await bench.createBucket({
      "x-cos-grant-read": `id="${nameOf(agent)}",id="${nameOf(clerk)}"`,
    });
    await bench.put(bucket, "/dir/a");
    assert.equal(await get(bucket, agent), 200);
    assert.equal(await get(bucket, clerk), 403);
    assert.equal(await get(bucket, stranger), 403);
  });

  it("lets a sub-account of the owner in that the owner's own policies do not let", async () => {
    const bucket = await bench.createBucket({ "x-cos-grant-read": `id="${nameOf(powerless)}"` });
    await bench.put(bucket, "/dir/a");
    assert.equal(await get(bucket, powerless), 200);
    assert.equal(await list(bucket, powerless), 200);
  });

  it("opens a bucket to all who sign, if their account lets them", async () => {
    const bucket = await bench.createBucket({ "x-cos-acl": "authenticated-read" });
    await bench.put(bucket, "/dir/a");
    for (const as of [stranger, agent, powerless]) {
      assert.equal(await get(bucket, as), 200);
    }
    assert.equal(await get(bucket, clerk), 403);
    assert.equal(await get(bucket, "anonymous"), 403);
  });
});
