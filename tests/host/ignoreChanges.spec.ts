import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { handlers } from "../../provider/resources";
import { bucketConfigs } from "../../provider/resources/configurations";
import { region, startBench, type TestBench } from "../support";
import { DynamicHost, type Values } from "./dynamicHost";

const provider = (token: string) =>
  `exports.handler=()=>require("module").createRequire(process.cwd()+"/index.js")("pulumi-tencentcos/host").provider("${token}")`;

/** With `ignoreChanges: ["*"]` the engine gives the old inputs to a check, with all that the check before had added to them. */
describe("Every resource bears ignoreChanges", function () {
  this.timeout(60_000);
  const source = mkdtempSync(path.join(tmpdir(), "ignore-"));
  let bench: TestBench;
  let host: DynamicHost;

  before(async () => {
    writeFileSync(path.join(source, "a.txt"), "1");
    bench = await startBench();
    const { url, appId, secretId, secretKey } = bench.emulator;
    const settings = { endpoint: url, region, appId, secretId, secretKey };
    const config = Object.entries(settings).map(([key, value]) => [`tencentcos:${key}`, value]);
    const env = { PULUMI_TENCENTCOS_CACHE: path.join(source, ".cache") };
    host = await DynamicHost.start(Object.fromEntries(config), undefined, env);
  });
  after(async () => {
    await host?.close();
    await bench?.close();
    rmSync(source, { recursive: true });
  });

  const bucket = "site-1250000000";
  const samples: Record<string, Values> = {
    Bucket: { bucketPrefix: "site", forceDestroy: true },
    Object: { bucket, key: "a.txt", content: "1", tags: { a: "b" } },
    ObjectCopy: { bucket, key: "b.txt", source: { bucket, key: "a.txt" } },
    Folder: { bucket, source, exclude: [".cache"], rules: [{ match: "*.txt", cacheControl: "no-cache" }] },
    ...Object.fromEntries(
      bucketConfigs.map(({ token }) => {
        const name = token.charAt(0).toLowerCase() + token.slice(1);
        const file = path.join(__dirname, "../fixtures", name, "cases.json");
        return [token, { bucket, ...JSON.parse(readFileSync(file, "utf8")).inputs }];
      }),
    ),
  };

  for (const token of handlers.keys()) {
    it(`of all its arguments: ${token}`, async () => {
      const sample = samples[token];
      assert.ok(sample, "needs a sample here");
      const news = { ...sample, __provider: provider(token) };
      const first = await host.check({}, news);
      assert.deepEqual(first.failures, []);
      const again = await host.check(first.inputs, first.inputs);
      assert.deepEqual(again.failures, []);
      assert.deepEqual(again.inputs, first.inputs);
    });
  }

  it("also after a refresh, whose inputs are then the old ones", async () => {
    const make = async (token: string, values: Values) => {
      const { inputs } = await host.check({}, { ...values, __provider: provider(token) });
      return { token, ...(await host.create(inputs)) };
    };
    const made = await make("Bucket", { bucketPrefix: "site" });
    const name = made.properties.bucket;
    const all = [
      made,
      await make("Object", { bucket: name, key: "a.txt", content: "1" }),
      await make("ObjectCopy", { bucket: name, key: "b.txt", source: { bucket: name, key: "a.txt" } }),
      await make("Folder", { bucket: name, source, exclude: [".cache"], prefix: "files/" }),
    ];
    for (const { token, id, properties } of all) {
      const live = await host.read(id, properties);
      const { failures, inputs } = await host.check(live.inputs ?? {}, live.inputs ?? {});
      assert.deepEqual(failures, [], token);
      const { changes } = await host.diff(id, live.properties, inputs);
      assert.equal(changes, 1, `${token} differs`);
    }
  });
});
