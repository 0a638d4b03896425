import assert from "node:assert/strict";
import { S3Client, SelectObjectContentCommand } from "@aws-sdk/client-s3";
import COS from "cos-nodejs-sdk-v5";
import { type Bench, region, startBench } from "./http";

const people = "Id,Name\n1,Ann\n2,Bob\n";

describe("What selections from emulated objects are to", () => {
  let bench: Bench;
  let Bucket: string;
  before(async () => {
    bench = await startBench();
    Bucket = await bench.createBucket();
    await bench.put(Bucket, "/people.csv", people);
  });
  after(() => bench.close());

  describe("Tencent's SDK for Node", () => {
    let cos: COS;
    before(() => {
      const { secretId: SecretId, secretKey: SecretKey, url } = bench.emulator;
      cos = new COS({ SecretId, SecretKey, Protocol: "http:", Proxy: url });
    });
    const request = (Expression: string) => ({
      Bucket,
      Region: region,
      Key: "people.csv",
      SelectType: 2,
      SelectRequest: {
        Expression,
        ExpressionType: "SQL",
        InputSerialization: {
          CompressionType: "NONE",
          CSV: { FileHeaderInfo: "USE", RecordDelimiter: "\n", FieldDelimiter: ",", QuoteCharacter: '"' },
        },
        OutputSerialization: { JSON: { RecordDelimiter: "\n" } },
        RequestProgress: { Enabled: "TRUE" },
      },
    });

    it("are its payload and statistics", async () => {
      const { Payload, Stats } = await cos.selectObjectContent(request("SELECT s.Name FROM COSObject s"));
      assert.equal(String(Payload), '{"Name":"Ann"}\n{"Name":"Bob"}\n');
      assert.deepEqual(Stats, { BytesScanned: "20", BytesProcessed: "20", BytesReturned: "30" });
    });

    it("are a stream of records", async () => {
      const chunks: Buffer[] = [];
      const stream = cos.selectObjectContentStream(request("SELECT s.Id FROM COSObject s"), () => {});
      for await (const chunk of stream as unknown as AsyncIterable<Buffer>) {
        chunks.push(chunk);
      }
      assert.equal(Buffer.concat(chunks).toString(), '{"Id":"1"}\n{"Id":"2"}\n');
    });

    it("are an error with its code where the statement is wrong", async () => {
      await assert.rejects(
        cos.selectObjectContent(request("SELECT s.None FROM COSObject s")),
        (error: NonNullable<COS.CosError>) => {
          assert.equal(error.statusCode, 400);
          return true;
        },
      );
    });
  });

  // Its parser compares both check sums of each message.
  it("Amazon's SDK: events of records, statistics and an end", async () => {
    const { secretId, secretKey, url } = bench.emulator;
    const client = new S3Client({
      endpoint: url,
      region,
      forcePathStyle: true,
      credentials: { accessKeyId: secretId, secretAccessKey: secretKey },
    });
    try {
      const { Payload } = await client.send(
        new SelectObjectContentCommand({
          Bucket,
          Key: "people.csv",
          Expression: "SELECT * FROM S3Object s WHERE s._1 = '2'",
          ExpressionType: "SQL",
          InputSerialization: { CSV: { FileHeaderInfo: "IGNORE" } },
          OutputSerialization: { CSV: {} },
        }),
      );
      const events: string[] = [];
      for await (const event of Payload ?? []) {
        if (event.Records) {
          events.push(Buffer.from(event.Records.Payload ?? []).toString());
        } else if (event.Stats) {
          events.push(`returned ${event.Stats.Details?.BytesReturned}`);
        } else {
          events.push(Object.keys(event).join());
        }
      }
      assert.deepEqual(events, ["2,Bob\n", "returned 6", "End"]);
    } finally {
      client.destroy();
    }
  });
});
