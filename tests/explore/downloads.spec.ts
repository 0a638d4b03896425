import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { attachment, Downloads } from "../../cli/explore/downloads";
import { ProblemError } from "../../cli/explore/problem";
import type { SendRequest } from "../../cli/explore/wire";
import { operations } from "../../provider/api/operations";
import { begin, type CallBench, draftOf, exchange, startCallBench, startEndless } from "./calls";

let bench: CallBench;
let Bucket: string;

before(async () => {
  bench = await startCallBench();
  Bucket = await bench.createBucket();
});
after(() => bench.close());

async function ticketFor(call: Partial<SendRequest>, explorer = bench.explorer): Promise<string> {
  const told = await bench.ask("POST", "/api/downloads", draftOf(call), explorer);
  assert.equal(told.status, 200, told.body.toString());
  return told.json<{ path: string }>().path;
}

/** As a browser follows an address: without the token. */
const follow = (address: string, explorer = bench.explorer) =>
  exchange({ ...explorer, token: "" }, "GET", address);

describe("A saved answer", () => {
  it("is the content byte by byte, with its length, which no browser shows or runs", async () => {
    const content = randomBytes(3_000_000);
    await bench.cos.putObject({ Bucket, Key: "dir/a b.html", Body: content, ContentType: "text/html" });
    const path = await ticketFor({ operation: "GetObject", parameters: { Bucket, Key: "dir/a b.html" } });
    const { status, headers, body } = await follow(path);
    assert.equal(status, 200);
    assert.deepEqual(body, content);
    assert.equal(headers["content-length"], "3000000");
    assert.equal(headers["content-type"], "application/octet-stream");
    assert.equal(headers["x-content-type-options"], "nosniff");
    assert.match(String(headers["content-security-policy"]), /^sandbox/);
    assert.equal(headers["cache-control"], "no-store");
    assert.match(String(headers["content-disposition"]), /^attachment; filename="a b\.html"/);
  });

  it("is had once, and a HEAD does not use it up", async () => {
    await bench.cos.putObject({ Bucket, Key: "once", Body: "x" });
    const path = await ticketFor({ operation: "GetObject", parameters: { Bucket, Key: "once" } });
    assert.equal((await exchange({ ...bench.explorer, token: "" }, "HEAD", path)).status, 405);
    assert.equal((await follow(path)).status, 200);
    assert.equal((await follow(path)).status, 410);
    assert.equal((await follow("/downloads/guessed")).status, 410);
  });

  it("may be a document, the records of a selection, and the answer of a free request", async () => {
    const listing = await follow(await ticketFor({ operation: "GetBucket", parameters: { Bucket } }));
    assert.match(listing.body.toString(), /^<\?xml.*<ListBucketResult>/s);
    assert.match(String(listing.headers["content-disposition"]), /GetBucket\.xml/);
    await bench.cos.putObject({ Bucket, Key: "people.csv", Body: "Ann,1\nBob,2\n" });
    const text = JSON.stringify({
      Expression: "SELECT s._1 FROM COSObject s",
      ExpressionType: "SQL",
      InputSerialization: { CSV: {} },
      OutputSerialization: { CSV: {} },
    });
    const selected = await follow(
      await ticketFor({
        operation: "SelectObjectContent",
        parameters: { Bucket, Key: "people.csv" },
        body: { format: "json", text },
      }),
    );
    assert.equal(selected.body.toString(), "Ann\nBob\n");
    const free = {
      method: "GET",
      bucket: Bucket,
      region: "ap-guangzhou",
      key: "people.csv",
      query: [],
      headers: [],
      text: "",
    } as const;
    assert.equal((await follow(await ticketFor({ free }))).body.toString(), "Ann,1\nBob,2\n");
  });

  it("says why there is none when COS refuses, as plain text", async () => {
    const path = await ticketFor({ operation: "GetObject", parameters: { Bucket, Key: "<script>" } });
    const { status, headers, body } = await follow(path);
    assert.equal(status, 404);
    assert.match(String(headers["content-type"]), /^text\/plain/);
    assert.match(String(headers["content-security-policy"]), /^sandbox/);
    assert.match(body.toString(), /^NoSuchKey: /);
  });

  it("says which fields are wrong when nothing can be asked", async () => {
    bench.emulator.clearRequests();
    const place = { operation: "SelectObjectContent", parameters: { Bucket } };
    const missing = await follow(await ticketFor(place));
    assert.match(missing.body.toString(), /^InvalidParameters: .*\n(.*\n)*Key is required/);
    const broken = await follow(await ticketFor({ ...place, body: { format: "json", text: "{" } }));
    assert.match(broken.body.toString(), /\nBody is not JSON: /);
    assert.deepEqual([missing.status, broken.status, bench.emulator.requests.length], [400, 400, 0]);
  });

  it("is only of what reads", async () => {
    for (const { name, effect } of operations.filter((each) => each.effect !== "reads")) {
      const told = await bench.ask("POST", "/api/downloads", draftOf({ operation: name, confirmed: true }));
      assert.equal(told.status, 400, `${name} ${effect}`);
    }
  });

  /** Begins to save an object without end. */
  async function beginEndless() {
    const endless = await startEndless();
    const explorer = await bench.start({ env: { ...bench.env, TENCENTCOS_ENDPOINT: endless.url } });
    const path = await ticketFor(
      { operation: "GetObject", parameters: { Bucket, Key: "endless" } },
      explorer,
    );
    const { sent, answer } = begin(explorer, "GET", path);
    sent.end();
    const response = await answer;
    response.on("error", () => undefined);
    const leave = async () => {
      response.destroy();
      await endless.ended;
      await endless.close();
    };
    return { endless, response, leave };
  }

  it("is no longer asked for when the browser goes away", async () => {
    const { response, leave } = await beginEndless();
    let received = 0;
    response.on("data", (piece: Buffer) => {
      received += piece.length;
    });
    while (received < 1_000_000) {
      await wait(1);
    }
    await leave();
  });

  it("waits for a browser that reads slowly", async () => {
    const { endless, leave } = await beginEndless();
    let before = -1;
    // Nothing is read here, so that in the end nothing more is asked for.
    while (endless.given !== before) {
      before = endless.given;
      await wait(200);
    }
    assert.ok(endless.given < 64 * 1024 * 1024, `${endless.given} bytes were asked for`);
    await leave();
  });
});

describe("The address of a saved answer", () => {
  const call = draftOf({ operation: "GetObject", parameters: { Bucket: "b-1250000000", Key: "k" } });

  it("cannot be guessed, and can be used for a minute", () => {
    let now = 1_000_000;
    const downloads = new Downloads(() => now);
    const idOf = () => downloads.issue(call).path.replace("/downloads/", "");
    const ids = new Set(Array.from({ length: 50 }, idOf));
    assert.equal(ids.size, 50);
    const [first = "", second = ""] = ids;
    assert.ok(first.length >= 32);
    now += 59_000;
    assert.deepEqual(downloads.redeem(first), call);
    now += 2_000;
    assert.throws(() => downloads.redeem(second), ProblemError);
  });

  it("is dropped when there are more than a hundred", () => {
    const downloads = new Downloads();
    const ids = Array.from({ length: 150 }, () => downloads.issue(call).path.replace("/downloads/", ""));
    assert.throws(() => downloads.redeem(ids[49] ?? ""), ProblemError);
    assert.deepEqual(downloads.redeem(ids[50] ?? ""), call);
    assert.deepEqual(downloads.redeem(ids[149] ?? ""), call);
  });

  for (const [name, plain, encoded] of [
    ["photo.png", "photo.png", "photo.png"],
    ["Größe 文件.txt", "Gr__e __.txt", "Gr%C3%B6%C3%9Fe%20%E6%96%87%E4%BB%B6.txt"],
    ['a"b;c.txt', "a_b_c.txt", "a_b%3Bc.txt"],
    ["a\r\nSet-Cookie: x=1", "a__Set-Cookie_ x=1", "a__Set-Cookie_%20x%3D1"],
    ["..\\..\\windows", "_.._windows", "_.._windows"],
    ["\u202egpj.exe", "_gpj.exe", "_gpj.exe"],
    ["it's (1)*.txt", "it_s (1)_.txt", "it%27s%20%281%29_.txt"],
    ["100%.txt", "100_.txt", "100%25.txt"],
    ["...", "content", "content"],
    ["\ud800x", "_x", "_x"],
  ] as const) {
    it(`has a safe name for ${JSON.stringify(name)}`, () => {
      assert.equal(attachment(name), `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`);
    });
  }

  it("has no name that is too long for a disk", () => {
    const [, encoded = ""] = /filename\*=UTF-8''(.*)/.exec(attachment(`${"文".repeat(400)}.tar`)) ?? [];
    const name = decodeURIComponent(encoded);
    assert.match(name, /^文+\.tar$/);
    assert.ok(Buffer.byteLength(name) <= 200);
  });
});
