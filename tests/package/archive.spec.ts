/** What npm would publish, by npm's own list. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

const root = path.resolve(__dirname, "../..");

interface Packed {
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

describe("The archive that npm publishes", function () {
  this.timeout(60_000);
  let packed: Packed;

  before(() => {
    const list = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts", "--silent"], {
      cwd: root,
      encoding: "utf8",
      shell: process.platform === "win32",
    });
    packed = JSON.parse(list)[0];
  });

  it("holds the compiled package, the explorer's page and the documents, and nothing else", () => {
    const pages = /^(CHANGELOG\.md|LICENSE|README(\.zh-CN)?\.md|package\.json)$/;
    const code = /^lib\/(cli|emulator|provider|sdk)\/.*\.(js|d\.ts|json)$/;
    const explorer = /^lib\/explorer\/(index\.html|main\.(js|css)|licenses\.txt)$/;
    const strange = packed.files
      .map((file) => file.path)
      .filter((name) => ![pages, code, explorer].some((known) => known.test(name)));
    assert.deepEqual(strange, []);
    assert.ok(packed.size < 1_000_000, `${packed.size} bytes`);
  });

  it("holds a page of the explorer that is small, however it is served", () => {
    const folder = path.join(root, "lib/explorer");
    const names = readdirSync(folder);
    assert.ok(names.includes("main.js") && names.includes("main.css"), names.join());
    const bytes = names.map((name) => gzipSync(readFileSync(path.join(folder, name))).length);
    const all = bytes.reduce((sum, each) => sum + each, 0);
    assert.ok(all <= 250_000, `${all} bytes`);
  });

  it("holds every file that package.json names", () => {
    const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
    const named = [
      manifest.main,
      manifest.types,
      ...Object.values<string>(manifest.bin),
      ...Object.values<string | object>(manifest.exports).flatMap((entry) =>
        typeof entry === "string" ? [entry] : Object.values<string>(entry as Record<string, string>),
      ),
    ].map((name) => path.posix.normalize(name));
    const names = new Set(packed.files.map((file) => file.path));
    assert.deepEqual(
      named.filter((name) => !names.has(name)),
      [],
    );
  });
});
