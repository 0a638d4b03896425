import assert from "node:assert/strict";
import { configHandler } from "../../provider/resources/configurations/interpreter/handler";
import { bucketOrigin } from "../../provider/resources/configurations/origin";
import { describeBucketConfig } from "../conformance";
import { startBench, type TestBench } from "../support";

describeBucketConfig(bucketOrigin);

describe("BucketOrigin", () => {
  const handler = configHandler(bucketOrigin);
  let bench: TestBench;
  let target: { bucket: string; region: string };

  before(async () => {
    bench = await startBench();
  });
  after(async () => {
    await bench.close();
  });
  beforeEach(async () => {
    target = await bench.createBucket();
    bench.sent.length = 0;
  });

  const rule = (originType: string, originInfo: object, rest: object = {}) => ({
    rulePriority: 1,
    originType,
    originCondition: { httpStatusCode: "404" },
    originParameter: {},
    originInfo,
    ...rest,
  });
  const check = (...rules: readonly object[]) => handler.check({}, {}, { ...target, rules });
  const inputs = (...rules: readonly object[]) => {
    const { inputs: settled, failures } = check(...rules);
    assert.deepEqual(failures, []);
    return settled;
  };
  const hosts = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ hostName: `h${index}.example` }));
  const role = "qcs::cam::uin/10000001:roleName/COSOrigin_QCSRole";
  const keys = { authorizationAlgorithm: "S3", region: "1", secretId: "1", secretKey: "hush" };
  const privateHost = (host: string, credentialProvider: object = { role }) => ({ host, credentialProvider });

  it("takes 10 hosts to mirror, 10 standby hosts and 10 new headers, and no more", () => {
    const full = (count: number) =>
      rule(
        "Mirror",
        {
          hostInfos: hosts(count).map((host, index) =>
            index === 0 ? { ...host, standbyHosts: hosts(count) } : host,
          ),
        },
        {
          originParameter: {
            httpHeader: {
              newHttpHeaders: Object.fromEntries(hosts(count).map(({ hostName }) => [hostName, "v"])),
            },
          },
        },
      );
    assert.deepEqual(check(full(10)).failures, []);
    assert.deepEqual(
      check(full(11)).failures.map(({ path, reason }) => `${path} ${reason}`),
      [
        "rules[0].originParameter.httpHeader.newHttpHeaders must have at most 10 entries, not 11",
        "rules[0].originInfo.hostInfos[0].standbyHosts must have at most 10 items, not 11",
        "rules[0].originInfo.hostInfos must have at most 10 items for Mirror, not 11",
      ],
    );
  });

  it("knows all three modes", async () => {
    const news = inputs(
      rule("Mirror", { hostInfos: hosts(2) }),
      rule("Proxy", { hostInfos: hosts(1) }, { rulePriority: 2 }),
      rule(
        "Redirect",
        { hostInfos: hosts(1) },
        {
          rulePriority: 3,
          originCondition: { httpStatusCode: "503" },
          originParameter: { httpRedirectCode: "301" },
        },
      ),
    );
    const { id, outputs } = await handler.create(bench.context, news);
    assert.deepEqual(handler.diff(id, outputs, news).differences, []);
  });

  it("numbers standby hosts of both kinds in their order, and reads them in the order of their numbers", async () => {
    const standbyHosts = [
      { privateHost: privateHost("test2-125000000.cos.ap-shanghai.myqcloud.com") },
      { hostName: "hostname4" },
    ];
    const news = inputs(rule("Mirror", { hostInfos: [{ hostName: "a.example", standbyHosts }] }));
    const { id, outputs } = await handler.create(bench.context, news);
    const body = String(bench.sent.find(({ method }) => method === "PUT")?.body);
    assert.match(
      body,
      /<PrivateStandbyHost_1><Host>test2-.*<\/PrivateStandbyHost_1><StandbyHostName_2>hostname4</,
    );
    assert.deepEqual(handler.diff(id, outputs, news).differences, []);
    const swapped = inputs(
      rule("Mirror", { hostInfos: [{ hostName: "a.example", standbyHosts: [...standbyHosts].reverse() }] }),
    );
    const { differences } = handler.diff(id, outputs, swapped);
    assert.equal(differences.length > 0, true);
    assert.ok(
      differences.every(({ path }) => path.startsWith("rules[0].originInfo.hostInfos[0].standbyHosts")),
    );
  });

  it("reads the forbidden headers under the name of the Go SDK too", () => {
    const rules =
      "<OriginConfiguration><OriginRule><OriginParameter><HttpHeader><ForbidFollowHttpHeaders><Header><Key>a</Key></Header></ForbidFollowHttpHeaders></HttpHeader></OriginParameter></OriginRule></OriginConfiguration>";
    const response = { status: 200, headers: {}, body: Buffer.from(rules), attempts: 1 };
    const { value, unknownElements } = bucketOrigin.overrides.decode(response);
    assert.deepEqual(value, { rules: [{ originParameter: { httpHeader: { forbidFollowHeaders: ["a"] } } }] });
    assert.deepEqual(unknownElements, []);
  });

  it("keeps a private origin's key out of comparisons, as COS never returns it", async () => {
    const info = (credentialProvider: object) => ({
      hostInfos: [{ weight: 1, privateHost: privateHost("hostname1", credentialProvider) }],
    });
    const news = inputs(rule("Mirror", info(keys)));
    const { id, outputs } = await handler.create(bench.context, news);
    const live = await handler.read(bench.context, id, outputs);
    assert.deepEqual(handler.diff(id, live?.outputs ?? {}, news).differences, []);
    const other = inputs(rule("Mirror", info({ ...keys, secretKey: "other" })));
    assert.deepEqual(
      handler.diff(id, outputs, other).differences.map(({ path }) => path),
      ["rules[0].originInfo.hostInfos[0].privateHost.credentialProvider.secretKey"],
    );
    const alone = await handler.read(bench.context, id, {});
    assert.equal(JSON.stringify(alone).includes('"hush"'), false);
  });
});
