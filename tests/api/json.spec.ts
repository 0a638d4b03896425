import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { readJson } from "../../provider/api/json/read";
import { isListWrapper, type Shape, shapeOf } from "../../provider/api/json/shape";
import { validateJson } from "../../provider/api/json/validate";
import { writeXml } from "../../provider/api/json/write";
import { operations } from "../../provider/api/operations";
import { parseXml, renderXml, type Struct, type XmlElement } from "../../provider/codec";

const folder = path.join(__dirname, "../fixtures/operations");

/** The documents of the table, with the documented sample where there is one. */
const documents = operations.flatMap(({ name, body, answer }) =>
  (
    [
      ["request", body],
      ["answer", answer],
    ] as const
  ).flatMap(([which, document]) => {
    if (document?.kind !== "xml") {
      return [];
    }
    const file = path.join(folder, name, `${which}.xml`);
    const sample = existsSync(file) ? readFileSync(file, "utf8") : undefined;
    return [{ name, which, root: document.root, group: document.group as Struct, sample }];
  }),
);

/** What a document says: its elements in any order, blanks between them left out, `True` and `FALSE` as COS else writes them. */
function saying({ name, children, text: given, attributes }: XmlElement): unknown {
  const type = attributes?.["xsi:type"];
  const text = /^(true|false)$/i.test(given) ? given.toLowerCase() : given;
  return [
    name,
    ...(type === undefined ? [] : [type]),
    text,
    ...children
      .map(saying)
      .map((each) => JSON.stringify(each))
      .sort(),
  ];
}

/** Any JSON that a shape allows, lists there in any number. */
function anyJson(shape: Shape): fc.Arbitrary<unknown> {
  const one = anyOne(shape);
  return shape.repeated ? fc.array(one, { maxLength: 3 }) : one;
}

function anyOne(shape: Shape): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case "string":
      return fc.string({ unit: "grapheme", maxLength: 12 });
    case "integer":
      return fc.integer();
    case "boolean":
      return fc.boolean();
    case "empty":
      return fc.constant({});
    case "object": {
      const members = [...shape.members].map(([name, below]) => [name, anyJson(below)] as const);
      const numbered = [...shape.numbered].map(([name, below]) => [`${name}_3`, anyJson(below)] as const);
      const always = [...shape.members]
        .filter(([, below]) => below.repeated || isListWrapper(below))
        .map(([name]) => name);
      const type = [["Type", fc.constantFrom("CanonicalUser", "Group")] as const];
      return fc.record<Record<string, unknown>>(
        Object.fromEntries([...(shape.typed ? type : []), ...members, ...numbered]),
        { requiredKeys: [...always, ...(shape.typed ? ["Type"] : [])], noNullPrototype: true },
      );
    }
    default:
      return shape.kind satisfies never;
  }
}

describe("The JSON of a document", () => {
  for (const { name, which, root, group, sample } of documents) {
    const shape = shapeOf(group);

    describe(`that is the ${which} of ${name}`, () => {
      if (sample !== undefined) {
        it("becomes the documented XML again, and the same JSON from that", () => {
          const first = readJson(shape, parseXml(sample));
          const written = writeXml(shape, root, first.body);
          assert.deepEqual(readJson(shape, parseXml(renderXml(written))).body, first.body);
          if (!first.urlDecoded) {
            assert.deepEqual(saying(written), saying(parseXml(sample)));
          }
        });
      }

      it("is the same after it was XML, whatever it holds", () => {
        const any =
          shape.kind === "object" ? anyJson(shape) : anyOne(shape).map((text) => ({ [root]: text }));
        fc.assert(
          fc.property(any, (json) => {
            const text = renderXml(writeXml(shape, root, json as Record<string, unknown>));
            const { body, unknownElements } = readJson(shape, parseXml(text));
            assert.deepEqual(body, json);
            assert.deepEqual(unknownElements, []);
          }),
          { numRuns: 20 },
        );
      });
    });
  }

  const group = (name: string, which: "body" | "answer") => {
    const document = operations.find((each) => each.name === name)?.[which];
    assert.ok(document?.kind === "xml");
    return document.group as Struct;
  };
  const read = (name: string, text: string) => readJson(shapeOf(group(name, "answer")), parseXml(text));

  it("has a list where there is none, one or many", () => {
    for (const count of [0, 1, 2]) {
      const { body } = read(
        "GetBucketCors",
        `<CORSConfiguration>${"<CORSRule><AllowedOrigin>*</AllowedOrigin></CORSRule>".repeat(count)}</CORSConfiguration>`,
      );
      assert.equal((body.CORSRule as unknown[]).length, count);
    }
    const { body } = read(
      "GetService",
      "<ListAllMyBucketsResult><Owner><ID>1</ID></Owner></ListAllMyBucketsResult>",
    );
    assert.deepEqual(body.Buckets, { Bucket: [] });
  });

  it("keeps digits that are names, and numbers that JavaScript cannot hold", () => {
    const { body } = read(
      "PutObjectCopy",
      "<CopyObjectResult><ETag>007</ETag><CRC64>16749565679157681890</CRC64></CopyObjectResult>",
    );
    assert.deepEqual(body, { ETag: "007", CRC64: "16749565679157681890" });
    const listing = read(
      "GetBucket",
      "<ListBucketResult><MaxKeys>99999999999999999999</MaxKeys><IsTruncated>True</IsTruncated></ListBucketResult>",
    );
    assert.equal(listing.body.MaxKeys, "99999999999999999999");
    assert.equal(listing.body.IsTruncated, true);
  });

  it("keeps elements that nobody knows, and names them", () => {
    const { body, unknownElements } = read(
      "GetBucketCors",
      "<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><New><A>1</A><A>2</A></New></CORSRule><__proto__>x</__proto__></CORSConfiguration>",
    );
    assert.deepEqual((body.CORSRule as Record<string, unknown>[])[0]?.New, { A: ["1", "2"] });
    assert.equal(Object.getOwnPropertyDescriptor(body, "__proto__")?.value, "x");
    assert.deepEqual(unknownElements, ["CORSRule>New", "__proto__"]);
  });

  it("keeps an element that comes again where the table has it once", () => {
    const { body, unknownElements } = read(
      "GetBucket",
      "<ListBucketResult><Name>a</Name><Name>b</Name></ListBucketResult>",
    );
    assert.deepEqual(body.Name, ["a", "b"]);
    assert.deepEqual(unknownElements, ["Name (again)"]);
  });

  it("has keys decoded that the document has URL-encoded, and says so", () => {
    const { body, urlDecoded } = read(
      "GetBucket",
      "<ListBucketResult><EncodingType>url</EncodingType><Prefix>a%2F</Prefix><Contents><Key>a%2Fb+c%01</Key><ETag>&quot;%41&quot;</ETag></Contents></ListBucketResult>",
    );
    assert.equal(body.Prefix, "a/");
    assert.deepEqual(body.Contents, [{ Key: "a/b c\u0001", ETag: '"%41"' }]);
    assert.equal(urlDecoded, true);
    const plain = read(
      "GetBucket",
      "<ListBucketResult><Contents><Key>100%+</Key></Contents></ListBucketResult>",
    );
    assert.deepEqual(plain.body.Contents, [{ Key: "100%+" }]);
  });

  it("says what kind a grantee is, and finds it out where it is not said", () => {
    const shape = shapeOf(group("PutBucketAcl", "body"));
    const text = renderXml(
      writeXml(shape, "AccessControlPolicy", {
        Owner: { ID: "o" },
        AccessControlList: {
          Grant: [
            { Grantee: { URI: "http://cam.qcloud.com/groups/global/AllUsers" }, Permission: "READ" },
            { Grantee: { ID: "u" }, Permission: "READ" },
          ],
        },
      }),
    );
    const { body } = readJson(shape, parseXml(text));
    const { Grant } = body.AccessControlList as { Grant: { Grantee: { Type: string } }[] };
    assert.deepEqual(
      Grant.map(({ Grantee }) => Grantee.Type),
      ["Group", "CanonicalUser"],
    );
  });

  it("names standby hosts of an origin as COS does", () => {
    const shape = shapeOf(group("PutBucketOrigin", "body"));
    const rule = (host: object) => ({ OriginRule: [{ OriginInfo: { HostInfo: [host] } }] });
    const json = rule({
      HostName: "a.example.com",
      StandbyHostName_1: "b.example.com",
      StandbyHostName_2: "c.example.com",
    });
    const failures = validateJson(group("PutBucketOrigin", "body"), "OriginConfiguration", json);
    assert.deepEqual(
      failures.filter(({ path: at }) => at.includes("Standby")),
      [],
    );
    assert.match(
      renderXml(writeXml(shape, "OriginConfiguration", json)),
      /<StandbyHostName_1>b\.example\.com<\/StandbyHostName_1><StandbyHostName_2>/,
    );
  });

  it("tells of rules between elements by their names in the document", () => {
    const failures = validateJson(group("PutBucketLifecycle", "body"), "LifecycleConfiguration", {
      Rule: [
        { ID: "a", Status: "Enabled", Filter: {}, Expiration: { Days: 1, Date: "2030-01-01T00:00:00.000Z" } },
      ],
    });
    const [failure] = failures.filter(({ path: at }) => at.startsWith("Rule[0].Expiration"));
    assert.match(
      `${failure?.path} ${failure?.reason}`,
      /^Rule\[0\]\.Expiration\.(Date|Days) cannot be given together with (Days|Date)$/,
    );
  });
});
