import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { type Bench, startBench } from "./http";
import { askSelect, type Question, readMessages, recordsOf, selectFrom } from "./selectMessages";

// https://www.tencentcloud.com/document/product/436/32360, and 32473, 32474 and 32477 on SQL
describe("A selection from an emulated object", () => {
  let bench: Bench;
  let bucket: string;

  before(async () => {
    bench = await startBench();
    bucket = await bench.createBucket();
  });
  after(() => bench.close());

  const select = (content: string | Buffer, question: Question) =>
    selectFrom(bench, bucket, content, question);
  async function expectAll(
    content: string,
    shared: Omit<Question, "sql">,
    cases: readonly (readonly [string, string])[],
  ) {
    const wrong: string[] = [];
    for (const [sql, expected] of cases) {
      const actual = await select(content, { sql, ...shared });
      if (actual !== expected) {
        wrong.push(`${sql}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
      }
    }
    assert.deepEqual(wrong, []);
  }

  const people = "1,Ann,150,Seattle\n2,Bob,90,Tokyo\n3,Cy,100,\n4,Dan,7,Seattle\n";
  const named = `Id,FirstName,Points,City\n${people}`;
  const json = { input: "<JSON><Type>LINES</Type></JSON>", output: "<JSON/>" };

  it("takes columns of CSV by position, with comparisons, aliases and limits", async () => {
    await expectAll(people, {}, [
      ["Select * from COSObject", people],
      ["SELECT s._1 FROM COSObject s", "1\n2\n3\n4\n"],
      ["SELECT s._1, s._2 FROM COSObject s WHERE s._3 > 100", "1,Ann\n"],
      ["select _2 from cosobject where _3 <= 90 and not _4 = 'Tokyo'", "Dan\n"],
      ["SELECT s._2 FROM COSObject AS s WHERE s._3 BETWEEN 90 AND 100", "Bob\nCy\n"],
      ["SELECT s._2 FROM COSObject s WHERE s._3 NOT BETWEEN 90 AND 100", "Ann\nDan\n"],
      ["SELECT s._2 FROM COSObject s WHERE s._4 IN ('Tokyo', 'Paris') OR s._1 = 4", "Bob\nDan\n"],
      ["SELECT s._2 FROM COSObject s WHERE s._2 LIKE '_a%'", "Dan\n"],
      ["SELECT s._2 FROM COSObject s WHERE s._2 NOT LIKE '%n'", "Bob\nCy\n"],
      ["SELECT s._2 FROM COSObject s WHERE s._5 IS NULL LIMIT 2", "Ann\nBob\n"],
      ["SELECT s._2 FROM COSObject s WHERE s._2 IS NOT NULL LIMIT 1", "Ann\n"],
      ["SELECT s._3 * 2 - 1, s._3 % 4, -s._1 FROM COSObject s WHERE s._1 = 1", "299,2,-1\n"],
      ["SELECT s._1 FROM COSObject s WHERE s._1 = 1 OR s._1 = 2 AND s._1 = 3", "1\n"],
      ["SELECT s._1 FROM COSObject s LIMIT 0", ""],
      ["SELECT s._2 FROM COSObject s WHERE s._2 LIKE 'A!%%' ESCAPE '!'", ""],
    ]);
  });

  it("takes columns of CSV by the names in its first line, or passes that line over", async () => {
    const use = { input: "<CSV><FileHeaderInfo>USE</FileHeaderInfo></CSV>" };
    await expectAll(named, use, [
      ["SELECT s.Id, s.FirstName FROM COSObject s LIMIT 1", "1,Ann\n"],
      ["SELECT s.firstname FROM COSObject s WHERE city = 'Tokyo'", "Bob\n"],
      [`SELECT s."FirstName" FROM COSObject s LIMIT 1`, "Ann\n"],
      [`SELECT s."firstname" FROM COSObject s`, "400 MissingHeaderName"],
      ["SELECT s._2 FROM COSObject s LIMIT 1", "Ann\n"],
    ]);
    assert.equal(
      await select(named, { sql: "SELECT * FROM COSObject s LIMIT 1", ...use, output: "<JSON/>" }),
      '{"Id":"1","FirstName":"Ann","Points":"150","City":"Seattle"}\n',
    );
    assert.equal(
      await select("NAME,name\n1,2\n", { sql: "SELECT s.name FROM COSObject s", ...use }),
      "400 AmbiguousFieldName",
    );
    assert.equal(
      await select("NAME,name\n1,2\n", { sql: `SELECT s."NAME" FROM COSObject s`, ...use }),
      "1\n",
    );
    assert.equal(await select("CAST\n1\n", { sql: `SELECT s."CAST" FROM COSObject s`, ...use }), "1\n");
    const ignore = "<CSV><FileHeaderInfo>IGNORE</FileHeaderInfo></CSV>";
    assert.equal(await select(named, { sql: "SELECT s._1 FROM COSObject s LIMIT 1", input: ignore }), "1\n");
  });

  it("counts and sums up", async () => {
    await expectAll(people, {}, [
      ["SELECT count(*) FROM COSObject s WHERE s._1 < 3", "2\n"],
      ["SELECT COUNT(s._5), COUNT(s._4) FROM COSObject s", "0,4\n"],
      ["SELECT SUM(s._3), MIN(s._3), MAX(s._3), AVG(s._3) FROM COSObject s", "347,7,150,86.75\n"],
      ["SELECT SUM(CAST(s._3 AS INT)) / COUNT(*) AS mean FROM COSObject s", "86\n"],
      ["SELECT SUM(s._3) FROM COSObject s WHERE s._1 > 9", "\n"],
      ["SELECT MAX(s._2) FROM COSObject s", "400 CastFailed"],
    ]);
    assert.equal(
      await select(people, { sql: "SELECT COUNT(*) AS n, MAX(_3) FROM COSObject", output: "<JSON/>" }),
      '{"n":4,"_2":150}\n',
    );
  });

  it("calls the functions of the pages' samples", async () => {
    await expectAll("x\n", {}, [
      ["SELECT COALESCE(null, null, 1), COALESCE(missing, 'a') FROM COSObject", "1,a\n"],
      ["SELECT NULLIF(1, 2), NULLIF(1, '1') FROM COSObject", "1,\n"],
      ["SELECT CHAR_LENGTH('tencent'), CHARACTER_LENGTH('null') FROM COSObject", "7,4\n"],
      ["SELECT LOWER('TENcent'), UPPER('tenCENT') FROM COSObject", "tencent,TENCENT\n"],
      [
        "SELECT SUBSTRING('123456789', 2), SUBSTRING('123456789', 1, 5), SUBSTRING('123456789' FROM 8 FOR 1) FROM COSObject",
        "23456789,12345,8\n",
      ],
      [
        "SELECT SUBSTRING('123456789', -4), SUBSTRING('123456789', 0, 999) FROM COSObject",
        "123456789,123456789\n",
      ],
      [
        "SELECT TRIM('   foobar  '), TRIM(BOTH '12' FROM '1112211foobar22211122') FROM COSObject",
        "foobar,foobar\n",
      ],
      ["SELECT TRIM(LEADING FROM '  a '), TRIM(TRAILING FROM ' a  ') FROM COSObject", "a , a\n"],
      [
        "SELECT CAST(0.456 AS FLOAT), CAST('12' AS INTEGER), CAST(1 AS STRING), CAST('TRUE' AS BOOL) FROM COSObject",
        "0.456,12,1,true\n",
      ],
      ["SELECT CAST('x' AS INT) FROM COSObject", "400 CastFailed"],
    ]);
  });

  // The samples of page 32473.
  it("takes members of JSON, nested and in lists, and the paths of FROM", async () => {
    const leon = `{
\t"name": "Leon",
\t"org": "Tencent",
\t"projects":
\t\t[
\t\t {"project_name":"project1", "completed":true},
\t\t {"project_name":"project2", "completed":false}
\t\t]
}`;
    const documents = { input: "<JSON><Type>DOCUMENT</Type></JSON>", output: "<JSON/>" };
    await expectAll(leon, documents, [
      ["Select s.name from COSObject s", '{"name":"Leon"}\n'],
      ["Select s.NAME from COSObject s", '{"NAME":"Leon"}\n'],
      ["Select s.projects[0].project_name from COSObject s", '{"project_name":"project1"}\n'],
      ["Select s.projects[1]['completed'] AS done, s.none from COSObject s", '{"done":false}\n'],
      [
        "SELECT p.project_name FROM COSObject[*].projects[*] p WHERE p.completed = true",
        '{"project_name":"project1"}\n',
      ],
      [
        "SELECT _1.project_name FROM COSObject[*].projects[*]",
        '{"project_name":"project1"}\n{"project_name":"project2"}\n',
      ],
      ["SELECT count(*) FROM COSObject[*] s", '{"_1":1}\n'],
    ]);
    const rules = `{"Rules": [{"id": "id-1", "condition": "x < 29"}, {"condition": "y > x"}, {"id": "id-2"}]},
{"created": "April 7", "modified": "June 6"}`;
    await expectAll(rules, documents, [
      ["SELECT id FROM COSObject[*].Rules[*].id", '{"id":"id-1"}\n{}\n{"id":"id-2"}\n{}\n'],
      ["SELECT id FROM COSObject[*].Rules[*].id WHERE id IS NOT MISSING", '{"id":"id-1"}\n{"id":"id-2"}\n'],
    ]);
  });

  it("reads and writes JSON lines, and keeps numbers and the order of members as they were written", async () => {
    const lines = '{"b":1.0,"a":12345678901234567890,"1":null}\n\n{"b":2,"a":[1,{"c":"é\\n"}]}';
    assert.equal(
      await select(lines, { sql: "SELECT * FROM COSObject", ...json }),
      '{"b":1.0,"a":12345678901234567890,"1":null}\n{"b":2,"a":[1,{"c":"é\\n"}]}\n',
    );
    assert.equal(
      await select(lines, { sql: "SELECT * FROM COSObject s WHERE s.b < 2", ...json, output: "<CSV/>" }),
      "1.0,12345678901234567890,\n",
    );
    assert.equal(
      await select(people, {
        sql: "SELECT _2 AS name, _3 FROM COSObject LIMIT 1",
        output: "<JSON><RecordDelimiter>;</RecordDelimiter></JSON>",
      }),
      '{"name":"Ann","_3":"150"};',
    );
  });

  it("goes by delimiters, quotes and comments of one's own", async () => {
    const quoted = '#note\n"a,b","say ""hi"""\nplain,x\n';
    const sql = "SELECT * FROM COSObject";
    assert.equal(await select(quoted, { sql }), '"a,b","say ""hi"""\nplain,x\n');
    assert.equal(
      await select(quoted, {
        sql,
        output:
          "<CSV><QuoteFields>ALWAYS</QuoteFields><FieldDelimiter>;</FieldDelimiter><RecordDelimiter>\\r\\n</RecordDelimiter><QuoteCharacter>'</QuoteCharacter></CSV>",
      }),
      `'a,b';'say "hi"'\r\n'plain';'x'\r\n`,
    );
    const own =
      "<CSV><RecordDelimiter>|</RecordDelimiter><FieldDelimiter>\\t</FieldDelimiter><QuoteCharacter>'</QuoteCharacter><QuoteEscapeCharacter>\\\\</QuoteEscapeCharacter><Comments>!</Comments></CSV>";
    assert.equal(await select("!x|1\t'it\\'s\ta'|#2\tb", { sql, input: own }), "1,it's\ta\n#2,b\n");
    const lines = '1,"two\nlines"\n2,x\n';
    const allowed = "<CSV><AllowQuotedRecordDelimiter>TRUE</AllowQuotedRecordDelimiter></CSV>";
    assert.equal(await select(lines, { sql: "SELECT _1 FROM COSObject", input: allowed }), "1\n2\n");
    assert.equal(await select(lines, { sql: "SELECT _1 FROM COSObject" }), "400 CSVParsingError");
  });

  it("reads what is compressed by GZIP, and tells how much it read and wrote", async () => {
    const packed = gzipSync(people);
    await bench.put(bucket, "/gz", packed);
    const answer = await askSelect(bench, bucket, "/gz", {
      sql: "SELECT _1 FROM COSObject",
      input: "<CompressionType>GZIP</CompressionType><CSV/>",
      more: "<RequestProgress><Enabled>TRUE</Enabled></RequestProgress>",
    });
    const messages = readMessages(answer.body);
    assert.deepEqual(
      messages.map(({ headers }) => [
        headers[":message-type"],
        headers[":event-type"],
        headers[":content-type"],
      ]),
      [
        ["event", "Records", "application/octet-stream"],
        ["event", "Progress", "text/xml"],
        ["event", "Stats", "text/xml"],
        ["event", "End", undefined],
      ],
    );
    const numbers = `<BytesScanned>${packed.length}</BytesScanned><BytesProcessed>${people.length}</BytesProcessed><BytesReturned>8</BytesReturned>`;
    assert.equal(
      messages[2]?.payload.toString(),
      `<?xml version="1.0" encoding="UTF-8"?>\n<Stats>${numbers}</Stats>`,
    );
    assert.equal(
      await select(people, {
        sql: "SELECT _1 FROM COSObject",
        input: "<CompressionType>GZIP</CompressionType><CSV/>",
      }),
      "400 GzipDecompressError",
    );
  });

  it("sends large results in pieces, says that it is still there, and ends with an error's message", async () => {
    const line = `${"x".repeat(99)}\n`;
    await bench.put(bucket, "/large", `${line.repeat(50_000)}`);
    const all = await askSelect(bench, bucket, "/large", { sql: "SELECT * FROM COSObject" });
    const messages = readMessages(all.body);
    assert.ok(messages.length > 50);
    assert.equal(recordsOf(all), line.repeat(50_000));
    assert.equal(bench.emulator.requests.at(-1)?.bytesOut, all.body.length);
    const none = await askSelect(bench, bucket, "/large", { sql: "SELECT * FROM COSObject WHERE _1 = 'y'" });
    const types = readMessages(none.body).map(({ headers }) => headers[":event-type"]);
    assert.ok(types.includes("Cont"));
    assert.deepEqual(types.slice(-2), ["Stats", "End"]);
    const broken = await select(`${'{"a":1}\n'.repeat(200_000)}{"a":`, {
      sql: "SELECT * FROM COSObject",
      ...json,
    });
    assert.ok(broken.startsWith('{"a":1}\n') && broken.endsWith("!JSONParsingError"), broken.slice(-100));
    const document = await select('[{"a":1},', {
      sql: "SELECT * FROM COSObject",
      ...json,
      input: "<JSON><Type>DOCUMENT</Type></JSON>",
    });
    assert.equal(document, "400 LastRecordParseFail");
  });

  it("is a POST", async () => {
    for (const method of ["GET", "PUT", "DELETE"]) {
      const answer = await bench.ask({ method, bucket, path: "/o", query: "select&select-type=2" });
      assert.equal(answer.outcome.split(" ")[0], "405", method);
    }
  });

  it("needs the right to read the object", async () => {
    const answer = await bench.ask({
      method: "POST",
      bucket,
      path: "/o",
      query: "select&select-type=2",
      body: "<X/>",
      as: "anonymous",
    });
    assert.equal(answer.status, 403);
  });

  it("says of an object of 60 MB in a few bytes what was asked", async () => {
    const line = Buffer.from(`${"y".repeat(999)}\n`);
    await bench.put(bucket, "/huge", Buffer.concat(Array.from({ length: 60_000 }, () => line)));
    const answer = await askSelect(bench, bucket, "/huge", { sql: "SELECT COUNT(*) FROM COSObject" });
    assert.equal(recordsOf(answer), "60000\n");
    assert.ok(answer.body.length < 20_000);
  });
});
