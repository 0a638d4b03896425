/** All pages that are written from the sources, by their path in `docs/`. */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { handlers } from "../../provider/resources";
import { apiPages } from "./api";
import { errorsPage } from "./errors";
import { overviewPage } from "./overview";
import { explainedNames, referencePage } from "./reference";
import { resourceOf } from "./resource";
import { readSdk } from "./sdk";
import { unverifiedPage } from "./unverified";

/** The folder of the documentation. */
export const docsFolder = path.resolve(__dirname, "../../docs");

/**
 * Writes the pages, in memory.
 * @throws Error that names what has no comment, no example, or no place on a page
 */
export function writePages(): ReadonlyMap<string, string> {
  const sdk = readSdk();
  const tokens = [...handlers.keys()];
  const explained = explainedNames(sdk, tokens);
  const lost = [...sdk.argumentTypes.keys(), ...sdk.helpers.map(({ name }) => name)].filter(
    (name) => !explained.has(name) && name !== "BucketTarget",
  );
  if (lost.length > 0) {
    throw new Error(`no page explains ${lost.join(", ")}, which sdk/index.ts exports`);
  }
  const errors = errorsPage();
  const unverified = unverifiedPage();
  const generated = [["errors.md", errors] as const, ["unverified.md", unverified] as const];
  const guides = new Map([...handwrittenPages(), ...generated].sort());
  return new Map([
    ["README.md", overviewPage(sdk, tokens, guides)],
    ...generated,
    ...apiPages(),
    ...tokens.map((token) => [`reference/${token}.md`, referencePage(sdk, resourceOf(sdk, token))] as const),
  ]);
}

/** Pages that people write, by file name. */
function handwrittenPages(): readonly (readonly [string, string])[] {
  return readdirSync(docsFolder)
    .filter((file) => file.endsWith(".md") && !["README.md", "errors.md", "unverified.md"].includes(file))
    .map((file) => [file, readFileSync(path.join(docsFolder, file), "utf8")] as const);
}
