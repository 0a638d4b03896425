import assert from "node:assert/strict";
import { type EmulatorAccount, startEmulator } from "../../emulator";
import { type Ask, type Bench, powerless, startBench } from "./http";

const appId = "1250000000";
const qcs = (rest: string, region = "ap-guangzhou") => `qcs::cos:${region}:uid/${appId}:${rest}`;

interface Statement {
  readonly effect?: "allow" | "deny";
  readonly action: readonly string[];
  readonly resource: readonly string[];
}

let accounts = 0;

/** A sub-account with a policy, in the form of page 30580. */
function subAccount(statement: readonly Statement[], more: object = {}): EmulatorAccount {
  const number = 30 + ++accounts;
  return {
    ...powerless,
    secretId: `AKIDcam${number}`,
    subUin: `1000000000${number}`,
    policy: { version: "2.0", statement: statement.map((one) => ({ effect: "allow", ...one })) },
    ...more,
  };
}

const lister = subAccount([{ action: ["name/cos:GetService"], resource: ["*"] }]);
const narrowLister = subAccount([{ action: ["name/cos:GetService"], resource: [qcs("mine-1250000000/*")] }]);
const maker = subAccount([{ action: ["name/cos:PutBucket"], resource: [qcs("mine-1250000000/")] }]);
const anyMaker = subAccount([{ action: ["name/cos:PutBucket"], resource: [qcs("gen-*-1250000000/*")] }]);
const uploader = subAccount([
  {
    action: ["name/cos:PutObject", "name/cos:ListMultipartUploads"],
    resource: [qcs("shared-1250000000/doc/*")],
  },
  { action: ["name/cos:GetObject"], resource: [qcs("shared-1250000000/doc2/*")] },
  { action: ["name/cos:DeleteObject"], resource: [qcs("shared-1250000000/audio.mp3")] },
]);
const reader = subAccount([
  { action: ["name/cos:Get*"], resource: [qcs("shared-1250000000/*")] },
  { effect: "deny", action: ["name/cos:GetObject"], resource: [qcs("shared-1250000000/secret/*")] },
]);
const elsewhere = subAccount([{ action: ["*"], resource: [qcs("shared-1250000000/*", "ap-beijing")] }]);
const both = subAccount([{ action: ["name/cos:GetObject"], resource: [qcs("shared-1250000000/doc/a")] }], {
  actions: ["name/cos:HeadObject"],
});

let bench: Bench;

before(async () => {
  bench = await startBench({
    accounts: [lister, narrowLister, maker, anyMaker, uploader, reader, elsewhere, both],
  });
  await bench.ask({ method: "PUT", bucket: "shared-1250000000" });
  for (const key of ["doc/a", "doc2/a", "audio.mp3", "secret/a"]) {
    await bench.put("shared-1250000000", `/${key}`, "content");
  }
});
after(() => bench.close());

const status = async (request: Ask) => (await bench.ask({ bucket: "shared-1250000000", ...request })).status;

// https://www.tencentcloud.com/document/product/436/30580
describe("A sub-account's CAM policy", () => {
  it("allows listing the account's buckets with the resource * only", async () => {
    assert.equal(await status({ bucket: undefined, as: lister }), 200);
    assert.equal(await status({ bucket: undefined, as: narrowLister }), 403);
  });

  it("allows creating the bucket that it names, or those that fit", async () => {
    const put = (bucket: string, as: EmulatorAccount, region?: string) =>
      status({ method: "PUT", bucket, as, ...(region && { region }) });
    assert.equal(await put("other-1250000000", maker), 403);
    assert.equal(await put("mine-1250000000", maker, "ap-beijing"), 403);
    assert.equal(await put("mine-1250000000", maker), 200);
    assert.equal(await put("gen-1-1250000000", anyMaker), 200);
    assert.equal(await put("general-1250000000", anyMaker), 403);
  });

  it("allows an action on keys with a prefix, or on one, and no other", async () => {
    const as = uploader;
    assert.equal(await status({ method: "PUT", path: "/doc/b", body: "x", as }), 200);
    assert.equal(await status({ method: "PUT", path: "/doc2/b", body: "x", as }), 403);
    assert.equal(await status({ path: "/doc2/a", as }), 200);
    assert.equal(await status({ path: "/doc/a", as }), 403);
    assert.equal(await status({ method: "DELETE", path: "/doc/a", as }), 403);
    assert.equal(await status({ query: "uploads&prefix=doc/x", as }), 200);
    assert.equal(await status({ query: "uploads", as }), 403);
    const keys = ["audio.mp3", "doc/a"].map((key) => `<Object><Key>${key}</Key></Object>`).join("");
    const body = `<Delete>${keys}</Delete>`;
    const { text } = await bench.ask({
      method: "POST",
      bucket: "shared-1250000000",
      query: "delete",
      body,
      as,
    });
    assert.match(text, /<Deleted><Key>audio\.mp3<\/Key>/);
    assert.match(text, /<Error><Key>doc\/a<\/Key>.*AccessDenied/);
  });

  it("denies what one of its statements denies, whatever the others allow", async () => {
    assert.equal(await status({ path: "/doc/a", as: reader }), 200);
    assert.equal(await status({ path: "/secret/a", as: reader }), 403);
    assert.equal(await status({ query: "cors", as: reader }), 404);
    assert.equal(
      await status({ method: "PUT", query: "cors", body: "<CORSConfiguration/>", as: reader }),
      403,
    );
  });

  it("is about the region that it names", async () => {
    assert.equal(await status({ path: "/doc/a", as: elsewhere }), 403);
  });

  it("counts beside the actions that the account may do everywhere", async () => {
    assert.equal(await status({ path: "/doc/a", as: both }), 200);
    assert.equal(await status({ path: "/doc2/a", as: both }), 403);
    assert.equal(await status({ method: "HEAD", path: "/doc2/a", as: both }), 200);
  });

  it("is refused when the emulator starts, if it cannot be one", async () => {
    const start = (policy: object) => startEmulator({ accounts: [{ ...powerless, policy }] });
    const [action, resource, effect] = [["name/cos:GetObject"], ["*"], "allow"];
    await assert.rejects(
      start({ version: "2.0" }),
      /The policy of AKIDpowerless cannot be used: There is no Statement/,
    );
    const principal = { qcs: ["qcs::cam::anyone:anyone"] };
    await assert.rejects(start({ statement: [{ principal, effect, action, resource }] }), /has no Principal/);
    await assert.rejects(
      start({ statement: [{ effect, action, resource: ["shared"] }] }),
      /Invalid Resource: shared/,
    );
  });
});
