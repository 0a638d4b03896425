import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as cos from "../../sdk";

describe("Two resources of a program for one target", () => {
  let warnings: string[] = [];
  const warn = console.warn;
  const folder = mkdtempSync(path.join(tmpdir(), "doubles-"));
  let buckets = 0;

  before(async () => {
    console.warn = (line: string) => warnings.push(String(line));
    await pulumi.runtime.setMocks(
      {
        newResource: ({ name, inputs }) => ({
          id: name,
          state: { region: "ap-beijing", prefix: "", ...inputs },
        }),
        call: () => ({}),
      },
      "project",
      "stack",
      true,
    );
    for (const name of [
      "site/index.html",
      "site/assets/app.js",
      "site/draft.html",
      "extra/app.js",
      "extra/other.js",
    ]) {
      const file = path.join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, name);
    }
  });
  after(() => {
    console.warn = warn;
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    warnings = [];
  });

  /** Every test has a bucket of its own: all are one program. */
  const newName = () => `b${++buckets}-1250000000`;
  const source = (name: string) => path.join(folder, name);
  const rules = [{ allowedOrigins: ["*"], allowedMethods: ["GET" as const] }];
  const told = async (...resources: readonly pulumi.CustomResource[]) => {
    await Promise.all(resources.map(({ urn }) => new Promise((resolve) => urn.apply(resolve))));
    await new Promise((resolve) => setTimeout(resolve, 20));
    return warnings.map((line) => line.replace(/^warning: \[runtime\] /, ""));
  };

  it("are reported with both names: two buckets, two of a configuration, two objects, an object and a copy", async () => {
    const bucket = newName();
    const lines = await told(
      new cos.Bucket("one", { bucket }),
      new cos.Bucket("two", { bucket }),
      new cos.BucketCors("cors", { bucket, rules }),
      new cos.BucketCors("cors-again", { bucket: pulumi.output(bucket), rules }),
      new cos.Object("page", { bucket, key: "index.html", content: "" }),
      new cos.Object("index.html", { bucket, content: "" }),
      new cos.ObjectCopy("copy", { bucket, key: "index.html", source: { bucket, key: "other" } }),
    );
    const ends = "the one written last wins, and is drift for the other";
    for (const start of [
      `the bucket ${bucket} is declared twice, by Bucket one and by Bucket two`,
      `the BucketCors in ${bucket} is declared twice, by BucketCors cors and by BucketCors cors-again`,
      `index.html in ${bucket} is declared twice, by Object page and by Object index.html`,
      `index.html in ${bucket} is declared twice, by Object page and by ObjectCopy copy`,
    ]) {
      assert.ok(
        lines.some((line) => line.startsWith(`${start}: ${ends}`)),
        `${start} in\n${lines.join("\n")}`,
      );
    }
    assert.equal(lines.length, 4);
  });

  it("are reported for a bucket whose name is not known yet, once", async () => {
    const bucket = new cos.Bucket("generated");
    const lines = await told(
      new cos.BucketTagging("tags", { bucket, tags: { a: "b" } }),
      new cos.BucketTagging("more-tags", { bucket, tags: { c: "d" } }),
    );
    assert.equal(lines.length, 1);
    assert.match(
      lines[0] as string,
      /^the BucketTagging in Bucket generated is declared twice, by BucketTagging tags and by BucketTagging more-tags/,
    );
  });

  it("are reported however the bucket is given", async () => {
    const name = newName();
    const bucket = new cos.Bucket("home", { bucket: name });
    const lines = await told(
      new cos.BucketReferer("by-name", {
        bucket: name.replace(/-\d+$/, ""),
        status: "Enabled",
        refererType: "Black-List",
        domainList: ["a.example.com"],
      }),
      new cos.BucketReferer("by-resource", {
        bucket,
        status: "Enabled",
        refererType: "Black-List",
        domainList: ["b.example.com"],
      }),
    );
    assert.match(lines.join("\n"), /by BucketReferer by-name and by BucketReferer by-resource/);
  });

  it("are reported for an object that is a file of a folder too, and not for one that the folder leaves out", async () => {
    const bucket = newName();
    const lines = await told(
      new cos.Object("early", { bucket, key: "assets/app.js", content: "" }),
      new cos.Folder("site", { bucket, source: source("site"), prefix: "", exclude: ["draft.html"] }),
      new cos.Object("late", { bucket, key: "index.html", content: "" }),
      new cos.Object("draft", { bucket, key: "draft.html", content: "" }),
      new cos.Object("elsewhere", { bucket, key: "assets/none.js", content: "" }),
    );
    assert.equal(lines.length, 2);
    assert.match(
      lines.join("\n"),
      /assets\/app\.js in \S+ is declared twice, by Folder site and by Object early/,
    );
    assert.match(lines.join("\n"), /index\.html in \S+ is declared twice, by Folder site and by Object late/);
  });

  it("are reported for two folders that share a file, and not for two that only share a prefix", async () => {
    const bucket = newName();
    const lines = await told(
      new cos.Folder("all", { bucket, source: source("site"), prefix: "" }),
      new cos.Folder("assets", { bucket, source: source("extra"), prefix: "assets/" }),
      new cos.Folder("beside", { bucket, source: source("extra"), prefix: "beside/" }),
      new cos.Folder("inside", { bucket, source: source("extra"), prefix: "", include: ["other.js"] }),
    );
    assert.deepEqual(
      lines.map((line) => line.split(":")[0]),
      [`assets/app.js in ${bucket} is declared twice, by Folder all and by Folder assets`],
    );
  });

  it("are not reported when they differ in bucket, in key, in id or in kind", async () => {
    const [bucket, other] = [newName(), newName()];
    const task = (name: string, inventoryId: string) =>
      new cos.BucketInventory(name, {
        bucket,
        inventoryId,
        isEnabled: true,
        includedObjectVersions: "All",
        schedule: { frequency: "Daily" },
        destination: { bucket, format: "CSV" },
      });
    const lines = await told(
      new cos.BucketCors("cors-1", { bucket, rules }),
      new cos.BucketCors("cors-2", { bucket: other, rules }),
      new cos.BucketTagging("tags-1", { bucket, tags: {} }),
      new cos.Object("a", { bucket, content: "" }),
      new cos.Object("b", { bucket, content: "" }),
      new cos.Object("a-there", { bucket: other, key: "a", content: "" }),
      task("daily", "daily"),
      task("weekly", "weekly"),
    );
    assert.deepEqual(lines, []);
    assert.equal((await told(task("weekly-again", "weekly"))).length, 1);
  });
});
