import assert from "node:assert/strict";
import { chmodSync, mkdirSync, renameSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { unknownValue } from "../../provider/codec";
import { folder } from "../handlers";
import { FolderBench, incomplete } from "./folderBench";

describe("A folder", () => {
  let bench: FolderBench;
  before(async () => {
    bench = await FolderBench.start();
  });
  beforeEach(() => bench.reset());
  after(() => bench.close());

  const paths = async (olds: Parameters<FolderBench["create"]>[0] & object, news = {}) =>
    folder.diff(bench.id, olds, await bench.inputs(news, olds)).differences.map(({ path: at }) => at);
  const reasons = async (news: object = {}) => (await bench.check(news as never)).failures;

  describe("put into a bucket", () => {
    it("holds the files by their paths, with their count and size", async () => {
      bench.write({
        "index.html": "<p>1</p>",
        "assets/app.js": "1;",
        "a b/ü+%#?.txt": "ü",
        ".well-known/x": "",
      });
      const outputs = await bench.create();
      assert.deepEqual(await bench.contents(), {
        ".well-known/x": "",
        "a b/ü+%#?.txt": Buffer.from("ü").toString("latin1"),
        "assets/app.js": "1;",
        "index.html": "<p>1</p>",
      });
      assert.equal(outputs.fileCount, 4);
      assert.equal(outputs.totalSize, 12);
      assert.deepEqual(await paths(outputs), []);
    });

    it("needs one request to look and one for each file", async () => {
      bench.write(
        Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`f${index}.txt`, `${index}`])),
      );
      await bench.create();
      assert.equal(bench.bench.sent.length, 31);
      assert.equal(bench.keysOf("PutObject").length, 30);
    });

    it("puts its prefix before every path", async () => {
      bench.write({ "a.txt": "1" });
      const outputs = await bench.create({ prefix: "docs/v1/" });
      assert.deepEqual(await bench.keys(), ["docs/v1/a.txt"]);
      assert.equal(outputs.prefix, "docs/v1/");
    });

    it("gives each file the settings of the rules that match, the later ones first", async () => {
      bench.write({ "index.html": "1", "assets/app.js": "2", "assets/old/app.js": "3" });
      await bench.create({
        rules: [
          { match: "*", cacheControl: "no-cache", metadata: { From: "all" } },
          { match: "assets/**", cacheControl: "max-age=1", contentEncoding: "identity" },
          {
            match: "assets/old/",
            cacheControl: "max-age=2",
            acl: "public-read",
            storageClass: "STANDARD_IA",
          },
        ],
      });
      const head = async (key: string) =>
        (await bench.bench.context.client.send({ method: "HEAD", ...bench.target, key })).headers;
      const [page, asset, old] = [
        await head("index.html"),
        await head("assets/app.js"),
        await head("assets/old/app.js"),
      ];
      assert.deepEqual([page["cache-control"], page["x-cos-meta-from"]], ["no-cache", "all"]);
      assert.equal(page["content-type"], "text/html; charset=utf-8");
      assert.deepEqual([asset["cache-control"], asset["content-encoding"]], ["max-age=1", "identity"]);
      assert.deepEqual([old["cache-control"], old["x-cos-storage-class"]], ["max-age=2", "STANDARD_IA"]);
      const visit = await fetch(`${bench.bench.emulator.url}/${bench.target.bucket}/assets/old/app.js`);
      assert.equal(visit.status, 200);
    });

    it("takes what include names, without what exclude and .cosignore name", async () => {
      bench.write({
        ".cosignore": "# not for visitors\n*.map\ndrafts/\n",
        "a.html": "",
        "a.js": "",
        "a.js.map": "",
        "a.md": "",
        "drafts/b.html": "",
        "sub/c.html": "",
        "sub/d.html": "",
      });
      await bench.create({ include: ["*.html", "*.js", "*.map"], exclude: ["/sub/d.html"] });
      assert.deepEqual(await bench.keys(), ["a.html", "a.js", "sub/c.html"]);
      // Keys tell case apart, and so do patterns.
      assert.equal(
        (await bench.inputs({ include: ["*.HTML"] })).digest,
        (await bench.inputs({ include: ["none"] })).digest,
      );
    });

    it("sends assets first, then pages and what rules mark as last", async () => {
      bench.write({ "a.html": "1", "z.css": "2", "sw.js": "3", "m/b.htm": "4" });
      await bench.create({ rules: [{ match: "sw.js", last: true }], concurrency: 1 });
      const order = bench.keysOf("PutObject");
      assert.equal(order[0], "z.css");
      assert.deepEqual(order.slice(1).sort(), ["a.html", "m/b.htm", "sw.js"]);
    });

    it("does not send again what COS holds already, as after a kill", async () => {
      bench.write({ "a.txt": "same", "b.txt": "other", "c.txt": "headers" });
      await bench.create();
      bench.write({ "b.txt": "changed" });
      await bench.outside({
        method: "PUT",
        key: "c.txt",
        body: "headers",
        headers: { "cache-control": "x" },
      });
      bench.forget();
      const outputs = await bench.create();
      assert.deepEqual(
        bench.bench.sent.filter(({ body }) => body !== undefined).map(({ key }) => key),
        ["b.txt"],
      );
      assert.deepEqual(
        bench.bench.sent.filter(({ headers }) => headers?.["x-cos-copy-source"]).map(({ key }) => key),
        ["c.txt"],
      );
      assert.deepEqual(await paths(outputs), []);
    });

    it("goes into a bucket that knows its versions, too", async () => {
      const body = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
      await bench.outside({ method: "PUT", query: { versioning: "" }, body });
      bench.write({ "a.txt": "1" });
      const outputs = await bench.create();
      assert.deepEqual((await bench.read(outputs))?.outputs, outputs);
      await bench.delete(outputs);
      assert.deepEqual(await bench.keys(), []);
    });
  });

  describe("compared", () => {
    it("is the same after files were touched, renamed to and fro, or checked out anew", async () => {
      bench.write({ "a.txt": "1", "b/c.txt": "2" });
      const outputs = await bench.create();
      utimesSync(path.join(bench.source, "a.txt"), new Date(), new Date(Date.now() + 60_000));
      assert.deepEqual(await paths(outputs), []);
      const elsewhere = `${bench.source}-elsewhere`;
      renameSync(bench.source, elsewhere);
      bench.source = elsewhere;
      assert.deepEqual(await paths(outputs), []);
    });

    it("sees content that changed within one tick of the clock, in a file of the same size", async () => {
      bench.write({ "a.txt": "old" });
      const outputs = await bench.create();
      const stamp = new Date();
      writeFileSync(path.join(bench.source, "a.txt"), "new");
      utimesSync(path.join(bench.source, "a.txt"), stamp, stamp);
      assert.deepEqual(await paths(outputs), ["source"]);
      const again = await bench.update(outputs);
      writeFileSync(path.join(bench.source, "a.txt"), "NEW");
      utimesSync(path.join(bench.source, "a.txt"), stamp, stamp);
      assert.deepEqual(await paths(again.outputs), ["source"]);
    });

    it("announces what will happen: counts and names", async () => {
      bench.write({ "a.txt": "1", "b.txt": "2", "c.txt": "3", "d.css": "4" });
      await bench.inputs();
      const outputs = await bench.create();
      bench.write({ "a.txt": "changed", "new.txt": "5" });
      bench.remove("b.txt");
      const inputs = await bench.inputs({ rules: [{ match: "*.css", cacheControl: "no-cache" }] }, outputs);
      const { notes = [] } = folder.diff(bench.id, outputs, inputs);
      assert.equal(
        notes.join("\n").replace(bench.source, "SOURCE"),
        [
          "SOURCE: 1 file to upload, 1 file changed, to upload again, 1 file with other headers only, nothing to upload, 1 file to remove (8 B)",
          "  + new.txt",
          "  ~ a.txt",
          "  = d.css",
          "  - b.txt",
        ].join("\n"),
      );
    });

    it("lists no more than twenty names", async () => {
      bench.write(Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`f${index}`, "x"])));
      const { notes = [] } = await bench.check();
      const lines = notes.join("\n").split("\n");
      assert.match(lines[0] ?? "", /25 files to upload \(25 B\)$/);
      assert.equal(lines.length, 22);
      assert.equal(lines.at(-1), "  … and 5 more");
    });

    it("makes no request", async () => {
      bench.write({ "a.txt": "1" });
      const outputs = await bench.create();
      bench.forget();
      await paths(outputs);
      assert.deepEqual(bench.bench.sent, []);
    });

    it("waits for what is not known yet in a preview", async () => {
      const { inputs, failures } = await bench.check({ source: unknownValue });
      assert.deepEqual(failures, []);
      assert.equal(inputs.digest, unknownValue);
      assert.deepEqual((await bench.check({ bucket: unknownValue })).failures, []);
    });

    it("is replaced when bucket or prefix change, the new one first: claims keep what both could own", async () => {
      bench.write({ "a.txt": "1" });
      const outputs = await bench.create({ prefix: "a/" });
      const diff = async (news: object) => folder.diff(bench.id, outputs, await bench.inputs(news as never));
      const nested = await diff({ prefix: "a/b/" });
      assert.deepEqual(nested.differences, [{ path: "prefix", kind: "replace" }]);
      assert.equal(nested.deleteBeforeReplace, undefined);
      assert.equal((await diff({ prefix: "b/" })).deleteBeforeReplace, undefined);
      const moved = await diff({ prefix: "a/", bucket: "elsewhere-1250000000" });
      assert.deepEqual(moved.differences, [{ path: "bucket", kind: "replace" }]);
      assert.equal(moved.deleteBeforeReplace, undefined);
    });
  });

  describe("changed", () => {
    it("sends only what changed, and removes only what it has put there", async () => {
      bench.write({ "a.txt": "1", "b.txt": "2", "c.txt": "3" });
      const outputs = await bench.create();
      await bench.outside({ method: "PUT", key: "theirs.txt", body: "x" });
      bench.write({ "a.txt": "changed", "d.txt": "4" });
      bench.remove("b.txt");
      const { outputs: next, sent } = await bench.update(outputs);
      assert.deepEqual(bench.keysOf("PutObject", sent).sort(), ["a.txt", "d.txt"]);
      assert.equal(bench.keysOf("DeleteMultipleObjects", sent).length, 1);
      assert.deepEqual(await bench.keys(), ["a.txt", "c.txt", "d.txt", "theirs.txt"]);
      assert.deepEqual(await paths(next), []);
    });

    it("removes after everything else", async () => {
      bench.write({ "old.js": "1", "index.html": "old" });
      const outputs = await bench.create();
      bench.write({ "new.js": "2", "index.html": "new" });
      bench.remove("old.js");
      const { sent } = await bench.update(outputs, { concurrency: 1 });
      const order = sent
        .filter(({ operation }) => operation === "PutObject" || operation === "DeleteMultipleObjects")
        .map(({ operation, key }) => key ?? operation);
      assert.deepEqual(order, ["new.js", "index.html", "DeleteMultipleObjects"]);
    });

    it("does not send content again for other headers", async () => {
      bench.write({ "a.css": "1", "b.txt": "2" });
      const outputs = await bench.create();
      const news = { rules: [{ match: "*.css", cacheControl: "max-age=5", metadata: { a: "b" } }] };
      const { outputs: next, sent } = await bench.update(outputs, news);
      assert.deepEqual(
        sent.filter(({ body }) => body !== undefined),
        [],
      );
      assert.deepEqual(
        sent.filter(({ headers }) => headers?.["x-cos-copy-source"]).map(({ key }) => key),
        ["a.css"],
      );
      assert.deepEqual(await paths(next, news), []);
    });

    it("keeps removed files with deleteRemoved: false, until that changes or it is destroyed", async () => {
      bench.write({ "a.txt": "1", "b.txt": "2", "c.txt": "3" });
      const keep = { deleteRemoved: false };
      let outputs = await bench.create(keep);
      bench.remove("b.txt");
      bench.remove("c.txt");
      outputs = (await bench.update(outputs, keep)).outputs;
      assert.deepEqual(await bench.keys(), ["a.txt", "b.txt", "c.txt"]);
      assert.equal(outputs.fileCount, 1);
      assert.deepEqual(await paths(outputs, keep), []);
      bench.write({ "c.txt": "3" });
      outputs = (await bench.update(outputs, keep)).outputs;
      assert.equal(outputs.fileCount, 2);
      assert.deepEqual((await paths(outputs)).sort(), ["deleteRemoved", "source"]);
      outputs = (await bench.update(outputs)).outputs;
      assert.deepEqual(await bench.keys(), ["a.txt", "c.txt"]);
      await bench.delete(outputs);
      assert.deepEqual(await bench.keys(), []);
    });

    it("looks at the listing instead of each key when much is to be done", async () => {
      const write = (content: string) =>
        bench.write(
          Object.fromEntries(Array.from({ length: 70 }, (_, index) => [`f${index}`, `${content}${index}`])),
        );
      write("old");
      const outputs = await bench.create();
      write("new");
      bench.write({ added: "1" });
      const { sent } = await bench.update(outputs);
      assert.equal(bench.keysOf("GetBucket", sent).length, 1);
      assert.equal(bench.keysOf("PutObject", sent).length, 71);
      assert.ok(!bench.keysOf("HeadObject", sent).includes("added"));
    });
  });

  describe("read", () => {
    it("needs one request for each thousand keys, and shows no change where there is none", async () => {
      bench.write({ "a.txt": "1", "b/c.txt": "2" });
      const outputs = await bench.create();
      bench.forget();
      const live = await bench.read(outputs);
      assert.equal(bench.bench.sent.length, 1);
      assert.deepEqual(live?.outputs, outputs);
      assert.deepEqual(live?.inputs, await bench.inputs({}, outputs));
      assert.deepEqual(bench.bench.notes, []);
    });

    it("distinguishes what was overwritten, what was removed and what somebody else put there", async () => {
      bench.write({ "a.txt": "1", "b.txt": "2", "c.txt": "3" });
      const { outputs } = await folder.create(bench.bench.context, await bench.inputs({ prefix: "docs/" }));
      const id = `${bench.id}docs/`;
      await bench.outside({ method: "PUT", key: "docs/a.txt", body: "overwritten" });
      await bench.outside({ method: "DELETE", key: "docs/b.txt" });
      await bench.outside({ method: "PUT", key: "docs/theirs.txt", body: "x" });
      await bench.outside({ method: "PUT", key: "elsewhere.txt", body: "x" });
      bench.forget();
      const live = await folder.read(bench.bench.context, id, outputs);
      assert.deepEqual(
        bench.bench.sent.map(({ operation, key }) => [operation, key]),
        [
          ["GetBucket", undefined],
          ["HeadObject", "docs/a.txt"],
        ],
      );
      assert.match(
        bench.bench.notes[0] ?? "",
        /not as this folder left it: 1 overwritten \(a\.txt\); 1 removed \(b\.txt\); 1 that this folder did not put there \(theirs\.txt\)$/,
      );
      const news = await bench.inputs({ prefix: "docs/" }, live?.inputs);
      assert.deepEqual(
        folder.diff(id, live?.outputs ?? {}, news).differences.map(({ path: at }) => at),
        ["source"],
      );
      bench.forget();
      const healed = await folder.update(bench.bench.context, id, live?.outputs ?? {}, news);
      assert.deepEqual(bench.keysOf("PutObject").sort(), ["docs/a.txt", "docs/b.txt"]);
      assert.equal(healed.outputs.digest, outputs.digest);
      assert.ok((await bench.keys()).includes("docs/theirs.txt"));
    });

    it("sees headers that somebody changed without the content", async () => {
      bench.write({ "a.txt": "1" });
      const rules = [{ match: "*", cacheControl: "no-cache" }];
      const outputs = await bench.create({ rules });
      // Listings tell the time of a change to the second.
      await delay(1_100);
      await bench.outside({ method: "PUT", key: "a.txt", body: "1", headers: { "cache-control": "public" } });
      const live = await bench.read(outputs);
      assert.match(bench.bench.notes.join(), /1 overwritten \(a\.txt\)/);
      assert.deepEqual(await paths(live?.outputs ?? {}, { rules }), ["source"]);
      const { outputs: healed } = await bench.update(live?.outputs ?? {}, { rules });
      assert.equal(healed.digest, outputs.digest);
    });

    it("is gone when its bucket is gone, or all that it had put there", async () => {
      bench.write({ "a.txt": "1" });
      const outputs = await bench.create();
      await bench.outside({ method: "DELETE", key: "a.txt" });
      assert.equal(await bench.read(outputs), undefined);
      await bench.outside({ method: "DELETE" });
      assert.equal(await bench.read(outputs), undefined);
      await bench.delete(outputs);
    });

    it("takes everything under its prefix when nothing but the id is known", async () => {
      bench.write({ "a.txt": "1", "b.txt": "2" });
      const outputs = await bench.create();
      const live = await bench.read({});
      assert.equal(live?.outputs.fileCount, 2);
      assert.equal(live?.outputs.digest, outputs.digest);
    });
  });

  describe("deleted", () => {
    it("takes its own keys along and no others, and may be deleted again", async () => {
      bench.write({ "a.txt": "1", "b/c.txt": "2" });
      const outputs = await bench.create();
      await bench.outside({ method: "PUT", key: "theirs.txt", body: "x" });
      await bench.delete(outputs);
      assert.deepEqual(await bench.keys(), ["theirs.txt"]);
      await bench.delete(outputs);
    });

    it("leaves what somebody else has written since, and says so", async () => {
      bench.write({ "a.txt": "1", "b.txt": "2", "c.txt": "3" });
      const outputs = await bench.create();
      await bench.outside({ method: "PUT", key: "a.txt", body: "theirs" });
      await bench.outside({ method: "DELETE", key: "b.txt" });
      await bench.delete(outputs);
      assert.deepEqual(await bench.contents(), { "a.txt": "theirs" });
      assert.match(
        bench.bench.warnings.join(),
        /: 1 file in \S+ stays, because somebody else has written it since this folder did:\n {2}a\.txt$/,
      );
    });

    it("leaves it also after a refresh has taken note of it, and when the file is removed from the folder", async () => {
      bench.write({ "a.txt": "1", "b.txt": "2", "c.txt": "3" });
      const outputs = await bench.create();
      await bench.outside({ method: "PUT", key: "a.txt", body: "theirs" });
      await bench.outside({ method: "PUT", key: "b.txt", body: "theirs" });
      const noted = (await bench.read(outputs))?.outputs ?? {};
      assert.deepEqual((await bench.read(noted))?.outputs, noted);
      bench.remove("a.txt");
      const { outputs: next } = await bench.update(noted, { exclude: ["b.txt"] });
      assert.deepEqual(await bench.keys(), ["a.txt", "b.txt", "c.txt"]);
      assert.equal(next.fileCount, 1);
      bench.forget();
      await bench.delete(next);
      assert.deepEqual(await bench.contents(), { "a.txt": "theirs", "b.txt": "theirs" });
      assert.deepEqual(bench.bench.warnings, []);
    });

    it("takes it for its own again once an up has put its own file over it", async () => {
      bench.write({ "a.txt": "1" });
      const outputs = await bench.create();
      await bench.outside({ method: "PUT", key: "a.txt", body: "theirs" });
      const noted = (await bench.read(outputs))?.outputs ?? {};
      const { outputs: healed } = await bench.update(noted);
      await bench.delete(healed);
      assert.deepEqual(await bench.keys(), []);
    });

    it("looks at many files by the listing, and never at more than they are worth", async () => {
      const names = Array.from({ length: 70 }, (_, index) => `f${index}`);
      bench.write(Object.fromEntries(names.map((name) => [name, name])));
      const outputs = await bench.create();
      await bench.outside({ method: "PUT", key: "f7", body: "theirs" });
      bench.forget();
      await bench.delete(outputs);
      assert.deepEqual(
        bench.bench.sent.map(({ operation }) => operation).filter((name) => name !== "ListMultipartUploads"),
        ["GetBucket", "DeleteMultipleObjects"],
      );
      assert.deepEqual(await bench.keys(), ["f7"]);
    });

    it("does not remove what it may not look at", async () => {
      bench.write({ "a.txt": "1", "b.txt": "2" });
      const outputs = await bench.create();
      bench.bench.emulator.addFault({
        match: { operation: "HeadObject", key: "a.txt" },
        kind: "status",
        status: 403,
        code: "AccessDenied",
      });
      await assert.rejects(bench.delete(outputs), /1 of 2 objects .*a\.txt: .*name\/cos:HeadObject/s);
      assert.deepEqual(await bench.keys(), ["a.txt"]);
      await bench.delete(outputs);
      assert.deepEqual(await bench.keys(), []);
    });

    it("names what COS does not delete", async () => {
      bench.write({ "a.txt": "1" });
      const outputs = await bench.create();
      bench.bench.emulator.addFault({
        match: { operation: "DeleteMultipleObjects" },
        kind: "status",
        status: 403,
        code: "AccessDenied",
      });
      await assert.rejects(bench.delete(outputs), /name\/cos:DeleteObject/);
    });
  });

  describe("that fails", () => {
    const refuse = (key: string, times = 1) =>
      bench.bench.emulator.addFault({
        match: { operation: "PutObject", key },
        kind: "status",
        status: 400,
        code: "InvalidArgument",
        times,
      });

    it("reports what is done and what is not, and the next up does only the rest", async () => {
      bench.write({ "a.css": "1", "b.css": "2", "c.css": "3", "index.html": "4" });
      refuse("b.css");
      const error = await incomplete(bench.create());
      assert.match(error.message, /1 file failed, 1 not tried because of that, 2 of 4 done/);
      assert.match(error.message, /b\.css: .*InvalidArgument/);
      assert.deepEqual(await bench.keys(), ["a.css", "c.css"]);
      assert.equal(error.outputs.fileCount, 2);
      const { outputs, sent } = await bench.update(error.outputs);
      assert.deepEqual(bench.keysOf("PutObject", sent).sort(), ["b.css", "index.html"]);
      assert.deepEqual(await paths(outputs), []);
    });

    it("leaves the old page until its assets are there, and removes nothing then", async () => {
      bench.write({ "old.css": "1", "index.html": "old" });
      const outputs = await bench.create();
      bench.write({ "new.css": "2", "index.html": "new" });
      bench.remove("old.css");
      const inputs = await bench.inputs({}, outputs);
      refuse("new.css");
      const error = await incomplete(folder.update(bench.bench.context, bench.id, outputs, inputs));
      assert.deepEqual(await bench.contents(), { "index.html": "old", "old.css": "1" });
      await bench.update(error.outputs);
      assert.deepEqual(await bench.contents(), { "index.html": "new", "new.css": "2" });
    });

    it("gives up when too much fails, instead of trying every file", async () => {
      bench.write(Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`f${index}`, `${index}`])));
      const inputs = await bench.inputs({ concurrency: 4 });
      bench.bench.emulator.addFault({
        match: { operation: "PutObject" },
        kind: "status",
        status: 403,
        code: "AccessDenied",
        times: 0,
      });
      const error = await incomplete(folder.create(bench.bench.context, inputs));
      const tried = bench.keysOf("PutObject").length;
      assert.ok(tried >= 20 && tried < 30, `${tried}`);
      assert.match(error.message, /name\/cos:PutObject/);
    });

    it("names a file that changed between the check and the upload", async () => {
      bench.write({ "a.txt": "1", "b.txt": "2" });
      const inputs = await bench.inputs();
      bench.write({ "b.txt": "changed" });
      const error = await incomplete(folder.create(bench.bench.context, inputs));
      assert.match(error.message, /b\.txt changed while the folder was being uploaded/);
      assert.deepEqual(await bench.keys(), ["a.txt"]);
    });
  });

  describe("checked at preview", () => {
    it("says that its source is not there, or no folder", async () => {
      assert.deepEqual(await reasons({ source: "no/such/folder" }), [
        {
          path: "source",
          reason:
            'there is no folder no/such/folder; if the program builds it, let it wait for that: source: build.stdout.apply(() => "no/such/folder")',
        },
      ]);
      bench.write({ "a.txt": "1" });
      const file = path.join(bench.source, "a.txt");
      assert.deepEqual(await reasons({ source: file }), [
        { path: "source", reason: `is not a folder: ${file}; for a single file take cos.Object` },
      ]);
    });

    it("names all files that cannot be uploaded at once", async () => {
      const long = `${"x".repeat(200)}/`.repeat(4);
      bench.write({ "a.txt": "1", [`${long}${"y".repeat(60)}`]: "2" });
      if (process.getuid?.() !== 0) {
        bench.write({ "secret.txt": "3" });
        chmodSync(path.join(bench.source, "secret.txt"), 0);
      }
      writeFileSync(Buffer.concat([Buffer.from(`${bench.source}/`), Buffer.from([0x66, 0xff])]), "4");
      const [failure] = await reasons();
      assert.match(failure?.reason ?? "", /makes a key of 864 bytes; COS takes 850/);
      assert.match(failure?.reason ?? "", /has a name that is not UTF-8/);
      if (process.getuid?.() !== 0) {
        assert.match(failure?.reason ?? "", /secret\.txt: this user may not read the file/);
      }
    });

    it("leaves links out and says so, or follows them and notices circles", async () => {
      bench.write({ "a/b.txt": "1" });
      symlinkSync("a/b.txt", path.join(bench.source, "link.txt"));
      symlinkSync("a", path.join(bench.source, "folder"));
      const { warnings = [] } = await bench.check();
      assert.match(warnings.join(), /links are left out \(followSymlinks\): folder, link\.txt/);
      await bench.create({ followSymlinks: true });
      assert.deepEqual(await bench.keys(), ["a/b.txt", "folder/b.txt", "link.txt"]);
      symlinkSync("..", path.join(bench.source, "a/up"));
      symlinkSync("nowhere", path.join(bench.source, "broken"));
      const [failure] = await reasons({ followSymlinks: true });
      assert.match(failure?.reason ?? "", /a\/up: is a link that leads in a circle/);
      assert.match(failure?.reason ?? "", /broken: there is no file/);
      assert.deepEqual(await reasons({ followSymlinks: true, exclude: ["up", "broken"] }), []);
    });

    it("refuses wrong arguments at their paths, all at once", async () => {
      const failures = await reasons({
        prefix: "/a",
        include: "*.html",
        rules: [{ cacheControl: "a\nb" }, { match: "*", storageClass: "COLD", last: "yes" }],
        concurrency: 0,
      });
      assert.deepEqual(
        failures.map(({ path: at }) => at),
        ["prefix", "include", "rules[0].match", "rules[0].cacheControl", "rules[1].last", "concurrency"],
      );
    });

    it("takes an empty folder for what it is", async () => {
      mkdirSync(path.join(bench.source, "empty"));
      const outputs = await bench.create();
      assert.equal(outputs.fileCount, 0);
      assert.deepEqual((await bench.read(outputs))?.outputs, outputs);
      await bench.delete(outputs);
    });
  });
});
