import assert from "node:assert/strict";
import { cert, key, otherKey } from "./certificates";
import { documentsOf, surprises } from "./configurations";
import { type Bench, startBench } from "./http";

// https://github.com/tencentyun/cos-go-sdk-v5/blob/master/bucket_domain.go
describe("An emulated bucket's domain certificates", () => {
  let bench: Bench;
  let bucket: string;
  const certificates = documentsOf(() => bench, "domaincertificate");
  const of = (name: string) => ({ query: `domaincertificate&domainname=${name}` });
  const document = (custom: string, ...names: string[]) =>
    `<DomainCertificate><CertificateInfo><CertType>CustomCert</CertType><CustomCert>${custom}</CustomCert></CertificateInfo>` +
    `<DomainList>${names.map((name) => `<DomainName>${name}</DomainName>`).join("")}</DomainList></DomainCertificate>`;
  const texts = (text: string, secret: string) => `<Cert>${text}</Cert><PrivateKey>${secret}</PrivateKey>`;
  const setDomains = async (...names: string[]) => {
    const rules = names.map(
      (name) => `<DomainRule><Status>ENABLED</Status><Name>${name}</Name><Type>REST</Type></DomainRule>`,
    );
    const body = `<DomainConfiguration>${rules.join("")}</DomainConfiguration>`;
    assert.equal((await bench.ask({ method: "PUT", bucket, query: "domain", body })).status, 200);
  };
  const missing = "404 DomainCertificateNotFoundError";

  beforeEach(async () => {
    bench = await startBench();
    bucket = await bench.createBucket();
    await setDomains("www.example.com", "a.example.com");
  });
  afterEach(() => bench.close());

  it("show an id and the time in which they hold, never their text or key", async () => {
    assert.equal(await certificates.get(bucket, of("www.example.com")), missing);
    assert.equal(await certificates.put(bucket, document(texts(cert, key), "www.example.com")), "200");
    const read = await certificates.get(bucket, of("www.example.com"));
    assert.match(
      read,
      /^<DomainCertificate><Status>Enabled<\/Status><CertificateInfo><CertId>[\w-]{8}<\/CertId><ValidityBegin>1767225600<\/ValidityBegin><ValidityExpire>2082758400<\/ValidityExpire><\/CertificateInfo><\/DomainCertificate>$/,
    );
    assert.equal(await certificates.get(bucket, of("WWW.example.com")), read);
    assert.equal(await certificates.remove(bucket, of("www.example.com")), "204");
    assert.equal(await certificates.remove(bucket, of("www.example.com")), "204");
    assert.equal(await certificates.get(bucket, of("www.example.com")), missing);
  });

  it("can be bound to several domains at once, to all of them or none", async () => {
    const by = (...names: string[]) => document("<CertId>abcd1234</CertId>", ...names);
    assert.equal(
      await certificates.put(bucket, by("a.example.com", "b.example.com")),
      "404 DomainConfigNotFoundError",
    );
    assert.equal(await certificates.get(bucket, of("a.example.com")), missing);
    assert.equal(await certificates.put(bucket, by("a.example.com", "www.example.com")), "200");
    for (const name of ["a.example.com", "www.example.com"]) {
      assert.match(await certificates.get(bucket, of(name)), /<CertId>abcd1234<\/CertId>/);
    }
    await certificates.remove(bucket, of("a.example.com"));
    assert.match(await certificates.get(bucket, of("www.example.com")), /Enabled/);
  });

  it("go with their domains, and stay with those that stay", async () => {
    await certificates.put(bucket, document("<CertId>abcd1234</CertId>", "a.example.com", "www.example.com"));
    await setDomains("www.example.com", "c.example.com");
    assert.match(await certificates.get(bucket, of("www.example.com")), /Enabled/);
    await setDomains("www.example.com", "a.example.com");
    assert.equal(await certificates.get(bucket, of("a.example.com")), missing);
    await bench.ask({ method: "DELETE", bucket, query: "domain" });
    await setDomains("www.example.com");
    assert.equal(await certificates.get(bucket, of("www.example.com")), missing);
  });

  it("are refused when they are malformed or their key is another's", async () => {
    const name = "www.example.com";
    const wrong = await surprises(
      (body) => certificates.put(bucket, body),
      [
        ["400 MalformedXML", document("", name)],
        ["400 MalformedXML", document(`<Cert>${cert}</Cert>`, name)],
        ["400 MalformedXML", document(`<CertId>a</CertId>${texts(cert, key)}`, name)],
        ["400 MalformedXML", document("<CertId>a</CertId>")],
        ["400 MalformedXML", document("<CertId>a</CertId>", name).replace("CustomCert<", "Other<")],
        ["400 InvalidArgument", document(texts(cert, otherKey), name)],
        ["400 InvalidArgument", document(texts(cert, "no key"), name)],
        ["200", document(texts("no certificate", "no key"), name)],
      ],
    );
    assert.deepEqual(wrong, []);
    assert.equal(await certificates.get(bucket), "400 InvalidArgument");
  });

  it("leave no key in the log of requests", async () => {
    await certificates.put(bucket, document(texts(cert, key), "www.example.com"));
    assert.equal(JSON.stringify(bench.emulator.requests).includes("PRIVATE KEY"), false);
  });
});
