import assert from "node:assert/strict";
import { type Answer, type Bench, elements, startBench, stranger, unescapeXml } from "./http";

let bench: Bench;
let bucket: string;

before(async () => {
  bench = await startBench();
  bucket = await bench.createBucket();
  await bench.put(bucket, "/o", "x");
});
after(() => bench.close());

const owner = "qcs::cam::uin/100000000001:uin/100000000001";
const other = `qcs::cam::uin/${stranger.uin}:uin/${stranger.uin}`;
const everybody = "http://cam.qcloud.com/groups/global/AllUsers";
const signedIn = "http://cam.qcloud.com/groups/global/AuthenticatedUsers";

/** `grantee PERMISSION` of each grant. */
const grants = (answer: Answer) =>
  elements(answer.text, "Grant").map((grant) => {
    const who = elements(grant, "URI")[0] ?? elements(grant, "ID")[0] ?? "";
    return `${unescapeXml(who)} ${elements(grant, "Permission")[0]}`;
  });
const put = (path: string, headers: Record<string, string>, body = "") =>
  bench.ask({ method: "PUT", bucket, path, query: "acl", headers, body });
const get = (path: string) => bench.ask({ bucket, path, query: "acl" });
const outcome = async (answer: Promise<Answer>) => (await answer).outcome;
const grant = (grantee: string, permission: string, attributes = "") =>
  `<Grant><Grantee${attributes}>${grantee}</Grantee><Permission>${permission}</Permission></Grant>`;
const policy = (...list: string[]) =>
  `<AccessControlPolicy><Owner><ID>${owner}</ID></Owner><AccessControlList>${list.join("")}</AccessControlList></AccessControlPolicy>`;
const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

// https://www.tencentcloud.com/document/product/436/7737, 7733, 7748 and 7744
for (const [what, path, canned] of [
  [
    "bucket",
    "/",
    {
      private: [`${owner} FULL_CONTROL`],
      "public-read": [`${owner} FULL_CONTROL`, `${everybody} READ`],
      "public-read-write": [`${owner} FULL_CONTROL`, `${everybody} READ`, `${everybody} WRITE`],
      "authenticated-read": [`${owner} FULL_CONTROL`, `${signedIn} READ`],
    },
  ],
  [
    "object",
    "/o",
    {
      default: [`${owner} FULL_CONTROL`],
      private: [`${owner} FULL_CONTROL`],
      "public-read": [`${owner} FULL_CONTROL`, `${everybody} READ`],
      "authenticated-read": [`${owner} FULL_CONTROL`, `${signedIn} READ`],
      "bucket-owner-read": [`${owner} FULL_CONTROL`],
      "bucket-owner-full-control": [`${owner} FULL_CONTROL`],
    },
  ],
] as const) {
  describe(`The access rules of an emulated ${what}`, () => {
    for (const [name, expected] of Object.entries(canned)) {
      it(`can be ${name}`, async () => {
        assert.equal(await outcome(put(path, { "x-cos-acl": name })), "200");
        const answer = await get(path);
        assert.deepEqual(grants(answer), expected);
        assert.equal(answer.headers["x-cos-acl"], name);
        assert.equal(answer.one("ID"), owner);
      });
    }

    it("have a line of the owner again once no header grants anything, empty ones included", async () => {
      const empty = {
        "x-cos-acl": "",
        "x-cos-grant-read": "",
        "x-cos-grant-write": "",
        "x-cos-grant-read-acp": "",
        "x-cos-grant-full-control": "",
      };
      const granted = { ...empty, "x-cos-grant-read": `id="${stranger.uin}"` };
      assert.equal(await outcome(put(path, granted)), "200");
      assert.deepEqual(grants(await get(path)), [`${other} READ`]);
      assert.equal(await outcome(put(path, { ...empty, "x-cos-acl": "private" })), "200");
      assert.deepEqual(grants(await get(path)), [`${owner} FULL_CONTROL`]);
      // With nothing at all there is nothing to put.
      assert.equal(await outcome(put(path, empty)), "400 MissingRequestBodyError");
    });

    it("can be read in what headers grant, by any spelling of a user, without a line of the owner", async () => {
      const headers = {
        "x-cos-grant-read": `id="${stranger.uin}",id="100000000077/100000000077"`,
        "x-cos-grant-read-acp": `id="${other}"`,
        "x-cos-grant-full-control": `uin="${stranger.uin}"`,
      };
      assert.equal(await outcome(put(path, headers)), "200");
      assert.deepEqual(grants(await get(path)).sort(), [
        "qcs::cam::uin/100000000077:uin/100000000077 READ",
        `${other} FULL_CONTROL`,
        `${other} READ`,
        `${other} READ_ACP`,
      ]);
    });

    // The live test of cos-nodejs-sdk-v5 puts one grant and gets exactly one.
    it("come back as they were put in a document, the owner not added", async () => {
      const list = [
        grant(`<ID>${other}</ID>`, "READ", ` ${xsi} xsi:type="CanonicalUser"`),
        grant(`<URI>${everybody}</URI>`, "READ_ACP", ` ${xsi} xsi:type="Group"`),
      ];
      assert.equal(await outcome(put(path, {}, policy(...list))), "200");
      assert.deepEqual(grants(await get(path)), [`${other} READ`, `${everybody} READ_ACP`]);
      const asPython = grant(`<Type>CanonicalUser</Type><ID>${other}</ID>`, "WRITE_ACP");
      assert.equal(await outcome(put(path, {}, policy(asPython))), "200");
      assert.deepEqual(grants(await get(path)), [`${other} WRITE_ACP`]);
      assert.equal(await outcome(put(path, {}, policy())), "200");
      assert.deepEqual(grants(await get(path)), []);
    });

    it("go by the headers when there is a document too", async () => {
      const body = policy(grant(`<ID>${other}</ID>`, "READ"));
      assert.equal(await outcome(put(path, { "x-cos-acl": "private" }, body)), "200");
      assert.deepEqual(grants(await get(path)), [`${owner} FULL_CONTROL`]);
    });

    it("understand a document without types, with anyone, or by an S3 library", async () => {
      const list = [
        grant(`<ID>${other}</ID><DisplayName>x</DisplayName>`, "FULL_CONTROL"),
        grant("<ID>qcs::cam::anyone:anyone</ID>", "READ", ' type="CanonicalUser"'),
        grant("<URI>http://acs.amazonaws.com/groups/global/AllUsers</URI>", "READ", ' type="Group"'),
      ];
      assert.equal(await outcome(put(path, {}, policy(...list))), "200");
      assert.deepEqual(grants(await get(path)), [
        `${other} FULL_CONTROL`,
        "qcs::cam::anyone:anyone READ",
        `${everybody} READ`,
      ]);
    });

    it("are refused when they are none", async () => {
      await put(path, { "x-cos-acl": "public-read" });
      const id = `<ID>${other}</ID>`;
      for (const [headers, body, code] of [
        [{ "x-cos-acl": "secret" }, "", "InvalidArgument"],
        [{ "x-cos-grant-read": "nobody" }, "", "InvalidArgument"],
        [{}, "", "MissingRequestBodyError"],
        [{}, "<AccessControlPolicy>", "MalformedXML"],
        [{}, policy(grant(id, "SEE")), "MalformedXML"],
        [{}, policy(grant("", "READ")), "MalformedXML"],
        [{}, policy(grant("<ID>me</ID>", "READ")), "InvalidArgument"],
        [{}, policy(grant("<URI>http://x</URI>", "READ")), "InvalidArgument"],
        [{}, policy(...Array.from({ length: 101 }, () => grant(id, "READ"))), "InvalidArgument"],
        [{}, policy().replaceAll("100000000001", "100000000002"), "AccessDenied"],
      ] as const) {
        const answer = await put(path, headers, body);
        assert.equal(answer.one("Code"), code, body);
        assert.ok(answer.status >= 400);
      }
      assert.equal((await get(path)).headers["x-cos-acl"], "public-read");
    });
  });
}

describe("The access rules of an emulated object", () => {
  it("cannot be public-read-write or allow WRITE", async () => {
    assert.equal(await outcome(put("/o", { "x-cos-acl": "public-read-write" })), "400 InvalidArgument");
    assert.equal(
      await outcome(put("/o", {}, policy(grant(`<ID>${other}</ID>`, "WRITE")))),
      "400 MalformedXML",
    );
  });

  it("may name a sub-account", async () => {
    await put("/o", { "x-cos-grant-read": 'id="100000000001/100000000011"' });
    assert.ok((await get("/o")).all("ID").includes("qcs::cam::uin/100000000001:uin/100000000011"));
  });

  it("are default when nothing was said, and belong to a version", async () => {
    const versioned = await bench.createBucket();
    await bench.setVersioning(versioned, "Enabled");
    const { headers } = await bench.put(versioned, "/v", "1", { "x-cos-acl": "public-read" });
    await bench.put(versioned, "/v", "2");
    const acl = async (query: string) =>
      (await bench.ask({ bucket: versioned, path: "/v", query })).headers["x-cos-acl"];
    assert.equal(await acl("acl"), "default");
    assert.equal(await acl(`acl&versionId=${headers["x-cos-version-id"]}`), "public-read");
    assert.equal(await outcome(bench.ask({ bucket, path: "/none", query: "acl" })), "404 NoSuchKey");
  });
});
