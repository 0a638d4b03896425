import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";

const root = path.resolve(__dirname, "../..");

describe("A program that only declares resources", () => {
  it("loads no XML parser, no HTTP client and no texts of the documentation", function () {
    this.timeout(60_000);
    const program = 'require("./sdk"); process.stdout.write(JSON.stringify(Object.keys(require.cache)))';
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ["-r", "ts-node/register/transpile-only", "-e", program],
      { cwd: root, encoding: "utf8" },
    );
    assert.notEqual(stdout, "", stderr);
    const loaded = (JSON.parse(stdout) as string[]).map((file) =>
      path.relative(root, file).split(path.sep).join("/"),
    );
    assert.ok(loaded.includes("provider/resources/configurations/cors.ts"));
    const heavy = /^node_modules\/(saxes|fast-xml-parser|undici)\/|^provider\/(client|schema|explanations)\//;
    assert.deepEqual(
      loaded.filter((file) => heavy.test(file)),
      [],
    );
  });
});
