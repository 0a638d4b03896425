import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { type Bench, hostOf, qSign, startBench } from "./http";

let bench: Bench;
let bucket: string;

before(async () => {
  bench = await startBench();
  bucket = await bench.createBucket();
});
after(() => bench.close());

const head = (path: string) => bench.ask({ method: "HEAD", bucket, path });
const get = (path: string) => bench.ask({ bucket, path });

// https://www.tencentcloud.com/document/product/436/7749 and 7753
describe("An emulated object", () => {
  // The bodies of the samples on those pages, with the values printed there.
  for (const [body, md5, crc64] of [
    ["[Object Content]", "ee8de918d05640145b18f70f4c3aa602", "16749565679157681890"],
    ["[Object Part]", "108f528eb63b65e734f27ae331f5ffaa", "4510578591875220731"],
    ["123456789", "25f9e794323b453885f5181f1b624d0b", "11051210869376104954"],
    ["", "d41d8cd98f00b204e9800998ecf8427e", "0"],
  ] as const) {
    it(`has the documented check sums when its content is "${body}"`, async () => {
      const put = await bench.put(bucket, "/sums", body);
      assert.equal(put.text, "");
      for (const answer of [put, await head("/sums"), await get("/sums")]) {
        assert.equal(answer.headers.etag, `"${md5}"`);
        assert.equal(answer.headers["x-cos-hash-crc64ecma"], crc64);
      }
      assert.equal((await get("/sums")).text, body);
    });
  }

  it("is the same for HEAD as for GET, but for the content", async () => {
    await bench.put(bucket, "/same", "hello", { "content-type": "text/x-thing" });
    const [first, second] = [await head("/same"), await get("/same")];
    assert.equal(first.text, "");
    assert.equal(second.text, "hello");
    for (const name of ["content-length", "content-type", "etag", "last-modified", "x-cos-object-type"]) {
      assert.equal(first.headers[name], second.headers[name], name);
    }
    assert.equal(first.headers["content-length"], "5");
    assert.equal(first.headers["x-cos-object-type"], "normal");
    assert.equal(first.headers["accept-ranges"], "bytes");
    const age = Date.now() - Date.parse(first.headers["last-modified"] ?? "");
    assert.ok(age > -2000 && age < 60_000, `${age}`);
  });

  it("keeps its headers and metadata", async () => {
    const kept = {
      "cache-control": "max-age=86400",
      "content-disposition": "attachment; filename*=UTF-8''a%20b.txt",
      "content-encoding": "gzip",
      "content-language": "zh-CN",
      "content-type": "text/plain; charset=utf-8",
      expires: "Wed, 21 Oct 2037 07:28:00 GMT",
      "x-cos-meta-colour": "blue",
      "x-cos-meta-long-name": "1, 2, 3",
    };
    await bench.put(bucket, "/headers", "x", { ...kept, "X-Cos-Meta-Case": "Kept" });
    for (const answer of [await head("/headers"), await get("/headers")]) {
      for (const [name, value] of Object.entries(kept)) {
        assert.equal(answer.headers[name], value);
      }
      assert.equal(answer.headers["x-cos-meta-case"], "Kept");
    }
  });

  it("loses all of them when it is written again", async () => {
    await bench.put(bucket, "/again", "1", { "cache-control": "no-store", "x-cos-meta-a": "1" });
    await bench.put(bucket, "/again", "22");
    const answer = await get("/again");
    assert.equal(answer.text, "22");
    assert.equal(answer.headers["cache-control"], undefined);
    assert.equal(answer.headers["x-cos-meta-a"], undefined);
  });

  it("has a content type by its name when none was sent", async () => {
    await bench.put(bucket, "/page.html", "x");
    await bench.put(bucket, "/thing", "x");
    assert.equal((await head("/page.html")).headers["content-type"], "text/html");
    assert.equal((await head("/thing")).headers["content-type"], "application/octet-stream");
  });

  it("may be several megabytes, sent with a length or in chunks", async () => {
    const content = Buffer.alloc(3_000_000, "0123456789abcdef!");
    const etag = `"${createHash("md5").update(content).digest("hex")}"`;
    assert.equal((await bench.put(bucket, "/large", content)).headers.etag, etag);
    assert.ok((await get("/large")).body.equals(content));
    const authorization = qSign(bench.emulator, { method: "PUT", path: "/chunked" }).authorization;
    const pieces = ["a".repeat(70_000), "b".repeat(70_000), ""];
    const answer = await bench.write(
      [
        "PUT /chunked HTTP/1.1",
        `Host: ${hostOf(bucket)}`,
        `Authorization: ${authorization}`,
        "Transfer-Encoding: chunked",
        "Connection: close",
        "",
        ...pieces.map((piece) => `${piece.length.toString(16)}\r\n${piece}`),
        "",
      ].join("\r\n"),
    );
    assert.match(answer, /^HTTP\/1.1 200 /);
    assert.equal((await get("/chunked")).text, pieces.join(""));
  });

  it("is gone after DELETE, which also takes what never was", async () => {
    await bench.put(bucket, "/gone", "x");
    for (const path of ["/gone", "/gone", "/never"]) {
      const answer = await bench.ask({ method: "DELETE", bucket, path });
      assert.equal(answer.status, 204);
      assert.equal(answer.headers["x-cos-version-id"], undefined);
      assert.equal(answer.headers["x-cos-delete-marker"], undefined);
    }
    const answer = await get("/gone");
    assert.equal(answer.status, 404);
    assert.equal(answer.one("Code"), "NoSuchKey");
    assert.equal(answer.one("Message"), "The specified key does not exist.");
  });

  it("that is missing answers HEAD without a body, and the connection goes on", async () => {
    const answer = await head("/missing");
    assert.equal(answer.status, 404);
    assert.equal(answer.text, "");
    assert.equal(answer.headers.connection, "keep-alive");
    assert.ok(answer.headers["x-cos-request-id"]);
    assert.ok(answer.headers["x-cos-trace-id"]);
  });
});

// https://www.tencentcloud.com/document/product/436/30925
describe("The storage class of an emulated object", () => {
  const put = async (where: string, storageClass: string) => {
    const answer = await bench.ask({
      method: "PUT",
      bucket: where,
      path: "/class",
      body: "x",
      headers: { "x-cos-storage-class": storageClass },
    });
    return answer.outcome;
  };
  const multiZone = async () => {
    const name = bench.newName();
    const body =
      "<CreateBucketConfiguration><BucketAZConfig>MAZ</BucketAZConfig></CreateBucketConfiguration>";
    await bench.ask({ method: "PUT", bucket: name, body });
    return name;
  };

  it("is shown when it is not STANDARD", async () => {
    for (const storageClass of ["STANDARD_IA", "INTELLIGENT_TIERING", "ARCHIVE", "DEEP_ARCHIVE"]) {
      assert.equal(await put(bucket, storageClass), "200");
      assert.equal((await head("/class")).headers["x-cos-storage-class"], storageClass);
    }
    assert.equal(await put(bucket, "STANDARD"), "200");
    assert.equal((await head("/class")).headers["x-cos-storage-class"], undefined);
  });

  it("has a tier when the service chooses where the object lies", async () => {
    await put(bucket, "INTELLIGENT_TIERING");
    assert.equal((await head("/class")).headers["x-cos-storage-tier"], "FREQUENT");
    const listing = await bench.ask({ bucket, query: "prefix=class" });
    assert.equal(listing.one("StorageClass"), "INTELLIGENT_TIERING");
    assert.equal(listing.one("StorageTier"), "FREQUENT");
  });

  // The Java SDK sends Standard_IA.
  it("may be written in any case", async () => {
    assert.equal(await put(bucket, "Standard_IA"), "200");
    assert.equal((await head("/class")).headers["x-cos-storage-class"], "STANDARD_IA");
  });

  it("must be known, and of the bucket's kind", async () => {
    assert.equal(await put(bucket, "COLD"), "400 NotSupportedStorageClass");
    assert.equal(await put(bucket, "MAZ_STANDARD"), "400 MAZOperationNotSupportOnOAZBucket");
    const zones = await multiZone();
    assert.equal(await put(zones, "STANDARD_IA"), "400 OAZOperationNotSupportOnMAZBucket");
    assert.equal(await put(zones, "MAZ_STANDARD_IA"), "200");
  });

  it("is MAZ_STANDARD in a bucket of several zones when none was said", async () => {
    const zones = await multiZone();
    await bench.put(zones, "/class");
    const answer = await bench.ask({ method: "HEAD", bucket: zones, path: "/class" });
    assert.equal(answer.headers["x-cos-storage-class"], "MAZ_STANDARD");
  });
});

describe("Many emulated objects", () => {
  it("can be written at the same time, the last one of a key wins whole", async () => {
    const bodies = Array.from({ length: 20 }, (_, index) => String(index).repeat(1000 + index));
    await Promise.all(bodies.map((body) => bench.put(bucket, "/race", body)));
    const answer = await get("/race");
    assert.ok(bodies.includes(answer.text));
    assert.equal(answer.headers.etag, `"${createHash("md5").update(answer.body).digest("hex")}"`);
  });
});
