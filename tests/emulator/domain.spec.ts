import assert from "node:assert/strict";
import { createOutsider } from "../../tools/outsider";
import { documentsOf, squeeze, surprises } from "./configurations";
import { type Ask, type Bench, region, startBench, stranger } from "./http";

// https://www.tencentcloud.com/document/product/436/35868, 35869 and 35870
describe("An emulated bucket's domains", () => {
  let bench: Bench;
  let bucket: string;
  const domains = documentsOf(() => bench, "domain");
  const rule = (name: string, type = "REST", status = "ENABLED", rest = "") =>
    `<DomainRule><Status>${status}</Status><Name>${name}</Name><Type>${type}</Type>${rest}</DomainRule>`;
  const document = (...rules: string[]) => `<DomainConfiguration>${rules.join("")}</DomainConfiguration>`;
  const force = "<ForcedReplacement>CNAME</ForcedReplacement>";
  const website = () =>
    bench.ask({
      method: "PUT",
      bucket,
      query: "website",
      body: "<WebsiteConfiguration><IndexDocument><Suffix>index.html</Suffix></IndexDocument></WebsiteConfiguration>",
    });
  const accelerate = () =>
    bench.ask({
      method: "PUT",
      bucket,
      query: "accelerate",
      body: "<AccelerateConfiguration><Status>Enabled</Status></AccelerateConfiguration>",
    });

  beforeEach(async () => {
    bench = await startBench();
    bucket = await bench.createBucket();
  });
  afterEach(() => bench.close());

  it("are put, read back, replaced as a whole, and deleted all at once, even twice", async () => {
    assert.equal(await domains.get(bucket), "404 DomainConfigNotFoundError");
    await website();
    // The sample of page 35868.
    const sample = `<DomainConfiguration>
	<DomainRule>
		<Status>ENABLED</Status>
		<Name>cos.cloud.tencent.com</Name>
		<Type>REST</Type>
	</DomainRule>
	<DomainRule>
		<Status>ENABLED</Status>
		<Name>www.cos.cloud.tencent.com</Name>
		<Type>WEBSITE</Type>
	</DomainRule>
</DomainConfiguration>`;
    assert.equal(await domains.put(bucket, sample), "200");
    assert.equal(await domains.get(bucket), squeeze(sample));
    assert.equal(await domains.put(bucket, document(rule("a.example.com"))), "200");
    assert.equal(await domains.get(bucket), document(rule("a.example.com")));
    assert.equal(await domains.remove(bucket), "204");
    assert.equal(await domains.remove(bucket), "204");
    assert.equal(await domains.get(bucket), "404 DomainConfigNotFoundError");
  });

  it("come with the value for a TXT record, also before there are any", async () => {
    const shown = async (name = bucket) =>
      (await bench.ask({ bucket: name, query: "domain" })).headers["x-cos-domain-txt-verification"];
    const value = await shown();
    assert.match(value ?? "", /^tencent-cloud-cos-verification=[0-9a-f]{32}$/);
    await domains.put(bucket, document(rule("a.example.com")));
    assert.equal(await shown(), value);
    assert.notEqual(await shown(await bench.createBucket()), value);
  });

  it("are refused when they are malformed or lead nowhere", async () => {
    const many = Array.from({ length: 21 }, (_, index) => rule(`a${index}.example.com`));
    const wrong = await surprises(
      (body) => domains.put(bucket, body),
      [
        ["400 MalformedXML", document()],
        ["400 MalformedXML", document(...many)],
        ["200", document(...many.slice(1))],
        ["400 MalformedXML", document(rule("a.example.com", "CDN"))],
        ["400 MalformedXML", document(rule("a.example.com", "REST", "Enabled"))],
        [
          "400 MalformedXML",
          document(rule("a.example.com", "REST", "ENABLED", "<ForcedReplacement>A</ForcedReplacement>")),
        ],
        ["400 UserCnameInvalid", document(rule("localhost"))],
        ["400 UserCnameInvalid", document(rule("https://a.example.com"))],
        ["400 UserCnameInvalid", document(rule(`${bucket}.cos.ap-guangzhou.myqcloud.com`))],
        ["409 DomainConfigConflict", document(rule("a.example.com"), rule("A.example.com"))],
        ["400 InvalidRequest", document(rule("a.example.com", "WEBSITE"))],
        ["400 BucketAccelerateNotEnabled", document(rule("a.example.com", "ACCELERATE"))],
        ["200", document(rule("a.example.com", "WEBSITE", "DISABLED"))],
      ],
    );
    assert.deepEqual(wrong, []);
    await website();
    await accelerate();
    const both = document(rule("w.example.com", "WEBSITE"), rule("f.example.com", "ACCELERATE"));
    assert.equal(await domains.put(bucket, both), "200");
  });

  it("belong to one bucket, and move to another one only by force", async () => {
    const other = await bench.createBucket();
    const foreign = `site-${stranger.appId}`;
    await bench.ask({ method: "PUT", bucket: foreign, as: stranger });
    await domains.put(bucket, document(rule("a.example.com"), rule("b.example.com")));
    assert.equal(await domains.put(bucket, document(rule("a.example.com"), rule("b.example.com"))), "200");
    assert.equal(await domains.put(other, document(rule("A.example.com"))), "409 RecordAlreadyExist");
    assert.equal(
      await domains.put(foreign, document(rule("a.example.com")), { as: stranger }),
      "409 RecordAlreadyExist",
    );
    assert.equal(await domains.put(other, document(rule("a.example.com", "REST", "ENABLED", force))), "200");
    assert.equal(await domains.get(other), document(rule("a.example.com")));
    assert.equal(await domains.get(bucket), document(rule("b.example.com")));
    // A domain that was given up, or whose bucket is gone, is free.
    await domains.put(bucket, document(rule("c.example.com")));
    assert.equal(await domains.put(other, document(rule("b.example.com"))), "200");
    await bench.ask({ method: "DELETE", bucket });
    assert.equal(await domains.put(other, document(rule("c.example.com"))), "200");
  });

  it("lead to the bucket, and are signed as the Host that they are", async () => {
    await bench.put(bucket, "/a", "content");
    const through = async (host: string, request: Ask = {}) => {
      const answer = await bench.ask({ path: "/a", ...request, host });
      return answer.status === 200 ? answer.text : answer.outcome;
    };
    await domains.put(
      bucket,
      document(rule("files.example.com"), rule("off.example.com", "REST", "DISABLED")),
    );
    assert.equal(await through("files.example.com"), "content");
    assert.equal(await through("FILES.example.com:80"), "content");
    assert.equal(await through("files.example.com", { as: "anonymous" }), "403 AccessDenied");
    assert.equal(await through("off.example.com"), "451 UnavailableForLegalReasons");
    const put = { method: "PUT", path: "/b", body: "new", host: "files.example.com" };
    assert.equal((await bench.ask(put)).outcome, "200");
    assert.equal((await bench.ask({ bucket, path: "/b" })).text, "new");
    const listed = await bench.ask({ host: "files.example.com" });
    assert.deepEqual([listed.one("Name"), listed.all("Key")], [bucket, ["a", "b"]]);
    await domains.remove(bucket);
    assert.equal(await through("files.example.com"), "451 UnavailableForLegalReasons");
  });

  it("lead to the website or the acceleration host where they say so", async () => {
    await bench.put(bucket, "/index.html", "<h1>Hi</h1>", { "x-cos-acl": "public-read" });
    await website();
    await accelerate();
    await domains.put(
      bucket,
      document(rule("www.example.com", "WEBSITE"), rule("fast.example.com", "ACCELERATE")),
    );
    assert.equal((await bench.ask({ host: "www.example.com", as: "anonymous" })).text, "<h1>Hi</h1>");
    const fast = () => bench.ask({ host: "fast.example.com", path: "/index.html" });
    assert.equal((await fast()).outcome, "200");
    const body = "<AccelerateConfiguration><Status>Suspended</Status></AccelerateConfiguration>";
    await bench.ask({ method: "PUT", bucket, query: "accelerate", body });
    assert.equal((await fast()).outcome, "400 BucketAccelerateNotEnabled");
  });

  it("are understood by the Node SDK", async () => {
    const cos = createOutsider({ ...bench.emulator, endpoint: bench.emulator.url });
    const where = { Bucket: bucket, Region: region };
    // The rules of that SDK's own test, where no website is on.
    const DomainRule = [
      { Status: "DISABLED" as const, Name: "www.testDomain1.com", Type: "REST" as const },
      { Status: "DISABLED" as const, Name: "www.testDomain2.com", Type: "WEBSITE" as const },
    ];
    await cos.putBucketDomain({ ...where, DomainRule });
    assert.deepEqual((await cos.getBucketDomain(where)).DomainRule, DomainRule);
    await cos.deleteBucketDomain(where);
    await assert.rejects(cos.getBucketDomain(where), { statusCode: 404, code: "DomainConfigNotFoundError" });
  });
});
