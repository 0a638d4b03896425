import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { unknownValue } from "../../provider/codec";
import { handlers } from "../../provider/resources";
import { region, startBench, type TestBench } from "../support";
import { DynamicHost, type InitFailure, type Values } from "./dynamicHost";

/**
 * The text of the first release, written out: state files hold it, so every later version must understand it.
 * Never edit it; add a second one.
 */
const firstReleasedLine = (token: string) =>
  'exports.handler=()=>require("module").createRequire(process.cwd()+"/index.js")("pulumi-tencentcos/host").provider("' +
  token +
  '")';

describe("The dynamic host", function () {
  this.timeout(60_000);
  let bench: TestBench;
  let host: DynamicHost;

  before(async () => {
    bench = await startBench();
    host = await DynamicHost.start(configOf(bench));
  });
  after(async () => {
    await host?.close();
    await bench?.close();
  });

  const inputs = (token: string, values: Values): Values => ({
    ...values,
    __provider: firstReleasedLine(token),
  });

  /** A run of its own, as every `pulumi destroy` is: what a run has created it never removes. */
  const inNextRun = async (work: (next: DynamicHost) => Promise<void>) => {
    const next = await DynamicHost.start(configOf(bench));
    try {
      await work(next);
    } finally {
      await next.close();
    }
  };

  it("serves every resource of the registry under its token", async () => {
    for (const token of handlers.keys()) {
      const { failures } = await host.check({}, inputs(token, { bucket: "NO", surely: "not known" }));
      assert.ok(failures.length > 0, token);
    }
  });

  it("is found from the folder of a project that installed the package", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "tencentcos-host-"));
    mkdirSync(path.join(folder, "node_modules"));
    symlinkSync(path.resolve(__dirname, "../.."), path.join(folder, "node_modules", "pulumi-tencentcos"));
    const other = await DynamicHost.start(configOf(bench), folder);
    try {
      const { inputs: checked, failures } = await other.check({}, inputs("Bucket", { bucket: "site" }));
      assert.deepEqual(failures, []);
      assert.equal(checked.bucket, `site-${bench.emulator.appId}`);
    } finally {
      await other.close();
      rmSync(folder, { recursive: true });
    }
  });

  it("takes a bucket through its whole life with nothing but the configuration that the engine hands over", async () => {
    const name = bench.newName();
    const { inputs: news } = await host.check({}, inputs("Bucket", { bucket: name }));
    assert.equal(news.region, region);
    const { id, properties } = await host.create(news);
    assert.equal(id, `${region}/${name}`);
    assert.equal(properties.bucketDomainName, `${name}.cos.${region}.myqcloud.com`);
    assert.equal(properties.qcs, `qcs::cos:${region}:uid/${bench.emulator.appId}:${name}`);
    assert.equal(properties.__provider, firstReleasedLine("Bucket"));
    assert.deepEqual(await host.diff(id, properties, news), {
      changes: 1,
      replaces: [],
      deleteBeforeReplace: false,
    });
    const read = await host.read(id, properties);
    assert.deepEqual(read.properties, properties);
    assert.deepEqual(read.inputs, news);
    await inNextRun(async (next) => {
      await next.delete(id, properties);
      assert.equal((await next.read(id, properties)).id, "");
      await next.delete(id, properties);
    });
  });

  it("replaces when what cannot change changes", async () => {
    const name = bench.newName();
    const { inputs: news } = await host.check({}, inputs("Bucket", { bucket: name }));
    const { id, properties } = await host.create(news);
    const { changes, replaces } = await host.diff(id, properties, { ...news, bucket: bench.newName() });
    assert.deepEqual([changes, replaces], [2, ["bucket"]]);
    assert.deepEqual((await host.diff(id, properties, { ...news, forceDestroy: true })).replaces, []);
  });

  it("makes no network request in check and diff", async () => {
    const unreachable = await DynamicHost.start({
      "tencentcos:region": region,
      "tencentcos:endpoint": "http://127.0.0.1:1",
    });
    try {
      const { inputs: news, failures } = await unreachable.check(
        {},
        inputs("BucketCors", { bucket: "site-1250000000", rules: [rule] }),
      );
      assert.deepEqual(failures, []);
      const { changes } = await unreachable.diff(`${region}/site-1250000000`, { ...news, rules: [] }, news);
      assert.equal(changes, 2);
    } finally {
      await unreachable.close();
    }
  });

  it("names configuration key and environment variable when keys are missing, and only when they are needed", async () => {
    const keyless = await DynamicHost.start({
      "tencentcos:region": region,
      "tencentcos:endpoint": bench.emulator.url,
    });
    try {
      const { inputs: news } = await keyless.check({}, inputs("Bucket", { bucket: "site-1250000000" }));
      await assert.rejects(keyless.create(news), /tencentcos:secretId.*TENCENTCLOUD_SECRET_ID/s);
    } finally {
      await keyless.close();
    }
  });

  it("says where a region can be given when none is", async () => {
    const nowhere = await DynamicHost.start({});
    try {
      const { failures } = await nowhere.check({}, inputs("Bucket", { bucket: "site-1250000000" }));
      assert.match(failures[0]?.reason ?? "", /^region .*tencentcos:region.*TENCENTCLOUD_REGION/);
    } finally {
      await nowhere.close();
    }
  });

  it("passes what is not known yet in a preview", async () => {
    const { failures } = await host.check(
      {},
      inputs("BucketCors", { bucket: unknownValue, region: unknownValue, rules: unknownValue }),
    );
    assert.deepEqual(failures, []);
  });

  it("sends no number as an error's code, and keeps the service's sentence", async () => {
    const { inputs: news } = await host.check(
      {},
      inputs("BucketCors", { bucket: bench.newName(), rules: [rule] }),
    );
    await assert.rejects(host.create(news), (error: Error & { code: number; failure?: InitFailure }) => {
      assert.equal(error.code, 2);
      assert.equal(error.failure, undefined);
      assert.match(error.message, /404 NoSuchBucket/);
      return true;
    });
  });

  it("keeps a half-made resource readable and deletable: its properties hold __provider", async () => {
    const target = await bench.createBucket();
    const { inputs: news } = await host.check({}, inputs("BucketCors", { ...target, rules: [rule] }));
    bench.emulator.addFault({ match: { bucket: target.bucket }, kind: "stale", milliseconds: 60_000 });
    const failure = await host.create(news).then(
      () => assert.fail("a stale answer was taken for success"),
      (error: { failure?: InitFailure }) => error.failure,
    );
    bench.emulator.clearFaults();
    assert.equal(failure?.id, `${region}/${target.bucket}`);
    assert.match(failure?.reasons[0] ?? "", /still answers something else at rules/);
    assert.equal(failure?.properties.__provider, firstReleasedLine("BucketCors"));
    const updated = await host.update(failure?.id ?? "", failure?.properties ?? {}, news);
    assert.deepEqual((await host.diff(failure?.id ?? "", updated, news)).changes, 1);
    await inNextRun(async (next) => {
      await next.delete(failure?.id ?? "", failure?.properties ?? {});
      assert.equal((await next.read(failure?.id ?? "", failure?.properties ?? {})).id, "");
    });
  });

  it("reports progress to the engine and prints nothing itself", async () => {
    const target = await bench.createBucket();
    const { inputs: news } = await host.check(
      {},
      inputs("Bucket", { ...target, adoptExisting: true, forceDestroy: true }),
    );
    const { id, properties } = await host.create(news);
    await bench.context.client.send({ method: "PUT", ...target, key: "a", body: "x" });
    await inNextRun(async (next) => {
      await next.delete(id, properties);
      assert.match(next.messages.map(({ message }) => message).join("\n"), /emptying .*: 1 removed/);
      assert.ok(next.messages.every(({ ephemeral }) => ephemeral));
      assert.equal(next.output, "");
    });
  });
});

const rule = { allowedOrigins: ["*"], allowedMethods: ["GET"] };

function configOf({ emulator }: TestBench): Record<string, string> {
  return {
    "tencentcos:secretId": emulator.secretId,
    "tencentcos:secretKey": emulator.secretKey,
    "tencentcos:region": region,
    "tencentcos:appId": emulator.appId,
    "tencentcos:endpoint": emulator.url,
  };
}
