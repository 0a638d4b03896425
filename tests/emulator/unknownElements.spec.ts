import assert from "node:assert/strict";
import { type Bench, startBench } from "./http";

// COS passes over what it does not know: an SDK newer than the service, or a word that was misspelt.
describe("An element that COS does not know", () => {
  let bench: Bench;
  let bucket: string;

  before(async () => {
    bench = await startBench();
    bucket = await bench.createBucket();
  });
  after(() => bench.close());

  const ignored = () => bench.emulator.requests.at(-1)?.ignored;

  it("in a configuration is passed over, kept nowhere and named in the log, at any depth", async () => {
    const body = (more: string) =>
      "<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>" +
      `${more}</CORSRule>${more}</CORSConfiguration>`;
    const put = await bench.ask({ method: "PUT", bucket, query: "cors", body: body("<Cache><On/></Cache>") });
    assert.equal(put.status, 200);
    assert.deepEqual(ignored(), ["CORSConfiguration/Cache", "CORSRule/Cache"]);
    const { text } = await bench.ask({ bucket, query: "cors" });
    assert.ok(text.endsWith(body("")), text);
    assert.deepEqual(ignored(), []);
  });

  it("stands in for no element that is required", async () => {
    const body =
      "<CORSConfiguration><CORSRule><AllowedOrigins>*</AllowedOrigins></CORSRule></CORSConfiguration>";
    const put = await bench.ask({ method: "PUT", bucket, query: "cors", body });
    assert.equal(put.one("Code"), "MalformedXML");
    assert.deepEqual(ignored(), ["CORSRule/AllowedOrigins"]);
  });

  for (const [what, request, named] of [
    [
      "a new bucket",
      { method: "PUT", body: "<CreateBucketConfiguration><Colour>red</Colour></CreateBucketConfiguration>" },
      "CreateBucketConfiguration/Colour",
    ],
    [
      "access rules",
      {
        method: "PUT",
        query: "acl",
        body: "<AccessControlPolicy><Owner><ID>100000000001</ID><Rank/></Owner><AccessControlList/></AccessControlPolicy>",
      },
      "Owner/Rank",
    ],
    [
      "a multi-delete",
      {
        method: "POST",
        query: "delete",
        body: "<Delete><Object><Key>a</Key><Size>1</Size></Object></Delete>",
      },
      "Object/Size",
    ],
    [
      "an object's tags",
      {
        method: "PUT",
        path: "/a",
        query: "tagging",
        body: "<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value><Kind/></Tag></TagSet></Tagging>",
      },
      "Tag/Kind",
    ],
  ] as const) {
    it(`is passed over in ${what} as well`, async () => {
      const mine = what === "a new bucket" ? bench.newName() : bucket;
      await bench.put(bucket, "/a");
      const answer = await bench.ask({ bucket: mine, ...request });
      assert.equal(answer.status, 200, answer.text);
      assert.deepEqual(ignored(), [named]);
    });
  }
});
