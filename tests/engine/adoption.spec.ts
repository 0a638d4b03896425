/** The example of a bucket that Tencent's own SDK has made and configured, and that a program then takes over. */
import assert from "node:assert/strict";
import { region, type TestStack, useEngine } from "./harness";

describe("a bucket that is adopted, on the real engine", function () {
  this.timeout(180_000);
  this.bail(true); // the steps share one stack
  const engine = useEngine();
  let stack: TestStack;
  const where = () => ({ Bucket: `shop-${engine.emulator.appId}`, Region: region });
  const read = (Action: string) =>
    engine.outsider.request({ ...where(), Method: "GET", Action, RawBody: true });
  const writes = () =>
    engine.emulator.requests
      .filter(({ method }) => !/^(GET|HEAD)$/.test(method))
      .map(({ method, path, query }) => `${method} ${path}?${query}`);

  before("somebody sets the bucket up", async () => {
    const { outsider, emulator } = engine;
    await outsider.putBucket({ ...where(), ACL: "public-read" });
    await outsider.putBucketTagging({ ...where(), Tags: [{ Key: "team", Value: "shop" }] });
    await outsider.putBucketCors({
      ...where(),
      CORSRules: [
        {
          AllowedOrigin: ["https://till.example.com"],
          AllowedMethod: ["PUT", "GET"],
          MaxAgeSeconds: 300,
        },
      ],
    });
    // What the SDK declares KeyPrefixEquals to be, it is not.
    await outsider.putBucketWebsite({
      ...where(),
      WebsiteConfiguration: {
        IndexDocument: { Suffix: "index.html" },
        RoutingRules: [
          { Condition: { KeyPrefixEquals: "sale/" as never }, Redirect: { ReplaceKeyPrefixWith: "goods/" } },
        ],
      },
    });
    await outsider.putBucketReferer({
      ...where(),
      RefererConfiguration: {
        Status: "Enabled",
        RefererType: "Black-List",
        DomainList: { Domains: ["*.example.org"] },
        EmptyReferConfiguration: "Allow",
      },
    });
    await outsider.putBucketLifecycle({
      ...where(),
      Rules: [
        // In another order than in the program.
        { ID: "carts", Status: "Disabled", Filter: { Prefix: "carts/" }, Expiration: { Days: 3 } },
        {
          ID: "receipts",
          Status: "Enabled",
          Filter: { Prefix: "receipts/" },
          Transition: { Days: 90, StorageClass: "ARCHIVE" },
        },
      ],
    });
    await outsider.putBucketPolicy({
      ...where(),
      Policy: {
        version: "2.0",
        Statement: [
          {
            Sid: "costs-1671520012000",
            Principal: { qcs: ["qcs::cam::anyone:anyone"] },
            Effect: "Deny",
            Action: "name/cos:GetObject",
            Resource: [`qcs::cos:${region}:uid/${emulator.appId}:${where().Bucket}/receipts/*`],
          },
        ],
      },
    });
    await outsider.putObject({
      ...where(),
      Key: "index.html",
      Body: "<h1>The shop</h1>\n",
      ContentType: "text/html",
    });
    await outsider.putObject({
      ...where(),
      Key: "goods/prices.json",
      Body: '{"tea":3}\n',
      ContentType: "application/json",
      CacheControl: "max-age=60",
    });
    // Nothing of this is in the program.
    await outsider.putObject({ ...where(), Key: "receipts/1.txt", Body: "Tea: 3" });
    await outsider.putBucketAccelerate({ ...where(), AccelerateConfiguration: { Status: "Enabled" } });
  });

  it("comes under management without a single write", async () => {
    stack = await engine.newStack("examples/adoption", { config: { "adoption:bucket": where().Bucket } });
    engine.emulator.clearRequests();
    await stack.up();
    assert.ok(engine.emulator.requests.length > 10, "COS was looked at");
    assert.deepEqual(writes(), []);
    const adopted = (await stack.resources()).filter(({ type }) => type.includes("tencentcos"));
    assert.equal(adopted.length, 10);
  });

  it("leaves nothing to do for the next preview, with a refresh and without", async () => {
    await stack.preview(["--expect-no-changes"]);
    await stack.preview(["--refresh", "--expect-no-changes"]);
    assert.deepEqual(writes(), []);
  });

  it("loses in a destroy what the program declares, and nothing else", async () => {
    await stack.destroy();
    const { outsider } = engine;
    const { Contents } = await outsider.getBucket(where());
    assert.deepEqual(
      Contents.map(({ Key }) => Key),
      ["receipts/1.txt"],
    );
    assert.match(String((await read("accelerate")).Body), /<Status>Enabled</);
    assert.equal((await outsider.getBucketAcl(where())).ACL, "private");
    const { RefererConfiguration } = await outsider.getBucketReferer(where());
    assert.equal(RefererConfiguration.Status, "Disabled");
    for (const query of ["tagging", "cors", "website", "lifecycle", "policy"]) {
      await assert.rejects(read(query), { statusCode: 404 }, query);
    }
  });
});
