/** Opens the page in the browser without telling its token to the list of processes, which other users can read. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { visible } from "../../provider/client/visible";

/**
 * Opens it by a file that leads there, and that only this user can read. Where there is no browser, the printed address is all that a
 * person needs.
 * @returns removes the file
 */
export async function openPage(url: string): Promise<() => void> {
  const tell = (reason: string) =>
    console.error(`The browser cannot be opened: ${visible(reason)}. Open the address above.`);
  let folder: string | undefined;
  const remove = () => {
    if (folder !== undefined) {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  // An error ends the process, too.
  process.once("exit", remove);
  try {
    folder = mkdtempSync(path.join(tmpdir(), "pulumi-tencentcos-"));
    const file = path.join(folder, "explorer.html");
    writeFileSync(file, pageThatLeadsTo(url), { mode: 0o600 });
    const { default: open } = await import("open");
    const opener = await open(pathToFileURL(file).href);
    opener.once("error", ({ message }) => tell(message));
    opener.once("exit", (status) => {
      if (status !== null && status !== 0) {
        tell(`what opens it ended with ${status}`);
      }
    });
  } catch (error) {
    tell((error as Error).message);
  }
  return remove;
}

/** @param url of the explorer, in which nothing has to be escaped */
function pageThatLeadsTo(url: string): string {
  return `<!doctype html>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url=${url}">
<title>COS API Explorer</title>
<a href="${url}">COS API Explorer</a>
`;
}
