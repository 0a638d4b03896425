import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { CosApi, CosServiceError, errorDocument } from "../../provider/hosts/api";
import { type ApiBench, region, startApiBench } from "./bench";

/** A server that answers every request with the same. */
async function startServer(status: number, body: string, headers: Record<string, string> = {}) {
  const server = http.createServer((request, response) => {
    request.resume().on("end", () => {
      response.writeHead(status, {
        "x-cos-request-id": "the-request",
        "content-type": "application/xml",
        ...headers,
      });
      response.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cos = new CosApi({
    region,
    appId: "1250000000",
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { secretId: "AKIDexample", secretKey: "key" },
    retry: { maxAttempts: 1 },
  });
  return {
    cos,
    close: async () => {
      await cos.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function refusalOf(
  call: (cos: CosApi) => Promise<unknown>,
  ...answer: Parameters<typeof startServer>
): Promise<unknown> {
  const { cos, close } = await startServer(...answer);
  try {
    const outcome = await call(cos).catch((error: unknown) => error);
    assert.ok(outcome instanceof Error, "it was believed");
    return outcome;
  } finally {
    await close();
  }
}

const Bucket = "site";

describe("A call is rejected", () => {
  const list = (cos: CosApi) => cos.getBucket({ Bucket });

  it("when the document breaks off, with the request's number and the status", async () => {
    const text = "<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>a</Key>";
    const { Code, RequestId, Status, Operation, Explanation } = errorDocument(
      await refusalOf(list, 200, text),
    );
    assert.deepEqual([Code, RequestId, Status, Operation], ["BrokenAnswer", "the-request", 200, "GetBucket"]);
    assert.ok(Explanation);
  });

  it("when the document is another one, or none at all", async () => {
    for (const text of ["<html><body>Log in</body></html>", "", "{}"]) {
      const error = errorDocument(await refusalOf(list, 200, text));
      assert.equal(error.Operation, "GetBucket");
      assert.match(error.Message, /is not the document ListBucketResult/);
    }
  });

  it("when a success is an error in truth, as of copies and completions", async () => {
    const text = "<Error><Code>NoSuchKey</Code><Message>The source is gone.</Message></Error>";
    const copy = (cos: CosApi) =>
      cos.putObjectCopy({ Bucket, Key: "a", CopySource: "b.cos.r.myqcloud.com/c" });
    const error = await refusalOf(copy, 200, text);
    assert.ok(CosServiceError.isInstance(error));
    const { Code, Message, RequestId, Operation } = errorDocument(error);
    assert.deepEqual(
      [Code, Message, RequestId, Operation],
      ["NoSuchKey", "The source is gone.", "the-request", "PutObjectCopy"],
    );
  });

  it("when JSON breaks off", async () => {
    const policy = (cos: CosApi) => cos.getBucketPolicy({ Bucket });
    const error = errorDocument(
      await refusalOf(policy, 200, '{"Statement":[', { "content-type": "application/json" }),
    );
    assert.equal(error.Operation, "GetBucketPolicy");
  });

  it("when the answer has no number of a request, as one of a login page", async () => {
    const error = errorDocument(
      await refusalOf(list, 200, "<ListBucketResult/>", { "x-cos-request-id": "" }),
    );
    assert.equal(error.Code, "NotFromCos");
  });

  it("with what each code means, also codes that a HEAD has only as a status", async () => {
    for (const [status, code] of [
      [403, "AccessDenied"],
      [404, "NotFound"],
      [405, "MethodNotAllowed"],
      [412, "PreconditionFailed"],
      [416, "InvalidRange"],
    ] as const) {
      const head = (cos: CosApi) => cos.headObject({ Bucket, Key: "a" });
      const { Code, Message, Status, RequestId } = errorDocument(await refusalOf(head, status, ""));
      assert.deepEqual([Code, Status, RequestId], [code, status, "the-request"]);
      assert.notEqual(Message, "");
    }
  });

  it("names the CAM action that is missing, as CAM spells it", async () => {
    const text = "<Error><Code>AccessDenied</Code><Message>Access Denied.</Message></Error>";
    const error = errorDocument(await refusalOf((cos) => cos.getBucketCors({ Bucket }), 403, text));
    assert.match(error.Explanation ?? "", /name\/cos:GetBucketCORS/);
  });

  it("without keys in anything that it shows", async () => {
    const text = "<Error><Code>SignatureDoesNotMatch</Code><Message>key</Message></Error>";
    const error = await refusalOf(list, 403, text);
    assert.doesNotMatch(JSON.stringify(errorDocument(error)), /"key"/);
  });
});

describe("An upload", () => {
  let bench: ApiBench;
  let bucket: string;
  before(async () => {
    bench = await startApiBench();
    bucket = await bench.createBucket();
  });
  after(() => bench.close());

  const content = randomBytes(3_000_000);

  async function kept(Key: string): Promise<Buffer> {
    return buffer((await bench.cos.getObject({ Bucket: bucket, Key })).body);
  }

  it("streams what can be read again, and repeats it when the connection breaks", async () => {
    bench.emulator.addFault({ kind: "drop", match: { operation: "PutObject" }, times: 2 });
    let opened = 0;
    const sent: number[] = [];
    const Body = {
      length: content.length,
      open: () => {
        opened++;
        return Readable.from([content.subarray(0, 1_000_000), content.subarray(1_000_000)]);
      },
    };
    await bench.cos.putObject(
      { Bucket: bucket, Key: "again", Body },
      { onProgress: (bytes) => sent.push(bytes) },
    );
    assert.equal(opened, 3);
    assert.equal(sent.at(-1), content.length);
    assert.ok((await kept("again")).equals(content));
  });

  it("sends a stream once, chunked", async () => {
    await bench.cos.putObject({ Bucket: bucket, Key: "once", Body: Readable.from([content]) });
    assert.ok((await kept("once")).equals(content));
    bench.emulator.addFault({ kind: "drop", match: { operation: "PutObject" }, times: 1 });
    await assert.rejects(
      bench.cos.putObject({ Bucket: bucket, Key: "lost", Body: Readable.from([content]) }),
    );
  });

  it("in parts ends in one object", async () => {
    const { body: begun } = await bench.cos.initiateMultipartUpload({ Bucket: bucket, Key: "parts" });
    const { UploadId } = begun;
    const Part = [];
    for (const [index, Body] of [content.subarray(0, 2_000_000), content.subarray(2_000_000)].entries()) {
      const PartNumber = index + 1;
      const { head } = await bench.cos.uploadPart({
        Bucket: bucket,
        Key: "parts",
        UploadId,
        PartNumber,
        Body,
      });
      Part.push({ PartNumber, ETag: head.ETag });
    }
    const { body } = await bench.cos.completeMultipartUpload({
      Bucket: bucket,
      Key: "parts",
      UploadId,
      Body: { Part },
    });
    assert.match(body.ETag, /-2"$/);
    assert.ok((await kept("parts")).equals(content));
  });

  it("appends once: it is not repeated when the answer is lost, as that would append twice", async () => {
    bench.emulator.addFault({ kind: "loseAnswer", match: { operation: "AppendObject" }, times: 1 });
    const append = bench.cos.appendObject({ Bucket: bucket, Key: "log", Position: 0, Body: "line\n" });
    await assert.rejects(append);
    assert.equal((await kept("log")).toString(), "line\n");
  });

  it("ends with its signal", async () => {
    const end = new AbortController();
    async function* slowly() {
      yield content;
      end.abort(new Error("enough"));
      yield content;
    }
    await assert.rejects(
      bench.cos.putObject(
        { Bucket: bucket, Key: "ended", Body: Readable.from(slowly()) },
        { signal: end.signal },
      ),
      /enough/,
    );
  });
});
