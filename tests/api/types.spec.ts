import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { ownParameters } from "../../provider/api/calls";
import { operations, pageOf } from "../../provider/api/operations";
import { namedParameters } from "../../provider/api/parameters";
import { readComments } from "../../tools/apiTypes/comments";
import { elementsFile, writeElements } from "../../tools/apiTypes/elements";
import { typesFolder, writeApiTypes } from "../../tools/apiTypes/write";

describe("The types of calls", () => {
  it("are those of the table and its comments", function () {
    this.timeout(120_000);
    const comments = readComments();
    const written = writeApiTypes(comments);
    assert.deepEqual(readdirSync(typesFolder).sort(), [...written.keys()].sort());
    for (const [file, text] of written) {
      const kept = readFileSync(path.join(typesFolder, file), "utf8");
      assert.equal(kept, text, `provider/api/types/${file} is out of date: npm run docs writes it`);
    }
    const elements = readFileSync(elementsFile, "utf8");
    assert.equal(
      elements,
      writeElements(comments),
      "cli/explore/elements.json is out of date: npm run docs writes it",
    );
  });

  it("show the page of each operation", () => {
    const text = readdirSync(typesFolder)
      .map((file) => readFileSync(path.join(typesFolder, file), "utf8"))
      .join("\n");
    for (const operation of operations) {
      const page = pageOf(operation);
      assert.ok(page === undefined || text.includes(`@see ${page}`), operation.name);
    }
  });

  it("take the parameters of the table and no others, and show what each means", function () {
    this.timeout(120_000);
    const { checker, exported } = readTypes();
    for (const operation of operations) {
      const symbol = exported.get(`${operation.name}Parameters`);
      assert.ok(symbol, operation.name);
      const shown = new Map(
        checker
          .getDeclaredTypeOfSymbol(symbol)
          .getProperties()
          .map((property) => [
            property.name,
            ts.displayPartsToString(property.getDocumentationComment(checker)),
          ]),
      );
      const named = namedParameters(operation);
      assert.deepEqual([...shown.keys()].sort(), [...ownParameters(operation), ...named.keys()].sort());
      for (const { name, wireName, facts } of named.values()) {
        const text = shown.get(name) ?? "";
        assert.ok(
          text.includes(facts.meaning) && text.includes(`\`${wireName}\``),
          `${operation.name}: ${wireName}: ${text}`,
        );
      }
    }
  });

  it("let a document that was read be written again", function () {
    this.timeout(120_000);
    const { checker, exported } = readTypes();
    const typeOf = (name: string) => {
      const symbol = exported.get(name);
      assert.ok(symbol, name);
      return checker.getDeclaredTypeOfSymbol(symbol);
    };
    const pairs = operations.flatMap(({ name, answer }) => {
      const written = operations.find(
        ({ body }) => groupOf(body) !== undefined && groupOf(body) === groupOf(answer),
      );
      return written === undefined ? [] : [{ read: `${name}Answer`, written: `${written.name}Body` }];
    });
    assert.ok(pairs.length > 15, `${pairs.length}`);
    for (const { read, written } of pairs) {
      assert.ok(checker.isTypeAssignableTo(typeOf(read), typeOf(written)), `${read} is not ${written}`);
    }
    assert.ok(!checker.isTypeAssignableTo(typeOf("PutBucketCorsBody"), typeOf("GetBucketTaggingAnswer")));
  });

  it("call no two parameters of an operation the same", () => {
    for (const operation of operations) {
      const { query = {}, headers = {}, pathParameters = {} } = operation;
      const all = [...Object.keys(query), ...Object.keys(headers), ...Object.keys(pathParameters)];
      const form = operation.body?.kind === "form" ? namedParameters(operation).size : 0;
      assert.equal(namedParameters(operation).size, all.length + form, operation.name);
    }
  });
});

function readTypes(): {
  readonly checker: ts.TypeChecker;
  readonly exported: ReadonlyMap<string, ts.Symbol>;
} {
  const file = path.join(typesFolder, "index.ts");
  const program = ts.createProgram([file], { strict: true, lib: ["lib.es2022.d.ts"], types: ["node"] });
  const [checker, source] = [program.getTypeChecker(), program.getSourceFile(file)];
  const module = source && checker.getSymbolAtLocation(source);
  assert.ok(module);
  const exported = checker.getExportsOfModule(module).map((symbol) => [symbol.name, symbol] as const);
  return { checker, exported: new Map(exported) };
}

function groupOf(document: object | undefined): unknown {
  return document !== undefined && "group" in document ? document.group : undefined;
}
