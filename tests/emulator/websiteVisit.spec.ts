import assert from "node:assert/strict";
import { type Ask, type Bench, startBench, stranger } from "./http";

let bench: Bench;

before(async () => {
  bench = await startBench();
});
after(() => bench.close());

const index = "<IndexDocument><Suffix>index.html</Suffix></IndexDocument>";
const errorPage = "<ErrorDocument><Key>error.html</Key></ErrorDocument>";
const quietErrorPage =
  "<ErrorDocument><Key>error.html</Key><OriginalHttpStatus>Disabled</OriginalHttpStatus></ErrorDocument>";
const rulesOf = (...rules: readonly string[]) => `<RoutingRules>${rules.join("")}</RoutingRules>`;
const ruleOf = (condition: string, redirect: string) =>
  `<RoutingRule><Condition>${condition}</Condition><Redirect>${redirect}</Redirect></RoutingRule>`;
const onCode = (code: number) => `<HttpErrorCodeReturnedEquals>${code}</HttpErrorCodeReturnedEquals>`;
const onPrefix = (prefix: string) => `<KeyPrefixEquals>${prefix}</KeyPrefixEquals>`;
const toKey = (key: string) => `<ReplaceKeyWith>${key}</ReplaceKeyWith>`;
const toPrefix = (prefix: string) => `<ReplaceKeyPrefixWith>${prefix}</ReplaceKeyPrefixWith>`;

const configure = async (bucket: string, ...parts: readonly string[]) => {
  const body = `<WebsiteConfiguration>${parts.join("")}</WebsiteConfiguration>`;
  const answer = await bench.ask({ method: "PUT", bucket, query: "website", body });
  if (answer.status !== 200) {
    throw new Error(answer.text);
  }
};

/** A website with some pages; each holds its own key. */
async function websiteOf(...parts: readonly string[]): Promise<string> {
  const bucket = await bench.createBucket({ "x-cos-acl": "public-read" });
  for (const key of ["index.html", "docs/index.html", "about.html", "error.html", "a/b.txt", "folder/"]) {
    await bench.put(bucket, `/${key}`, key);
  }
  await configure(bucket, index, ...parts);
  return bucket;
}

const hostOf = (bucket: string) => `${bucket}.cos-website.ap-guangzhou.myqcloud.com`;
const visit = (bucket: string, path: string, request: Ask = {}) =>
  bench.ask({ bucket, host: hostOf(bucket), path, as: "anonymous", ...request });
/** What a visitor sees: the status, and the page, the place to go to, or the code of an error. */
const seen = async (bucket: string, path: string, request: Ask = {}) => {
  const { status, text, headers, one } = await visit(bucket, path, request);
  return `${status} ${headers.location ?? one("Code") ?? text}`;
};

// https://www.tencentcloud.com/document/product/436/30958 and 14984
describe("A visitor of an emulated website", () => {
  it("sees the index document at the root and in folders", async () => {
    const bucket = await websiteOf();
    assert.equal(await seen(bucket, "/"), "200 index.html");
    assert.equal(await seen(bucket, "/docs/"), "200 docs/index.html");
    assert.equal(await seen(bucket, "/docs"), "404 NoSuchKey");
    assert.equal(await seen(bucket, "/nothing/"), "404 NoSuchKey");
    assert.equal(await seen(bucket, "/folder/"), "200 folder/");
  });

  it("sees pages with their types, conditions and ranges", async () => {
    const bucket = await websiteOf();
    const page = await visit(bucket, "/about.html");
    assert.equal(page.text, "about.html");
    assert.equal(page.headers["content-type"], "text/html");
    const etag = page.headers.etag ?? "";
    const unchanged = await visit(bucket, "/about.html", { headers: { "if-none-match": etag } });
    assert.equal(unchanged.status, 304);
    const part = await visit(bucket, "/about.html", { headers: { range: "bytes=0-4" } });
    assert.equal(part.text, "about");
    assert.equal(part.status, 206);
  });

  it("may add parameters to a page, whatever they are on the bucket's own host", async () => {
    const bucket = await websiteOf();
    for (const query of ["v=3", "acl", "website", "versionId=x", "response-expires=0"]) {
      assert.equal(await seen(bucket, "/about.html", { query }), "200 about.html", query);
    }
    assert.equal(await seen(bucket, "/", { query: "location" }), "200 index.html");
  });

  it("can HEAD a page, and do nothing that changes it", async () => {
    const bucket = await websiteOf();
    const head = await visit(bucket, "/about.html", { method: "HEAD" });
    assert.equal(head.status, 200);
    assert.equal(head.headers["content-length"], "10");
    assert.equal(head.text, "");
    for (const method of ["PUT", "POST", "DELETE"]) {
      const request = { method, body: "", as: bench.emulator };
      assert.equal(await seen(bucket, "/about.html", request), "405 MethodNotAllowed");
    }
  });

  it("finds pages without their .html only where the website says so", async () => {
    const bucket = await websiteOf();
    assert.equal(await seen(bucket, "/about"), "404 NoSuchKey");
    await configure(bucket, index, "<AutoAddressing><Status>Enabled</Status></AutoAddressing>");
    assert.equal(await seen(bucket, "/about"), "200 about.html");
    assert.equal(await seen(bucket, "/a/b.txt"), "200 a/b.txt");
    assert.equal(await seen(bucket, "/missing"), "404 NoSuchKey");
    await bench.put(bucket, "/about", "itself");
    assert.equal(await seen(bucket, "/about"), "200 itself");
  });

  it("is sent to https for everything where the website says so", async () => {
    const bucket = await websiteOf(
      "<RedirectAllRequestsTo><Protocol>https</Protocol></RedirectAllRequestsTo>",
    );
    assert.equal(await seen(bucket, "/"), `302 https://${hostOf(bucket)}/`);
    const path = "/a%20b/%E4%B8%AD";
    assert.equal(await seen(bucket, path, { query: "x=%2F" }), `302 https://${hostOf(bucket)}${path}?x=%2F`);
  });

  it("is sent elsewhere by the first rule for what the path begins with", async () => {
    const bucket = await websiteOf(
      rulesOf(
        ruleOf(onPrefix("docs/old/"), toKey("index.html")),
        ruleOf(onPrefix("docs/"), `<Protocol>https</Protocol>${toPrefix("documents/")}`),
        ruleOf(onPrefix("img"), toPrefix("")),
      ),
    );
    const at = hostOf(bucket);
    assert.equal(await seen(bucket, "/docs/old/x"), `302 http://${at}/index.html`);
    // Even where there is a page.
    assert.equal(await seen(bucket, "/docs/index.html"), `302 https://${at}/documents/index.html`);
    assert.equal(await seen(bucket, "/docs/a%20%2B"), `302 https://${at}/documents/a%20%2B`);
    assert.equal(await seen(bucket, "/img/a.png"), `302 http://${at}//a.png`);
    assert.equal(await seen(bucket, "/about.html"), "200 about.html");
  });

  it("is sent elsewhere by the rule for the error they met", async () => {
    const bucket = await websiteOf(
      errorPage,
      rulesOf(ruleOf(onCode(404), toKey("pages/404.html")), ruleOf(onCode(403), toKey("pages/403.html"))),
    );
    await bench.put(bucket, "/secret.html", "secret", { "x-cos-acl": "private" });
    assert.equal(await seen(bucket, "/missing"), `302 http://${hostOf(bucket)}/pages/404.html`);
    assert.equal(await seen(bucket, "/secret.html"), `302 http://${hostOf(bucket)}/pages/403.html`);
    assert.equal(await seen(bucket, "/secret.html", { as: bench.emulator }), "200 secret");
  });

  it("is shown the target in place when a rule does not redirect", async () => {
    const stay = "<URLRedirect>Disabled</URLRedirect>";
    const bucket = await websiteOf(
      rulesOf(
        ruleOf(onPrefix("old/"), toKey("about.html") + stay),
        ruleOf(onCode(404), toKey("error.html") + stay),
      ),
    );
    assert.equal(await seen(bucket, "/old/x"), "200 about.html");
    assert.equal(await seen(bucket, "/missing"), "200 error.html");
  });

  it("sees the error document, with the status of the error unless the website hides it", async () => {
    const bucket = await websiteOf(errorPage);
    await bench.put(bucket, "/secret.html", "secret", { "x-cos-acl": "private" });
    assert.equal(await seen(bucket, "/missing"), "404 error.html");
    assert.equal(await seen(bucket, "/secret.html"), "403 error.html");
    const headers = { range: "bytes=0-1" };
    const page = await visit(bucket, "/missing", { headers });
    assert.equal(page.text, "error.html");
    assert.equal(page.headers["content-type"], "text/html");
    const head = await visit(bucket, "/missing", { method: "HEAD" });
    assert.equal(head.status, 404);
    await configure(bucket, index, quietErrorPage);
    assert.equal(await seen(bucket, "/missing"), "200 error.html");
  });

  it("sees the error itself when there is no error document, or none that may be read", async () => {
    const bucket = await websiteOf();
    assert.equal(await seen(bucket, "/missing"), "404 NoSuchKey");
    await configure(bucket, index, "<ErrorDocument><Key>nothing.html</Key></ErrorDocument>");
    assert.equal(await seen(bucket, "/missing"), "404 NoSuchKey");
    await configure(bucket, index, errorPage);
    await bench.put(bucket, "/error.html", "error.html", { "x-cos-acl": "private" });
    assert.equal(await seen(bucket, "/missing"), "404 NoSuchKey");
  });

  it("is let in like a reader of objects", async () => {
    const bucket = await bench.createBucket();
    await bench.put(bucket, "/index.html", "private");
    await configure(bucket, index);
    assert.equal(await seen(bucket, "/"), "403 AccessDenied");
    assert.equal(await seen(bucket, "/", { as: stranger }), "403 AccessDenied");
    assert.equal(await seen(bucket, "/", { as: bench.emulator }), "200 private");
    const Statement = {
      Principal: { qcs: "qcs::cam::anyone:anyone" },
      Effect: "allow",
      Action: "name/cos:GetObject",
      Resource: `qcs::cos:ap-guangzhou:uid/1250000000:${bucket}/*`,
    };
    const body = JSON.stringify({ Statement });
    assert.equal((await bench.ask({ method: "PUT", bucket, query: "policy", body })).status, 204);
    assert.equal(await seen(bucket, "/"), "200 private");
    assert.equal((await visit(bucket, "/", { method: "HEAD" })).status, 403);
  });

  it("may not come from everywhere when the bucket has referer rules", async () => {
    const bucket = await websiteOf(errorPage);
    const body =
      "<RefererConfiguration><Status>Enabled</Status><RefererType>Black-List</RefererType>" +
      "<DomainList><Domain>fake.com</Domain></DomainList>" +
      "<EmptyReferConfiguration>Allow</EmptyReferConfiguration></RefererConfiguration>";
    await bench.ask({ method: "PUT", bucket, query: "referer", body });
    assert.equal(await seen(bucket, "/"), "200 index.html");
    const headers = { referer: "http://fake.com/page" };
    assert.equal(await seen(bucket, "/", { headers }), "403 error.html");
    await configure(bucket, index);
    const answer = await visit(bucket, "/", { headers });
    assert.equal(answer.one("Message"), "You are denied by bucket referer rule");
  });

  it("gets the headers of the bucket's cross-origin rules", async () => {
    const bucket = await websiteOf();
    const body =
      "<CORSConfiguration><CORSRule><AllowedOrigin>https://a.example</AllowedOrigin>" +
      "<AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>";
    await bench.ask({ method: "PUT", bucket, query: "cors", body });
    const headers = { origin: "https://a.example", "access-control-request-method": "GET" };
    const page = await visit(bucket, "/", { headers });
    assert.equal(page.headers["access-control-allow-origin"], "https://a.example");
    const preflight = await visit(bucket, "/", { method: "OPTIONS", headers });
    assert.equal(preflight.status, 200);
    assert.equal(preflight.headers["access-control-allow-methods"], "GET");
  });

  it("finds no website where the bucket has none, nor where there is no bucket", async () => {
    const bucket = await bench.createBucket({ "x-cos-acl": "public-read" });
    assert.equal(await seen(bucket, "/"), "404 NoSuchWebsiteConfiguration");
    assert.equal(await seen(bench.newName(), "/"), "404 NoSuchBucket");
  });

  it("comes by any host whose labels say so, with a port", async () => {
    const bucket = await websiteOf();
    const { port } = new URL(bench.emulator.url);
    for (const host of [
      `${bucket}.cos-website.ap-guangzhou.localhost:${port}`,
      `${bucket}.cos-website.ap-guangzhou.tencentcos.cn`,
      `${bucket}.cos-website-internal.ap-guangzhou.tencentcos.cn`,
    ]) {
      assert.equal(await seen(bucket, "/docs/", { host }), "200 docs/index.html", host);
    }
    const elsewhere = `${bucket}.cos-website.ap-beijing.myqcloud.com`;
    assert.equal(await seen(bucket, "/", { host: elsewhere }), "404 NoSuchBucket");
  });

  it("sees no deleted page, but its error", async () => {
    const bucket = await websiteOf(errorPage);
    await bench.setVersioning(bucket, "Enabled");
    await bench.ask({ method: "DELETE", bucket, path: "/about.html" });
    assert.equal(await seen(bucket, "/about.html"), "404 error.html");
    await bench.ask({ method: "DELETE", bucket, path: "/error.html" });
    assert.equal(await seen(bucket, "/about.html"), "404 NoSuchKey");
  });
});
