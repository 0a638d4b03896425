import assert from "node:assert/strict";
import fc from "fast-check";
import {
  around,
  countBelow,
  foldable,
  jsonLines,
  type Line,
  textBelow,
  textLines,
  visibleIndices,
  xmlLines,
} from "../../../explorer/viewer/lines";
import { piecesOf } from "../../../explorer/viewer/pieces";

const textOf = (lines: readonly Line[]) =>
  lines.map(({ depth, text }) => `${"  ".repeat(depth)}${text}`).join("\n");

describe("A document on the explorer's page", () => {
  const json = JSON.stringify(
    { Name: "a", Rules: [{ ID: 1 }, { ID: 2 }], Empty: [], None: {} },
    undefined,
    2,
  );

  it("of JSON keeps every character, and folds objects and lists", () => {
    const lines = jsonLines(json);
    assert.equal(textOf(lines), json);
    const rules = lines.findIndex(({ text }) => text.startsWith('"Rules"'));
    assert.equal(countBelow(lines, rules), 2);
    assert.equal(lines[lines[rules]?.end ?? 0]?.text, "],");
    const shown = visibleIndices(lines, new Set([rules])).map((index) => lines[index]?.text);
    assert.deepEqual(shown, ["{", '"Name": "a",', '"Rules": [', '"Empty": [],', '"None": {}', "}"]);
  });

  it("of JSON looks like itself, whatever is in it", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value, undefined, 2);
        assert.equal(textOf(jsonLines(text)), text);
      }),
    );
  });

  it("of XML has a line for each element without children, however it was indented", () => {
    const document =
      '<?xml version="1.0"?><A x="1>2"><B>text &lt; more</B><C/><D></D><!-- a <b> --><E><F>  </F></E></A>';
    const lines = xmlLines(document);
    assert.equal(
      textOf(lines),
      [
        '<?xml version="1.0"?>',
        '<A x="1>2">',
        "  <B>text &lt; more</B>",
        "  <C/>",
        "  <D></D>",
        "  <!-- a <b> -->",
        "  <E>",
        "    <F>  </F>",
        "  </E>",
        "</A>",
      ].join("\n"),
    );
    assert.deepEqual(xmlLines(textOf(lines)), lines);
    assert.deepEqual([...foldable(lines)], [6]);
    assert.deepEqual(around(lines, 7), [1, 6]);
    assert.equal(textBelow(lines, 6), "<E>\n  <F>  </F>\n</E>");
  });

  it("that is not well-formed is shown all the same", () => {
    assert.equal(textOf(xmlLines("<A><B>x</A>< y")).replace(/\s/g, ""), "<A><B>x</A><y");
  });

  it("has short lines, though what came has one line of a megabyte", () => {
    const text = "腾讯云😀".repeat(250_000);
    const lines = textLines(text);
    assert.equal(lines.map((line) => line.text).join(""), text);
    assert.ok(lines.every((line) => line.text.length <= 800 && !/\p{Cs}/u.test(line.text)));
  });

  it("has its 30,000 elements at once, and folds them", () => {
    const items = Array.from(
      { length: 10_000 },
      (_, index) => `<Contents><Key>k${index}</Key><Size>1</Size></Contents>`,
    );
    const lines = xmlLines(`<ListBucketResult>${items.join("")}</ListBucketResult>`);
    assert.equal(lines.length, 40_002);
    assert.equal(visibleIndices(lines, foldable(lines)).length, 10_002);
  });
});

describe("The colours of a document on the explorer's page", () => {
  const kinds = (line: string, syntax: "json" | "xml") =>
    piecesOf(line, syntax)
      .filter(({ text }) => text.trim() !== "")
      .map(({ kind, text }) => `${kind} ${text.trim()}`);

  it("tell names from values", () => {
    assert.deepEqual(kinds('"a\\"b": "c: 1",', "json"), [
      'name "a\\"b"',
      "mark :",
      'string "c: 1"',
      "mark ,",
    ]);
    assert.deepEqual(kinds('"n": -1.5e3', "json"), ['name "n"', "mark :", "number -1.5e3"]);
    assert.deepEqual(kinds('<A b="1">true</A>', "xml"), [
      "mark <",
      "name A",
      'string b="1"',
      "mark >",
      "text true",
      "mark </",
      "name A",
      "mark >",
    ]);
  });

  it("lose no character", () => {
    for (const syntax of ["json", "xml", "text"] as const) {
      fc.assert(
        fc.property(fc.string({ unit: "binary" }), (line) => {
          assert.equal(
            piecesOf(line, syntax)
              .map(({ text }) => text)
              .join(""),
            line,
          );
        }),
      );
    }
  });
});
