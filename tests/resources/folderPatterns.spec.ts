import assert from "node:assert/strict";
import type { Props } from "../../provider/model/props";
import { folder } from "../handlers";
import { FolderBench } from "./folderBench";

// docs/promises.md#changed-files-are-sent
describe("The patterns of a folder", () => {
  let bench: FolderBench;
  before(async () => {
    bench = await FolderBench.start();
  });
  beforeEach(async () => {
    await bench.reset();
    bench.write({
      "index.html": "",
      "assets/app.js": "",
      "assets/app.css": "",
      "assets/app.js.map": "",
      "docs/a.md": "",
      "#notes.txt": "",
      "{draft}.txt": "",
    });
  });
  after(() => bench.close());

  const failures = async (news: Props) => (await bench.check(news)).failures;
  const warnings = async (news: Props = {}) =>
    ((await bench.check(news)).warnings ?? []).map((text) => text.replace(`${bench.source}: `, ""));
  /** The names that a preview of a new folder shows. */
  const taken = async (news: Props) => {
    const { failures: wrong, notes = [] } = await bench.check(news);
    assert.deepEqual(wrong, []);
    return notes.join("\n").match(/(?<=^ {2}\+ ).*$/gm) ?? [];
  };

  it("are understood as people write them: with a leading ./, and with choices in braces", async () => {
    assert.deepEqual(await taken({ include: ["./assets/*.js"] }), ["assets/app.js"]);
    assert.deepEqual(await taken({ include: ["./index.html"] }), ["index.html"]);
    assert.deepEqual(await taken({ include: ["*.{js,css}"] }), ["assets/app.css", "assets/app.js"]);
    assert.deepEqual(await taken({ include: ["*.@(html|css)"] }), ["assets/app.css", "index.html"]);
    assert.deepEqual(await taken({ include: ["{assets/*.{js,map},index.html}"] }), [
      "assets/app.js",
      "assets/app.js.map",
      "index.html",
    ]);
    assert.deepEqual(await taken({ include: ["\\#notes.txt", "\\{draft\\}.txt"] }), [
      "#notes.txt",
      "{draft}.txt",
    ]);
    const without = await taken({ exclude: ["*.{map,md,txt}", "./assets/**"] });
    assert.deepEqual(without, ["index.html"]);
    const news = { rules: [{ match: "*.{js,css}", cacheControl: "no-cache" }] };
    await bench.create(news);
    const client = bench.bench.context.client;
    const { headers } = await client.send({ method: "HEAD", ...bench.target, key: "assets/app.css" });
    assert.equal(headers["cache-control"], "no-cache");
  });

  it("are refused where they could never match, with what would be right", async () => {
    const wrong: Record<string, RegExp> = {
      "#x": /is a comment in \.gitignore; write \\#x/,
      "../secret/**": /leads out of the source/,
      "assets\\app.js": /write assets\/app\.js$/,
      "assets\\": /write assets$/,
      "*.(js|css)": /write \*\.\{js,css\}$/,
      "*.+(js|css)": /write \*\.\{js,css\}$/,
      "!(a|b).js": /is not a pattern|no patterns? before|takes back/,
      "f{1..3}.txt": /has a range in braces/,
      " ": /matches nothing/,
    };
    for (const [pattern, reason] of Object.entries(wrong)) {
      for (const [at, news] of Object.entries({
        "include[0]": { include: [pattern] },
        "exclude[0]": { exclude: [pattern] },
        "rules[0].match": { rules: [{ match: pattern }] },
      })) {
        const [failure] = await failures(news);
        assert.equal(failure?.path, at, pattern);
        assert.match(failure?.reason ?? "", reason);
      }
    }
    assert.match((await failures({ rules: [{ match: "!a" }] }))[0]?.reason ?? "", /write \\!a/);
    const [first] = await failures({ include: ["!*.map", "*.js"] });
    assert.deepEqual([first?.path, /exclude: \["\*\.map"\]/.test(first?.reason ?? "")], ["include[0]", true]);
  });

  it("are refused when they begin with the source itself, so that exclude does not let through what it names", async () => {
    for (const [pattern, right] of [
      [`${bench.source.split("/").at(-1)}/assets/**`, "/assets/**"],
      [`.${bench.source}/assets/**`.slice(1), "/assets/**"],
      ["assets\\*.js", "assets/*.js"],
    ] as const) {
      for (const at of ["include", "exclude"]) {
        const [failure] = await failures({ [at]: [pattern] });
        assert.equal(failure?.path, `${at}[0]`);
        assert.ok(failure?.reason.endsWith(`write ${right}`), failure?.reason);
      }
      const [failure] = await failures({ rules: [{ match: pattern, cacheControl: "no-cache" }] });
      assert.equal(failure?.path, "rules[0].match");
    }
  });

  it("are reported when they match no file, but not those of .cosignore", async () => {
    bench.write({ ".cosignore": "*.psd\n" });
    const found = await warnings({
      include: ["*.html", "*.HTML", "docs/"],
      exclude: ["*.bak", "docs/drafts/", "!b.md"],
      rules: [{ match: "*.html" }, { match: "*.png" }],
    });
    assert.deepEqual(found, [
      "include[1] fits no file: *.HTML",
      "exclude[0] fits no file: *.bak",
      "exclude[1] fits no file: docs/drafts/",
      "exclude[2] fits no file: !b.md",
      "rules[1].match fits no file: *.png",
    ]);
    assert.deepEqual(await warnings({ exclude: ["*.map", "docs/", "app.css"] }), []);
  });

  it("take nothing of version control and systems, unless exclude or .cosignore take it back", async () => {
    bench.write({
      ".git/config": "1",
      ".DS_Store": "2",
      "docs/._a.md": "3",
      "docs/Thumbs.db": "4",
      ".hg/x": "",
    });
    const hidden = (names: readonly string[]) =>
      names.filter((name) => /(^|\/)\.|Thumbs/.test(name)).join(" ");
    assert.equal(hidden(await taken({})), "");
    assert.equal(hidden(await taken({ exclude: ["!.git"] })), ".git/config");
    bench.write({ ".cosignore": "!.DS_Store\n" });
    assert.equal(hidden(await taken({ exclude: ["!Thumbs.db"] })), ".DS_Store docs/Thumbs.db");
  });

  it("remove what an earlier version had put there of that, and say so before", async () => {
    bench.write({ ".git/config": "1" });
    const outputs = await bench.create({ exclude: ["!.git"] });
    const { notes = [] } = folder.diff(bench.id, outputs, await bench.inputs({}, outputs));
    assert.match(notes.join(), /1 file to remove\n {2}- \.git\/config$/);
  });

  it("let secrets and node_modules through with a warning, once they are wanted without", async () => {
    bench.write({
      ".env": "TOKEN=1",
      ".env.production": "TOKEN=1",
      ".env.example": "TOKEN=",
      "keys/site.key": "-----BEGIN RSA PRIVATE KEY-----\n",
      "keys/site.pem": "-----BEGIN CERTIFICATE-----\n",
      "slides.key": "PK",
      "node_modules/a/index.js": "",
      "node_modules/b/index.js": "",
    });
    const found = await warnings();
    assert.match(
      found[0] ?? "",
      /may hold secrets are uploaded: \.env, \.env\.production, keys\/site\.key\. Leave them out/,
    );
    assert.match(found[1] ?? "", /^2 files of node_modules are uploaded/);
    assert.equal(found.length, 2);
    assert.deepEqual(await warnings({ exclude: ["!.env*", "!*.key", "!node_modules/**"] }), []);
    assert.deepEqual(await warnings({ exclude: [".env*", "*.key", "node_modules/"] }), []);
  });
});

describe("A folder that has become empty", () => {
  let bench: FolderBench;
  before(async () => {
    bench = await FolderBench.start();
  });
  beforeEach(() => bench.reset());
  after(() => bench.close());

  it("is reported at preview with what will be removed, before it empties the bucket", async () => {
    bench.write({ "a.txt": "1", "b.txt": "2", "c/d.txt": "3" });
    const outputs = await bench.create();
    const told = async (news: Props) => {
      const { warnings = [] } = folder.diff(bench.id, outputs, await bench.inputs(news, outputs));
      return warnings.join("\n").replace(bench.source, "SOURCE");
    };
    assert.equal(await told({}), "");
    const expected =
      "SOURCE: there is no file left to upload, so all 3 files that this folder has put into the bucket will be removed";
    assert.equal(await told({ include: ["*.html"] }), expected);
    assert.equal(await told({ include: ["*.html"], deleteRemoved: false }), "");
    for (const name of ["a.txt", "b.txt", "c"]) {
      bench.remove(name);
    }
    assert.equal(await told({}), expected);
  });

  it("is reported when it never held anything", async () => {
    const { warnings = [] } = await bench.check();
    assert.match(warnings.join(), /there is no file to upload$/);
  });
});
