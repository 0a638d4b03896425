/** The promises of docs/promises.md: each names its tests, and those tests exist. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { anchorOf } from "../tools/docs/markdown";

const root = path.resolve(__dirname, "..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");

const page = read("docs/promises.md");
/** Title and text of each promise. */
const promises = page
  .split(/^### /m)
  .slice(1)
  .map((section) => ({ title: section.split("\n", 1)[0] ?? "", text: section.split(/^## /m, 1)[0] ?? "" }));

/** Names of tests in a spec, without those that are put together. */
function testNames(text: string): ReadonlySet<string> {
  const names = text.matchAll(/\b(?:describe|it)\(\s*(["'`])((?:\\.|(?!\1).)*)\1/g);
  return new Set([...names].map(([, , name = ""]) => name.replace(/\\(.)/g, "$1")));
}

describe("The promises", () => {
  it("have unique titles", () => {
    assert.ok(promises.length >= 48, `${promises.length}`);
    assert.equal(new Set(promises.map(({ title }) => title)).size, promises.length);
  });

  for (const { title, text } of promises) {
    it(`are held by tests that exist: ${title}`, () => {
      const tests = [...text.matchAll(/^- \[(.+)\]\(\.\.\/(tests\/[^)]+)\)$/gm)];
      assert.notDeepEqual(tests, []);
      for (const [, name = "", file = ""] of tests) {
        assert.ok(testNames(read(file)).has(name), `${file} has no test "${name}"`);
      }
    });
  }

  it("are cited by sources and tests under headings that the page has", () => {
    const anchors = new Set(promises.map(({ title }) => anchorOf(title)));
    const files = ["provider", "sdk", "emulator", "cli", "tests", "tools"].flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts"))
        .map((file) => path.join(folder, file)),
    );
    const cited = files.flatMap((file) =>
      [...read(file).matchAll(/docs\/promises\.md#([a-z0-9-]+)/g)].map(([, anchor = ""]) => ({
        file,
        anchor,
      })),
    );
    assert.ok(cited.length > 20);
    assert.deepEqual(
      cited.filter(({ anchor }) => !anchors.has(anchor)),
      [],
    );
  });

  it("are the only requirements that sources cite, beside public addresses", () => {
    const files = ["provider", "sdk", "emulator", "cli"].flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts"))
        .map((file) => path.join(folder, file)),
    );
    const citing = files.filter((file) => /\b[Rr]eference:? §|\bP\d\d\b|(?<!RFC \d{4} )§\d/.test(read(file)));
    assert.deepEqual(citing, []);
  });
});
