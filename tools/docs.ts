/** `npm run docs`: writes the pages of `docs/` that follow from the sources. */

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readComments } from "./apiTypes/comments";
import { elementsFile, writeElements } from "./apiTypes/elements";
import { typesFolder, writeApiTypes } from "./apiTypes/write";
import { meaningsFile, writeMeanings } from "./docs/meanings";
import { readSdk } from "./docs/sdk";

writeFileSync(meaningsFile, writeMeanings(readSdk()));
// The pages are made from the meanings, so they are loaded after those.
const { docsFolder, writePages } = require("./docs/pages") as typeof import("./docs/pages");

/** The folders whose pages are all written from the sources. */
const folders = ["reference", "api"];
for (const folder of folders) {
  mkdirSync(path.join(docsFolder, folder), { recursive: true });
}

const comments = readComments();
mkdirSync(typesFolder, { recursive: true });
for (const [file, text] of writeApiTypes(comments)) {
  writeFileSync(path.join(typesFolder, file), text);
}
writeFileSync(elementsFile, writeElements(comments));
const pages = writePages();
const stale = folders.flatMap((folder) =>
  readdirSync(path.join(docsFolder, folder))
    .map((file) => `${folder}/${file}`)
    .filter((file) => !pages.has(file)),
);
for (const file of stale) {
  rmSync(path.join(docsFolder, file));
}
const changed = [...pages].filter(([page, text]) => text !== textOf(path.join(docsFolder, page)));
for (const [page, text] of changed) {
  writeFileSync(path.join(docsFolder, page), text);
}
console.log(
  changed.length + stale.length === 0
    ? `The ${pages.size} pages are up to date.`
    : `Written: ${[...changed.map(([page]) => page), ...stale.map((file) => `${file} (removed)`)].join(", ")}`,
);

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
