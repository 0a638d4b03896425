/** What the real engine makes of programs whose declarations are renamed, replaced, doubled, moved and cut: COS loses nothing that the state holds. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { killTree } from "../../tools/processes";
import { assertShows } from "./example";
import { region, type TestStack, useEngine } from "./harness";

type Declaration = readonly [
  kind: string,
  name: string,
  args: Readonly<Record<string, unknown>>,
  more?: Readonly<Record<string, unknown>> | undefined,
];

const folder = mkdtempSync(path.join(tmpdir(), "changes-"));
after(() => rmSync(folder, { recursive: true, force: true }));

let programs = 0;

/** A stack and its program, which is what was declared last. */
class Program {
  readonly file = path.join(folder, `program-${++programs}.json`);
  stack!: TestStack;

  declare(...declarations: readonly Declaration[]): void {
    const written = declarations.map(([kind, name, args, more]) => ({ kind, name, args, ...more }));
    writeFileSync(this.file, JSON.stringify(written));
  }
}

describe("a program that changes, on the real engine", function () {
  this.timeout(180_000);
  const engine = useEngine();

  const newProgram = async (): Promise<Program> => {
    const program = new Program();
    program.stack = await engine.newStack("tests/engine/programs/declared", {
      env: { DECLARED: program.file },
    });
    return program;
  };
  const named = (name: string) => `${name}-${engine.emulator.appId}`;
  const keys = async (bucket: string) =>
    (await engine.outsider.getBucket({ Bucket: named(bucket), Region: region })).Contents.map(
      ({ Key }) => Key,
    );
  const put = (bucket: string, Key: string) =>
    engine.outsider.putObject({ Bucket: named(bucket), Region: region, Key, Body: "theirs" });
  const source = (name: string, files: readonly string[]) => {
    const place = path.join(folder, name);
    mkdirSync(place);
    for (const file of files) {
      writeFileSync(path.join(place, file), `<p>${file}</p>`);
    }
    return place;
  };
  const rules = [{ allowedOrigins: ["*"], allowedMethods: ["GET"] }];
  const page = (name: string, key: string, more?: Declaration[3]): Declaration => [
    "Object",
    name,
    { bucket: "@home", key, content: `<p>${key}</p>` },
    more,
  ];
  const urnOf = async ({ stack }: Program, name: string) =>
    (await stack.resources()).find(({ urn }) => urn.endsWith(`::${name}`))?.urn as string;

  it("keeps what is renamed, in any order of names, re-indexed, or turned from objects into a folder and back", async () => {
    const program = await newProgram();
    const { stack } = program;
    const docs = source("docs", ["guide.html", "old.html"]);
    const texts = source("texts", ["a.txt", "b.txt"]);
    const home: Declaration = ["Bucket", "home", { bucket: named("first"), forceDestroy: true }];
    program.declare(
      home,
      ["BucketCors", "m-cors", { bucket: "@home", rules }],
      ["BucketTagging", "m-tags", { bucket: "@home", tags: { team: "web" } }],
      page("m-index", "index.html"),
      page("m-error", "error.html"),
      ["Folder", "m-docs", { bucket: "@home", source: docs, prefix: "docs/" }],
      ["Folder", "texts", { bucket: "@home", source: texts, prefix: "texts/" }],
      page("file-0", "b"),
      page("file-1", "c"),
      page("double", "index.html"),
      page("one", "loose/a.txt"),
      page("two", "loose/b.txt"),
      page("dropped", "dropped.html"),
    );
    const { output: first } = await stack.up();
    assertShows(
      first,
      `index.html in ${named("first")} is declared twice, by Object m-index and by Object double`,
    );

    rmSync(path.join(docs, "old.html"));
    program.declare(
      home,
      ["BucketCors", "a-cors", { bucket: "@home", rules }],
      ["BucketTagging", "z-tags", { bucket: "@home", tags: { team: "web" } }],
      page("a-index", "index.html"),
      page("z-error", "error.html"),
      ["Folder", "z-docs", { bucket: "@home", source: docs, prefix: "docs/" }],
      page("text-a", "texts/a.txt"),
      page("text-b", "texts/b.txt"),
      page("file-0", "a"),
      page("file-1", "b"),
      page("file-2", "c"),
      ["Folder", "loose", { bucket: "@home", source: texts, prefix: "loose/" }],
    );
    const { output } = await stack.up();
    assertShows(output, "stays: another resource of this program manages it");
    assertShows(output, "aliases: [{ name:");
    const live = [
      "a",
      "b",
      "c",
      "docs/guide.html",
      "error.html",
      "index.html",
      "loose/a.txt",
      "loose/b.txt",
      "texts/a.txt",
      "texts/b.txt",
    ];
    assert.deepEqual(await keys("first"), live);
    await stack.preview(["--refresh", "--expect-no-changes"]);

    // All of them once more: replaced by hand, tainted, and one whose replacement is deleted first.
    const replaced = await Promise.all(
      ["a-cors", "a-index", "z-docs"].map(async (name) => ["--replace", await urnOf(program, name)]),
    );
    await stack.pulumi(["state", "taint", await urnOf(program, "z-error"), "--yes"]);
    await stack.up(replaced.flat());
    assert.deepEqual(await keys("first"), live);
    await stack.preview(["--refresh", "--expect-no-changes"]);

    await stack.destroy();
    assert.deepEqual(await engine.buckets(), []);
  });

  it("never empties nor deletes a bucket that is renamed, whichever advice is followed", async () => {
    const program = await newProgram();
    const { stack } = program;
    const bucket = named("second");
    const site = (name: string, more?: Declaration[3], args = {}): Declaration => [
      "Bucket",
      name,
      { bucket, forceDestroy: true, ...args },
      more,
    ];
    program.declare(site("site"));
    await stack.up();
    await put("second", "theirs.txt");

    program.declare(site("www"));
    const { output: refused } = await stack.up([], { exits: 1 });
    assertShows(
      refused,
      /aliases(.|\n)*retainOnDelete: true(.|\n)*pulumi\s+state\s+delete(.|\n)*adoptExisting: true/,
    );
    program.declare(site("www", undefined, { adoptExisting: true }));
    const { output: adopted } = await stack.up();
    assertShows(adopted, `the bucket ${bucket} stays: another resource of this program manages it`);
    assert.deepEqual(await keys("second"), ["theirs.txt"]);

    program.declare(site("home", { options: { aliases: [{ name: "www" }] } }, { adoptExisting: true }));
    await stack.up();
    assert.deepEqual(await keys("second"), ["theirs.txt"]);

    // The bucket leaves the program, and something that names it stays.
    program.declare(["Object", "page", { bucket, key: "index.html", content: "<p>page</p>" }]);
    const { output: inhabited } = await stack.up([], { exits: 1 });
    assertShows(inhabited, /stays, with all that is in it: this program still has index\.html in \S+ there/);
    assert.deepEqual(await keys("second"), ["index.html", "theirs.txt"]);
    await stack.destroy();
    assert.deepEqual(await engine.buckets(), []);
  });

  it("keeps what is renamed through runs with --target, and through a kill between create and delete", async () => {
    const program = await newProgram();
    const { stack } = program;
    const home: Declaration = ["Bucket", "home", { bucket: named("third"), forceDestroy: true }];
    const before = [home, page("m-page", "page.html"), page("m-other", "other.html")];
    // What is dropped is deleted before what it depends on.
    program.declare(...before, page("last", "last.html", { after: ["m-other"] }));
    await stack.up();

    // Only the new name, while the old one stays in the state; then all.
    const urn = async (name: string) => (await urnOf(program, "m-page")).replace(/m-page$/, name);
    program.declare(
      home,
      page("a-page", "page.html"),
      page("m-other", "other.html"),
      page("last", "last.html", { after: ["m-other"] }),
    );
    await stack.up(["--target", await urn("a-page")]);
    assert.ok(await urnOf(program, "m-page"));
    await stack.up();
    assert.equal(await urnOf(program, "m-page"), undefined);
    assert.deepEqual(await keys("third"), ["last.html", "other.html", "page.html"]);

    // The engine dies when the new name is in the state and the old one is not yet deleted.
    program.declare(home, page("a-page", "page.html"), page("z-other", "other.html"));
    engine.emulator.addFault({
      kind: "delay",
      milliseconds: 60_000,
      times: 0,
      match: { operation: "DeleteObject" },
    });
    const deleting = () => engine.emulator.requests.some(({ operation }) => operation === "DeleteObject");
    engine.emulator.clearRequests();
    await stack.up([], {
      exits: "any",
      onStart: async ({ pid }) => {
        while (!deleting()) {
          await delay(20);
        }
        killTree(pid as number);
      },
    });
    engine.emulator.clearFaults();
    await stack.pulumi(["cancel", "--yes"], { exits: "any" });
    const names = (await stack.resources()).map(({ urn: each }) => each.split("::").pop());
    assert.ok(names.includes("m-other") && names.includes("z-other"), names.join(", "));
    await stack.up();
    assert.deepEqual(await keys("third"), ["other.html", "page.html"]);
    await stack.preview(["--refresh", "--expect-no-changes"]);
    await stack.destroy();
    assert.deepEqual(await engine.buckets(), []);
  });

  it("is taken over by another stack without loss when the first one lets go as docs say", async () => {
    const [giver, taker] = [await newProgram(), await newProgram()];
    const bucket = named("fourth");
    const site = (options: object, args = {}): Declaration[] => [
      ["Bucket", "site", { bucket, forceDestroy: true, ...args }, { options }],
      ["Object", "page", { bucket, key: "index.html", content: "<p>page</p>" }, { options, after: ["site"] }],
    ];
    giver.declare(...site({}));
    await giver.stack.up();
    taker.declare(...site({}));
    const { output } = await taker.stack.up([], { exits: 1 });
    assertShows(output, "retainOnDelete: true");
    giver.declare(...site({ retainOnDelete: true }));
    await giver.stack.up();
    taker.declare(...site({}, { adoptExisting: true }));
    await taker.stack.up();
    giver.declare();
    await giver.stack.up();
    assert.deepEqual(await keys("fourth"), ["index.html"]);
    await taker.stack.preview(["--refresh", "--expect-no-changes"]);
    await taker.stack.destroy();
    assert.deepEqual(await engine.buckets(), []);
  });
});
