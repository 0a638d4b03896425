import assert from "node:assert/strict";
import fc from "fast-check";
import { parentElement, parseXml, renderXml, textElement, XmlError } from "../../provider/codec";

describe("XML", () => {
  it("keeps texts as they are: digits, blanks at the ends, and every entity", () => {
    const document = parseXml(
      "<?xml version='1.0' encoding='utf-8' ?>\n<Rule>\n <ID>007</ID>\n <Prefix> a b </Prefix>\n <Key>&quot;&#20320;&#x1F600;&amp;lt;</Key></Rule>",
    );
    assert.deepEqual(
      document.children.map(({ name, text }) => [name, text]),
      [
        ["ID", "007"],
        ["Prefix", " a b "],
        ["Key", '"你😀&lt;'],
      ],
    );
  });

  it("leaves out namespace prefixes and keeps attributes", () => {
    const document = parseXml('<n:A xmlns:n="urn:x"><n:Grantee xsi:type="Group"/></n:A>');
    assert.equal(document.name, "A");
    assert.equal(document.children[0]?.name, "Grantee");
    assert.equal(document.children[0]?.attributes?.["xsi:type"], "Group");
  });

  it("reads a listing with thousands of entities", () => {
    const item = "<Contents><ETag>&quot;abc&quot;</ETag></Contents>";
    const document = parseXml(`<ListBucketResult>${item.repeat(5_000)}</ListBucketResult>`);
    assert.equal(document.children.length, 5_000);
    assert.equal(document.children[4_999]?.children[0]?.text, '"abc"');
  });

  it("reads character data that is marked as such, and no comments", () => {
    assert.equal(parseXml("<A>a<![CDATA[<b> & ]]><!-- not this -->c</A>").text, "a<b> & c");
  });

  it("reads on past characters that XML does not allow, which keys may hold", () => {
    const document = parseXml(
      "<Contents><Key>a\u0001b\uffff</Key><Key>a&#x1;&#31;&#x0B;&#13;b</Key></Contents>",
    );
    assert.deepEqual(
      document.children.map(({ text }) => text),
      ["a\u0001b\uffff", "a\u0001\u001f\u000b\rb"],
    );
  });

  it("reads what comes after blanks that kept a connection open", () => {
    assert.equal(parseXml(' \n \n<?xml version="1.0"?>\n<A>x</A>\n').text, "x");
  });

  it("refuses what is not a document", () => {
    for (const text of [
      "",
      "Service Unavailable",
      "{}",
      "<ListBucketResult><Contents><Key>a</Key></Contents>",
      "<A><B>1</A>",
      "<A>a & b</A>",
      "<A>a &b; c</A>",
      "<html><body>Bad Gateway<br></body></html>",
    ]) {
      assert.throws(() => parseXml(text), XmlError);
    }
  });

  it("reads plain documents, which it reads by hand, as a whole reader does", () => {
    // A comment behind the document leaves it to the whole reader.
    const outcome = (text: string) => {
      try {
        return parseXml(text);
      } catch (error) {
        return (error as Error).name;
      }
    };
    const piece = fc.oneof(
      fc.constantFrom(
        "<A>",
        "</A>",
        "<b:B>",
        "</b:B>",
        "<C/>",
        "<C />",
        '<A x="1" y:z="&amp;">',
        "<A x='1'>",
        '<A x="1" y:z="2">',
        '<A x="1\n2">',
        '<A x="1\t2"/>',
        "<A/>",
      ),
      fc.constantFrom(
        "<A x='1' x='2'>",
        "< A>",
        "</A >",
        "<1>",
        "]]>",
        "<![CDATA[<x>]]>",
        "<?pi?>",
        "<",
        ">",
      ),
      fc.constantFrom("&amp;lt;", "&quot;", "&#65;", "&x;", "&amp", "\r\n", "\u0001", " ", "text", "é😀"),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.boolean(), (pieces, wrapped) => {
        const text = wrapped ? `<R>${pieces.join("")}</R>` : pieces.join("");
        assert.deepEqual(outcome(text), outcome(`${text}<!-- -->`), text);
      }),
      { numRuns: 3_000 },
    );
  });

  it("writes a carriage return as a reference, as readers take a bare one for a line feed", () => {
    assert.equal(renderXml(textElement("A", "a\r\nb")), "<A>a&#13;\nb</A>");
    assert.equal(parseXml("<A>a&#13;\nb</A>").text, "a\r\nb");
  });

  it("is written with a line for each element, for people", () => {
    const root = parentElement("A", [parentElement("B", [textElement("C", "1 < 2")]), textElement("D", "")]);
    assert.equal(renderXml(root, "  "), "<A>\n  <B>\n    <C>1 &lt; 2</C>\n  </B>\n  <D></D>\n</A>");
  });

  it("reads back any text that it wrote", () => {
    // Characters that XML 1.0 can carry.
    const text = fc
      .string({ unit: "grapheme" })
      .filter((value) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(value));
    fc.assert(
      fc.property(text, text, (first, second) => {
        for (const indentation of ["", "  "]) {
          const root = parentElement("R", [textElement("A", first), textElement("B", second)]);
          assert.deepEqual(
            parseXml(renderXml(root, indentation)).children.map((child) => child.text),
            [first, second],
          );
        }
      }),
    );
  });
});
