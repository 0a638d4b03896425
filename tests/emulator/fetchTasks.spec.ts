import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Answer, type Ask, type Bench, powerless, startBench, stranger } from "./http";

const host = "ap-guangzhou.migration.myqcloud.com";
const content = "content of the source";

/** A task as it is described. */
interface Described {
  readonly code: number;
  readonly message: string;
  readonly request_id: string;
  readonly data: {
    readonly percent: number;
    readonly status: string;
    readonly code?: string;
    readonly msg?: string;
  };
}

// The pages: https://www.tencentcloud.com/document/product/436/39774 (POST), 39775 (GET)
describe("Tasks that fetch objects", () => {
  let bench: Bench;
  let bucket: string;
  let source: http.Server;
  let origin: string;
  let asked: string[];
  /** Answers that are held back, until they are called. */
  let held: (() => void)[];

  before(async () => {
    source = http.createServer((request, response) => {
      asked.push(`${request.method} ${request.headers.host}${request.url}`);
      const answers: Record<string, () => unknown> = {
        "/a%20b?c=d": () =>
          response
            .writeHead(200, { "content-type": "text/x-source", "cache-control": "no-store" })
            .end(content),
        "/moved": () => response.writeHead(302, { location: `${origin}/a%20b?c=d` }).end(),
        "/broken": () => {
          response.writeHead(200, { "content-length": 100 }).write("half");
          setImmediate(() => response.destroy());
        },
        "/slow": () => {
          response.writeHead(200, { "content-length": content.length }).write(content.slice(0, 11));
          held.push(() => response.end(content.slice(11)));
        },
      };
      (answers[request.url ?? ""] ?? (() => response.writeHead(404).end("nothing")))();
    });
    source.listen(0, "127.0.0.1");
    await once(source, "listening");
    origin = `http://127.0.0.1:${(source.address() as AddressInfo).port}`;
  });
  after(() => {
    source.closeAllConnections();
    source.close();
  });

  beforeEach(async () => {
    [asked, held] = [[], []];
    bench = await startBench();
    bucket = await bench.createBucket();
    await letServiceWrite();
  });
  afterEach(() => bench.close());

  /** The policy that the vendor's guide on fetching asks for. */
  async function letServiceWrite(effect = "Allow", keys = "*"): Promise<void> {
    const statement = {
      Principal: { service: "cos.qcloud.com" },
      Effect: effect,
      Action: [
        "name/cos:PutObject",
        "name/cos:InitiateMultipartUpload",
        "name/cos:UploadPart",
        "name/cos:CompleteMultipartUpload",
      ],
      Resource: [`qcs::cos:ap-guangzhou:uid/1250000000:${bucket}/${keys}`],
    };
    const body = JSON.stringify({ Statement: [statement], version: "2.0" });
    const { status, text } = await bench.ask({ method: "PUT", bucket, query: "policy", body });
    assert.equal(status, 204, text);
  }

  const post = (body: unknown, more: Partial<Ask> = {}): Promise<Answer> =>
    bench.ask({
      method: "POST",
      host,
      path: `/${bucket}/`,
      headers: { "content-type": "application/json" },
      body: typeof body === "string" ? body : JSON.stringify(body),
      ...more,
    });
  const describeTask = async (id: string): Promise<Described> =>
    JSON.parse((await bench.ask({ host, path: `/${bucket}/${encodeURIComponent(id)}` })).text);
  const make = async (body: object): Promise<string> => {
    const answer = await post({ Key: "got", ...body });
    assert.equal(answer.status, 200, answer.text);
    return JSON.parse(answer.text).data.taskid;
  };
  const until = async (id: string, isIt: (data: Described["data"]) => boolean) => {
    for (;;) {
      const { data } = await describeTask(id);
      if (isIt(data)) {
        return data;
      }
      await wait(5);
    }
  };
  const end = (id: string) => until(id, ({ status }) => status !== "TASK_DOING");
  const fetched = async (body: object) => end(await make(body));
  const got = () => bench.ask({ bucket, path: "/got" });

  it("answer with an id, and say how far they are, as the samples do", async () => {
    const answer = await post({ Url: `${origin}/slow`, Key: "got" });
    assert.equal(answer.headers["content-type"], "application/json; charset=utf-8");
    const { code, message, request_id: requestId, data } = JSON.parse(answer.text);
    assert.deepEqual([code, message, requestId], [0, "SUCCESS", answer.headers["x-cos-request-id"]]);
    const half = await until(data.taskid, ({ percent }) => percent > 0);
    assert.deepEqual(half, { percent: 52, status: "TASK_DOING" });
    assert.equal((await got()).outcome, "404 NoSuchKey");
    held[0]?.();
    assert.deepEqual(await end(data.taskid), { percent: 100, status: "TASK_SUCCESS" });
    assert.equal((await got()).text, content);
    assert.deepEqual(
      bench.emulator.requests
        .filter(({ operation }) => operation?.endsWith("FetchTask"))
        .map(({ bucket: of }) => of)[0],
      bucket,
    );
  });

  it("store what they fetch in the object, with its type", async () => {
    const Url = `${origin}/a%20b?c=d`;
    assert.equal((await fetched({ Url, Key: "got" })).status, "TASK_SUCCESS");
    const { text, headers } = await got();
    assert.deepEqual(
      [text, headers["content-type"], headers["cache-control"]],
      [content, "text/x-source", undefined],
    );
    assert.equal(headers.etag, `"${createHash("md5").update(content).digest("hex")}"`);
    assert.deepEqual(asked, [`GET ${origin.slice(7)}/a%20b?c=d`]);
  });

  it("reach this machine by its names too, and an address without a scheme is one of http", async () => {
    const { port } = new URL(origin);
    for (const address of ["localhost", "files.localhost", "127.0.0.1"]) {
      assert.equal((await fetched({ Url: `${address}:${port}/a%20b?c=d` })).status, "TASK_SUCCESS", address);
    }
    assert.equal(asked[1], `GET files.localhost:${port}/a%20b?c=d`);
  });

  it("reach no other machine: they fail, and say so", async () => {
    for (const where of [
      "example.com",
      "10.0.0.1",
      "0.0.0.0",
      "169.254.0.1",
      "localhost.example.com",
      "[::2]",
    ]) {
      const { status, code, msg = "" } = await fetched({ Url: `http://${where}/a` });
      assert.deepEqual([status, code], ["TASK_FAILED", "NotImplemented"], where);
      assert.ok(msg.includes(`fetches only from this machine`) && msg.endsWith(`not from ${where}.`), msg);
    }
    // However an address is spelt, with credentials that are named nowhere.
    const { code, msg } = await fetched({ Url: "http://me:secret@167772161/a" });
    assert.deepEqual(
      [code, msg?.endsWith("not from 10.0.0.1."), msg?.includes("secret")],
      ["NotImplemented", true, false],
    );
    assert.equal((await got()).outcome, "404 NoSuchKey");
  });

  it("fail with a reason when the source has no content, moves, breaks off or is not there", async () => {
    const closed = http.createServer().listen(0, "127.0.0.1");
    await once(closed, "listening");
    const nowhere = `http://127.0.0.1:${(closed.address() as AddressInfo).port}`;
    await new Promise((resolve) => closed.close(resolve));
    for (const [Url, reason] of [
      [`${origin}/none`, /answered with 404\.$/],
      [`${origin}/moved`, /answered with 302\.$/],
      [`${origin}/broken`, /closed the connection too early\.$/],
      [`${nowhere}/a`, /did not answer: .*ECONNREFUSED/],
    ] as const) {
      const { status, code, msg = "" } = await fetched({ Url });
      assert.deepEqual([status, code], ["TASK_FAILED", "FailedDependency"], Url);
      assert.match(msg, reason);
    }
    assert.equal((await got()).outcome, "404 NoSuchKey");
  });

  it("compare the MD5 that they are given", async () => {
    const Url = `${origin}/a%20b?c=d`;
    const MD5 = createHash("md5").update(content).digest("hex");
    assert.equal(
      (await fetched({ Url, MD5: MD5.replace(/^./, (digit) => (digit === "0" ? "1" : "0")) })).code,
      "BadDigest",
    );
    assert.equal((await got()).outcome, "404 NoSuchKey");
    assert.equal((await fetched({ Url, MD5: MD5.toUpperCase() })).status, "TASK_SUCCESS");
  });

  it("leave an object that is there when they are told so, and replace it otherwise", async () => {
    const Url = `${origin}/a%20b?c=d`;
    await bench.put(bucket, "/got", "older");
    for (const keeping of [{ IgnoreSameKey: true }, { OnKeyExist: "ignore" }]) {
      assert.equal((await fetched({ Url, ...keeping })).status, "TASK_SUCCESS");
      assert.equal((await got()).text, "older");
    }
    assert.deepEqual(asked, []);
    assert.equal(
      (await fetched({ Url, IgnoreSameKey: false, OnKeyExist: "override" })).status,
      "TASK_SUCCESS",
    );
    assert.equal((await got()).text, content);
  });

  it("need a policy that lets the service write the object", async () => {
    const Url = `${origin}/a%20b?c=d`;
    await letServiceWrite("Allow", "folder/*");
    const { code, msg } = await fetched({ Url });
    assert.deepEqual([code, msg?.includes("cos.qcloud.com")], ["AccessDenied", true]);
    assert.equal((await fetched({ Url, Key: "folder/got" })).status, "TASK_SUCCESS");
    await letServiceWrite("Deny");
    assert.equal((await fetched({ Url, Key: "folder/got" })).code, "AccessDenied");
    await bench.ask({ method: "DELETE", bucket, query: "policy" });
    assert.equal((await fetched({ Url })).code, "AccessDenied");
    assert.deepEqual(asked.length, 1);
  });

  it("are refused when they say too little, or something wrong", async () => {
    const right = { Url: `${origin}/a`, Key: "got" };
    for (const wrong of [
      "",
      "no JSON",
      "[]",
      { Key: "got" },
      { Url: right.Url },
      { ...right, Url: "https://127.0.0.1/a" },
      { ...right, Url: "ftp://127.0.0.1/a" },
      { ...right, Url: "http://" },
      { ...right, MD5: "abc" },
      { ...right, IgnoreSameKey: "yes" },
      { ...right, OnKeyExist: "fail" },
    ]) {
      assert.equal((await post(wrong)).outcome, "400 InvalidArgument", JSON.stringify(wrong));
    }
    assert.equal((await post({ ...right, Key: "x".repeat(851) })).outcome, "400 KeyTooLong");
    assert.deepEqual(asked, []);
  });

  it("are made and read by those who may, for buckets that are there, in their region", async () => {
    const body = { Url: `${origin}/a%20b?c=d`, Key: "got" };
    const id = await make(body);
    await end(id);
    for (const as of [stranger, powerless, "anonymous"] as const) {
      assert.equal((await post(body, { as })).outcome, "403 AccessDenied");
      assert.equal((await bench.ask({ host, path: `/${bucket}/${id}`, as })).outcome, "403 AccessDenied");
    }
    assert.equal((await post(body, { path: `/${bench.newName()}/` })).outcome, "404 NoSuchBucket");
    assert.equal(
      (await post(body, { host: host.replace("guangzhou", "shanghai") })).outcome,
      "404 NoSuchBucket",
    );
    assert.equal((await bench.ask({ host, path: `/${bucket}/none` })).outcome, "404 NoSuchKey");
    const other = await bench.createBucket();
    assert.equal((await bench.ask({ host, path: `/${other}/${id}` })).outcome, "404 NoSuchKey");
  });

  it("end with their bucket, and are not those of another of its name", async () => {
    const id = await make({ Url: `${origin}/slow` });
    await until(id, ({ percent }) => percent > 0);
    assert.equal((await bench.ask({ method: "DELETE", bucket })).status, 204);
    held[0]?.();
    assert.equal((await bench.ask({ method: "PUT", bucket })).status, 200);
    assert.equal((await bench.ask({ host, path: `/${bucket}/${id}` })).outcome, "404 NoSuchKey");
    assert.equal((await got()).outcome, "404 NoSuchKey");
  });

  it("begin again after a restart with data, and stay when they have ended", async () => {
    const data = mkdtempSync(path.join(tmpdir(), "emulator-fetch-"));
    try {
      await bench.close();
      bench = await startBench({ data });
      bucket = await bench.createBucket();
      await letServiceWrite();
      const failed = await make({ Url: `${origin}/none` });
      const before = await end(failed);
      const broken = await make({ Url: `${origin}/slow` });
      await until(broken, ({ percent }) => percent > 0);
      await bench.close();
      bench = await startBench({ data });
      assert.deepEqual((await describeTask(failed)).data, before);
      while (held.length < 2) {
        await wait(5);
      }
      held[1]?.();
      assert.equal((await end(broken)).status, "TASK_SUCCESS");
      assert.equal((await got()).text, content);
    } finally {
      await bench.close();
      rmSync(data, { recursive: true, force: true });
    }
  });
});
