/** A real browser, where one is installed. */

import { existsSync } from "node:fs";
import path from "node:path";
import type { Browser } from "playwright-core";

/** Browsers as distributions install them. */
const browsers = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Starts the browser of this machine; says why there is none, and answers `undefined`. */
export async function launchBrowser(): Promise<Browser | undefined> {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const executablePath = browsers
    .flatMap((name) => folders.map((folder) => path.join(folder, name)))
    .find(existsSync);
  if (executablePath === undefined) {
    console.log(`      (skipped: none of ${browsers.join(", ")} is installed)`);
    return undefined;
  }
  const { chromium } = await import("playwright-core");
  return await chromium.launch({ executablePath, args: ["--no-sandbox"] });
}
