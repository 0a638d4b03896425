import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { readConfigFile, sys, transpileModule } from "typescript";
import type { Props } from "../../provider/model/props";
import { object } from "../handlers";
import type { Accident } from "./unreliableLine";
import { UploadBench } from "./uploadBench";

type Moment = Pick<Accident, "operation" | "fault" | "skip">;

const describeMoment = ({ operation, fault, skip = 0 }: Moment) =>
  `${fault === "request held" ? "before" : "after"} ${operation}${skip > 0 ? ` number ${skip + 1}` : ""}`;

const moments = (operation: string, skip = 0): Moment[] => [
  { operation, fault: "request held", skip },
  { operation, fault: "answer held", skip },
];

/** Makes JavaScript of a file and of what the provider has, once: through ts-node each process would take seconds to start. */
function transpile(folder: string, file: string): string {
  const root = path.resolve(__dirname, "../..");
  const { compilerOptions } = readConfigFile(path.join(root, "tsconfig.json"), sys.readFile).config;
  for (const source of [
    file,
    ...sys.readDirectory(path.join(root, "provider"), [".ts"]).map((name) => path.relative(root, name)),
  ]) {
    const { outputText } = transpileModule(sys.readFile(path.join(root, source)) ?? "", { compilerOptions });
    const made = path.join(folder, source.replace(/\.ts$/, ".js"));
    mkdirSync(path.dirname(made), { recursive: true });
    writeFileSync(made, outputText);
  }
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  return path.join(folder, file.replace(/\.ts$/, ".js"));
}

describe("A process that is killed in an upload in parts", function () {
  this.timeout(60_000);
  let bench: UploadBench;
  let worker: string;
  before(async () => {
    bench = await UploadBench.open(1);
    worker = transpile(bench.files.folder, "tests/resources/uploadWorker.ts");
  });
  beforeEach(() => bench.reset());
  after(() => bench.close());

  /** Runs a create in a process of its own. */
  const work = (inputs: Props) => {
    const { secretId, secretKey } = bench.bench.emulator;
    const args = [worker, bench.line.url, secretId, secretKey, JSON.stringify(inputs)];
    return spawn(process.execPath, args, { stdio: "ignore" });
  };
  const kill = async (moment: Moment, inputs: Props) => {
    bench.line.accident = { ...moment, times: Number.POSITIVE_INFINITY };
    const child = work(inputs);
    bench.line.onHeld = () => child.kill("SIGKILL");
    const [, signal] = await once(child, "exit");
    assert.equal(signal, "SIGKILL");
    bench.line.accident = undefined;
  };

  for (const moment of [
    ...moments("ListMultipartUploads"),
    ...moments("InitiateMultipartUpload"),
    ...moments("UploadPart"),
    ...moments("UploadPart", 2),
    ...moments("CompleteMultipartUpload"),
    ...moments("HeadObject", 1),
  ]) {
    it(`${describeMoment(moment)} is made good by the next up`, async () => {
      const inputs = bench.inputs({ source: bench.source });
      await kill(moment, inputs);
      const { id, outputs } = await object.create(bench.bench.context, inputs);
      assert.ok((await bench.outside({ method: "GET" })).body.equals(bench.bytes));
      assert.equal(await bench.unfinished(), 0);
      await object.delete(bench.bench.context, id, outputs);
      await bench.destroyBucket();
    });
  }

  for (const moment of [
    ...moments("InitiateMultipartUpload"),
    ...moments("UploadPart"),
    { operation: "CompleteMultipartUpload", fault: "request held" } as const,
  ]) {
    it(`${describeMoment(moment)} does not prevent destroying the bucket`, async () => {
      await kill(moment, bench.inputs({ source: bench.source }));
      await bench.destroyBucket();
    });
  }

  it("is continued where it was: the parts that COS holds are not sent again", async () => {
    const inputs = bench.inputs({ source: bench.source });
    await kill({ operation: "UploadPart", fault: "request held", skip: 2 }, inputs);
    bench.bench.sent.length = 0;
    await object.create(bench.bench.context, inputs);
    assert.equal(bench.count("UploadPart"), 1);
    assert.equal(bench.count("InitiateMultipartUpload"), 0);
  });

  it("leaves no parts when the content has become small", async () => {
    await kill({ operation: "UploadPart", fault: "answer held" }, bench.inputs({ source: bench.source }));
    assert.equal(await bench.unfinished(), 1);
    await object.create(bench.bench.context, bench.inputs({ content: "small" }));
    assert.equal(await bench.unfinished(), 0);
  });

  const journal = () => {
    const folder = path.join(process.env.PULUMI_TENCENTCOS_CACHE ?? "", "uploads");
    const all = readdirSync(folder).map((name) => path.join(folder, name));
    // Other specs have their own.
    return { folder, files: all.filter((file) => readFileSync(file, "utf8").includes(bench.target.bucket)) };
  };

  it("leaves nothing for long, although its object is no longer wanted: the next of the bucket ends it", async () => {
    await kill({ operation: "UploadPart", fault: "answer held" }, bench.inputs({ source: bench.source }));
    const twoHoursAgo = Date.now() / 1_000 - 7_200;
    for (const file of journal().files) {
      utimesSync(file, twoHoursAgo, twoHoursAgo);
    }
    await object.create(bench.bench.context, bench.inputs({ key: "other", content: "small" }));
    assert.equal(await bench.unfinished(), 0);
    assert.deepEqual(journal().files, []);
  });

  it("has recorded what it had begun for this user only, and no key", async () => {
    await kill({ operation: "UploadPart", fault: "answer held" }, bench.inputs({ source: bench.source }));
    const { folder, files: entries } = journal();
    const modes = [folder, ...entries].map((name) => (statSync(name).mode & 0o777).toString(8));
    assert.deepEqual(modes, ["700", "600"]);
    assert.ok(!readFileSync(entries[0] ?? "", "utf8").includes(bench.bench.emulator.secretKey));
    await bench.destroyBucket();
    assert.deepEqual(journal().files, []);
  });

  it("is left alone while it lives: both end with the object", async () => {
    const inputs = bench.inputs({ source: bench.source });
    bench.line.accident = { operation: "UploadPart", fault: "slow", times: Number.POSITIVE_INFINITY };
    const begun = new Promise<void>((resolve) => {
      bench.line.onHeld = resolve;
    });
    const child = work(inputs);
    await begun;
    await object.create(bench.bench.context, inputs);
    const [code] = child.exitCode === null ? await once(child, "exit") : [child.exitCode];
    bench.line.accident = undefined;
    assert.equal(code, 0);
    assert.equal(await bench.unfinished(), 0);
    assert.ok((await bench.outside({ method: "GET" })).body.equals(bench.bytes));
  });
});
