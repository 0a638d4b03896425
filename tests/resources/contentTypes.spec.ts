import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { SettingsTable } from "../../provider/resources/folder/settings";
import { guessContentType } from "../../provider/resources/object/source";
import { tableFile, tableText, typesOfMimeDb } from "../../tools/contentTypes";
import { object } from "../handlers";

describe("The content type that follows from a file's extension", () => {
  const typeOf = (key: string) => guessContentType({ key });

  it("is what browsers and Pulumi's users expect", () => {
    // Nginx's mime.types and the WHATWG's MIME sniffing standard say so too.
    const expected: Record<string, string> = {
      "a.html": "text/html; charset=utf-8",
      "a.HTM": "text/html; charset=utf-8",
      "a.css": "text/css; charset=utf-8",
      "a.js": "text/javascript; charset=utf-8",
      "a.mjs": "text/javascript; charset=utf-8",
      "a.json": "application/json; charset=utf-8",
      "a.svg": "image/svg+xml",
      "a.webp": "image/webp",
      "a.woff2": "font/woff2",
      "a.wasm": "application/wasm",
      "a.m3u8": "application/vnd.apple.mpegurl",
      "a/b.c/README": "application/octet-stream",
      "a.toString": "application/octet-stream",
      ".json": "application/octet-stream",
    };
    for (const [key, type] of Object.entries(expected)) {
      assert.equal(typeOf(key), type, key);
    }
  });

  it("is not a video for TypeScript", () => {
    for (const key of ["app.ts", "types.d.ts", "a.mts", "a.cts"]) {
      assert.equal(typeOf(key), "text/plain; charset=utf-8");
    }
  });

  it("comes with gzip for .svgz, in an object and in a folder, unless something else is said", () => {
    const place = { bucket: "site-1250000000", region: "ap-guangzhou", content: "" };
    const { inputs } = object.check({}, {}, { ...place, key: "logo.svgz" });
    assert.deepEqual([inputs.contentType, inputs.contentEncoding], ["image/svg+xml", "gzip"]);
    const said = object.check({}, {}, { ...place, key: "logo.svgz", contentEncoding: "identity" });
    assert.equal(said.inputs.contentEncoding, "identity");
    assert.equal(object.check({}, {}, { ...place, key: "logo.svg" }).inputs.contentEncoding, undefined);
    const table = new SettingsTable([{ match: "icons/**", contentEncoding: "identity" }]);
    assert.equal(table.of("logo.svgz").settings.contentEncoding, "gzip");
    assert.equal(table.of("icons/logo.svgz").settings.contentEncoding, "identity");
  });

  it("does not change with a newer mime-db, which would show a difference on files in stacks that exist", () => {
    const different = [...typesOfMimeDb()].filter(([extension, type]) => typeOf(`a.${extension}`) !== type);
    // An update of mime-db shows here what it would change; run tools/contentTypes.ts to take it.
    assert.deepEqual(different.map(([extension]) => extension).sort(), ["mts", "ts"]);
    assert.ok(readFileSync(tableFile, "utf8").includes(`\`${tableText()}\``));
  });
});
