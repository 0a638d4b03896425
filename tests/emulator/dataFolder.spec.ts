import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import { defaultAccount } from "../../emulator/emulator";
import { type Answer, type Ask, type Bench, send, startBench } from "./http";

/** All files below a folder. */
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

describe("A data folder", () => {
  let folder: string;
  let bench: Bench;
  const running: ChildProcess[] = [];
  /** The emulator as JavaScript, which starts in a tenth of the time. */
  let compiled: string;

  before(() => {
    compiled = mkdtempSync(path.join(tmpdir(), "emulator-compiled-"));
    for (const { parentPath, name } of filesIn("emulator")) {
      const to = path.join(compiled, path.relative("emulator", parentPath), name.replace(/ts$/, "js"));
      mkdirSync(path.dirname(to), { recursive: true });
      const { outputText } = transpileModule(readFileSync(path.join(parentPath, name), "utf8"), {
        compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true },
      });
      writeFileSync(to, outputText);
    }
  });
  after(() => rmSync(compiled, { recursive: true, force: true }));

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "emulator-data-"));
  });
  afterEach(async () => {
    await bench?.close();
    for (const child of running.splice(0)) {
      child.kill("SIGKILL");
    }
    rmSync(folder, { recursive: true, force: true });
  });

  const start = async () => {
    bench = await startBench({ data: folder });
  };
  const restart = async () => {
    await bench.close();
    await start();
  };

  it("keeps buckets, their configurations, objects, versions, tags, rights, locks and uploads over a restart", async () => {
    await start();
    const bucket = await bench.createBucket({ "x-cos-acl": "public-read", "x-cos-tagging": "a=b" });
    const configurations: Record<string, string> = {
      cors: "<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>",
      encryption:
        "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>",
      domain:
        "<DomainConfiguration><DomainRule><Status>ENABLED</Status><Name>files.example.com</Name><Type>REST</Type></DomainRule></DomainConfiguration>",
      policy: JSON.stringify({
        version: "2.0",
        Statement: [
          {
            Effect: "deny",
            Principal: { qcs: ["qcs::cam::anyone:anyone"] },
            Action: ["name/cos:GetObject"],
            Resource: [`qcs::cos:ap-guangzhou:uid/1250000000:${bucket}/secret*`],
            Condition: { string_equal: { "cos:prefix": "x" } },
          },
        ],
      }),
    };
    for (const [query, body] of Object.entries(configurations)) {
      const { status, text } = await bench.ask({ method: "PUT", bucket, query, body });
      assert.ok(status < 300, text);
    }
    await bench.setVersioning(bucket, "Enabled");
    const large = randomBytes(3 * 1024 * 1024);
    const first = await bench.put(bucket, "/a", "one", { "x-cos-meta-n": "1" });
    await bench.put(bucket, "/a", large, { "x-cos-storage-class": "STANDARD_IA", "x-cos-tagging": "c=d" });
    await bench.put(bucket, "/secret", "");
    await bench.ask({ method: "DELETE", bucket, path: "/secret" });
    await bench.ask({ method: "PUT", bucket, path: "/a", query: "acl", headers: { "x-cos-acl": "private" } });
    const begun = await bench.ask({ method: "POST", bucket, path: "/up", query: "uploads" });
    const upload = `uploadId=${begun.one("UploadId")}`;
    const part = await bench.ask({
      method: "PUT",
      bucket,
      path: "/up",
      query: `partNumber=1&${upload}`,
      body: "part",
    });
    bench.emulator.advance(3);
    const reads: Ask[] = [
      { query: "versions" },
      { path: "/a" },
      { path: "/a", query: `versionId=${first.headers["x-cos-version-id"]}` },
      { path: "/a", query: "acl" },
      { path: "/a", query: "tagging" },
      { path: "/up", query: upload },
      { query: "uploads" },
      { host: "files.example.com", path: "/a", method: "HEAD" },
      { query: "acl" },
      { query: "tagging" },
      { query: "versioning" },
      ...Object.keys(configurations).map((query) => ({ query })),
    ];
    const see = async () => {
      const answers: unknown[] = [];
      for (const read of reads) {
        const { status, headers, body } = await bench.ask({ bucket, ...read });
        const { date, "x-cos-request-id": _, connection, "keep-alive": __, ...rest } = headers;
        assert.equal(status, 200, JSON.stringify(read));
        answers.push([read, rest, createHash("md5").update(body).digest("hex")]);
      }
      return answers;
    };
    const seen = await see();
    for (let turn = 0; turn < 2; turn++) {
      await restart();
      assert.deepEqual(await see(), seen);
    }
    const list = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${part.headers.etag}</ETag></Part></CompleteMultipartUpload>`;
    assert.equal(
      (await bench.ask({ method: "POST", bucket, path: "/up", query: upload, body: list })).status,
      200,
    );
    await restart();
    const whole = await bench.ask({ bucket, path: "/up" });
    assert.deepEqual([whole.text, whole.headers["x-cos-server-side-encryption"]], ["part", "AES256"]);
    assert.ok(Date.parse(whole.headers["last-modified"] ?? "") > Date.now() + 2 * 86_400_000);
  });

  /** Batch jobs that copy objects of a bucket to `copies/` in it. */
  function jobsOf(ask: (request: Ask) => Promise<Answer>, bucket: string) {
    const control = (request: Ask) =>
      ask({
        host: "100000000001.cos-control.ap-guangzhou.myqcloud.com",
        headers: { "x-cos-appid": defaultAccount.appId },
        ...request,
      });
    const resource = `qcs::cos:ap-guangzhou::${bucket}`;
    return {
      control,
      create: async (keys: readonly string[], confirm: boolean, priority: number) => {
        const list = keys.map((key) => `${bucket},${key}\n`).join("");
        const { headers } = await ask({ method: "PUT", bucket, path: "/list", body: list });
        const body = `<CreateJobRequest><ClientRequestToken>${keys.length}</ClientRequestToken>
          <ConfirmationRequired>${confirm}</ConfirmationRequired><Manifest><Location><ETag>${headers.etag}</ETag>
          <ObjectArn>${resource}/list</ObjectArn></Location><Spec><Fields><member>Bucket</member><member>Key</member>
          </Fields><Format>COSBatchOperations_CSV_V1</Format></Spec></Manifest><Operation><COSPutObjectCopy>
          <PrefixReplace>true</PrefixReplace><TargetKeyPrefix>copies/</TargetKeyPrefix>
          <TargetResource>${resource}</TargetResource></COSPutObjectCopy></Operation><Priority>${priority}</Priority>
          <Report><Bucket>${resource}</Bucket><Enabled>true</Enabled><Format>Report_CSV_V1</Format>
          <ReportScope>AllTasks</ReportScope></Report>
          <RoleArn>qcs::cam::uin/100000000001:roleName/r</RoleArn></CreateJobRequest>`;
        const answer = await control({ method: "POST", path: "/jobs", body });
        return answer.one("JobId") ?? assert.fail(answer.text);
      },
      until: async (id: string, status: string) => {
        for (;;) {
          const answer = await control({ path: `/jobs/${id}` });
          if (answer.one("Status") === status) {
            return answer.text;
          }
          assert.ok(!["Complete", "Failed", "Cancelled"].includes(answer.one("Status") ?? ""), answer.text);
          await wait(5);
        }
      },
    };
  }

  const times = (count: number, key: string) => Array.from({ length: count }, () => key);

  it("keeps batch jobs over a restart; one that was at work begins again", async () => {
    await start();
    const bucket = await bench.createBucket();
    await bench.put(bucket, "/a", "content");
    const { control, create, until } = jobsOf((request) => bench.ask(request), bucket);
    const waiting = await create(times(1, "a"), true, 1);
    const ended = await create(times(2, "a"), false, 2);
    const seen = [await until(waiting, "Suspended"), await until(ended, "Complete")];
    const deleted = await create(times(3, "a"), true, 3);
    assert.equal((await control({ method: "DELETE", path: `/jobs/${deleted}` })).status, 204);
    const active = await create(times(20_000, "a"), false, 4);
    await until(active, "Active");
    await restart();
    assert.equal((await control({ path: `/jobs/${deleted}` })).status, 404);
    assert.deepEqual([await until(waiting, "Suspended"), await until(ended, "Complete")], seen);
    assert.match(await until(active, "Complete"), /<NumberOfTasksSucceeded>20000</);
    await control({
      method: "POST",
      path: `/jobs/${waiting}/status`,
      query: "requestedJobStatus=Cancelled",
      body: "",
    });
    await until(waiting, "Cancelled");
    await restart();
    assert.deepEqual((await control({ path: "/jobs" })).all("JobId"), [active, ended, waiting]);
    assert.match(await until(active, "Complete"), /<NumberOfTasksSucceeded>20000</);
  }).timeout(60_000);

  it("holds nothing of what was deleted, nor of an upload that was broken off", async () => {
    await start();
    const bucket = await bench.createBucket();
    await bench.put(bucket, "/a", "1");
    await bench.put(bucket, "/a", "2");
    await bench.put(bucket, "/b", "3");
    await bench.ask({ method: "DELETE", bucket, path: "/a" });
    await bench.ask({ method: "DELETE", bucket, path: "/b" });
    writeFileSync(path.join(folder, "bodies", "00", "ff"), "half of an upload");
    await bench.ask({ method: "DELETE", bucket });
    await restart();
    assert.deepEqual(
      filesIn(folder)
        .map(({ name }) => name)
        .sort(),
      ["journal", "lock"],
    );
    assert.equal((await bench.ask({ method: "HEAD", bucket })).status, 404);
  });

  it("is refused to a second emulator while the first one runs", async () => {
    await start();
    await assert.rejects(startBench({ data: folder }), /is in use by process \d+/);
    const child = await launch();
    assert.equal(child.url, undefined);
    assert.match(child.text, /is in use by process \d+/);
    await restart();
  }).timeout(60_000);

  it("is refused when it holds files of something else, which stay", async () => {
    writeFileSync(path.join(folder, "thesis.txt"), "x");
    await assert.rejects(
      startBench({ data: folder }),
      /is not a data folder of the emulator: it holds thesis.txt/,
    );
    assert.deepEqual(readdirSync(folder), ["thesis.txt"]);
  });

  it("loses a broken end of its journal, and refuses one that is broken before its end", async () => {
    await start();
    const bucket = await bench.createBucket();
    await bench.put(bucket, "/a", "kept");
    await bench.close();
    const journal = path.join(folder, "journal");
    const whole = readFileSync(journal);
    for (const end of ["0", '00000000 [[["bucket"', '00000000 [[["object","b","k"],null]]\n']) {
      writeFileSync(journal, whole);
      appendFileSync(journal, end);
      await start();
      assert.equal((await bench.ask({ bucket, path: "/a" })).text, "kept");
      await bench.close();
    }
    const damaged = Buffer.from(whole);
    damaged[whole.indexOf("\n") + 20]! ^= 1;
    writeFileSync(journal, damaged);
    await assert.rejects(startBench({ data: folder }), /journal is damaged at byte \d+/);
    writeFileSync(journal, whole);
    for (const { parentPath, name } of filesIn(path.join(folder, "bodies"))) {
      rmSync(path.join(parentPath, name));
    }
    await assert.rejects(startBench({ data: folder }), /is damaged: restore it from a copy/);
    assert.deepEqual(readFileSync(journal), whole);
  });

  /**
   * An emulator as a process of its own; without a URL it ended at once.
   * @param room the largest size of a file, in blocks of the shell's ulimit
   */
  async function launch(
    room?: number,
  ): Promise<{ process: ChildProcess; url: string | undefined; readonly text: string }> {
    const program = `require(${JSON.stringify(compiled)}).startEmulator({ data: ${JSON.stringify(folder)} }).then(({ url }) => console.log(url))`;
    const command = [process.execPath, "-e", program];
    const limited =
      room === undefined ? command : ["sh", "-c", `ulimit -f ${room}; exec "$@"`, "sh", ...command];
    const [file = "", ...args] = limited;
    const child = spawn(file, args, {
      env: { ...process.env, NODE_PATH: path.resolve("node_modules") },
      stdio: ["ignore", "pipe", "pipe"],
    });
    running.push(child);
    let text = "";
    child.stderr.on("data", (chunk) => (text += chunk));
    const [first] = await Promise.race([once(child.stdout, "data"), once(child, "close")]);
    return {
      process: child,
      url: Buffer.isBuffer(first) ? String(first).trim() : undefined,
      get text() {
        return text;
      },
    };
  }

  it("keeps all that was answered when its disk is full, and says how to go on", async function () {
    if (process.platform === "win32") {
      this.skip(); // There is no ulimit.
    }
    const agent = new http.Agent({ keepAlive: true });
    const bucket = `full-${defaultAccount.appId}`;
    const child = await launch(64);
    const ask = (request: Ask): Promise<Answer> =>
      send(agent, { url: child.url, ...defaultAccount } as Parameters<typeof send>[1], {
        bucket,
        ...request,
      });
    assert.equal((await ask({ method: "PUT" })).status, 200, child.text);
    const headers = { "x-cos-meta-m": "m".repeat(1_900) };
    let kept = 0;
    while ((await ask({ method: "PUT", path: `/${kept}`, body: "kept", headers })).status === 200) {
      kept++;
    }
    assert.ok(kept > 0);
    assert.equal((await ask({ method: "PUT", path: "/later", body: "x" })).status, 500);
    assert.equal((await ask({ path: "/0" })).text, "kept");
    assert.match(
      child.text,
      /The data folder .* takes no more writes until the emulator is started again: EFBIG/,
    );
    agent.destroy();
    child.process.kill("SIGKILL");
    await once(child.process, "exit");
    await start();
    for (let number = 0; number < kept; number++) {
      assert.equal((await bench.ask({ bucket, path: `/${number}` })).text, "kept");
    }
    assert.equal((await bench.ask({ bucket, path: "/later" })).status, 404);
    await bench.put(bucket, "/later", "again");
  }).timeout(60_000);

  it("carries a batch job to its end though it is killed in the middle of it, and loses nothing that was answered", async () => {
    const bucket = `jobs-${defaultAccount.appId}`;
    const agent = new http.Agent({ keepAlive: true });
    let child = await launch();
    const ask = (request: Ask): Promise<Answer> =>
      send(agent, { url: child.url, ...defaultAccount } as Parameters<typeof send>[1], {
        bucket,
        ...request,
      });
    const kill = async () => {
      child.process.kill("SIGKILL");
      await once(child.process, "exit");
      child = await launch();
      assert.ok(child.url, child.text);
    };
    const { create, until } = jobsOf(ask, bucket);
    assert.equal((await ask({ method: "PUT" })).status, 200, child.text);
    const keys = Array.from({ length: 60 }, (_, number) => `from/${number}`);
    for (const key of keys) {
      await ask({ method: "PUT", path: `/${key}`, body: key });
    }
    const tasks = [...keys, ...times(20_000, "from/0")];
    const id = await create(tasks, false, 1);
    let answered = 0;
    for (let round = 0; round < 3; round++) {
      await until(id, "Active");
      for (let write = 0; write <= 4 * round; write++) {
        assert.equal((await ask({ method: "PUT", path: `/${answered}`, body: "kept" })).status, 200);
        answered++;
      }
      await kill();
      for (let number = 0; number < answered; number++) {
        assert.equal((await ask({ path: `/${number}` })).text, "kept");
      }
    }
    const progress = new RegExp(
      `<NumberOfTasksFailed>0</NumberOfTasksFailed>\\s*<NumberOfTasksSucceeded>${tasks.length}</`,
    );
    assert.match(await until(id, "Complete"), progress);
    // What is answered from now on stands behind the end of the job.
    await ask({ method: "PUT", path: "/later", body: "x" });
    await kill();
    assert.match(await until(id, "Complete"), progress);
    for (const key of keys) {
      assert.equal((await ask({ path: `/copies/${key}` })).text, key);
    }
    const report = await ask({ path: `/job-${id}/results/succeeded.csv` });
    assert.equal(report.text.trimEnd().split("\n").length, tasks.length);
    agent.destroy();
  }).timeout(120_000);

  it("loses no answered write, however often the emulator is killed in the middle of writing", async () => {
    // In one bucket every version stays; in the other a write takes the place of the one before.
    const versioned = `versioned-${defaultAccount.appId}`;
    const plain = `plain-${defaultAccount.appId}`;
    const bucketOf = (key = "") => (/^\/k[024]/.test(key) ? plain : versioned);
    /** What must be there by key: the MD5 of what was answered last, and of what was sent without an answer since. */
    const expected = new Map<string, Set<string>>();
    const uploads = new Map<string, string>();
    const agent = new http.Agent({ keepAlive: true });
    let answered = 0;
    const md5 = (bytes: Uint8Array) => createHash("md5").update(bytes).digest("hex");
    const gone = "gone";
    for (let round = 0; round < 12; round++) {
      const child = await launch();
      assert.ok(child.url, child.text);
      const ask = (request: Ask): Promise<Answer> =>
        send(agent, { url: child.url, ...defaultAccount } as Parameters<typeof send>[1], {
          bucket: bucketOf(request.path),
          ...request,
        });
      if (round === 0) {
        for (const bucket of [plain, versioned]) {
          assert.equal((await ask({ method: "PUT", bucket })).status, 200);
        }
        const body = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
        await ask({ method: "PUT", query: "versioning", body });
      }
      for (const [key, allowed] of expected) {
        const read = await ask({ path: key });
        const found = read.status === 404 ? gone : md5(read.body);
        assert.ok(allowed.has(found), `${key} of round ${round} holds something else than what was answered`);
        assert.equal(read.status === 404 || read.headers.etag === `"${found}"`, true);
        expected.set(key, new Set([found]));
      }
      for (const [key, id] of uploads) {
        const { status, text } = await ask({ path: key, query: `uploadId=${id}` });
        assert.equal(status, 200, text);
        assert.equal((text.match(/<Part>/g) ?? []).length, 1);
      }
      const until = answered + 40 + Math.floor(Math.random() * 60);
      let stopped = false;
      const write = async (writer: number) => {
        for (let turn = 0; !stopped; turn++) {
          // A few keys are written over and over, deleted, and written again.
          const key = `/k${writer}/${turn % 5}`;
          const deletes = turn % 7 === 6;
          const body = randomBytes(turn % 9 === 0 ? 400_000 : 1 + Math.floor(Math.random() * 20_000));
          const outcome = deletes ? gone : md5(body);
          const before = expected.get(key) ?? new Set([gone]);
          expected.set(key, new Set([...before, outcome]));
          const { status } = await ask(
            deletes ? { method: "DELETE", path: key } : { method: "PUT", path: key, body },
          );
          assert.ok(status === 200 || status === 204);
          expected.set(key, new Set([outcome]));
          answered++;
          if (turn % 10 === 0) {
            const begun = await ask({ method: "POST", path: `${key}up`, query: "uploads" });
            const id = begun.one("UploadId") as string;
            await ask({
              method: "PUT",
              path: `${key}up`,
              query: `partNumber=1&uploadId=${id}`,
              body: "part",
            });
            uploads.set(`${key}up`, id);
          }
          if (answered >= until && !stopped) {
            stopped = true;
            child.process.kill("SIGKILL");
          }
        }
      };
      const ends = await Promise.allSettled(Array.from({ length: 6 }, (_, writer) => write(writer)));
      for (const end of ends) {
        if (end.status === "rejected") {
          assert.ok(!(end.reason instanceof assert.AssertionError), end.reason);
        }
      }
      if (child.process.signalCode === null) {
        await once(child.process, "exit");
      }
    }
    agent.destroy();
    assert.ok(answered >= 480);
  }).timeout(180_000);

  it("begins its journal anew while it grows, and keeps all", async () => {
    await start();
    const bucket = await bench.createBucket();
    await bench.setVersioning(bucket, "Enabled");
    const metadata = { "x-cos-meta-m": "m".repeat(1_900) };
    const sizes: number[] = [];
    for (let turn = 0; turn < 150; turn++) {
      await bench.put(bucket, "/k", String(turn), metadata);
      sizes.push(readFileSync(path.join(folder, "journal")).length);
    }
    assert.ok(
      sizes.some((size, index) => size < (sizes[index - 1] ?? 0)),
      `${Math.max(...sizes)} bytes`,
    );
    await restart();
    assert.equal((await bench.ask({ bucket, query: "versions" })).all("VersionId").length, 150);
    assert.equal((await bench.ask({ bucket, path: "/k" })).text, "149");
  }).timeout(60_000);
});
