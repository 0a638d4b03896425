/** Documents that a live bucket can hold and that lie just outside of what the checks once let pass: read, declared, and never written. */

import assert from "node:assert/strict";
import { keyedId } from "../../provider/model/ids";
import { bucketConfigs } from "../../provider/resources/configurations";
import { configHandler } from "../../provider/resources/configurations/interpreter/handler";
import { startBench, type TestBench } from "../support";

/** A document as somebody else sends it. */
interface LiveDocument {
  readonly token: string;
  readonly what: string;
  readonly body: string;
  /** The id of a configuration that has several. */
  readonly id?: string;
  /** What preview says of it; left out, nothing. */
  readonly doubt?: RegExp;
}

const rule = (inner: string) =>
  `<LifecycleConfiguration><Rule><ID>a</ID><Status>Enabled</Status>${inner}</Rule></LifecycleConfiguration>`;
const cors = (inner: string) =>
  `<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>${inner}</CORSRule></CORSConfiguration>`;
const redirect = (condition: string, inner: string) =>
  `<WebsiteConfiguration><IndexDocument><Suffix>index.html</Suffix></IndexDocument><RoutingRules><RoutingRule><Condition>${condition}</Condition><Redirect>${inner}</Redirect></RoutingRule></RoutingRules></WebsiteConfiguration>`;
const policy = (principal: unknown) =>
  JSON.stringify({
    version: "2.0",
    Statement: [
      {
        Principal: principal,
        Effect: "allow",
        Action: ["name/cos:GetObject"],
        Resource: ["qcs::cos:ap-guangzhou:uid/1250000000:a-1250000000/*"],
      },
    ],
  });
const referer = (inner: string) =>
  `<RefererConfiguration><Status>Enabled</Status><RefererType>White-List</RefererType><DomainList>${inner}</DomainList></RefererConfiguration>`;
const origin = (parameter: string, info: string, priority = "1") =>
  `<OriginConfiguration><OriginRule><RulePriority>${priority}</RulePriority><OriginType>Mirror</OriginType><OriginCondition><HTTPStatusCode>404</HTTPStatusCode></OriginCondition><OriginParameter>${parameter}</OriginParameter><OriginInfo><HostInfo><HostName>a.example</HostName></HostInfo>${info}</OriginInfo></OriginRule></OriginConfiguration>`;

const documents: readonly LiveDocument[] = [
  {
    token: "BucketLifecycle",
    what: "STANDARD as the class to go to",
    body: rule(
      "<Filter/><Transition><Days>3</Days><StorageClass>STANDARD</StorageClass></Transition><Expiration><Days>9</Days></Expiration>",
    ),
  },
  {
    token: "BucketLifecycle",
    what: "the class written Standard",
    body: rule("<Filter/><Transition><Days>3</Days><StorageClass>Standard</StorageClass></Transition>"),
  },
  {
    token: "BucketLifecycle",
    what: "a rule without Filter",
    body: rule("<Expiration><Days>9</Days></Expiration>"),
  },
  {
    token: "BucketLifecycle",
    what: "an empty prefix",
    body: rule("<Filter><Prefix></Prefix></Filter><Expiration><Days>9</Days></Expiration>"),
  },
  {
    token: "BucketLifecycle",
    what: "a date of another hour, with milliseconds",
    body: rule("<Filter/><Expiration><Date>2030-01-31T05:06:07.089Z</Date></Expiration>"),
  },
  { token: "BucketCors", what: "ExposeHeader *", body: cors("<ExposeHeader>*</ExposeHeader>") },
  {
    token: "BucketCors",
    what: "an origin without a scheme",
    body: cors("").replace("<AllowedOrigin>*", "<AllowedOrigin>www.example.com"),
    doubt: /^rules\[0\]\.allowedOrigins\[0\] must be \* or scheme/,
  },
  {
    token: "BucketLogging",
    what: "a prefix with a slash in front",
    body: "<BucketLoggingStatus><LoggingEnabled><TargetBucket>BUCKET</TargetBucket><TargetPrefix>/logs/</TargetPrefix></LoggingEnabled></BucketLoggingStatus>",
  },
  {
    token: "BucketWebsite",
    what: "ReplaceKeyPrefixWith beside an error's code alone",
    body: redirect(
      "<HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals>",
      "<Protocol>https</Protocol><ReplaceKeyPrefixWith>x/</ReplaceKeyPrefixWith>",
    ),
  },
  {
    token: "BucketWebsite",
    what: "an empty KeyPrefixEquals beside an error's code",
    body: redirect(
      "<HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals><KeyPrefixEquals></KeyPrefixEquals>",
      "<Protocol>https</Protocol><ReplaceKeyWith>x.html</ReplaceKeyWith>",
    ),
  },
  { token: "BucketPolicy", what: "everybody as *", body: policy({ qcs: ["*"] }) },
  {
    token: "BucketReferer",
    what: "a referer list without EmptyReferConfiguration",
    body: referer("<Domain>*.example.com</Domain>"),
  },
  {
    token: "BucketReferer",
    what: "a host with an underscore",
    body: referer("<Domain>my_site.example.com</Domain>"),
    doubt: /^domainList\[0\] must be host/,
  },
  {
    token: "BucketInventory",
    what: "a filter that says nothing",
    id: "list1",
    body: "<InventoryConfiguration><Id>list1</Id><IsEnabled>true</IsEnabled><Destination><COSBucketDestination><Format>CSV</Format><Bucket>qcs::cos:ap-guangzhou::BUCKET</Bucket></COSBucketDestination></Destination><Schedule><Frequency>Daily</Frequency></Schedule><Filter><Period></Period></Filter><IncludedObjectVersions>All</IncludedObjectVersions></InventoryConfiguration>",
    doubt: /^filter\.period one of startTime, endTime is required/,
  },
  {
    token: "BucketOrigin",
    what: "a redirect's status beside Mirror, and the old form of a prefix beside the new one",
    body: origin(
      "<Protocol>HTTP</Protocol><HttpRedirectCode>302</HttpRedirectCode>",
      "<FileInfo><Prefix>a</Prefix><PrefixConfiguration><Prefix>b</Prefix></PrefixConfiguration></FileInfo>",
    ),
    doubt: /httpRedirectCode can be given for Redirect and Proxy only/,
  },
  { token: "BucketOrigin", what: "the priority 0", body: origin("<Protocol>HTTP</Protocol>", "", "0") },
  {
    token: "BucketObjectLock",
    what: "object lock without a period",
    body: "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>",
  },
  {
    token: "BucketStrictSignature",
    what: "an asterisk inside of an action",
    body: "<StrictSignatureConfiguration><Rule><ID>a</ID><actionlist><action>Put*ACL</action></actionlist></Rule></StrictSignatureConfiguration>",
    doubt: /^rules\[0\]\.actions\[0\] must be a CAM action/,
  },
];

// docs/promises.md#what-exists-can-be-declared
describe("What a live bucket holds is read, declared as it is, and never written:", () => {
  let bench: TestBench;
  before(async () => {
    bench = await startBench();
  });
  after(() => bench.close());

  for (const { token, what, body, id, doubt } of documents) {
    it(`${token} with ${what}`, async () => {
      const config = bucketConfigs.find((each) => each.token === token);
      assert.ok(config);
      const handler = configHandler(config);
      const address = await bench.createBucket();
      await bench.context.client.send({
        method: "PUT",
        ...address,
        query: { [config.query]: "", ...(id !== undefined && { id }) },
        body: body.replaceAll("BUCKET", address.bucket),
      });
      const live = await handler.read(bench.context, keyedId(address, id), {});
      assert.ok(live, "it is there");
      assert.deepEqual(live.unknownElements ?? [], []);

      const checked = handler.check({}, {}, live.inputs);
      assert.deepEqual(checked.failures, []);
      const doubts = (checked.warnings ?? []).filter((warning) => warning.endsWith("COS decides"));
      if (doubt === undefined) {
        assert.deepEqual(doubts, []);
      } else {
        assert.ok(
          doubts.some((text) => doubt.test(text)),
          doubts.join("\n"),
        );
      }
      assert.deepEqual(handler.diff(live.id, live.outputs, checked.inputs).differences, []);
      assert.deepEqual(
        handler
          .check({}, live.outputs, live.inputs)
          .warnings?.filter((warning) => warning.endsWith("COS decides")),
        [],
        "what is there already is told once",
      );

      bench.sent.length = 0;
      await handler.create(bench.context, checked.inputs);
      assert.deepEqual(
        bench.sent.map(({ method }) => method).filter((method) => method !== "GET"),
        [],
      );
    });
  }

  it("an ACL for a grantee that is not an account", async () => {
    const config = bucketConfigs.find((each) => each.token === "BucketAcl");
    assert.ok(config);
    const handler = configHandler(config);
    const grants = [
      { grantee: { uin: "qcs::cam::uin/100000000001:roleName/reader" }, permission: "READ" },
      { grantee: { group: "LogDelivery" }, permission: "WRITE" },
    ];
    const { failures, warnings } = handler.check(
      {},
      {},
      { bucket: "a-1250000000", region: "ap-guangzhou", grants },
    );
    assert.deepEqual(failures, []);
    assert.match(
      warnings?.join() ?? "",
      /grants\[1\]\.grantee\.group is none of AllUsers, AuthenticatedUsers/,
    );
    assert.match(
      JSON.stringify(config.overrides?.encode?.({ grants }, undefined)),
      /<ID>qcs::cam::uin\/100000000001:roleName\/reader<\/ID>.*\/LogDelivery<\/URI>/,
    );
  });

  it("a replication rule whose filter says nothing is for all objects, so that no other may stand beside it", () => {
    const config = bucketConfigs.find((each) => each.token === "BucketReplication");
    assert.ok(config);
    const destination = { bucket: "logs-1250000000", region: "ap-guangzhou" };
    const check = (rules: unknown) =>
      configHandler(config).check(
        {},
        {},
        { bucket: "a-1250000000", region: "ap-beijing", role: { uin: "100000000001" }, rules },
      );
    const all = { id: "all", filter: {}, destination };
    assert.deepEqual(check([all]).failures, []);
    const [overlap] = check([all, { id: "logs", filter: { prefix: "logs/" }, destination }]).failures;
    assert.match(overlap?.reason ?? "", /overlaps with that of rules\[0\], which is for all objects/);
  });

  it("a storage class that is newer than this package, which COS then decides about", () => {
    const config = bucketConfigs.find((each) => each.token === "BucketLifecycle");
    assert.ok(config);
    const { failures, warnings, inputs } = configHandler(config).check(
      {},
      {},
      {
        bucket: "a-1250000000",
        region: "ap-guangzhou",
        rules: [
          {
            id: "a",
            transitions: [
              { days: 1, storageClass: "COLD_ARCHIVE" },
              { days: 2, storageClass: "Standard_IA" },
            ],
          },
        ],
      },
    );
    assert.deepEqual(failures, []);
    assert.match(warnings?.join() ?? "", /transitions\[0\]\.storageClass is none of STANDARD, /);
    assert.match(JSON.stringify(inputs), /"STANDARD_IA"/);
  });
});
