import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { appendFileSync, chmodSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { pathToFileURL } from "node:url";
import { type Content, contentOfBytes, openContent } from "../../provider/api/upload/content";
import { partSize } from "../../provider/api/upload/parts";
import { uploadContent, WrongObjectError } from "../../provider/api/upload/upload";
import { type CosRequest, crc64 } from "../../provider/client";
import type { Context } from "../../provider/model/context";
import type { Props } from "../../provider/model/props";
import { IncompleteError } from "../../provider/resources/handler";
import { readLive } from "../../provider/resources/object/live";
import { copyOntoItself } from "../../provider/resources/object/serverCopy";
import { object } from "../handlers";
import { ObjectBench } from "./objectBench";
import { asset, Files } from "./objectInputs";

const mebibyte = 1024 * 1024;

/** Small enough for tests, large enough for COS: a part that is not the last has at least 1 MB. */
const limits = { single: mebibyte, part: mebibyte, inFlight: 3, buffered: 2 };

describe("The upload of an object", () => {
  const files = new Files();
  const bytes = randomBytes(4 * mebibyte + 12_345);
  let bench: ObjectBench;
  before(async () => {
    bench = await ObjectBench.start();
  });
  beforeEach(() => bench.reset());
  afterEach(() => bench.bench.emulator.clearFaults());
  after(async () => {
    files.remove();
    await bench.bench.close();
  });

  const address = () => ({ ...bench.target, key: "a.txt" });

  async function upload(content: Content, context = bench.bench.context) {
    try {
      return await uploadContent(context, address(), content, { "x-cos-meta-a": "b" }, { limits });
    } finally {
      await content.close();
    }
  }

  const openFile = async (name: string, content: Uint8Array = bytes) => {
    const { path } = files.asset(name, content) as { path: string };
    return await openContent({ kind: "file", name, path });
  };

  const stored = async () => (await bench.outside({ method: "GET" })).body;

  /** A context whose answers are changed on the way. */
  const tampered = (change: (request: CosRequest, headers: Record<string, string>) => void): Context =>
    bench.through(async (request, send) => {
      const answer = await send();
      change(request, answer.headers);
      return answer;
    });

  it("goes in one PUT up to 32 MB, and in parts of 16 MB above", async () => {
    const large = randomBytes(40 * mebibyte);
    const inputs = bench.inputs({ source: files.asset("large.bin", large) });
    const { outputs } = await object.create(bench.bench.context, inputs);
    assert.deepEqual(bench.writes(), [
      "InitiateMultipartUpload",
      "UploadPart+body",
      "UploadPart+body",
      "UploadPart+body",
      "CompleteMultipartUpload",
    ]);
    assert.equal(outputs.crc64, crc64(large).toString());
    assert.equal(outputs.contentLength, large.length);
    assert.ok((await stored()).equals(large));
    assert.deepEqual((await bench.read(outputs))?.inputs, inputs);

    bench.bench.sent.length = 0;
    await object.create(bench.bench.context, inputs);
    assert.deepEqual(bench.writes(), []);

    const small = bench.inputs({
      source: files.asset("small.bin", large.subarray(0, 32 * mebibyte)),
      key: "b",
    });
    await object.create(bench.bench.context, small);
    assert.deepEqual(bench.writes(), ["PutObject+body"]);
  });

  it("makes parts so large that 10,000 suffice", () => {
    assert.equal(partSize(100 * mebibyte, 16 * mebibyte), 16 * mebibyte);
    for (const length of [200e9, 5e12, 50e12]) {
      const size = partSize(length, 16 * mebibyte);
      assert.ok(Math.ceil(length / size) <= 10_000);
      assert.ok(size <= 5 * 1024 ** 3);
    }
  });

  it("keeps headers, tags and access rules in parts as well", async () => {
    const settings: Props = {
      cacheControl: "no-store",
      metadata: { a: "b" },
      tags: { c: "d" },
      acl: "public-read",
    };
    const inputs = bench.inputs({
      ...settings,
      source: files.asset("large.bin", randomBytes(33 * mebibyte)),
    });
    const { outputs } = await object.create(bench.bench.context, inputs);
    assert.deepEqual((await bench.read(outputs))?.inputs, inputs);
  });

  it("sends every byte of a file, whatever the size of the last part", async () => {
    for (const length of [0, 1, mebibyte, mebibyte + 1, 2 * mebibyte, 3 * mebibyte + 7]) {
      const part = bytes.subarray(0, length);
      const uploaded = await upload(await openFile(`length-${length}`, part));
      assert.deepEqual([uploaded.crc64, uploaded.length], [crc64(part).toString(), length]);
      assert.ok((await stored()).equals(part), `${length}`);
    }
  });

  it("sends what was read where the line is slow, though the memory it was read into is used again", async () => {
    const slow = await ObjectBench.start({ bandwidth: 16 * mebibyte });
    // More than the buffers of a connection take at once.
    const large = randomBytes(16 * mebibyte);
    try {
      await slow.reset();
      const { outputs } = await slow.create({ source: files.asset("slow.bin", large) });
      assert.equal(outputs.crc64, crc64(large).toString());
    } finally {
      await slow.bench.close();
    }
  });

  it("has at most so many parts on their way at once", async () => {
    let [now, most] = [0, 0];
    const context = bench.through(async ({ operation }, send) => {
      const counts = operation === "UploadPart" ? 1 : 0;
      now += counts;
      most = Math.max(most, now);
      try {
        return await send();
      } finally {
        now -= counts;
      }
    });
    await upload(await openFile("many"), context);
    assert.equal(most, 3);
  });

  it("removes its parts when one cannot be sent", async () => {
    bench.bench.emulator.addFault({
      kind: "status",
      status: 403,
      code: "AccessDenied",
      skip: 2,
      match: { operation: "UploadPart" },
    });
    await assert.rejects(upload(await openFile("abort")), { code: "AccessDenied" });
    assert.equal(bench.count("AbortMultipartUpload"), 1);
    assert.equal(await bench.unfinished(), 0);
    await assert.rejects(stored(), { code: "NoSuchKey" });
  });

  it("removes its parts when they cannot be put together", async () => {
    bench.bench.emulator.addFault({
      kind: "errorBody",
      code: "InvalidPart",
      times: 0,
      match: { operation: "CompleteMultipartUpload" },
    });
    await assert.rejects(upload(await openFile("abort")), { code: "InvalidPart" });
    assert.equal(await bench.unfinished(), 0);
  });

  it("waits for the document of a completion that begins with blanks, and believes the error in it", async () => {
    const { emulator } = bench.bench;
    emulator.addFault({ kind: "slowCompletion", milliseconds: 200 });
    const source = await openFile("slow");
    await upload(source);
    assert.equal(bench.count("CompleteMultipartUpload"), 1);
    await stored();
    emulator.addFault({ kind: "slowCompletion", milliseconds: 200, code: "InvalidPart" });
    await assert.rejects(upload(await openFile("slow again")), { code: "InvalidPart" });
    assert.equal(await bench.unfinished(), 0);
  });

  it("says which parts stay behind when they cannot be removed", async () => {
    bench.bench.emulator.addFault({
      kind: "status",
      status: 403,
      code: "AccessDenied",
      times: 0,
      match: { operation: "UploadPart" },
    });
    bench.bench.emulator.addFault({
      kind: "status",
      status: 403,
      code: "AccessDenied",
      times: 0,
      match: { operation: "AbortMultipartUpload" },
    });
    await assert.rejects(upload(await openFile("left")), (error: Error) => {
      assert.match(error.message, /UploadPart/);
      assert.match(error.message, /unfinished upload \S+ of a\.txt stays in t\S+ .*AbortMultipartUpload/s);
      return true;
    });
    assert.equal(await bench.unfinished(), 1);
  });

  it("repeats a part that broke off", async () => {
    bench.bench.emulator.addFault({ kind: "drop", times: 2, match: { operation: "UploadPart" } });
    await upload(await openFile("drop"));
    assert.ok((await stored()).equals(bytes));
  });

  it("is done when only the answer to its completion was lost", async () => {
    bench.bench.emulator.addFault({
      kind: "loseAnswer",
      times: 1,
      match: { operation: "CompleteMultipartUpload" },
    });
    await upload(await openFile("lost"));
    assert.ok((await stored()).equals(bytes));
    assert.equal(await bench.unfinished(), 0);
  });

  it("repeats a part once when COS received something else, then gives up and removes all", async () => {
    let wrong = 1;
    const context = tampered(({ operation }, headers) => {
      if (operation === "UploadPart" && wrong-- > 0) {
        headers["x-cos-hash-crc64ecma"] = "1";
      }
    });
    await upload(await openFile("crc"), context);
    assert.equal(bench.count("UploadPart"), 6);
    wrong = Number.POSITIVE_INFINITY;
    await assert.rejects(upload(await openFile("crc"), context), /its CRC64 is 1, not \d+/);
    assert.equal(await bench.unfinished(), 0);
  });

  it("repeats a PUT once when COS keeps something else, then says so", async () => {
    let wrong = 1;
    const context = tampered(({ operation }, headers) => {
      if (operation === "PutObject" && wrong-- > 0) {
        headers["x-cos-hash-crc64ecma"] = "1";
      }
    });
    await upload(contentOfBytes("small", Buffer.from("x")), context);
    assert.equal(bench.count("PutObject"), 2);
    wrong = Number.POSITIVE_INFINITY;
    await assert.rejects(upload(contentOfBytes("small", Buffer.from("x")), context), WrongObjectError);
    const error = await object
      .create(context, bench.inputs({ content: "x", key: "b" }))
      .catch((reason: unknown) => reason);
    assert.ok(error instanceof IncompleteError);
    assert.equal(error.id, bench.id("b"));
  });

  it("names a file that changes while it is being read", async () => {
    const open = await openFile("changing");
    const path = `${files.folder}/changing`;
    const growing: Content = {
      ...open,
      async *read(start, end) {
        for await (const piece of open.read(start, end)) {
          yield piece;
        }
        appendFileSync(path, "more");
      },
    };
    await assert.rejects(
      upload(growing),
      /changing changed while it was being read \(it had \d+ bytes and has \d+ now\)/,
    );
    assert.equal(await bench.unfinished(), 0);
    await assert.rejects(stored(), { code: "NoSuchKey" });
  });

  it("names a file that becomes shorter while it is being read", async () => {
    const open = await openFile("shorter");
    writeFileSync(`${files.folder}/shorter`, "short");
    await assert.rejects(
      upload(open),
      /^Error: shorter changed while it was being read \(it had \d+ bytes and ends at \d+ now\)/,
    );
    assert.equal(await bench.unfinished(), 0);
  });

  it("names a file that is rewritten with the same size while it is being read", async () => {
    const open = await openFile("same", bytes.subarray(0, 100));
    const path = `${files.folder}/same`;
    const { atime, mtime } = statSync(path);
    utimesSync(path, atime, new Date(mtime.getTime() + 1_000));
    await assert.rejects(upload(open), /same changed while it was being read \(it was written to\)/);
  });

  it("names a file that changes while it is being read and has its times set back", async () => {
    const open = await openFile("set-back");
    const path = `${files.folder}/set-back`;
    const { atime, mtime } = statSync(path);
    // Not every file system keeps a time more exactly than this.
    utimesSync(path, atime, mtime);
    await open.close();
    const reopened = await openContent({ kind: "file", name: "set-back", path });
    const rewritten: Content = {
      ...reopened,
      async *read(start, end) {
        yield* reopened.read(start, end);
        writeFileSync(path, randomBytes(bytes.length));
        utimesSync(path, atime, mtime);
      },
    };
    await assert.rejects(upload(rewritten), /set-back changed while it was being read/);
    assert.equal(await bench.unfinished(), 0);
  });

  it("bears a new mode of a file that is being read: its content is the same", async () => {
    const open = await openFile("mode");
    chmodSync(`${files.folder}/mode`, 0o600);
    const { crc64: sum } = await upload(open);
    assert.equal(sum, crc64(bytes).toString());
  });

  it("never waits for a pipe that stands where the file was", async () => {
    const source = files.asset("pipe", "x");
    const inputs = bench.inputs({ source });
    rmSync(String(source.path));
    assert.equal(spawnSync("mkfifo", [String(source.path)]).status, 0);
    await assert.rejects(object.create(bench.bench.context, inputs), /names something that is not a file/);
  });

  it("names a file that vanished between check and upload", async () => {
    const source = files.asset("vanished", "x");
    const inputs = { ...bench.inputs({ source }), source: { ...source, path: `${files.folder}/nowhere` } };
    await assert.rejects(object.create(bench.bench.context, inputs), /there is no file .*nowhere/);
  });

  it("reports its progress, and not too often", async () => {
    const lines: string[] = [];
    const context = {
      ...bench.bench.context,
      log: { warn() {}, info() {}, status: (line: string) => lines.push(line) },
    };
    const open = await openFile("progress");
    const slow: Content = {
      ...open,
      async *read(start, end) {
        for await (const piece of open.read(start, end)) {
          await new Promise((resolve) => setTimeout(resolve, 150));
          yield piece;
        }
      },
    };
    await upload(slow, context);
    assert.ok(lines.length >= 1 && lines.length <= 8, `${lines.length} lines`);
    for (const line of lines) {
      assert.match(line, /^progress: [0-5] of 5 MB$/);
    }
  });

  describe("from an address", () => {
    let server: Server;
    let url: string;
    let authorization: string | undefined;
    let requests = 0;
    let respond: (write: import("node:http").ServerResponse) => void = () => {};
    before(async () => {
      server = createServer((request, response) => {
        requests++;
        authorization = request.headers.authorization;
        respond(response);
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/folder/a.bin`;
    });
    beforeEach(() => {
      requests = 0;
    });
    after(() => {
      server.closeAllConnections();
      server.close();
    });

    const openUrl = () => openContent({ kind: "remote", name: "a.bin", uri: url });
    const inPieces = (response: import("node:http").ServerResponse, content: Uint8Array) => {
      for (let from = 0; from < content.length; from += 70_001) {
        response.write(content.subarray(from, from + 70_001));
      }
      response.end();
    };

    it("goes in parts, with and without a length that is known before", async () => {
      respond = (response) => inPieces(response, bytes);
      assert.equal((await upload(await openUrl())).crc64, crc64(bytes).toString());
      assert.ok((await stored()).equals(bytes));
      respond = (response) => response.setHeader("content-length", bytes.length) && inPieces(response, bytes);
      await upload(await openUrl());
      assert.ok((await stored()).equals(bytes));
      assert.equal(requests, 2);
    });

    it("goes in one PUT when it is small", async () => {
      for (const length of [0, 5, mebibyte]) {
        respond = (response) => inPieces(response, bytes.subarray(0, length));
        await upload(await openUrl());
        assert.ok((await stored()).equals(bytes.subarray(0, length)));
      }
      assert.deepEqual([...new Set(bench.writes())], ["PutObject+body"]);
    });

    it("leaves nothing behind when the address breaks off", async () => {
      respond = (response) => {
        response.write(bytes);
        setTimeout(() => response.destroy(), 200);
      };
      await assert.rejects(upload(await openUrl()), /reading a\.bin broke off/);
      assert.equal(await bench.unfinished(), 0);
    });

    it("is not sent again when COS has it already", async () => {
      respond = (response) => response.end("remote");
      const inputs = bench.inputs({ source: asset({ uri: `${url}?token=secret` }, "remote") });
      const { outputs } = await object.create(bench.bench.context, inputs);
      assert.deepEqual(await bench.read(outputs), { id: bench.id("a.txt"), inputs, outputs });
      bench.bench.sent.length = 0;
      await object.create(bench.bench.context, inputs);
      assert.deepEqual(bench.writes(), []);
      requests = 0;
      await object.update(bench.bench.context, bench.id("a.txt"), outputs, {
        ...inputs,
        cacheControl: "no-store",
      });
      assert.equal(requests, 0);
    });

    it("is read only once when the size tells that COS has something else", async () => {
      respond = (response) => response.end("remote");
      await bench.outside({ method: "PUT", body: "other size" });
      await object.create(bench.bench.context, bench.inputs({ source: asset({ uri: url }, "remote") }));
      assert.equal((await stored()).toString(), "remote");
      assert.equal(requests, 1);
    });

    it("is read with the name and the password before its host, which no error shows", async () => {
      respond = (response) => response.end("remote");
      const secret = new URL(url);
      [secret.username, secret.password] = ["me", "p@ss word"];
      const remote = () => bench.inputs({ source: asset({ uri: secret.href }, "remote") });
      await object.create(bench.bench.context, remote());
      assert.equal((await stored()).toString(), "remote");
      assert.equal(authorization, `Basic ${Buffer.from("me:p@ss word").toString("base64")}`);
      secret.port = "1";
      await assert.rejects(object.create(bench.bench.context, remote()), (error: Error) => {
        assert.match(error.message, /cannot read http:\/\/127\.0\.0\.1:1\//);
        assert.doesNotMatch(error.message, /ss%20word|ss word/);
        return true;
      });
    });

    it("names the address without its secrets when it does not answer well", async () => {
      respond = (response) => {
        response.statusCode = 404;
        response.end();
      };
      const inputs = bench.inputs({ source: asset({ uri: `${url}?token=secret` }, "remote") });
      await assert.rejects(object.create(bench.bench.context, inputs), (error: Error) => {
        assert.match(
          error.message,
          /cannot read http:\/\/127\.0\.0\.1:\d+\/folder\/a\.bin: the server answered 404/,
        );
        assert.doesNotMatch(error.message, /secret/);
        return true;
      });
    });

    it("reads a file address as a file", async () => {
      const { path } = files.asset("with space.txt", "file") as { path: string };
      const inputs = bench.inputs({ source: asset({ uri: pathToFileURL(path).href }, "file") });
      await object.create(bench.bench.context, inputs);
      assert.equal((await stored()).toString(), "file");
    });
  });

  describe("onto itself, above 5 GB,", () => {
    const small = { single: mebibyte, part: 2 * mebibyte, inFlight: 2 };
    const news: Props = {
      contentType: "text/plain",
      metadata: { new: "1" },
      tags: { a: "b" },
      acl: "private",
    };
    const look = async () => {
      const live = await readLive(bench.bench.context, address(), { tags: "always", acl: "always" });
      assert.ok(live !== undefined);
      return live;
    };

    it("copies in parts and keeps the content", async () => {
      await upload(await openFile("copy"));
      const before = await look();
      bench.bench.sent.length = 0;
      await copyOntoItself(bench.bench.context, address(), news, before, small);
      assert.equal(bench.count("UploadPartCopy"), 3);
      const after = await look();
      assert.equal(after.crc64, before.crc64);
      assert.deepEqual(after.metadata, { new: "1" });
      assert.deepEqual(after.tags, { a: "b" });
      assert.deepEqual(after.acl, ["private"]);
      assert.ok((await stored()).equals(bytes));
    });

    it("stops when the object is no longer the same, and leaves no parts", async () => {
      await upload(await openFile("copy"));
      const before = await look();
      await bench.outside({ method: "PUT", body: bytes.subarray(0, 3 * mebibyte) });
      await assert.rejects(copyOntoItself(bench.bench.context, address(), news, before, small), {
        status: 412,
      });
      assert.equal(await bench.unfinished(), 0);
    });
  });
});
