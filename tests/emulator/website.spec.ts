import assert from "node:assert/strict";
import { createOutsider } from "../../tools/outsider";
import { type Ask, type Bench, powerless, region, startBench, stranger } from "./http";

let bench: Bench;

before(async () => {
  bench = await startBench();
});
after(() => bench.close());

const outcome = async (request: Ask) => (await bench.ask(request)).outcome;
const query = "website";
const put = (bucket: string, body: string, request: Ask = {}) =>
  outcome({ method: "PUT", bucket, query, body, ...request });

const index = "<IndexDocument><Suffix>index.html</Suffix></IndexDocument>";
const document = (...parts: readonly string[]) =>
  `<WebsiteConfiguration>${parts.join("")}</WebsiteConfiguration>`;
const rulesOf = (...rules: readonly string[]) => `<RoutingRules>${rules.join("")}</RoutingRules>`;
const ruleOf = (condition: string, redirect: string) =>
  `<RoutingRule><Condition>${condition}</Condition><Redirect>${redirect}</Redirect></RoutingRule>`;
const code = (text: string) => `<HttpErrorCodeReturnedEquals>${text}</HttpErrorCodeReturnedEquals>`;
const prefix = (text: string) => `<KeyPrefixEquals>${text}</KeyPrefixEquals>`;
const key = (text: string) => `<ReplaceKeyWith>${text}</ReplaceKeyWith>`;
const keyPrefix = (text: string) => `<ReplaceKeyPrefixWith>${text}</ReplaceKeyPrefixWith>`;
const redirects = (text: string) => `<URLRedirect>${text}</URLRedirect>`;
const https = "<Protocol>https</Protocol>";

// https://www.tencentcloud.com/document/product/436/30617
describe("An emulated bucket's website configuration", () => {
  it("is put with 200, read back in the order of the page and deleted with 204", async () => {
    const bucket = await bench.createBucket();
    const parts = [
      index,
      `<RedirectAllRequestsTo>${https}</RedirectAllRequestsTo>`,
      "<AutoAddressing><Status>Disabled</Status></AutoAddressing>",
      "<ErrorDocument><Key>pages/error.html</Key><OriginalHttpStatus>Enabled</OriginalHttpStatus>" +
        "<Charity404>Disabled</Charity404></ErrorDocument>",
      rulesOf(
        ruleOf(code("403"), https + key("pages/403.html") + redirects("Enabled")),
        ruleOf(code("404"), key("pages/404.html") + redirects("Disabled")),
        ruleOf(prefix("assets/"), key("index.html") + redirects("Enabled")),
        ruleOf(prefix("article/"), https + keyPrefix("archived/") + redirects("Enabled")),
      ),
    ];
    assert.equal(await put(bucket, document(...parts.toReversed())), "200");
    const { text } = await bench.ask({ bucket, query });
    assert.equal(text.slice(text.indexOf("\n") + 1), document(...parts));
    assert.equal(await outcome({ method: "DELETE", bucket, query }), "204");
    assert.equal(await outcome({ bucket, query }), "404 NoSuchWebsiteConfiguration");
    assert.equal(await outcome({ method: "DELETE", bucket, query }), "204");
  });

  it("marks each redirect as one, and adds no other defaults", async () => {
    const bucket = await bench.createBucket();
    const withRule = (more: string) =>
      document(
        index,
        "<ErrorDocument><Key>e</Key></ErrorDocument>",
        rulesOf(ruleOf(prefix("a/"), key("b") + more)),
      );
    await put(bucket, withRule(""));
    const { text } = await bench.ask({ bucket, query });
    assert.ok(text.endsWith(withRule(redirects("Enabled"))), text);
  });

  it("takes a rule that puts a prefix before what was not found, with no or an empty prefix as condition", async () => {
    for (const condition of [code("404"), `${code("404")}<KeyPrefixEquals/>`]) {
      const bucket = await bench.createBucket();
      assert.equal(await put(bucket, document(index, rulesOf(ruleOf(condition, keyPrefix("old/"))))), "200");
      const { text } = await bench.ask({ bucket, query });
      const expected = ruleOf(code("404"), keyPrefix("old/") + redirects("Enabled"));
      assert.ok(text.endsWith(document(index, rulesOf(expected))), text);
      const visit = await bench.ask({
        host: `${bucket}.cos-website.${region}.myqcloud.com`,
        path: "/a/b.html",
      });
      assert.equal(visit.status, 302);
      assert.match(visit.headers.location ?? "", /\/old\/a\/b\.html$/);
    }
  });

  it("takes 100 routing rules", async () => {
    const bucket = await bench.createBucket();
    const rules = Array.from({ length: 100 }, (_, at) => ruleOf(prefix(`p${at}/`), key("a")));
    assert.equal(await put(bucket, document(index, rulesOf(...rules))), "200");
    assert.equal((await bench.ask({ bucket, query })).all("RoutingRule").length, 100);
  });

  const withRule = (condition: string, redirect: string) =>
    document(index, rulesOf(ruleOf(condition, redirect)));
  const wrong: Record<string, string> = {
    "no index document": document("<ErrorDocument><Key>e</Key></ErrorDocument>"),
    "an empty suffix": document("<IndexDocument><Suffix/></IndexDocument>"),
    "a redirection of all to http": document(
      index,
      "<RedirectAllRequestsTo><Protocol>http</Protocol></RedirectAllRequestsTo>",
    ),
    "another word for AutoAddressing": document(
      index,
      "<AutoAddressing><Status>On</Status></AutoAddressing>",
    ),
    "an error document without a key": document(index, "<ErrorDocument/>"),
    "an error document with another status": document(
      index,
      "<ErrorDocument><Key>e</Key><OriginalHttpStatus>200</OriginalHttpStatus></ErrorDocument>",
    ),
    "no rule in its rules": document(index, rulesOf()),
    "101 rules": document(
      index,
      rulesOf(...Array.from({ length: 101 }, () => ruleOf(prefix("a"), key("b")))),
    ),
    "a rule without a condition": withRule("", key("a")),
    "a rule with two conditions": withRule(code("404") + prefix("a"), key("a")),
    "a rule without a target": withRule(prefix("a"), https),
    "a rule with two targets": withRule(prefix("a"), key("a") + keyPrefix("b")),
    "a rule with an empty prefix alone": withRule("<KeyPrefixEquals/>", key("a")),
    "a rule for an error of the server": withRule(code("500"), key("a")),
    "a rule for an error that is not a number": withRule(code("4xx"), key("a")),
    "a rule to another protocol": withRule(prefix("a"), `<Protocol>ftp</Protocol>${key("a")}`),
    "another root": `<Website>${index}</Website>`,
    "no XML": "index.html",
  };
  for (const [name, body] of Object.entries(wrong)) {
    it(`is refused with ${name}`, async () => {
      const bucket = await bench.createBucket();
      assert.equal(await put(bucket, body), "400 MalformedXML");
      assert.equal(await outcome({ bucket, query }), "404 NoSuchWebsiteConfiguration");
    });
  }

  it("is refused when it is empty or longer than 64 KB", async () => {
    const bucket = await bench.createBucket();
    assert.equal(await put(bucket, ""), "400 MissingRequestBodyError");
    assert.equal(await put(bucket, document(index, " ".repeat(64 * 1024))), "400 XMLSizeLimit");
  });

  it("is only for the owner", async () => {
    const bucket = await bench.createBucket({ "x-cos-acl": "public-read-write" });
    for (const as of [stranger, powerless, "anonymous"] as const) {
      assert.equal(await put(bucket, document(index), { as }), "403 AccessDenied");
      assert.equal(await outcome({ bucket, query, as }), "403 AccessDenied");
      assert.equal(await outcome({ method: "DELETE", bucket, query, as }), "403 AccessDenied");
    }
  });

  it("is put, read and deleted by cos-nodejs-sdk-v5", async () => {
    const bucket = await bench.createBucket();
    const { url: endpoint, secretId, secretKey } = bench.emulator;
    const cos = createOutsider({ endpoint, secretId, secretKey });
    const where = { Bucket: bucket, Region: region };
    const configuration = {
      IndexDocument: { Suffix: "index.html" },
      RedirectAllRequestsTo: { Protocol: "https" },
      ErrorDocument: { Key: "error.html" },
      RoutingRules: [
        {
          Condition: { HttpErrorCodeReturnedEquals: "404" },
          Redirect: { Protocol: "https", ReplaceKeyWith: "404.html" },
        },
        {
          Condition: { KeyPrefixEquals: "docs/" },
          Redirect: { Protocol: "https", ReplaceKeyPrefixWith: "documents/" },
        },
      ],
    };
    // The SDK's types know fewer elements than its code sends.
    await cos.putBucketWebsite({ ...where, WebsiteConfiguration: configuration as never });
    const { WebsiteConfiguration } = await cos.getBucketWebsite(where);
    const RoutingRules = configuration.RoutingRules.map(({ Condition, Redirect }) => ({
      Condition,
      Redirect: { ...Redirect, URLRedirect: "Enabled" },
    }));
    assert.deepEqual(JSON.parse(JSON.stringify(WebsiteConfiguration)), { ...configuration, RoutingRules });
    await cos.deleteBucketWebsite(where);
    const gone = await cos.getBucketWebsite(where);
    assert.equal(gone.statusCode, 404);
  });
});
