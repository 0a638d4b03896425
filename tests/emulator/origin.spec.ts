import assert from "node:assert/strict";
import { createOutsider } from "../../tools/outsider";
import { documentsOf, squeeze, surprises } from "./configurations";
import { type Bench, region, startBench } from "./http";

// The pages "PUT", "GET" and "DELETE Bucket Origin" of https://github.com/tencentyun/intlcloud-documents
describe("An emulated bucket's origin", () => {
  let bench: Bench;
  let bucket: string;
  const origin = documentsOf(() => bench, "origin");
  interface Parts {
    readonly priority?: string;
    readonly type?: string;
    readonly condition?: string;
    readonly parameter?: string;
    readonly info?: string;
    readonly rest?: string;
  }
  const host = "<HostInfo><HostName>a.example.com</HostName></HostInfo>";
  const rule = (parts: Parts = {}) =>
    `<OriginRule><RulePriority>${parts.priority ?? 1}</RulePriority><OriginType>${parts.type ?? "Mirror"}</OriginType>` +
    `<OriginCondition>${parts.condition ?? "<HTTPStatusCode>404</HTTPStatusCode>"}</OriginCondition>` +
    `<OriginParameter>${parts.parameter ?? "<Protocol>HTTP</Protocol>"}</OriginParameter>` +
    `<OriginInfo>${parts.info ?? host}</OriginInfo>${parts.rest ?? ""}</OriginRule>`;
  const document = (...rules: string[]) => `<OriginConfiguration>${rules.join("")}</OriginConfiguration>`;
  const one = (parts: Parts) => document(rule(parts));

  before(async () => {
    bench = await startBench();
  });
  after(() => bench.close());
  beforeEach(async () => {
    bucket = await bench.createBucket();
  });

  it("is put, read back, and deleted even twice", async () => {
    assert.equal(await origin.get(bucket), "404 OriginConfigurationNotFoundError");
    // Example 1 of the page, in which Mirror has a redirect code.
    const sample = `<?xml version="1.0" encoding="UTF-8"?>
<OriginConfiguration>
  <OriginRule>
    <RulePriority>1</RulePriority>
    <OriginType>Mirror</OriginType>
    <OriginCondition>
      <HTTPStatusCode>404</HTTPStatusCode>
      <Prefix></Prefix>
    </OriginCondition>
    <OriginParameter>
      <Protocol>HTTP</Protocol>
      <FollowQueryString>true</FollowQueryString>
      <HttpHeader>
        <FollowAllHeaders>false</FollowAllHeaders>
        <NewHttpHeaders>
          <Header>
            <Key>x-cos</Key>
            <Value>exampleHeader</Value>
          </Header>
        </NewHttpHeaders>
        <FollowHttpHeaders>
          <Header>
            <Key>exampleHeaderKey</Key>
          </Header>
        </FollowHttpHeaders>
      </HttpHeader>
      <FollowRedirection>true</FollowRedirection>
      <HttpRedirectCode>302</HttpRedirectCode>
    </OriginParameter>
    <OriginInfo>
      <HostInfo>
        <HostName>examplebucket-1250000000.cos.ap-shanghai.myqcloud.com</HostName>
      </HostInfo>
    </OriginInfo>
  </OriginRule>
</OriginConfiguration>`;
    assert.equal(await origin.put(bucket, sample), "200");
    assert.equal(await origin.get(bucket), squeeze(sample));
    assert.equal(await origin.remove(bucket), "204");
    assert.equal(await origin.remove(bucket), "204");
    assert.equal(await origin.get(bucket), "404 OriginConfigurationNotFoundError");
  });

  it("keeps every element, in both spellings of forbidden headers, and what only SDKs know", async () => {
    const header = "<Header><Key>x-a</Key></Header>";
    const standby = Array.from({ length: 10 }, (_, index) => index + 1);
    const names = standby.map((n) => `<StandbyHostName_${n}>s${n}.example.com:8080</StandbyHostName_${n}>`);
    const role = "<CredentialProvider><Role>qcs::cam::uin/123:roleName/name</Role></CredentialProvider>";
    const full = one({
      condition: "<HTTPStatusCode>404</HTTPStatusCode><Prefix>a/</Prefix><Suffix>.jpg</Suffix>",
      parameter:
        "<Protocol>FOLLOW</Protocol><TransparentErrorCode>true</TransparentErrorCode><FollowQueryString>false</FollowQueryString><HttpHeader>" +
        `<FollowAllHeaders>true</FollowAllHeaders><ForbidFollowHeaders>${header}</ForbidFollowHeaders>` +
        `<ForbidFollowHttpHeaders>${header}</ForbidFollowHttpHeaders></HttpHeader><FollowRedirection>false</FollowRedirection>` +
        "<FollowRedirectionConfiguration><FollowOriginHeaders>true</FollowOriginHeaders><FollowUrlAutoDecode>false</FollowUrlAutoDecode>" +
        "</FollowRedirectionConfiguration><CopyOriginData>true</CopyOriginData>",
      info:
        `<HostInfo><HostName>a.example.com</HostName><Weight>4</Weight>${names.join("")}</HostInfo>` +
        `<HostInfo><Weight>2</Weight><PrivateHost><Host>p.example.com</Host>${role}</PrivateHost>` +
        `<PrivateStandbyHost_2><Host>q.example.com</Host>${role}</PrivateStandbyHost_2></HostInfo>` +
        "<FileInfo><PrefixConfiguration><Prefix>a</Prefix><ReplacedWithPrefix>b</ReplacedWithPrefix></PrefixConfiguration>" +
        "<SuffixConfiguration><Suffix>.jpg</Suffix><ReplacedWithSuffix>.png</ReplacedWithSuffix></SuffixConfiguration>" +
        "<FixedFileConfiguration><FixedFilePath>f</FixedFilePath></FixedFileConfiguration>" +
        "<PrefixDirective>true</PrefixDirective><Prefix>old/</Prefix><Suffix>.old</Suffix></FileInfo>",
      rest: "<HTTPStandbyCode><StatusCode>403</StatusCode><StatusCode>404</StatusCode></HTTPStandbyCode>",
    });
    assert.equal(await origin.put(bucket, full), "200");
    assert.equal(await origin.get(bucket), full);
  });

  it("shows an encrypted key instead of the secret one", async () => {
    const provider = (inner: string) =>
      one({
        info: `<HostInfo><PrivateHost><Host>p.example.com</Host><CredentialProvider><SecretId>id</SecretId>${inner}</CredentialProvider></PrivateHost></HostInfo>`,
      });
    assert.equal(await origin.put(bucket, provider("<SecretKey>hush</SecretKey>")), "200");
    const read = await origin.get(bucket);
    assert.match(read, /<EncryptedSecretKey>[A-Za-z0-9+/=]+<\/EncryptedSecretKey>/);
    assert.doesNotMatch(read, /hush|<SecretKey>/);
    // What was read can be put again.
    assert.equal(await origin.put(bucket, read), "200");
    assert.equal(await origin.get(bucket), read);
  });

  it("is refused when it is malformed or contradicts itself", async () => {
    const code = (status: string) => `<HTTPStatusCode>${status}</HTTPStatusCode>`;
    const headers = (count: number) =>
      `<HttpHeader><NewHttpHeaders>${"<Header><Key>a</Key><Value>b</Value></Header>".repeat(count)}</NewHttpHeaders></HttpHeader>`;
    const wrong = await surprises(
      (body) => origin.put(bucket, body),
      [
        ["400 MalformedXML", document()],
        ["400 MalformedXML", one({ type: "Copy" })],
        ["400 MalformedXML", one({ priority: "first" })],
        ["400 MalformedXML", one({ condition: "" })],
        ["400 MalformedXML", one({ type: "Redirect", condition: code("302") })],
        ["400 MalformedXML", one({ info: "" })],
        ["400 MalformedXML", one({ info: "<HostInfo/>" })],
        ["400 MalformedXML", one({ info: host.repeat(11) })],
        ["400 MalformedXML", one({ parameter: "<Protocol>FTP</Protocol>" })],
        ["400 MalformedXML", one({ parameter: "<HttpRedirectCode>308</HttpRedirectCode>" })],
        ["400 MalformedXML", one({ parameter: headers(11) })],
        [
          "400 MalformedXML",
          one({ rest: "<HTTPStandbyCode><StatusCode>500</StatusCode></HTTPStandbyCode>" }),
        ],
        [
          "400 InvalidArgument",
          one({ info: "<HostInfo><HostName>http://a.example.com</HostName></HostInfo>" }),
        ],
        ["400 InvalidArgument", one({ condition: code("403") })],
        ["400 InvalidArgument", one({ condition: code("4XX") })],
        ["200", one({ type: "Redirect", condition: code("4XX") })],
        ["400 InvalidArgument", one({ type: "Proxy", condition: code("500") })],
        ["400 InvalidArgument", one({ type: "Proxy", info: host.repeat(2) })],
        ["400 InvalidArgument", document(rule(), rule())],
        ["200", document(rule(), rule({ priority: "2", type: "Redirect", condition: code("500") }))],
        ["200", one({ info: host.repeat(10), parameter: headers(10) })],
      ],
    );
    assert.deepEqual(wrong, []);
  });

  it("is understood by the Node SDK", async () => {
    const cos = createOutsider({ ...bench.emulator, endpoint: bench.emulator.url });
    const where = { Bucket: bucket, Region: region };
    // The rule of that SDK's own test, with its own name of the new headers and two redirect codes.
    const OriginRule = [
      {
        OriginType: "Mirror" as const,
        OriginCondition: { HTTPStatusCode: "404", Prefix: "" },
        OriginParameter: {
          Protocol: "HTTP" as const,
          FollowQueryString: "true" as const,
          HttpHeader: { NewHttpHeader: { Header: { Key: "a", Value: "a" } } },
          FollowRedirection: "true" as const,
          HttpRedirectCode: ["301", "302"],
        },
        OriginInfo: {
          HostInfo: { HostName: "qq.com" },
          FileInfo: {
            PrefixConfiguration: { Prefix: "some/" },
            SuffixConfiguration: { Suffix: ".jpg" },
          },
        },
        RulePriority: "1",
      },
    ];
    await cos.putBucketOrigin({ ...where, OriginRule } as never);
    assert.deepEqual((await cos.getBucketOrigin(where)).OriginRule, OriginRule);
    await cos.deleteBucketOrigin(where);
    await assert.rejects(cos.getBucketOrigin(where), { code: "OriginConfigurationNotFoundError" });
  });
});
