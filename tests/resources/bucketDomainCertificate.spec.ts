import assert from "node:assert/strict";
import { keyedId } from "../../provider/model/ids";
import { bucketDomainCertificate } from "../../provider/resources/configurations/domainCertificate";
import { configHandler } from "../../provider/resources/configurations/interpreter/handler";
import { describeBucketConfig } from "../conformance";
import { startBench, type TestBench } from "../support";

async function addDomain(bench: TestBench, target: { bucket: string; region: string }): Promise<void> {
  const rule = "<Status>ENABLED</Status><Name>www.qq.com</Name><Type>REST</Type>";
  const body = `<DomainConfiguration><DomainRule>${rule}</DomainRule></DomainConfiguration>`;
  await bench.context.client.send({ method: "PUT", ...target, query: { domain: "" }, body });
}

describeBucketConfig(bucketDomainCertificate, { setUp: addDomain, looks: 1 });

describe("BucketDomainCertificate", () => {
  const handler = configHandler(bucketDomainCertificate);
  let bench: TestBench;
  let target: { bucket: string; region: string };

  beforeEach(async () => {
    bench = await startBench();
    target = await bench.createBucket();
    await addDomain(bench, target);
    bench.sent.length = 0;
  });
  afterEach(async () => {
    await bench.close();
  });

  const inputs = (rest: object) =>
    handler.check({}, {}, { ...target, domainName: "www.qq.com", ...rest }).inputs;

  it("binds a certificate of the SSL certificate service by its id, and sees another one by its id", async () => {
    const news = inputs({ certId: "abcd1234" });
    const { id, outputs } = await handler.create(bench.context, news);
    assert.equal(id, keyedId(target, "www.qq.com"));
    assert.equal(outputs.certId, "abcd1234");
    assert.equal(typeof outputs.validityExpire, "number");
    const paths = handler.diff(id, outputs, inputs({ certId: "other" })).differences.map(({ path }) => path);
    assert.deepEqual(paths, ["certId"]);
    const alone = await handler.read(bench.context, id, {});
    assert.deepEqual(handler.diff(id, alone?.outputs ?? {}, news).differences, []);
  });

  it("writes nothing, and says why, when the bucket lacks the domain", async () => {
    await assert.rejects(
      handler.create(bench.context, inputs({ domainName: "b.qq.com", certId: "abcd1234" })),
      /has no domain b\.qq\.com: declare it in a BucketDomain/,
    );
    assert.ok(bench.sent.every(({ method }) => method === "GET"));
  });

  it("names the domain in the address of a read and of a removal, and in the document of a write", async () => {
    const { id, outputs } = await handler.create(bench.context, inputs({ certId: "abcd1234" }));
    await handler.delete(bench.context, id, outputs);
    const requests = bench.sent
      .filter(({ query }) => query?.domaincertificate !== undefined)
      .map(({ method, query }) => `${method} ${query?.domainname}`);
    assert.deepEqual(requests, ["GET www.qq.com", "PUT undefined", "GET www.qq.com", "DELETE www.qq.com"]);
  });

  it("takes no blanks in the id of a certificate, such as come with a copied text", () => {
    const { failures } = handler.check({}, {}, { ...target, domainName: "www.qq.com", certId: "abc123\n" });
    assert.deepEqual(failures, [{ path: "certId", reason: "must be an id, without blanks" }]);
  });

  it("cannot move to another domain in place", () => {
    const { differences } = handler.diff(
      "",
      inputs({ certId: "a" }),
      inputs({ certId: "a", domainName: "b.qq.com" }),
    );
    assert.deepEqual(
      differences.map(({ path, kind }) => [path, kind]),
      [["domainName", "replace"]],
    );
  });
});
