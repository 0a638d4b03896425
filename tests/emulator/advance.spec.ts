import assert from "node:assert/strict";
import { startEmulator } from "../../emulator";
import { documentsOf } from "./configurations";
import { type Bench, elements, startBench } from "./http";

const nothing = { expired: 0, noncurrentExpired: 0, deleteMarkersRemoved: 0, transitioned: 0, aborted: 0 };
const large = Buffer.alloc(64 * 1024, "x");

// https://www.tencentcloud.com/document/product/436/17028 and 17029
describe("The emulator's time", () => {
  let bench: Bench;
  let bucket: string;
  const lifecycle = documentsOf(() => bench, "lifecycle");
  const setRules = async (...rules: string[]) => {
    const all = rules.map((rule) => (rule.includes("<Filter") ? rule : `<Filter/>${rule}`));
    const xml = all.map(
      (rule) => `<Rule>${rule}${rule.includes("<Status") ? "" : "<Status>Enabled</Status>"}</Rule>`,
    );
    const body = `<LifecycleConfiguration>${xml.join("")}</LifecycleConfiguration>`;
    assert.equal(await lifecycle.put(bucket, body), "200");
  };
  const expire = (days: number) => `<Expiration><Days>${days}</Days></Expiration>`;
  const move = (days: number, storageClass: string) =>
    `<Transition><Days>${days}</Days><StorageClass>${storageClass}</StorageClass></Transition>`;
  const keys = async () => (await bench.ask({ bucket })).all("Key");
  const classOf = async (path: string) =>
    (await bench.ask({ method: "HEAD", bucket, path })).headers["x-cos-storage-class"] ?? "STANDARD";
  const versions = async () => {
    const { text } = await bench.ask({ bucket, query: "versions" });
    return [elements(text, "Version").length, elements(text, "DeleteMarker").length];
  };

  beforeEach(async () => {
    bench = await startBench();
    bucket = await bench.createBucket();
  });
  afterEach(() => bench.close());

  it("goes forward by days, and objects written afterwards are younger than those before", async () => {
    await bench.put(bucket, "/old");
    assert.deepEqual(bench.emulator.advance(30), nothing);
    await bench.put(bucket, "/new");
    const written = async (path: string) =>
      Date.parse((await bench.ask({ method: "HEAD", bucket, path })).headers["last-modified"] ?? "");
    const days = ((await written("/new")) - (await written("/old"))) / 86_400_000;
    assert.ok(Math.abs(days - 30) < 0.001, String(days));
  });

  it("leaves signatures alone: clients sign with the real time, and Date shows it", async () => {
    bench.emulator.advance(3650);
    const answer = await bench.ask({ method: "HEAD", bucket });
    assert.equal(answer.status, 200);
    assert.ok(Math.abs(Date.parse(answer.headers.date ?? "") - Date.now()) < 60_000);
  });

  it("takes whole days from 1 to 36,500", () => {
    for (const days of [0, -1, 1.5, 36_501, Number.NaN]) {
      assert.throws(() => bench.emulator.advance(days), TypeError);
    }
  });

  it("can be moved by a request, which says what was done", async () => {
    await setRules(expire(2));
    await bench.put(bucket, "/a");
    const advance = (query: string) =>
      bench.ask({ method: "POST", host: "localhost", path: "/_emulator/advance", query, as: "anonymous" });
    assert.deepEqual(JSON.parse((await advance("days=1")).text), nothing);
    assert.deepEqual(JSON.parse((await advance("days=1")).text), { ...nothing, expired: 1 });
    for (const query of ["", "days=", "days=0", "days=x"]) {
      assert.equal((await advance(query)).status, 400);
    }
  });

  it("removes objects that expire, after whole days since they were written", async () => {
    await setRules(expire(10));
    await bench.put(bucket, "/first");
    bench.emulator.advance(5);
    await bench.put(bucket, "/second");
    assert.deepEqual(bench.emulator.advance(4), nothing);
    assert.deepEqual(bench.emulator.advance(1), { ...nothing, expired: 1 });
    assert.deepEqual(await keys(), ["second"]);
    assert.deepEqual(bench.emulator.advance(30), { ...nothing, expired: 1 });
    assert.equal((await bench.ask({ method: "DELETE", bucket })).status, 204);
  });

  it("counts from the last write, not from the first", async () => {
    await setRules(expire(10));
    await bench.put(bucket, "/a");
    bench.emulator.advance(9);
    await bench.put(bucket, "/a");
    assert.deepEqual(bench.emulator.advance(9), nothing);
    assert.deepEqual(bench.emulator.advance(1), { ...nothing, expired: 1 });
  });

  it("does nothing for a rule that is disabled", async () => {
    await setRules(`<Status>Disabled</Status>${expire(1)}`);
    await bench.put(bucket, "/a");
    assert.deepEqual(bench.emulator.advance(10), nothing);
  });

  it("goes by prefix, by tag, and by all parts of And", async () => {
    const tag = "<Tag><Key>k</Key><Value>v</Value></Tag>";
    await setRules(
      `<Filter><Prefix>logs/</Prefix></Filter>${expire(1)}`,
      `<Filter>${tag}</Filter>${expire(1)}`,
      `<Filter><And><Prefix>and/</Prefix><PrefixNotEquals>and/not/</PrefixNotEquals><ObjectSizeGreaterThan>1</ObjectSizeGreaterThan>` +
        `<ObjectSizeLessThan>4</ObjectSizeLessThan></And></Filter>${expire(1)}`,
    );
    await bench.put(bucket, "/logs/a");
    await bench.put(bucket, "/logs-too");
    await bench.put(bucket, "/tagged", "", { "x-cos-tagging": "k=v&other=1" });
    await bench.put(bucket, "/otherwise", "", { "x-cos-tagging": "k=w" });
    for (const [key, body] of [
      ["and/1", "x"],
      ["and/2", "xx"],
      ["and/4", "xxxx"],
      ["and/not/2", "xx"],
    ]) {
      await bench.put(bucket, `/${key}`, body);
    }
    assert.deepEqual(bench.emulator.advance(1), { ...nothing, expired: 3 });
    assert.deepEqual(await keys(), ["and/1", "and/4", "and/not/2", "logs-too", "otherwise"]);
  });

  it("moves objects of 64 KB and more to colder classes, without touching Last-Modified", async () => {
    await setRules(move(30, "Standard_IA") + move(60, "ARCHIVE"));
    await bench.put(bucket, "/large", large);
    await bench.put(bucket, "/small", "x");
    const written = (await bench.ask({ method: "HEAD", bucket, path: "/large" })).headers["last-modified"];
    assert.deepEqual(bench.emulator.advance(30), { ...nothing, transitioned: 1 });
    assert.equal(await classOf("/large"), "STANDARD_IA");
    assert.equal(await classOf("/small"), "STANDARD");
    assert.deepEqual(bench.emulator.advance(30), { ...nothing, transitioned: 1 });
    const { headers } = await bench.ask({ method: "HEAD", bucket, path: "/large" });
    assert.deepEqual([headers["x-cos-storage-class"], headers["last-modified"]], ["ARCHIVE", written]);
    assert.equal((await bench.ask({ bucket, path: "/large" })).one("Code"), "InvalidObjectState");
  });

  it("prefers the colder class, and never goes back to a warmer one", async () => {
    await setRules(move(1, "DEEP_ARCHIVE"), move(1, "STANDARD_IA"), move(2, "ARCHIVE"));
    await bench.put(bucket, "/a", large);
    await bench.put(bucket, "/b", large, { "x-cos-storage-class": "ARCHIVE" });
    assert.deepEqual(bench.emulator.advance(5), { ...nothing, transitioned: 2 });
    assert.deepEqual([await classOf("/a"), await classOf("/b")], ["DEEP_ARCHIVE", "DEEP_ARCHIVE"]);
  });

  it("prefers expiration to transition", async () => {
    await setRules(move(1, "ARCHIVE"), expire(1));
    await bench.put(bucket, "/a", large);
    assert.deepEqual(bench.emulator.advance(1), { ...nothing, expired: 1 });
  });

  it("leaves objects to which somebody appended where they are", async () => {
    await setRules(move(1, "ARCHIVE"));
    const request = { method: "POST", bucket, path: "/a", query: "append&position=0", body: large };
    assert.equal((await bench.ask(request)).status, 200);
    assert.deepEqual(bench.emulator.advance(1), nothing);
  });

  it("reaches a date once for all", async () => {
    const now = Math.floor(Date.now() / 86_400_000) * 86_400_000;
    const date = new Date(now + 2.6667 * 86_400_000).toISOString().replace(/T.*/, "T16:00:00.000Z");
    await setRules(`<Expiration><Date>${date}</Date></Expiration>`);
    await bench.put(bucket, "/a");
    assert.deepEqual(bench.emulator.advance(1), nothing);
    await bench.put(bucket, "/b");
    assert.deepEqual(bench.emulator.advance(3), { ...nothing, expired: 2 });
  });

  it("covers a version with a delete marker, and ages it from then on", async () => {
    await bench.setVersioning(bucket, "Enabled");
    await setRules(
      expire(10),
      "<NoncurrentVersionTransition><NoncurrentDays>5</NoncurrentDays><StorageClass>ARCHIVE</StorageClass></NoncurrentVersionTransition>" +
        "<NoncurrentVersionExpiration><NoncurrentDays>20</NoncurrentDays></NoncurrentVersionExpiration>",
    );
    await bench.put(bucket, "/a", large);
    assert.deepEqual(bench.emulator.advance(10), { ...nothing, expired: 1 });
    assert.deepEqual(await versions(), [1, 1]);
    assert.deepEqual(bench.emulator.advance(5), { ...nothing, transitioned: 1 });
    // With the last version goes the marker that covers it.
    assert.deepEqual(bench.emulator.advance(15), {
      ...nothing,
      noncurrentExpired: 1,
      deleteMarkersRemoved: 1,
    });
    assert.deepEqual(await versions(), [0, 0]);
  });

  it("ages each version from the day on which its successor was written", async () => {
    await bench.setVersioning(bucket, "Enabled");
    await setRules(
      "<NoncurrentVersionExpiration><NoncurrentDays>10</NoncurrentDays></NoncurrentVersionExpiration>",
    );
    for (const body of ["1", "2", "3"]) {
      await bench.put(bucket, "/a", body);
      bench.emulator.advance(3);
    }
    // The first is noncurrent for 6 days, the second for 3, the third is current.
    assert.deepEqual(bench.emulator.advance(4), { ...nothing, noncurrentExpired: 1 });
    assert.deepEqual(bench.emulator.advance(3), { ...nothing, noncurrentExpired: 1 });
    assert.deepEqual(bench.emulator.advance(100), nothing);
    assert.equal((await bench.ask({ bucket, path: "/a" })).text, "3");
  });

  it("removes delete markers of which nothing else is left, several only when told to", async () => {
    await bench.setVersioning(bucket, "Enabled");
    const remove = () => bench.ask({ method: "DELETE", bucket, path: "/a" });
    await remove();
    await remove();
    await setRules(
      "<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays></NoncurrentVersionExpiration>",
    );
    assert.deepEqual(bench.emulator.advance(5), nothing);
    await setRules("<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>");
    assert.deepEqual(bench.emulator.advance(1), { ...nothing, deleteMarkersRemoved: 2 });
    // A marker that still covers something stays.
    await bench.put(bucket, "/a");
    await remove();
    assert.deepEqual(bench.emulator.advance(1), nothing);
  });

  it("gives up unfinished uploads", async () => {
    const initiate = (path: string) => bench.ask({ method: "POST", bucket, path, query: "uploads" });
    await initiate("/logs/a");
    await initiate("/other");
    bench.emulator.advance(3);
    await initiate("/logs/b");
    await setRules(
      "<Filter><Prefix>logs/</Prefix></Filter>" +
        "<AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation></AbortIncompleteMultipartUpload>",
    );
    assert.deepEqual(bench.emulator.advance(4), { ...nothing, aborted: 1 });
    assert.deepEqual((await bench.ask({ bucket, query: "uploads" })).all("Key"), ["logs/b", "other"]);
  });

  it("ends restored copies", async () => {
    await bench.put(bucket, "/a", "x", { "x-cos-storage-class": "ARCHIVE" });
    const body = "<RestoreRequest><Days>3</Days></RestoreRequest>";
    await bench.ask({ method: "POST", bucket, path: "/a", query: "restore", body });
    assert.equal((await bench.ask({ bucket, path: "/a" })).outcome, "200");
    bench.emulator.advance(4);
    assert.equal((await bench.ask({ bucket, path: "/a" })).outcome, "403 InvalidObjectState");
  });

  it("is each emulator's own", async () => {
    const other = await startEmulator();
    other.advance(100);
    await setRules(expire(50));
    await bench.put(bucket, "/a");
    assert.deepEqual(bench.emulator.advance(1), nothing);
    await other.close();
  });
});
