import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
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

  it("show the page of each operation, and what each parameter means", () => {
    const text = readdirSync(typesFolder)
      .map((file) => readFileSync(path.join(typesFolder, file), "utf8"))
      .join("\n");
    for (const operation of operations) {
      const page = pageOf(operation);
      assert.ok(page === undefined || text.includes(`@see ${page}`), operation.name);
      for (const { wireName, facts } of namedParameters(operation).values()) {
        assert.ok(
          text.includes(facts.meaning) && text.includes(`\`${wireName}\``),
          `${operation.name}: ${wireName}`,
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
