import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { ownParameters } from "../../provider/api/calls";
import { operations, pageOf } from "../../provider/api/operations";
import { namedParameters } from "../../provider/api/parameters";
import { typesFolder, writeApiTypes } from "../../tools/apiTypes/write";

describe("The types of calls", () => {
  it("are those of the table and its comments", function () {
    this.timeout(120_000);
    const written = writeApiTypes();
    assert.deepEqual(readdirSync(typesFolder).sort(), [...written.keys()].sort());
    for (const [file, text] of written) {
      const kept = readFileSync(path.join(typesFolder, file), "utf8");
      assert.equal(kept, text, `provider/api/types/${file} is out of date: npm run docs writes it`);
    }
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
    const file = path.join(typesFolder, "index.ts");
    const program = ts.createProgram([file], { strict: true, noLib: true, types: [] });
    const [checker, source] = [program.getTypeChecker(), program.getSourceFile(file)];
    assert.ok(source);
    const module = checker.getSymbolAtLocation(source);
    assert.ok(module);
    const exported = new Map(checker.getExportsOfModule(module).map((symbol) => [symbol.name, symbol]));
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

  it("call no two parameters of an operation the same", () => {
    for (const operation of operations) {
      const { query = {}, headers = {}, pathParameters = {} } = operation;
      const all = [...Object.keys(query), ...Object.keys(headers), ...Object.keys(pathParameters)];
      const form = operation.body?.kind === "form" ? namedParameters(operation).size : 0;
      assert.equal(namedParameters(operation).size, all.length + form, operation.name);
    }
  });
});
