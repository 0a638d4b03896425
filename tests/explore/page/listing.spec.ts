import assert from "node:assert/strict";
import { languageNames } from "../../../cli/code/languages";
import { listingsOf } from "../../../explorer/answer/listing";
import { codePieces } from "../../../explorer/code/codePieces";

describe("A listing on the explorer's page", () => {
  it("is a table for each list, the longest first, with a column for each member", () => {
    const document = {
      Name: "site-1250000000",
      CommonPrefixes: [{ Prefix: "a/" }],
      Contents: [
        { Key: "a", Size: "1", Owner: { ID: "1" } },
        { Key: "b", StorageClass: "STANDARD" },
      ],
      AllowedMethod: ["GET", "PUT"],
    };
    assert.deepEqual(listingsOf(JSON.stringify(document)), [
      {
        name: "Contents",
        columns: ["Key", "Size", "Owner.ID", "StorageClass"],
        rows: [
          ["a", "1", "1", ""],
          ["b", "", "", "STANDARD"],
        ],
        more: 0,
      },
      { name: "CommonPrefixes", columns: ["Prefix"], rows: [["a/"]], more: 0 },
    ]);
  });

  it("is found inside of other elements, and shows at most 1,000 rows", () => {
    const Bucket = Array.from({ length: 2_000 }, (_, index) => ({ Name: `b${index}` }));
    const [listing] = listingsOf(JSON.stringify({ Buckets: { Bucket } }));
    assert.equal(listing?.name, "Buckets.Bucket");
    assert.equal(listing.rows.length, 1_000);
    assert.equal(listing.more, 1_000);
  });

  it("is none where there are no objects in a list", () => {
    for (const text of ["", "not JSON", "null", '{"a":[1]}', '{"a":[]}', '"text"']) {
      assert.deepEqual(listingsOf(text), []);
    }
  });
});

describe("Code on the explorer's page", () => {
  it("keeps every character, whatever is taken for a comment or a string", () => {
    const code = '# a\n// b "c"\nlet d = "http://e" + \'f\\\'g\';\necho $H "$I" 12_000\n\t"unfinished\n';
    for (const language of languageNames) {
      const pieces = codePieces(code, language);
      assert.equal(pieces.map(({ text }) => text).join(""), code);
    }
    const strings = codePieces(code, "node").filter(({ kind }) => kind === "string");
    assert.deepEqual(
      strings.map(({ text }) => text),
      ['"http://e"', "'f\\'g'", '"$I"'],
    );
  });
});
