import assert from "node:assert/strict";
import fc from "fast-check";
import { rulesFor } from "../../cli/adopt/folderRules";
import { filesFor, isPath } from "../../cli/adopt/objectFiles";
import { SettingsTable } from "../../provider/resources/folder/settings";

describe("The files of objects", () => {
  const keys = fc.array(
    fc.oneof(
      fc
        .array(fc.constantFrom("a", "A", "b", "..", ".", "", "con", "by-hash", "a.txt"), {
          minLength: 1,
          maxLength: 4,
        })
        .map((parts) => parts.join("/")),
      fc.string({ unit: "binary", minLength: 1, maxLength: 12 }),
    ),
    { maxLength: 12 },
  );

  it("lie below their folder, each apart from all others, whatever the letter case", () => {
    fc.assert(
      fc.property(fc.uniqueArray(keys.map((all) => all[0] ?? "x")), (names) => {
        const files = [...filesFor(names).values()];
        assert.equal(files.length, names.length);
        assert.ok(files.every((file) => isPath(file)));
        const folded = files.map((file) => file.toLowerCase());
        assert.equal(new Set(folded).size, files.length);
        for (const file of folded) {
          assert.ok(folded.every((other) => !other.startsWith(`${file}/`)));
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("The rules of a folder", () => {
  const names = fc
    .tuple(
      fc.constantFrom("", "assets/", "assets/img/", "docs/", "a b/"),
      fc.stringMatching(/^[a-z#!*?[\]-]{1,4}$/),
      fc.constantFrom("", ".js", ".html", ".css"),
    )
    .map((parts) => parts.join(""))
    .filter(isPath);
  const settings = fc.record(
    {
      cacheControl: fc.constantFrom("no-cache", "max-age=60"),
      contentType: fc.constantFrom("text/plain", "text/html"),
      metadata: fc.constantFrom({ a: "b" }),
    },
    { requiredKeys: [] },
  );
  const files = fc.uniqueArray(
    fc.record({ name: names, settings: settings.map((value) => ({ ...value })) }),
    {
      selector: ({ name }) => name.toLowerCase(),
      maxLength: 30,
    },
  );

  it("give each file what it has, and no file anything else", () => {
    fc.assert(
      fc.property(files, (all) => {
        const [table, plain] = [new SettingsTable(rulesFor(all)), new SettingsTable()];
        for (const { name, settings: own } of all) {
          assert.deepEqual(table.of(name).settings, { ...plain.of(name).settings, ...own }, name);
        }
      }),
      { numRuns: 500 },
    );
  });
});
