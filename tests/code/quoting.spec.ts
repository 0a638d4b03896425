/** Values arrive unchanged, whatever is in them: what a shell, a language or a format could take for its own. */

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { codeOf, languages } from "../../cli/code";
import type { LanguageName } from "../../cli/code/languages";
import { findOperation } from "../../provider/api/operations";
import { run } from "../../tools/processes";
import { obtainCosPython } from "../foreign/obtain";
import { obtained } from "../foreign/obtained";
import { type Recorder, startRecorder } from "./recorder";

/** Text of what breaks quotes, and of anything else that a key and a document can hold. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "'",
        '"',
        "\\",
        "`",
        "$",
        "$HOME",
        "${",
        "#{b}",
        "%s",
        "%41",
        "\n",
        "\t",
        "!",
        "*",
        "EOF",
        "😀",
        "\u2028",
        "ü",
        "&",
        "<",
        ";",
        "|",
        "//",
        "]]>",
        "\\n",
        "\\u0041",
        "{",
        "}",
        " ",
      ),
      fc.string({ unit: "grapheme", maxLength: 4 }),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => parts.join("").replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]/g, ""))
  .filter((value) => value.trim() !== "" && Buffer.from(value).toString() === value);

/** Keys without what SDKs refuse or read as folders. */
const key = text
  .map((value) => value.replace(/[\r\n\t]/g, "-").replace(/\/+/g, "/"))
  .map((value) => `k${value}`.replaceAll("./", "-/"));

const values = fc.sample(fc.record({ key, content: text, prefix: text }), { numRuns: 25, seed: 14 });

let recorder: Recorder;
let folder: string;
before(async () => {
  recorder = await startRecorder();
  folder = mkdtempSync(path.join(tmpdir(), "quoting-"));
});
after(async () => {
  await recorder.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Sends every value by a program of its own, as key, content, metadata and parameter of the query. */
async function send(
  language: LanguageName,
  runner: (files: readonly string[]) => readonly [name: string, text: string, program: string],
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  const own = path.join(folder, language);
  mkdirSync(own);
  const files = values.flatMap(({ key: Key, content, prefix }, index) => {
    const place = { Bucket: `v${index}-1250000000`, Region: "ap-guangzhou" };
    const calls = [
      ["PutObject", { ...place, Key, Body: content }],
      ["GetBucket", { ...place, Prefix: prefix }],
    ] as const;
    return calls.map(([name, parameters]) => {
      const operation = findOperation(name);
      assert.ok(operation);
      const file = path.join(own, `${name}${index}.${languages[language].extension}`);
      writeFileSync(file, codeOf(language, operation, parameters, { endpoint: recorder.url }));
      return file;
    });
  });
  const [name, script, program] = runner(files);
  writeFileSync(path.join(own, name), script);
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    LC_ALL: "C.UTF-8",
    TENCENTCLOUD_SECRET_ID: "id",
    TENCENTCLOUD_SECRET_KEY: "key",
    ...more,
  };
  const { output } = await run(program, [path.join(own, name)], { cwd: own, env, timeoutMs: 100_000 });
  const requests = recorder.requests.splice(0);
  for (const [index, { key: Key, content, prefix }] of values.entries()) {
    const ofBucket = requests.filter(({ host }) => host.startsWith(`v${index}-`));
    const put = ofBucket.find(({ method }) => method === "PUT");
    const get = ofBucket.find(({ method }) => method === "GET");
    assert.ok(
      put !== undefined && get !== undefined,
      `${JSON.stringify({ Key, prefix })}: ${output.slice(-1_500)}`,
    );
    assert.equal(put.path, `/${Key}`);
    assert.equal(put.body.toString(), content);
    assert.equal(get.query.prefix, prefix);
  }
}

describe("A value of any characters", function () {
  this.timeout(120_000);

  it("is sent unchanged by scripts with curl", () =>
    send("curl", (files) => ["all.sh", files.map((file) => `sh '${file}' || true\n`).join(""), "sh"]));

  it("is sent unchanged by programs for Node", () =>
    send("node", (files) => ["all.js", files.map((file) => `require('${file}');\n`).join(""), "node"], {
      NODE_PATH: path.resolve(__dirname, "../../node_modules"),
    }));

  describe("with Tencent's SDK for Python", () => {
    const pythonPath = obtained(obtainCosPython);

    it("is sent unchanged", () =>
      send(
        "python",
        (files) => [
          "all.py",
          `import runpy, traceback\nfor file in ${JSON.stringify(files)}:\n    try:\n        runpy.run_path(file)\n    except Exception:\n        traceback.print_exc()\n`,
          "python3",
        ],
        { PYTHONPATH: pythonPath() },
      ));
  });
});
