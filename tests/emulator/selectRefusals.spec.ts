import assert from "node:assert/strict";
import { type Bench, startBench } from "./http";
import { askSelect, type Question, recordsOf, selectFrom } from "./selectMessages";

const people = "1,Ann,150,Seattle\n2,Bob,90,Tokyo\n";

// https://www.tencentcloud.com/document/product/436/32360
describe("A selection that cannot be carried out", () => {
  let bench: Bench;
  let bucket: string;

  before(async () => {
    bench = await startBench();
    bucket = await bench.createBucket();
  });
  after(() => bench.close());

  const select = (content: string | Buffer, question: Question) =>
    selectFrom(bench, bucket, content, question);

  it("is refused by the documented codes", async () => {
    const sql = "SELECT * FROM COSObject";
    const csv = (inner: string) => `<CSV>${inner}</CSV>`;
    const wrong: string[] = [];
    for (const [code, question] of [
      ["SQLParsingError", { sql: "SELECT" }],
      ["SQLParsingError", { sql: "SELECT FROM COSObject" }],
      ["SQLParsingError", { sql: "SELECT *" }],
      ["SQLParsingError", { sql: "SELECT *, _1 FROM COSObject" }],
      ["SQLParsingError", { sql: `${sql} ORDER BY _1` }],
      ["SQLParsingError", { sql: `${sql} GROUP BY _1` }],
      ["SQLParsingError", { sql: `${sql} UNION ${sql}` }],
      ["SQLParsingError", { sql: "SELECT s.CAST FROM COSObject s" }],
      ["SQLParsingError", { sql: "SELECT _0 FROM COSObject s" }],
      ["SQLParsingError", { sql: "SELECT _1, COUNT(*) FROM COSObject s" }],
      ["SQLParsingError", { sql: `${sql} WHERE COUNT(*) > 1` }],
      ["SQLParsingError", { sql: `${sql} WHERE _1 = 'x` }],
      ["SQLParsingError", { sql: "SELECT _1 FROM COSObject[*].a" }],
      ["MissingExpectedExpression", { sql: " " }],
      ["MissingInputFormat", { sql, input: "" }],
      ["MissingOutputFormat", { sql, output: "" }],
      ["InvalidCompressionFormat", { sql, input: "<CompressionType>ZIP</CompressionType><CSV/>" }],
      ["InvalidFileHeaderInfo", { sql, input: csv("<FileHeaderInfo>YES</FileHeaderInfo>") }],
      ["InvalidJsonType", { sql, input: "<JSON><Type>LIST</Type></JSON>" }],
      ["InvalidQuoteFields", { sql, output: csv("<QuoteFields>NEVER</QuoteFields>") }],
      ["InvalidRequestParameter", { sql, input: csv("<FieldDelimiter>ab</FieldDelimiter>") }],
      ["InvalidRequestParameter", { sql, input: csv("<RecordDelimiter>abc</RecordDelimiter>") }],
      [
        "InvalidRequestParameter",
        { sql, input: csv("<AllowQuotedRecordDelimiter>1</AllowQuotedRecordDelimiter>") },
      ],
      ["ComparisonFailed", { sql: `${sql} WHERE _2 > 1` }],
      ["JSONParsingError", { sql, input: "<JSON><Type>LINES</Type></JSON>" }],
    ] as [string, Question][]) {
      const outcome = await select(people, question);
      if (outcome !== `400 ${code}`) {
        wrong.push(`${JSON.stringify(question)}: ${outcome} instead of ${code}`);
      }
    }
    assert.deepEqual(wrong, []);
    assert.equal(await select(Buffer.from([0x61, 0xff, 0x0a]), { sql }), "400 InvalidTextEncoding");
    assert.equal(await select("x".repeat(1_100_000), { sql }), "400 OverMaxRecordSize");
    assert.equal(recordsOf(await askSelect(bench, bucket, "/none", { sql })), "404 NoSuchKey");
    const query = "select&select-type=1";
    assert.equal(
      (await bench.ask({ method: "POST", bucket, path: "/o", query, body: "<SelectRequest/>" })).status,
      400,
    );
    await bench.put(bucket, "/cold", people, { "x-cos-storage-class": "ARCHIVE" });
    assert.equal(recordsOf(await askSelect(bench, bucket, "/cold", { sql })), "403 InvalidObjectState");
  });

  it("says by name what it does not emulate: BZIP2, Parquet and functions of dates", async () => {
    const sql = "SELECT * FROM COSObject";
    for (const question of [
      { sql, input: "<CompressionType>BZIP2</CompressionType><CSV/>" },
      { sql, input: "<Parquet/>" },
      { sql: "SELECT UTCNOW() FROM COSObject" },
      { sql: "SELECT CAST(_1 AS TIMESTAMP) FROM COSObject" },
    ]) {
      assert.equal(await select(people, question), "501 NotImplemented");
    }
  });
});
