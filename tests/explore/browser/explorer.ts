/** The explorer as a user has it: the command in a process of its own, and its page in a real browser. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { endTree, start } from "../../../tools/processes";
import { launchBrowser } from "../../browser";

const root = path.resolve(__dirname, "../../..");

/** A page, and what a person would not have liked to see while it was open. */
export interface OpenPage {
  readonly page: Page;
  /** Messages of the console, errors of scripts, dialogs, and requests to elsewhere. */
  readonly complaints: string[];
}

/** A running explorer. */
export interface Explorer {
  /** With the token in its fragment. */
  readonly url: string;
  /** Opens the page anew, as a person who was never here. */
  open(options?: BrowserContextOptions): Promise<OpenPage>;
}

/**
 * Starts the command and a browser before the tests of a suite, and ends them after. Without a browser the tests are skipped.
 * @param args beside those that keep it from opening a browser of its own
 * @param env variables of the command; it has no keys unless they are here
 */
export function useExplorer(
  args: readonly string[],
  env: () => Readonly<Record<string, string>> = () => ({}),
): Explorer {
  let browser: Browser | undefined;
  let url = "";
  const folder = mkdtempSync(path.join(tmpdir(), "explorer-"));
  let pid: number | undefined;

  before(async function () {
    this.timeout(60_000);
    browser = (await launchBrowser()) ?? this.skip();
    url = await new Promise<string>((resolve, reject) => {
      let output = "";
      const command = [path.join(root, "lib/cli/index.js"), "explore", "--no-open", "--port", "0", ...args];
      const child = start(process.execPath, command, {
        env: { PATH: process.env.PATH, HOME: folder, TMPDIR: folder, ...env() },
      });
      pid = child.pid;
      const collect = (text: Buffer) => {
        output += text;
        const [address] = /http:\S+#token=[\w-]+/.exec(output) ?? [];
        if (address !== undefined) {
          resolve(address);
        }
      };
      child.stdout?.on("data", collect);
      child.stderr?.on("data", collect);
      child.once("exit", () => reject(new Error(`explore ended: ${output}`)));
    });
  });

  after(async () => {
    await browser?.close();
    if (pid !== undefined) {
      await endTree(pid);
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  return {
    get url() {
      return url;
    },
    async open(options = {}) {
      if (browser === undefined) {
        throw new Error("there is no browser");
      }
      const context = await browser.newContext({ viewport: { width: 1_400, height: 900 }, ...options });
      context.setDefaultTimeout(10_000);
      // As the browser's own tools do it: the page's policy lets no foreign script in.
      await context.addInitScript({ content: axe.source });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") {
          complaints.push(`console: ${message.text()}`);
        }
      });
      page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
      page.on("dialog", (dialog) => {
        complaints.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      const { origin } = new URL(url);
      page.on("request", (request) => {
        if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== origin) {
          complaints.push(`request: ${request.url()}`);
        }
      });
      await page.goto(url);
      return { page, complaints };
    },
  };
}

/** What axe finds serious on a page (https://github.com/dequelabs/axe-core), as rule and place. */
export async function findBarriers(page: Page): Promise<readonly string[]> {
  return (await page.evaluate(`axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
    violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ": " + target.join(" "))))`)) as string[];
}
