import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, utimesSync } from "node:fs";
import path from "node:path";
import { crc64 } from "../../provider/client";
import { unknownValue } from "../../provider/codec";
import type { Props } from "../../provider/model/props";
import { object } from "../handlers";
import { asset, checked, Files, paths, settings } from "./objectInputs";

const place = { bucket: "site-1250000000", region: "ap-guangzhou", key: "index.html" };
const page: Props = { ...place, content: "hello" };

const failures = (news: Props) =>
  object.check(settings, {}, news).failures.map(({ path: at, reason }) => `${at}: ${reason}`);
const failing = (news: Props) =>
  object.check(settings, {}, { ...page, ...news }).failures.map(({ path: at }) => at);

/** What create answers for inputs, without COS. */
const outputsOf = (inputs: Props): Props => ({
  ...inputs,
  etag: "e",
  crc64: crc64(Buffer.from(String(inputs.content ?? ""))).toString(),
  contentLength: 5,
  url: "u",
});

describe("Object, checked at preview,", () => {
  let files: Files;
  before(() => {
    files = new Files();
  });
  after(() => files.remove());

  it("takes the region from the configuration and completes the bucket's name", () => {
    const { inputs } = object.check(settings, {}, { bucket: "site", key: "a", content: "x" });
    assert.deepEqual(inputs, {
      bucket: "site-1250000000",
      region: "ap-guangzhou",
      key: "a",
      content: "x",
      contentType: "application/octet-stream",
    });
  });

  it("says how to name a region when there is none", () => {
    const found = object.check({}, {}, { bucket: "site-1250000000", key: "a", content: "x" }).failures;
    assert.equal(found.length, 1);
    assert.match(found[0]?.reason ?? "", /pulumi config set tencentcos:region/);
  });

  it("finds the content type by the key, else by the source file", () => {
    const type = (news: Props) => checked({ ...place, ...news }).contentType;
    assert.equal(type({ content: "x", key: "a/b.html" }), "text/html; charset=utf-8");
    assert.equal(type({ content: "x", key: "B.JS" }), "text/javascript; charset=utf-8");
    assert.equal(type({ content: "x", key: "logo.png" }), "image/png");
    assert.equal(type({ content: "x", key: "html" }), "application/octet-stream");
    assert.equal(type({ content: "x", key: "page.html/" }), "application/octet-stream");
    assert.equal(type({ content: "x", key: "x", contentType: "text/x-mine" }), "text/x-mine");
    assert.equal(type({ key: "latest", source: files.asset("b.css", "x") }), "text/css; charset=utf-8");
    const uri = "https://example.com/a/b.svg?token=c.html";
    assert.equal(type({ key: "latest", source: asset({ uri }, "x") }), "image/svg+xml");
  });

  it("leaves the content type open while the key is not known", () => {
    const { inputs, failures: found } = object.check(settings, {}, { ...page, key: unknownValue });
    assert.deepEqual(found, []);
    assert.equal(inputs.contentType, unknownValue);
  });

  it("doubts a storage class that is new to it, once", () => {
    const inputs = {
      bucket: "a-1250000000",
      region: "ap-guangzhou",
      key: "a",
      content: "x",
      storageClass: "COLD",
    };
    const { failures: found, warnings } = object.check({}, {}, inputs);
    assert.deepEqual(found, []);
    assert.match(warnings?.join() ?? "", /^storageClass is none of STANDARD, /);
    assert.deepEqual(object.check({}, inputs, inputs).warnings, []);
  });

  it("reports everything at once, each at its path", () => {
    const metadata = { no_underscore: "a", ok: "line\nbreak" };
    const found = failures({
      bucket: "Site",
      region: "Guangzhou",
      key: "\\a",
      content: "x",
      cacheControl: "a\r\nb: c",
      expires: "tomorrow",
      metadata,
      storageClass: "COLD",
      acl: "public-read-write",
      tags: { "a*": "x", b: "§" },
      serverSideEncryption: "aes",
      kmsKeyId: "k",
      encryptionContext: "[]",
      colour: "red",
    });
    assert.deepEqual(
      found.map((failure) => failure.slice(0, failure.indexOf(": "))).sort(),
      [
        "acl",
        "bucket",
        "cacheControl",
        "colour",
        "encryptionContext",
        "encryptionContext",
        "expires",
        "key",
        "kmsKeyId",
        "metadata.no_underscore",
        "metadata.ok",
        "region",
        "serverSideEncryption",
        'tags["a*"]',
        "tags.b",
      ].sort(),
    );
  });

  it("refuses the keys that COS refuses", () => {
    for (const key of ["/./", "\\a", "a\x18", "a\x1b", "\ud800", "", "é".repeat(426)]) {
      assert.deepEqual(failing({ key }), ["key"], JSON.stringify(key));
    }
    for (const key of ["a//b", "/a", "../x", "é".repeat(425), "a\x17\x1c", "😀", "a b+c%41"]) {
      assert.deepEqual(failing({ key }), [], JSON.stringify(key));
    }
  });

  it("wants exactly one kind of content", () => {
    assert.deepEqual(failures(place), [": one of source, content, contentBase64 is required"]);
    assert.deepEqual(failures({ ...page, contentBase64: "eA==" }), [
      "contentBase64: cannot be given together with content",
    ]);
    assert.deepEqual(failures({ ...page, source: unknownValue }), [
      "content: cannot be given together with source",
    ]);
    assert.deepEqual(failures({ ...place, content: "" }), []);
  });

  it("refuses headers that HTTP would change", () => {
    assert.deepEqual(
      failing({
        cacheControl: "a\nb",
        contentLanguage: " zh ",
        contentDisposition: 'inline; filename="文.txt"',
      }),
      ["cacheControl", "contentDisposition", "contentLanguage"],
    );
    assert.match(failures({ ...page, contentDisposition: "é" })[0] ?? "", /filename\*=UTF-8/);
  });

  it("holds metadata to 2 KB, names and values together", () => {
    assert.deepEqual(failing({ metadata: { ab: "x".repeat(2046) } }), []);
    assert.deepEqual(failing({ metadata: { ab: "x".repeat(2047) } }), ["metadata"]);
    assert.deepEqual(failing({ metadata: { A: "1", a: "2" } }), ["metadata"]);
    assert.deepEqual(failing({ metadata: { "x-cos-meta-a": "1" } }), ["metadata.x-cos-meta-a"]);
  });

  it("keeps names of metadata in lower case, as COS does", () => {
    assert.deepEqual(checked({ ...page, metadata: { Author: "Me" } }).metadata, { author: "Me" });
  });

  it("takes ten tags and no more", () => {
    const tags = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, "v"]));
    assert.deepEqual(failing({ tags: tags(10) }), []);
    assert.deepEqual(failing({ tags: tags(11) }), ["tags"]);
    assert.deepEqual(failing({ tags: { ["k".repeat(129)]: "v" } }), [`tags.${"k".repeat(129)}`]);
    assert.deepEqual(failing({ tags: { k: "v".repeat(257) } }), ["tags.k"]);
    assert.deepEqual(failing({ tags: { "项目 a": "" } }), []);
  });

  it("wants cos/kms for a key or a context", () => {
    const context = '{"a":"b"}';
    assert.deepEqual(failing({ kmsKeyId: "k", encryptionContext: context, serverSideEncryption: "AES256" }), [
      "kmsKeyId",
      "encryptionContext",
    ]);
    assert.deepEqual(
      failing({ kmsKeyId: "k", encryptionContext: context, serverSideEncryption: "cos/kms" }),
      [],
    );
    assert.deepEqual(failing({ kmsKeyId: "k", serverSideEncryption: unknownValue }), []);
  });

  it("lets values pass that are not known yet", () => {
    const found = failures({
      ...place,
      bucket: unknownValue,
      source: unknownValue,
      tags: { a: unknownValue },
      metadata: unknownValue,
      expires: unknownValue,
      acl: unknownValue,
    });
    assert.deepEqual(found, []);
  });

  it("names a source that is a pipe or a device, without reading it", () => {
    const pipe = path.join(files.folder, "pipe");
    assert.equal(spawnSync("mkfifo", [pipe]).status, 0);
    for (const source of [pipe, "/dev/zero"]) {
      assert.deepEqual(failures({ ...place, source: asset({ path: source }, "") }), [
        `source: names something that is not a file, such as a pipe or a device, and may never end: ${source}`,
      ]);
    }
  });

  it("names a source file that is missing, a folder or unreadable", () => {
    const missing = path.join(files.folder, "missing.txt");
    const folder = path.join(files.folder, "folder");
    mkdirSync(folder);
    assert.deepEqual(failures({ ...place, source: asset({ path: missing }, "") }), [
      `source: there is no file ${missing}`,
    ]);
    assert.deepEqual(failures({ ...place, source: asset({ path: folder }, "") }), [
      `source: names a folder, not a file: ${folder}`,
    ]);
    const secret = files.asset("secret.txt", "x");
    chmodSync(String(secret.path), 0);
    // root may read everything.
    if (process.getuid?.() !== 0) {
      assert.match(failures({ ...place, source: secret })[0] ?? "", /may not read the file .*secret\.txt/);
    }
  });

  it("refuses an archive, a plain text and an unknown kind of address as source", () => {
    const archive = {
      "4dabf18193072939515e22adb298388d": "0def7320c3a5731c473e5ecbe6d01bc7",
      path: files.folder,
    };
    assert.match(failures({ ...place, source: archive })[0] ?? "", /^source: is an archive/);
    assert.match(failures({ ...place, source: "index.html" })[0] ?? "", /^source: must be an asset/);
    const [reason = ""] = failures({
      ...place,
      source: asset({ uri: "ftp://user:secret@host/a?sig=secret" }, ""),
    });
    assert.match(reason, /^source: must be an https, http or file address/);
    assert.doesNotMatch(reason, /secret/);
  });
});

describe("Object, compared,", () => {
  let files: Files;
  before(() => {
    files = new Files();
  });
  after(() => files.remove());

  it("sees nothing when nothing changed", () => {
    const inputs = checked({
      ...page,
      expires: "2030-01-31T16:00:00Z",
      metadata: { a: "b" },
      tags: { c: "d" },
      storageClass: "STANDARD_IA",
      acl: "private",
      serverSideEncryption: "cos/kms",
      encryptionContext: '{"x":"1"}',
    });
    assert.deepEqual(paths(outputsOf(inputs), inputs), []);
  });

  it("sees an edited file and not a touched one", () => {
    const source = files.asset("a.txt", "one");
    const olds = outputsOf(checked({ ...place, source }));
    utimesSync(String(source.path), new Date(), new Date(0));
    assert.deepEqual(paths(olds, checked({ ...place, source })), []);
    const moved = files.asset("b.txt", "one");
    assert.deepEqual(paths(olds, checked({ ...place, source: moved })), []);
    assert.deepEqual(paths(olds, checked({ ...place, source: files.asset("a.txt", "two") })), ["source"]);
  });

  it("sees other inline content by its checksum alone", () => {
    const { content: _, ...olds } = outputsOf(checked(page));
    assert.deepEqual(paths(olds, checked(page)), []);
    assert.deepEqual(paths(olds, checked({ ...place, contentBase64: "aGVsbG8=" })), []);
    assert.deepEqual(paths(olds, checked({ ...page, content: "hallo" })), ["content"]);
    assert.deepEqual(paths(olds, checked({ ...place, contentBase64: "aGFsbG8=" })), ["contentBase64"]);
  });

  it("sees a change where the new value is not known yet", () => {
    const olds = outputsOf(checked(page));
    assert.deepEqual(paths(olds, { ...checked(page), content: unknownValue }), ["content"]);
    assert.deepEqual(paths(olds, { ...place, contentType: olds.contentType, source: unknownValue }), [
      "source",
    ]);
    assert.deepEqual(paths(olds, { ...checked(page), metadata: { a: unknownValue } }), ["metadata"]);
    assert.deepEqual(paths(olds, { ...checked(page), expires: unknownValue }), ["expires"]);
  });

  it("sees no difference in content that was overwritten and then refreshed into the state", () => {
    const { content: _content, ...read }: Props = { ...outputsOf(checked(page)), crc64: "1", etag: "other" };
    assert.deepEqual(object.diff("", read, read).differences, []);
    assert.deepEqual(paths(read, checked(page)), ["content"]);
  });

  it("replaces only for another bucket, region or key", () => {
    const olds = outputsOf(checked(page));
    const news = {
      ...checked(page),
      bucket: "new-1250000000",
      region: "ap-beijing",
      key: "b.html",
      cacheControl: "no-cache",
    };
    assert.deepEqual(object.diff("", olds, news).differences, [
      { path: "bucket", kind: "replace" },
      { path: "region", kind: "replace" },
      { path: "key", kind: "replace" },
      { path: "cacheControl", kind: "update", before: undefined, after: "no-cache" },
    ]);
  });

  it("understands different spellings of the same", () => {
    const olds = outputsOf(
      checked({
        ...page,
        expires: "Thu, 31 Jan 2030 16:00:00 GMT",
        encryptionContext: '{"b":1,"a":2}',
        serverSideEncryption: "cos/kms",
      }),
    );
    const news = checked({
      ...page,
      expires: "2030-02-01T00:00:00+08:00",
      encryptionContext: '{ "a": 2, "b": 1 }',
      serverSideEncryption: "cos/kms",
      acl: "default",
      tags: {},
      metadata: {},
    });
    assert.deepEqual(paths(olds, news), []);
  });

  it("ignores what COS decides by itself unless the program says it", () => {
    const olds = outputsOf(
      checked({ ...page, storageClass: "ARCHIVE", serverSideEncryption: "cos/kms", kmsKeyId: "k" }),
    );
    assert.deepEqual(paths(olds, checked(page)), []);
    assert.deepEqual(
      paths(olds, checked({ ...page, storageClass: "STANDARD", serverSideEncryption: "AES256" })),
      ["storageClass", "serverSideEncryption"],
    );
  });

  it("shows each change at its path", () => {
    const olds = outputsOf(
      checked({ ...page, metadata: { a: "1", b: "2" }, tags: { "k.1": "v" }, acl: "public-read" }),
    );
    assert.deepEqual(
      paths(
        olds,
        checked({
          ...page,
          contentType: "text/plain",
          cacheControl: "no-cache",
          metadata: { a: "1", b: "3" },
          tags: { "k.1": "w" },
        }),
      ),
      ["contentType", "cacheControl", "metadata.b", "acl", 'tags["k.1"]'],
    );
  });
});
