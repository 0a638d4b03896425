import assert from "node:assert/strict";
import type { HistoryEntry } from "../../../cli/explore/wire";
import { bodyLines, compareLines, headLines, nearChanges } from "../../../explorer/history/compare";
import {
  byDay,
  filterEntries,
  isWhole,
  placeOf,
  titleOf,
  withoutHidden,
} from "../../../explorer/history/entries";

function entry(change: Partial<HistoryEntry> = {}): HistoryEntry {
  const { draft, ...others } = change;
  return {
    id: "1",
    time: new Date(2026, 10, 28, 12).getTime(),
    milliseconds: 3,
    status: 200,
    ...others,
    draft: {
      target: "emulator",
      operation: "GetBucketCors",
      parameters: { Bucket: "site-1250000000" },
      ...draft,
    },
  };
}

const put = entry({
  id: "2",
  time: new Date(2026, 10, 27, 23, 59).getTime(),
  status: 404,
  code: "NoSuchKey",
  draft: { target: "cos", operation: "GetObject", parameters: { Bucket: "logs-1250000000", Key: "a/b" } },
});

describe("The history on the explorer's page", () => {
  it("is listed by days, and filtered by all words at once", () => {
    assert.deepEqual(
      byDay([entry(), put]).map(({ start, entries }) => [new Date(start).getDate(), entries.length]),
      [
        [28, 1],
        [27, 1],
      ],
    );
    const found = (filter: string) => filterEntries([entry(), put], filter).map(({ id }) => id);
    assert.deepEqual(found("nosuchkey LOGS"), ["2"]);
    assert.deepEqual(found("emulator cors"), ["1"]);
    assert.deepEqual(found("cors logs"), []);
    assert.deepEqual(found("  "), ["1", "2"]);
  });

  it("tells what a call was about", () => {
    assert.equal(placeOf(put.draft), "logs-1250000000/a/b");
    const free = {
      method: "PUT",
      bucket: "b-1",
      region: "",
      key: "k",
      query: [],
      headers: [],
      text: "",
    } as const;
    const { draft } = entry({ draft: { target: "emulator", operation: "", parameters: {}, free } });
    assert.equal(titleOf(draft), "PUT /k");
    assert.equal(placeOf(draft), "b-1");
  });

  it("sends nothing again of which it has not all: files and secrets", () => {
    const { draft } = entry();
    assert.equal(isWhole(draft), true);
    assert.equal(isWhole({ ...draft, content: { file: "a", length: 1 } }), false);
    assert.equal(isWhole({ ...draft, content: { text: "a" } }), true);
    const secret = { ...draft, parameters: { ...draft.parameters, SSECustomerKey: "***" } };
    assert.equal(isWhole(secret), false);
    assert.deepEqual(withoutHidden(secret), draft);
    assert.equal(isWhole({ ...draft, body: { format: "json", text: '{"PrivateKey": "***"}' } }), false);
  });

  it("compares headers whatever their order, and documents whatever their indentation", () => {
    const left = entry({ responseHeaders: { B: "2", a: "1" }, answer: "<A><B>1</B></A>" });
    const right = entry({ responseHeaders: { a: "1", b: "2" }, answer: "<A>\n  <B>1</B>\n</A>" });
    for (const read of [headLines, bodyLines]) {
      assert.ok(compareLines(read(left), read(right)).every(({ kind }) => kind === "same"));
    }
    assert.deepEqual(bodyLines(entry({ answer: '{"a":[1]}' })), ["{", '  "a": [', "    1", "  ]", "}"]);
    assert.deepEqual(bodyLines(entry()), []);
  });

  it("pairs lines that changed, and leaves out those far from a change", () => {
    const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`);
    const changed = lines.with(10, "another");
    const rows = compareLines(lines, [...changed, "added"]);
    assert.deepEqual(
      rows.filter(({ kind }) => kind === "changed"),
      [
        { kind: "changed", left: "line 10", right: "another" },
        { kind: "changed", right: "added" },
      ],
    );
    assert.deepEqual(
      nearChanges(rows).map((row) => (row.kind === "skipped" ? row.count : row.kind)),
      [7, "same", "same", "same", "changed", "same", "same", "same", 3, "same", "same", "same", "changed"],
    );
    const near = compareLines(lines, lines.with(0, "first").with(8, "second"));
    assert.deepEqual(
      nearChanges(near).map((row) => (row.kind === "skipped" ? row.count : row.kind)),
      ["changed", ...Array(7).fill("same"), "changed", "same", "same", "same", 8],
    );
  });
});
