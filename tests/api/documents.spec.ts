import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { findOperation, operations, operationTable } from "../../provider/api/operations";
import type { OperationFacts } from "../../provider/api/operations/operation";
import { decodeStruct, encodeStruct, parseXml, renderXml, type Struct } from "../../provider/codec";
import { bucketConfigs } from "../../provider/resources/configurations";

const folder = path.join(__dirname, "../fixtures/operations");

/** The documented samples of XML, each with what the table says of it. */
const samples = operations.flatMap(({ name, body, answer }) =>
  (
    [
      ["request", body],
      ["answer", answer],
    ] as const
  ).flatMap(([which, document]) => {
    const file = path.join(folder, name, `${which}.xml`);
    return document?.kind === "xml" && existsSync(file)
      ? [{ name, which, document, text: readFileSync(file, "utf8") }]
      : [];
  }),
);

/** Elements that a sample has in another place than the page's own table. */
const misplaced: Readonly<Record<string, readonly string[]>> = {
  ListBucketInventoryConfigurations: ["InventoryConfiguration>Destination>COSBucketDestination>SSE-COS"],
};

/** Instants are written with milliseconds, as most samples have them. */
const withoutMilliseconds = (value: unknown) => JSON.parse(JSON.stringify(value).replaceAll(".000Z", "Z"));

describe("A documented document", () => {
  it("is of an operation that there is, and its page is named", () => {
    const source = readFileSync(path.join(folder, "SOURCE.md"), "utf8");
    for (const name of readdirSync(folder).filter((each) => each !== "SOURCE.md")) {
      assert.equal(findOperation(name)?.name, name);
      assert.match(source, new RegExp(`^\\| ${name} \\|.*: (https://\\S+/436/\\d+|the page of) `, "m"), name);
    }
  });

  for (const { name, which, document, text } of samples) {
    const group: Struct = document.group;

    describe(`of ${name}, the ${which},`, () => {
      const root = parseXml(text);
      const { value, unknownElements } = decodeStruct(group, root);

      it("has the root of the table, and no element that the table lacks", () => {
        assert.equal(root.name, document.root);
        assert.deepEqual(unknownElements, misplaced[name] ?? []);
      });

      it("means the same when it is written and read again", () => {
        const written = renderXml(encodeStruct(document.root, group, value));
        const again = decodeStruct(group, parseXml(written));
        assert.deepEqual(again.unknownElements, []);
        assert.deepEqual(withoutMilliseconds(again.value), withoutMilliseconds(value));
      });

      if (which === "answer" && "always" in document) {
        it("has what is never missing in one", () => {
          for (const element of document.always ?? []) {
            assert.ok(text.includes(`<${element.split(">").at(-1)}>`), element);
          }
        });
      }
    });
  }
});

describe("A configuration of a bucket", () => {
  for (const { token, query, root, struct, operations: named, key, absent } of bucketConfigs) {
    it(`is what the operations are that ${token} names: sub-resource, root and document`, () => {
      for (const [name, subresource] of [
        ...Object.values(named).map((each) => [each, query] as const),
        ...Object.values(key?.without?.operations ?? {}).map((each) => [each, key?.without?.query] as const),
        ...(key === undefined ? [] : [[key.list.operation, key.list.query] as const]),
      ]) {
        assert.equal(findOperation(name)?.subresource, subresource, name);
      }
      const { body } = operationTable[named.put] as OperationFacts;
      if (body?.kind === "xml") {
        assert.equal(body.root, root);
        // Access rules are declared by whom they are for, and not as COS writes them.
        assert.ok(body.group === struct || token === "BucketAcl");
      } else {
        assert.equal(body?.kind, "json");
        assert.equal(body?.group, struct.fields.policy?.struct);
      }
    });

    // Any code will do for the others.
    if (!absent.includes("*")) {
      it(`is not configured when COS answers a 404 that the table has of ${named.get}`, () => {
        const { errors = {} } = operationTable[named.get] as OperationFacts;
        assert.deepEqual(
          // A 404 without a document has no code of its own.
          absent.filter((code) => code !== "NotFound"),
          Object.keys(errors).filter((code) => errors[code] === 404),
        );
      });
    }
  }
});
