import assert from "node:assert/strict";
import { createOutsider } from "../../tools/outsider";
import { type Ask, asQuery, type Bench, powerless, region, signRequest, startBench, stranger } from "./http";

let bench: Bench;

before(async () => {
  bench = await startBench();
});
after(() => bench.close());

const outcome = async (request: Ask) => (await bench.ask(request)).outcome;
const put = (bucket: string, body: string, request: Ask = {}) =>
  outcome({ method: "PUT", bucket, query: "referer", body, ...request });

interface Rules {
  readonly status?: string;
  readonly type?: string;
  readonly domains?: readonly string[];
  readonly more?: string;
}
const rules = ({ status = "Enabled", type = "White-List", domains = ["*.qq.com"], more = "" }: Rules = {}) =>
  `<RefererConfiguration><Status>${status}</Status><RefererType>${type}</RefererType>` +
  `<DomainList>${domains.map((domain) => `<Domain>${domain}</Domain>`).join("")}</DomainList>${more}` +
  "</RefererConfiguration>";
const empties = (word: string) => `<EmptyReferConfiguration>${word}</EmptyReferConfiguration>`;

/** A bucket that everybody may read, with the object `a`. */
async function bucketWith(given: Rules): Promise<string> {
  const bucket = await bench.createBucket({ "x-cos-acl": "public-read" });
  await bench.put(bucket, "/a", "content");
  assert.equal(await put(bucket, rules(given)), "200");
  return bucket;
}

/** How a visitor fares who comes from somewhere. */
const from = async (bucket: string, referer: string | undefined, request: Ask = {}) =>
  (
    await bench.ask({
      bucket,
      path: "/a",
      as: "anonymous",
      ...request,
      headers: { ...(referer !== undefined && { referer }), ...request.headers },
    })
  ).status;

// https://www.tencentcloud.com/document/product/436/31423
describe("An emulated bucket's referer rules", () => {
  it("are put with 200 and read back in the order of the page", async () => {
    const bucket = await bench.createBucket();
    const body =
      "<RefererConfiguration><EmptyReferConfiguration>Allow</EmptyReferConfiguration><DomainList>" +
      "<Domain>*.qq.com</Domain><Domain>192.168.1.2:8080</Domain><Domain>www.qq.com/example</Domain></DomainList>" +
      "<RefererType>White-List</RefererType><Status>Enabled</Status></RefererConfiguration>";
    assert.equal(await put(bucket, body), "200");
    const domains = ["*.qq.com", "192.168.1.2:8080", "www.qq.com/example"];
    const { text } = await bench.ask({ bucket, query: "referer" });
    assert.equal(text.slice(text.indexOf("\n") + 1), rules({ domains, more: empties("Allow") }));
  });

  it("show that empty referers are denied, when nothing else was said", async () => {
    const bucket = await bench.createBucket();
    assert.equal(await put(bucket, rules()), "200");
    const { text } = await bench.ask({ bucket, query: "referer" });
    assert.equal(text.slice(text.indexOf("\n") + 1), rules({ more: empties("Deny") }));
  });

  it("show VerifySignatureURL unasked where the account does", async () => {
    const account = await startBench({ showsVerifySignatureUrl: true });
    try {
      const bucket = await account.createBucket();
      await account.ask({ method: "PUT", bucket, query: "referer", body: rules() });
      const answer = await account.ask({ bucket, query: "referer" });
      assert.equal(answer.one("VerifySignatureURL"), "Disabled");
      const body = rules({ more: "<VerifySignatureURL>Enabled</VerifySignatureURL>" });
      await account.ask({ method: "PUT", bucket, query: "referer", body });
      const own = await account.ask({ bucket, query: "referer" });
      assert.equal(own.one("VerifySignatureURL"), "Enabled");
    } finally {
      await account.close();
    }
  });

  it("are not there at first", async () => {
    const bucket = await bench.createBucket();
    assert.equal(await outcome({ bucket, query: "referer" }), "404 NoSuchRefererConfiguration");
  });

  it("cannot be deleted, only cleared by putting nothing", async () => {
    for (const body of ["", "<RefererConfiguration/>", "<RefererConfiguration></RefererConfiguration>"]) {
      const bucket = await bucketWith({});
      assert.equal(await outcome({ method: "DELETE", bucket, query: "referer" }), "405 MethodNotAllowed");
      assert.equal(await from(bucket, undefined), 403);
      assert.equal(await put(bucket, body), "200");
      assert.equal(await from(bucket, undefined), 200);
      const { status, text } = await bench.ask({ bucket, query: "referer" });
      assert.equal(status, 200);
      assert.match(text, /<RefererConfiguration\/>$/);
    }
  });

  const wrong: Record<string, string> = {
    "another status": rules({ status: "On" }),
    "another type": rules({ type: "Whitelist" }),
    "no domain": rules({ domains: [] }),
    "an empty domain": rules({ domains: [""] }),
    "a domain with a blank": rules({ domains: ["a b"] }),
    "a domain with its scheme": rules({ domains: ["https://www.qq.com"] }),
    "another word for empty referers": rules({ more: empties("Maybe") }),
    "an element twice": rules({ more: "<Status>Enabled</Status>" }),
    "only a status": "<RefererConfiguration><Status>Disabled</Status></RefererConfiguration>",
    "another root": "<Referer/>",
    "no XML": "Enabled",
  };
  for (const [name, body] of Object.entries(wrong)) {
    it(`are refused with ${name}`, async () => {
      const bucket = await bench.createBucket();
      assert.equal(await put(bucket, body), "400 MalformedXML");
      assert.equal(await outcome({ bucket, query: "referer" }), "404 NoSuchRefererConfiguration");
    });
  }

  it("are only for the owner", async () => {
    const bucket = await bench.createBucket({ "x-cos-acl": "public-read-write" });
    for (const as of [stranger, powerless, "anonymous"] as const) {
      assert.equal(await put(bucket, rules(), { as }), "403 AccessDenied");
      assert.equal(await outcome({ bucket, query: "referer", as }), "403 AccessDenied");
    }
  });

  it("are put, read and cleared by cos-nodejs-sdk-v5", async () => {
    const bucket = await bench.createBucket();
    const { url: endpoint, secretId, secretKey } = bench.emulator;
    const cos = createOutsider({ endpoint, secretId, secretKey });
    const where = { Bucket: bucket, Region: region };
    await cos.putBucketReferer({
      ...where,
      RefererConfiguration: {
        Status: "Enabled",
        RefererType: "Black-List",
        DomainList: { Domains: ["*.qq.com", "*.qcloud.com"] },
        EmptyReferConfiguration: "Allow",
      },
    });
    const { RefererConfiguration } = await cos.getBucketReferer(where);
    assert.deepEqual(JSON.parse(JSON.stringify(RefererConfiguration)), {
      Status: "Enabled",
      RefererType: "Black-List",
      DomainList: { Domains: ["*.qq.com", "*.qcloud.com"] },
      EmptyReferConfiguration: "Allow",
    });
    await cos.putBucketReferer({ ...where, RefererConfiguration: {} as never });
    const cleared = await cos.getBucketReferer(where);
    assert.deepEqual(JSON.parse(JSON.stringify(cleared.RefererConfiguration)), {});
  });
});

// https://www.tencentcloud.com/document/product/436/13319
describe("A reader of an emulated object", () => {
  it("may come from a domain of the white list only", async () => {
    const bucket = await bucketWith({ domains: ["*.qq.com", "example.com"] });
    assert.equal(await from(bucket, "https://im.qq.com/page"), 200);
    assert.equal(await from(bucket, "http://example.com"), 200);
    assert.equal(await from(bucket, "https://elsewhere.com/?https://im.qq.com"), 403);
    const answer = await bench.ask({
      bucket,
      path: "/a",
      as: "anonymous",
      headers: { referer: "https://x.com" },
    });
    assert.equal(answer.one("Code"), "AccessDenied");
    assert.equal(answer.one("Message"), "You are denied by bucket referer rule");
  });

  it("may not come from a domain of the black list", async () => {
    const bucket = await bucketWith({ type: "Black-List", domains: ["*.fake.com"] });
    assert.equal(await from(bucket, "https://www.fake.com/index.html"), 403);
    assert.equal(await from(bucket, "https://www.example.com/index.html"), 200);
  });

  it("may come from nowhere only where that is allowed", async () => {
    for (const [type, more, expected] of [
      ["White-List", "", 403],
      ["White-List", empties("Deny"), 403],
      ["White-List", empties("Allow"), 200],
      ["Black-List", "", 403],
      ["Black-List", empties("Allow"), 200],
    ] as const) {
      const bucket = await bucketWith({ type, more });
      assert.equal(await from(bucket, undefined), expected, `${type} ${more}`);
      assert.equal(await from(bucket, ""), expected, `${type} ${more}`);
    }
  });

  it("comes from a domain when their address begins with it", async () => {
    const cases: readonly [domain: string, address: string, expected: boolean][] = [
      ["www.example.com", "https://www.example.com/123", true],
      ["www.example.com", "www.example.com", true],
      ["www.example.com", "https://www.example.com.cn", true],
      ["www.example.com", "https://WWW.Example.com/", true],
      ["www.example.com", "https://www.example.org", false],
      ["www.example.com", "https://www-example.com", false],
      ["example.com", "https://www.example.com", false],
      ["example.com", "http://example.com:8080", true],
      ["example.com:8080", "http://example.com:8080/a", true],
      ["example.com:8080", "http://example.com", false],
      ["10.10.10.10:8080", "http://10.10.10.10:8080/a", true],
      ["*.example.com", "https://a.b.example.com/123", true],
      ["*.example.com", "https://a.example.com", true],
      ["*.example.com", "https://example.com", true],
      ["*.example.com", "https://badexample.com", false],
      ["*.example.com", "https://elsewhere.com/www.example.com", false],
      ["shop.*.com", "https://shop.one.com", true],
      ["shop.*.com", "https://shop.com", false],
      ["www.qq.com/example", "https://www.qq.com/example/1", true],
      ["www.qq.com/example", "https://www.qq.com/other", false],
      ["*", "https://anywhere.com", true],
    ];
    const bucket = await bucketWith({});
    for (const [domain, address, expected] of cases) {
      await put(bucket, rules({ domains: [domain] }));
      assert.equal(await from(bucket, address), expected ? 200 : 403, `${domain} ${address}`);
    }
  });

  it("is not asked while the rules are disabled", async () => {
    const bucket = await bucketWith({ status: "Disabled" });
    assert.equal(await from(bucket, undefined), 200);
    assert.equal(await from(bucket, "https://elsewhere.com"), 200);
  });

  it("is asked with GET and HEAD of objects, and for nothing else", async () => {
    const bucket = await bucketWith({});
    assert.equal(await from(bucket, "https://elsewhere.com", { method: "HEAD" }), 403);
    assert.equal(await from(bucket, "https://elsewhere.com", { path: "/missing" }), 403);
    assert.equal(await from(bucket, "https://elsewhere.com", { path: "/" }), 200);
    assert.equal(await from(bucket, "https://elsewhere.com", { path: "/", method: "HEAD" }), 200);
  });

  it("is not asked when the request is signed, in a header or in the URL", async () => {
    const bucket = await bucketWith({});
    assert.equal(await from(bucket, "https://elsewhere.com", { as: bench.emulator }), 200);
    const { authorization } = signRequest(bench.emulator, {
      method: "GET",
      path: "/a",
      query: "",
      headers: {},
    });
    const query = asQuery(authorization);
    assert.equal(await from(bucket, "https://elsewhere.com", { query }), 200);
    const more = "<VerifySignatureURL>Enabled</VerifySignatureURL>";
    assert.equal(await put(bucket, rules({ more })), "200");
    assert.equal(await from(bucket, "https://elsewhere.com", { query }), 403);
    assert.equal(await from(bucket, "https://im.qq.com", { query }), 200);
    assert.equal(await from(bucket, "https://elsewhere.com", { as: bench.emulator }), 200);
  });
});
