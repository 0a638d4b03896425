import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { downloadObject } from "../../provider/api/download";
import { type ApiBench, startApiBench } from "./bench";

const rangeBytes = 64 * 1_024;

/** A way to the emulator that can cut answers short, or change them. */
async function startWay(target: string) {
  const state = { cutAfter: undefined as number | undefined, cuts: 0, flip: false };
  const server = http.createServer((request, response) => {
    const url = new URL(target);
    const upstream = http.request(
      {
        host: url.hostname,
        port: url.port,
        path: request.url,
        method: request.method,
        headers: request.headers,
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        let sent = 0;
        answer.on("data", (chunk: Buffer) => {
          if (state.flip && request.method === "GET" && chunk.length > 0) {
            chunk[0] = (chunk[0] ?? 0) ^ 1;
          }
          sent += chunk.length;
          if (
            state.cutAfter !== undefined &&
            state.cuts > 0 &&
            request.method === "GET" &&
            sent > state.cutAfter
          ) {
            state.cuts--;
            response.write(chunk.subarray(0, 1_000), () => response.destroy());
            answer.destroy();
            return;
          }
          response.write(chunk);
        });
        answer.on("end", () => response.end());
      },
    );
    upstream.on("error", () => response.destroy());
    request.pipe(upstream);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    state,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  };
}

describe("A download", () => {
  let bench: ApiBench;
  let Bucket: string;
  let folder: string;
  let way: Awaited<ReturnType<typeof startWay>>;
  const content = randomBytes(5 * rangeBytes + 77);

  before(async () => {
    bench = await startApiBench();
    Bucket = await bench.createBucket();
    way = await startWay(bench.emulator.url);
  });
  after(async () => {
    await bench.close();
    await way.close();
  });
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "download-"));
    Object.assign(way.state, { cutAfter: undefined, cuts: 0, flip: false });
    await bench.cos.putObject({ Bucket, Key: "a", Body: content });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const readsSince = (from: number) =>
    bench.emulator.requests.slice(from).filter(({ operation }) => operation === "GetObject").length;

  /** Ends a download after more than two ranges; answers how many of them are kept. */
  async function breakOff(file: string): Promise<number> {
    const end = new AbortController();
    await assert.rejects(
      bench.cos.download({ Bucket, Key: "a" }, file, {
        rangeBytes,
        parallel: 1,
        signal: end.signal,
        onProgress: (bytes) => {
          if (bytes > 2.1 * rangeBytes) {
            end.abort(new Error("stopped"));
          }
        },
      }),
      /stopped/,
    );
    const { done } = JSON.parse(readFileSync(`${file}.part.json`, "utf8"));
    const kept = Object.keys(done).length;
    assert.ok(kept === 2 || kept === 3, `${kept} ranges are kept`);
    return kept;
  }

  it("comes in ranges, is checked by its CRC64, and leaves nothing but the file", async () => {
    const file = path.join(folder, "a");
    const seen: number[] = [];
    const done = await bench.cos.download({ Bucket, Key: "a" }, file, {
      rangeBytes,
      onProgress: (bytes, total) => {
        assert.equal(total, content.length);
        seen.push(bytes);
      },
    });
    assert.ok(readFileSync(file).equals(content));
    assert.deepEqual(readdirSync(folder), ["a"]);
    assert.equal(seen.at(-1), content.length);
    assert.equal(done.size, content.length);
    assert.match(done.crc64 ?? "", /^\d+$/);
  });

  it("takes an empty object", async () => {
    await bench.cos.putObject({ Bucket, Key: "empty" });
    const file = path.join(folder, "empty");
    await bench.cos.download({ Bucket, Key: "empty" }, file);
    assert.equal(readFileSync(file).length, 0);
  });

  it("goes on within a range whose answer breaks off", async () => {
    const cos = bench.connect({ endpoint: way.url });
    Object.assign(way.state, { cutAfter: 20_000, cuts: 3 });
    const file = path.join(folder, "a");
    await cos.download({ Bucket, Key: "a" }, file, { rangeBytes });
    assert.ok(readFileSync(file).equals(content));
    assert.equal(way.state.cuts, 0);
  });

  it("goes on where an earlier one ended, and asks only for what is missing", async () => {
    const file = path.join(folder, "a");
    const kept = await breakOff(file);
    assert.deepEqual(readdirSync(folder).sort(), ["a.part", "a.part.json"]);
    const before = bench.emulator.requests.length;
    const { resumedBytes } = await bench.cos.download({ Bucket, Key: "a" }, file, { rangeBytes });
    assert.ok(readFileSync(file).equals(content));
    assert.equal(resumedBytes, kept * rangeBytes);
    assert.equal(readsSince(before), 6 - kept);
  });

  it("fetches again what the disk has lost of an earlier one", async () => {
    const file = path.join(folder, "a");
    const kept = await breakOff(file);
    const part = readFileSync(`${file}.part`);
    part[10] = (part[10] ?? 0) ^ 1;
    writeFileSync(`${file}.part`, part);
    const { resumedBytes } = await bench.cos.download({ Bucket, Key: "a" }, file, { rangeBytes });
    assert.ok(readFileSync(file).equals(content));
    assert.equal(resumedBytes, (kept - 1) * rangeBytes);
  });

  it("begins anew when the object changes meanwhile", async () => {
    const file = path.join(folder, "a");
    const other = randomBytes(4 * rangeBytes);
    let reads = 0;
    const done = await downloadObject(
      async (name, parameters, signal) => {
        if (name === "GetObject" && ++reads === 3) {
          await bench.cos.putObject({ Bucket, Key: "a", Body: other });
        }
        return bench.cos.call(name as string, { ...parameters }, { signal });
      },
      { Bucket, Key: "a" },
      file,
      { rangeBytes, parallel: 1 },
    );
    assert.ok(readFileSync(file).equals(other));
    assert.equal(done.resumedBytes, 0);
  });

  it("uses nothing of an earlier one when the object is another one now", async () => {
    const file = path.join(folder, "a");
    await breakOff(file);
    const other = randomBytes(content.length);
    await bench.cos.putObject({ Bucket, Key: "a", Body: other });
    const { resumedBytes } = await bench.cos.download({ Bucket, Key: "a" }, file, { rangeBytes });
    assert.equal(resumedBytes, 0);
    assert.ok(readFileSync(file).equals(other));
  });

  it("is refused when what came is not what COS has, and keeps nothing of it", async () => {
    const cos = bench.connect({ endpoint: way.url });
    way.state.flip = true;
    const file = path.join(folder, "a");
    await assert.rejects(cos.download({ Bucket, Key: "a" }, file, { rangeBytes }), {
      code: "ChecksumMismatch",
    });
    assert.deepEqual(readdirSync(folder), []);
    assert.equal(existsSync(file), false);
  });

  it("is refused while another one writes the same file, also of another process, and does not disturb it", async () => {
    const file = path.join(folder, "a");
    const other = randomBytes(2 * rangeBytes);
    await bench.cos.putObject({ Bucket, Key: "b", Body: other });
    const both = await Promise.allSettled([
      bench.cos.download({ Bucket, Key: "a" }, file, { rangeBytes }),
      bench.cos.download({ Bucket, Key: "b" }, file, { rangeBytes }),
    ]);
    assert.deepEqual(
      both.map((each) => (each.status === "rejected" ? each.reason.code : each.status)),
      ["fulfilled", "FileInUse"],
    );
    assert.ok(readFileSync(file).equals(content));
    assert.deepEqual(readdirSync(folder), ["a"]);
    const sleeper = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    writeFileSync(`${file}.part.lock`, `${sleeper.pid} ${hostname()}`);
    const again = () => bench.cos.download({ Bucket, Key: "b" }, file, { rangeBytes });
    try {
      await assert.rejects(
        again(),
        new RegExp(`is being written by process ${sleeper.pid}\n.*remove .*part\\.lock`),
      );
      assert.ok(readFileSync(file).equals(content));
    } finally {
      const ended = once(sleeper, "exit");
      sleeper.kill("SIGKILL");
      await ended;
    }
    await again();
    assert.ok(readFileSync(file).equals(other));
    assert.deepEqual(readdirSync(folder), ["a"]);
  });

  it("rejects with what COS refused", async () => {
    await assert.rejects(bench.cos.download({ Bucket, Key: "absent" }, path.join(folder, "b")), {
      status: 404,
    });
    assert.deepEqual(readdirSync(folder), []);
  });

  it("is a stream as well, that can be sent on into another object", async () => {
    const { body, head } = await bench.cos.getObject({ Bucket, Key: "a" });
    await bench.cos.putObject(
      { Bucket, Key: "copy", Body: body },
      { headers: { "content-length": String(head.ContentLength) } },
    );
    const { body: copy } = await bench.cos.getObject({ Bucket, Key: "copy" });
    assert.ok((await buffer(copy)).equals(content));
  });
});
