/**
 * Writes the table of content types by extension from the installed `mime-db`, with what we know better. Running it changes the
 * content type of files in stacks that exist: `npx ts-node tools/contentTypes.ts`, and name the changed ones in the changelog.
 */

import { writeFileSync } from "node:fs";
import path from "node:path";
import mime from "mime-types";

/** Where `mime-db` is no help: `.ts` is its MPEG transport stream, and TypeScript is what lies in most folders. */
const better: Readonly<Record<string, string>> = {
  ts: "text/plain; charset=utf-8",
  mts: "text/plain; charset=utf-8",
  cts: "text/plain; charset=utf-8",
};

/** The content types that `mime-db` gives to extensions, as headers say them. */
export function typesOfMimeDb(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(mime.types).map(([extension, type]) => [extension, mime.contentType(type) || type]),
  );
}

/** The text of the table: a line for each content type, with its extensions. */
export function tableText(): string {
  const byType = new Map<string, string[]>();
  for (const [extension, type] of new Map([...typesOfMimeDb(), ...Object.entries(better)])) {
    byType.set(type, [...(byType.get(type) ?? []), extension]);
  }
  return [...byType]
    .map(([type, extensions]) => `${type}\t${extensions.sort().join(" ")}`)
    .sort()
    .join("\n");
}

/** The file that holds the table. */
export const tableFile = path.resolve(__dirname, "../provider/resources/object/contentTypeTable.ts");

if (require.main === module) {
  writeFileSync(
    tableFile,
    [
      "/**",
      " * Content types by extension, a line for each type. In our hands, and not taken from a library at run time: a newer one would change files",
      " * in stacks that exist. Written by tools/contentTypes.ts.",
      " */",
      `export const contentTypeTable = \`${tableText()}\`;`,
      "",
    ].join("\n"),
  );
}
