import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import type { Props } from "../../provider/model/props";
import { object } from "../handlers";
import { ObjectBench } from "./objectBench";
import { Files } from "./objectInputs";

const mebibyte = 1024 * 1024;
const part = 16 * mebibyte;

/** Seconds after which an upload that has not grown is taken to be left behind. */
const anHour = 3_600;

/** What somebody else has begun: nothing of this machine remembers it. */
describe("An upload in parts of the same key that somebody else began", () => {
  const files = new Files();
  const bytes = randomBytes(2 * part + mebibyte);
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

  /** Begins an upload as a killed process has: without a completion. */
  const begin = async (
    content: Uint8Array,
    parts: readonly number[],
    headers: Record<string, string> = {},
  ) => {
    const { body } = await bench.outside({ method: "POST", query: { uploads: "" }, headers });
    const uploadId = /<UploadId>(.*)<\/UploadId>/.exec(body.toString())?.[1] ?? "";
    for (const number of parts) {
      const piece = content.subarray((number - 1) * part, number * part);
      await bench.outside({ method: "PUT", query: { partNumber: number, uploadId }, body: piece });
    }
    bench.bench.sent.length = 0;
    return uploadId;
  };
  const wait = (seconds: number) => bench.bench.emulator.addFault({ kind: "clockSkew", seconds });
  const create = async (news: Props = {}) => {
    const inputs = bench.inputs({ source: files.asset("large.bin", bytes), ...news });
    return { inputs, ...(await object.create(bench.bench.context, inputs)) };
  };
  const sentParts = () =>
    bench.bench.sent
      .filter(({ operation }) => operation === "UploadPart")
      .map(({ query }) => query?.partNumber);
  const holdsAll = async () => (await bench.outside({ method: "GET" })).body.equals(bytes);

  it("is left alone while it grows, and both end with an object", async () => {
    const theirs = await begin(bytes, [1, 2]);
    await create();
    assert.equal(sentParts().length, 3);
    assert.equal(await bench.unfinished(), 1);
    assert.ok(await holdsAll());
    const last = await bench.outside({
      method: "PUT",
      query: { partNumber: 3, uploadId: theirs },
      body: bytes.subarray(2 * part),
    });
    assert.equal(last.status, 200);
  });

  it("is left alone before it has a part, however often this one looks", async () => {
    await begin(bytes, []);
    const { id, outputs } = await create();
    await object.delete(bench.bench.context, id, outputs);
    assert.equal(await bench.unfinished(), 1);
  });

  it("is continued when it has not grown for long: only what COS does not hold is sent", async () => {
    await begin(bytes, [1, 3]);
    wait(anHour);
    await create();
    assert.deepEqual(sentParts(), [2]);
    assert.equal(bench.count("InitiateMultipartUpload"), 0);
    assert.ok(await holdsAll());
    assert.equal(await bench.unfinished(), 0);
  });

  it("is continued where it got furthest, and the others end", async () => {
    await begin(bytes, [1]);
    await begin(bytes, []);
    await begin(bytes, [1, 2]);
    wait(anHour);
    await create();
    assert.deepEqual(sentParts(), [3]);
    assert.equal(await bench.unfinished(), 0);
  });

  it("has the parts replaced whose content is another one", async () => {
    const other = Buffer.from(bytes);
    other[part + 5]! ^= 1;
    await begin(other, [1, 2]);
    wait(anHour);
    await create();
    assert.deepEqual(sentParts().sort(), [2, 3]);
    assert.ok(await holdsAll());
  });

  it("gets the headers of the program, whatever it was begun with", async () => {
    await begin(bytes, [1, 2], { "cache-control": "max-age=1", "x-cos-meta-old": "1" });
    wait(anHour);
    const { inputs, outputs } = await create({ cacheControl: "no-store", metadata: { fresh: "yes" } });
    assert.deepEqual(sentParts(), [3]);
    assert.deepEqual((await bench.read(outputs))?.inputs, inputs);
  });

  it("is taken over when it has not grown for long", async () => {
    const { id, outputs } = await create();
    await begin(bytes, [1]);
    await begin(bytes, []);
    wait(anHour);
    await object.delete(bench.bench.context, id, outputs);
    assert.equal(await bench.unfinished(), 0);
  });

  it("may end ours: it is started once more", async () => {
    bench.bench.emulator.addFault({
      kind: "status",
      status: 404,
      code: "NoSuchUpload",
      skip: 1,
      match: { operation: "UploadPart" },
    });
    await create();
    assert.equal(bench.count("InitiateMultipartUpload"), 2);
    assert.ok(await holdsAll());
    assert.equal(await bench.unfinished(), 0);
  });

  it("of another key is left alone", async () => {
    const { body } = await bench.outside({ method: "POST", key: "a.txt.bak", query: { uploads: "" } });
    assert.match(body.toString(), /UploadId/);
    await create();
    assert.equal(sentParts().length, 3);
    assert.equal(await bench.unfinished(), 1);
  });

  it("is begun anew where it may not be looked for", async () => {
    await begin(bytes, [1]);
    wait(anHour);
    bench.bench.emulator.addFault({
      match: { operation: "ListMultipartUploads" },
      kind: "status",
      status: 403,
      code: "AccessDenied",
    });
    await create();
    assert.equal(sentParts().length, 3);
    assert.ok(await holdsAll());
  });
});
