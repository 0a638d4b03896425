/** The explorer as a user has it: the command in a process of its own, and its page in a real browser. */

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { en } from "../../../explorer/texts/en";
import { zh } from "../../../explorer/texts/zh";
import { launchBrowser } from "../../browser";
import { type ExplorerProcess, startExplorerProcess } from "../process";

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
  const folder = mkdtempSync(path.join(tmpdir(), "explorer-"));
  let command: ExplorerProcess | undefined;

  before(async function () {
    this.timeout(60_000);
    browser = (await launchBrowser()) ?? this.skip();
    command = await startExplorerProcess(args, {
      PATH: process.env.PATH,
      HOME: folder,
      TMPDIR: folder,
      ...env(),
    });
  });

  after(async () => {
    await browser?.close();
    await command?.end();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  return {
    get url() {
      return command?.url ?? "";
    },
    async open(options = {}) {
      if (browser === undefined || command === undefined) {
        throw new Error("there is no browser, or no explorer");
      }
      const { url } = command;
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

/** The headings of the pages that are no operation's. */
const headings: Readonly<Record<string, readonly string[]>> = {
  "": [en.start.title, zh.start.title],
  free: [en.free.title, zh.free.title],
  verify: [en.verify.title, zh.verify.title],
  history: [en.history.title, zh.history.title],
};

/** Goes to a fragment such as `#/GetService`, and waits until its page is there. */
export async function show(page: Page, fragment: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(fragment)}`);
  const [, name = ""] = /^#\/(\w*)/.exec(fragment) ?? [];
  const titles = new RegExp(`^(${(headings[name] ?? [name]).join("|")})$`);
  await page.getByRole("heading", { level: 1, name: titles }).waitFor();
}

/** Presses "Send". */
export const pressSend = (page: Page) => page.locator(".send-bar button").first().click();

/**
 * Sends the call on the page, and waits for its own answer: that of the call before stays until then.
 * @param press what sends it
 * @returns the outcome, such as `200 OK`
 */
export async function send(page: Page, press: () => Promise<void> = () => pressSend(page)): Promise<string> {
  const [answer] = await Promise.all([
    page.waitForResponse((response) => new URL(response.url()).pathname === "/api/send"),
    press(),
  ]);
  await answer.finished();
  await page.locator(".answer[aria-busy=false]").waitFor();
  return (await page.locator(".status-line .outcome").textContent()) ?? "";
}

/** What the results of the call say. */
export async function results(page: Page): Promise<string> {
  return (await page.getByRole("region", { name: "Results" }).textContent()) ?? "";
}

/** Waits until an expression is true on the page, whose policy lets it evaluate none by itself. */
export async function until(page: Page, expression: string): Promise<void> {
  for (const deadline = Date.now() + 10_000; !(await page.evaluate(expression)); ) {
    assert.ok(Date.now() < deadline, `never true: ${expression}`);
    await delay(50);
  }
}

/** What axe finds serious on a page (https://github.com/dequelabs/axe-core), as rule and place. */
export async function findBarriers(page: Page): Promise<readonly string[]> {
  return (await page.evaluate(`axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
    violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ": " + target.join(" "))))`)) as string[];
}
