import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { adoptBucket } from "../../cli/adopt/adoptBucket";
import { group } from "../../provider/codec";
import type { BucketAddress } from "../../provider/model/ids";
import { objectStruct } from "../../provider/resources/object/handler";
import { structValues } from "../codec/arbitrary";
import { object } from "../handlers";
import { oneZoneClasses } from "../properties/subjects/others";
import { startBench, type TestBench } from "../support";
import { assertAdopts, type Declared, declaredBy, formatted } from "./programs";

const megabyte = 1024 ** 2;

const { bucket, region, key, source, content, contentBase64, ...settings } = objectStruct.fields;
const [, ...settingRules] = objectStruct.rules;

const headers = fc.constantFrom("a", "no-cache", `attachment; filename="a b.txt"`, `it's "z"`);

/** Objects with any settings, each under a key of its own. */
const anyObjects = fc.uniqueArray(
  structValues(group({ ...settings, key, content }, ...settingRules), {
    key: fc.oneof(
      fc.constantFrom("index.html", "a/b.js", "a/b", "docs/", "a b/文.txt"),
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 }),
    ),
    content: fc.string({ maxLength: 40 }),
    ...Object.fromEntries(
      [
        "contentType",
        "cacheControl",
        "contentDisposition",
        "contentEncoding",
        "contentLanguage",
        "kmsKeyId",
      ].map((name) => [name, headers]),
    ),
    expires: fc.constantFrom("Wed, 21 Oct 2026 07:28:00 GMT", "2030-01-01T00:00:00Z"),
    storageClass: oneZoneClasses,
    encryptionContext: fc.constant('{"a":"b"}'),
  }),
  { selector: (inputs) => inputs.key, maxLength: 6 },
);

describe("The program that adopt --objects writes", function () {
  this.timeout(60_000);
  let bench: TestBench;
  let folder: string;
  let address: BucketAddress;
  before(async () => {
    bench = await startBench();
  });
  after(() => bench.close());
  beforeEach(async () => {
    folder = path.join(mkdtempSync(path.join(tmpdir(), "adopt-")), "project");
    address = await bench.createBucket();
  });
  afterEach(() => rmSync(path.dirname(folder), { recursive: true, force: true }));

  const putObject = (key: string, body: string, headers: Record<string, string> = {}, query = {}) =>
    bench.context.client.send({ method: "PUT", ...address, key, query, body, headers });
  const adopt = (prefix: string, largest = megabyte) =>
    adoptBucket(bench.context, address.bucket, {
      objects: { prefix, largest },
      project: { folder, force: false },
    });
  const objectsIn = (declared: readonly Declared[]) => declared.filter(({ token }) => token === "Object");
  const filesIn = (name: string) =>
    existsSync(path.join(folder, name))
      ? readdirSync(path.join(folder, name), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => path.relative(path.join(folder, name), path.join(entry.parentPath, entry.name)))
          .sort()
      : [];

  it("takes over objects with their content, headers, tags and metadata without a write", async () => {
    await putObject("pages/index.html", "<h1>home</h1>", {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "max-age=60",
    });
    await putObject("pages/report.pdf", "%PDF", {
      "content-type": "application/x-report",
      "content-disposition": 'attachment; filename="report.pdf"',
      "content-encoding": "identity",
      expires: "Wed, 21 Oct 2026 07:28:00 GMT",
      "x-cos-meta-author": "me",
      "x-cos-tagging": "team=web&state=draft",
      "x-cos-storage-class": "STANDARD_IA",
      "x-cos-server-side-encryption": "AES256",
      "x-cos-acl": "public-read",
    });
    await putObject("pages/empty/", "");
    await putObject("other", "not asked for");
    const { text, omissions, objects } = await adopt("pages/");
    assert.deepEqual(omissions, []);
    assert.deepEqual([objects?.count, objects?.bytes], [3, 17]);
    assert.equal(formatted(text), text);
    assert.deepEqual(filesIn("objects"), ["index.html", "report.pdf"]);
    assert.match(
      text,
      /new cos\.Object\("pages\/index\.html", \{\n {2}bucket: \w+,\n {2}source: "\.\/objects\/index\.html",\n {2}cacheControl: "max-age=60",\n\}\);/,
    );
    const declared = await declaredBy(text, folder);
    const report = objectsIn(declared).find(({ name }) => name === "pages/report.pdf")?.inputs ?? {};
    const { source: _source, bucket: _bucket, region: _region, ...said } = report;
    assert.deepEqual(said, {
      key: "pages/report.pdf",
      contentType: "application/x-report",
      contentDisposition: 'attachment; filename="report.pdf"',
      contentEncoding: "identity",
      expires: "Wed, 21 Oct 2026 07:28:00 GMT",
      metadata: { author: "me" },
      tags: { team: "web", state: "draft" },
      storageClass: "STANDARD_IA",
      serverSideEncryption: "AES256",
      acl: "public-read",
    });
    await assertAdopts(bench, declared);
  });

  it("warns of what Pulumi's CLI cannot show in colours", async () => {
    await putObject("pages/a", "a", { "x-cos-meta-note": "<{%fg 99%}>" });
    await putObject("pages/b", "b");
    const { declarations } = await adopt("pages/");
    const [a, b] = declarations.filter(({ token }) => token === "Object");
    assert.match(a?.remarks.join() ?? "", /"<\{%".*--color never/);
    assert.deepEqual(b?.remarks, []);
  });

  it("does not repeat on each object how the bucket encrypts by itself", async () => {
    await bench.context.client.send({
      method: "PUT",
      ...address,
      query: { encryption: "" },
      body: "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>",
    });
    await putObject("a.txt", "a");
    const { text } = await adopt("");
    assert.doesNotMatch(text, /serverSideEncryption/);
    await assertAdopts(bench, await declaredBy(text, folder));
  });

  it("says which objects it cannot declare, and why: archived, too large, with access rules of others", async () => {
    await putObject("old.bin", "old", { "x-cos-storage-class": "DEEP_ARCHIVE" });
    await putObject("older.bin", "older", { "x-cos-storage-class": "ARCHIVE" });
    await putObject("large.bin", "x".repeat(2_000));
    await putObject("shared.bin", "shared", { "x-cos-grant-read": 'id="100000000002"' });
    await putObject("good.bin", "good");
    const { text, omissions } = await adopt("", 1_000);
    assert.deepEqual(
      omissions.map(({ key, reason, unread }) => [key, reason, unread]),
      [
        ["large.bin", "more than 1,000 bytes (--largest)", false],
        ["old.bin", "archived: the content is not at hand", false],
        ["older.bin", "archived: the content is not at hand", false],
        ["shared.bin", "access rules for single accounts, which an Object cannot declare", false],
      ],
    );
    const prose = text.replace(/\n\/\/ /g, " ");
    assert.match(prose, /archived: the content is not at hand: "old\.bin", "older\.bin"\n/);
    const declared = await declaredBy(text, folder);
    assert.deepEqual(
      objectsIn(declared).map(({ name }) => name),
      ["good.bin"],
    );
    await assertAdopts(bench, declared);
  });

  it("goes on when single objects may not be read, and says which action is missing", async () => {
    await putObject("a.txt", "a");
    await putObject("b.txt", "b");
    const refuse = (operation: string, key: string) =>
      bench.emulator.addFault({
        match: { operation, key },
        kind: "status",
        status: 403,
        code: "AccessDenied",
        times: 1,
      });
    refuse("GetObjectTagging", "a.txt");
    refuse("GetObject", "b.txt");
    const { omissions, objects, declarations } = await adopt("");
    assert.deepEqual(
      omissions.map(({ key, reason, unread }) => [key, reason, unread]),
      [
        [
          "a.txt",
          "COS refuses GetObjectTagging with 403 AccessDenied: the CAM action name/cos:GetObjectTagging is missing",
          true,
        ],
        [
          "b.txt",
          "COS refuses GetObject with 403 AccessDenied: the CAM action name/cos:GetObject is missing",
          true,
        ],
      ],
    );
    assert.equal(objects?.count, 0);
    assert.ok(declarations.every(({ token }) => token !== "Object"));
  });

  it("goes on when objects may not be listed", async () => {
    bench.emulator.addFault({
      match: { operation: "GetBucket" },
      kind: "status",
      status: 403,
      code: "AccessDenied",
      times: 1,
    });
    const { omissions, text } = await adopt("");
    assert.deepEqual(
      omissions.map(({ token, unread }) => [token, unread]),
      [["Object", true]],
    );
    assert.match(text.replace(/\n\/\/ /g, " "), /Objects that are not declared here: .*name\/cos:GetBucket/);
  });

  it("never takes what was written meanwhile for what it read", async () => {
    await putObject("a.txt", "before");
    const { client } = bench.context;
    const send = client.send;
    client.send = (async (request: Parameters<typeof send>[0]) => {
      if (request.operation === "GetObject") {
        await send({ method: "PUT", ...address, key: "a.txt", body: "after" });
      }
      return await send(request);
    }) as typeof send;
    try {
      const { omissions } = await adopt("");
      assert.deepEqual(
        omissions.map(({ reason, unread }) => [reason, unread]),
        [["written while it was read; run adopt again", true]],
      );
    } finally {
      client.send = send;
    }
  });

  it("keeps keys apart that no folder can hold, and writes nothing outside of its own", async () => {
    const keys = [
      "../outside.txt",
      "a//b.txt",
      "a",
      "a/b",
      "A",
      "con.txt",
      "dot.",
      "emoji 😀.txt",
      "back\\slash",
      "new\nline",
      "objects/index.ts",
      "by-hash",
      "网站/首页.html",
    ];
    for (const key of keys) {
      await putObject(key, `this is ${JSON.stringify(key)}`);
    }
    const { text, omissions } = await adopt("");
    assert.deepEqual(omissions, []);
    const declared = await declaredBy(text, folder);
    assert.deepEqual(
      objectsIn(declared)
        .map(({ inputs }) => inputs.key)
        .sort(),
      [...keys].sort(),
    );
    assert.equal(new Set(objectsIn(declared).map(({ name }) => name)).size, keys.length);
    await assertAdopts(bench, declared);
    assert.deepEqual(readdirSync(path.dirname(folder)), ["project"]);
    assert.equal(filesIn("objects").length, keys.length);
    for (const { inputs } of objectsIn(declared)) {
      const file = (inputs.source as { readonly path: string }).path;
      assert.equal(readFileSync(file, "utf8"), `this is ${JSON.stringify(inputs.key)}`);
    }
  });

  it("takes over any objects without a write, and leaves nothing to do", async () => {
    await fc.assert(
      fc.asyncProperty(anyObjects, async (wanted) => {
        address = await bench.createBucket();
        for (const inputs of wanted) {
          const news = object.check(bench.context.settings, {}, { ...address, content: "", ...inputs });
          assert.deepEqual(news.failures, []);
          await object.create(bench.context, news.inputs);
        }
        const project = { folder: path.join(folder, address.bucket), force: false };
        const { text, omissions } = await adoptBucket(bench.context, address.bucket, {
          objects: { prefix: "", largest: megabyte },
          project,
        });
        const archived = wanted.filter(({ storageClass }) => String(storageClass).endsWith("ARCHIVE"));
        assert.deepEqual(omissions.map(({ key }) => key).sort(), archived.map(({ key }) => key).sort());
        const declared = await declaredBy(text, project.folder);
        assert.equal(objectsIn(declared).length, wanted.length - archived.length);
        await assertAdopts(bench, declared);
      }),
      { numRuns: 30 },
    );
  });

  it("makes many objects a folder, with rules for what does not follow from their names, without a write", async () => {
    for (let index = 0; index < 20; index++) {
      await putObject(`web/assets/${index}.js`, `// ${index}`, {
        "content-type": "text/javascript; charset=utf-8",
        "cache-control": "max-age=31536000, immutable",
      });
    }
    for (const name of ["index.html", "about us.html"]) {
      await putObject(`web/${name}`, name, { "content-type": "text/html", "cache-control": "no-cache" });
    }
    await putObject("web/robots.txt", "User-agent: *", {
      "content-type": "text/plain; charset=utf-8",
      "x-cos-meta-owner": "seo",
    });
    await putObject("web/plain.txt", "plain", { "content-type": "text/plain; charset=utf-8" });
    await putObject("web/tagged.txt", "tagged", { "x-cos-tagging": "a=b" });
    await putObject("web/.cosignore", "*.js");
    const { text, objects, declarations } = await adopt("web/");
    assert.equal(objects?.count, 26);
    assert.deepEqual(
      declarations.filter(({ token }) => token === "Object").map(({ name }) => name),
      ["web/.cosignore", "web/tagged.txt"],
    );
    assert.match(
      text,
      /source: "\.\/folder",\n {2}prefix: "web\/",\n {2}rules: \[\n {4}\{ match: "assets\/\*\*", cacheControl: "max-age=31536000, immutable" \},\n/,
    );
    assert.equal(formatted(text), text);
    const declared = await declaredBy(text, folder);
    const [made] = declared.filter(({ token }) => token === "Folder");
    const rules = (made?.inputs.rules ?? []) as readonly { readonly match: string }[];
    assert.deepEqual(
      rules.map(({ match }) => match),
      ["assets/**", "*.html", "/robots.txt"],
    );
    await assertAdopts(bench, declared);
    assert.equal(filesIn("folder").length, 24);
  });

  it("refuses to take more objects than anybody wants beside a program", async () => {
    const { client } = bench.context;
    const send = client.send;
    let page = 0;
    client.send = (async (request: Parameters<typeof send>[0]) => {
      if (request.operation !== "GetBucket") {
        return await send(request);
      }
      page++;
      const contents = Array.from(
        { length: 1_000 },
        (_, index) => `<Contents><Key>${page}-${index}</Key></Contents>`,
      );
      const body = `<ListBucketResult>${contents.join("")}<IsTruncated>true</IsTruncated><NextMarker>${page}</NextMarker></ListBucketResult>`;
      return { status: 200, headers: {}, body: Buffer.from(body), attempts: 1 };
    }) as typeof send;
    try {
      await assert.rejects(adopt("logs/"), /more than 10,000 objects begin with "logs\/".*longer prefix/);
      assert.equal(page, 11);
    } finally {
      client.send = send;
    }
  });
});
