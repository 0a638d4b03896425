/** What it costs to see the page of the explorer. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../tests/browser";
import { startExplorerProcess } from "../tests/explore/process";
import { runCommand } from "./commands";
import { alternate, type Measurement, median, medianOf, type Row } from "./measurement";

const page = path.resolve(__dirname, "../lib/explorer");

/** Pages that are opened, each as if for the first time. */
const visits = 7;

/** The command until it has printed its address, and its page in a browser. */
export const explorer: Measurement = {
  name: "explorer",
  against:
    "`pulumi-tencentcos explore` until it has printed its address, against `node -e 0`, 7 runs each; with `--emulator` until the samples are there. First " +
    "paint: first-contentful-paint of its page in Chromium, without a cache, 7 visits. The files of the page, gzipped one by one",

  async run(laboratory) {
    const env = { PATH: process.env.PATH, HOME: laboratory.folder };
    const until = async (...args: readonly string[]) => {
      const began = performance.now();
      const started = await startExplorerProcess(args, env);
      const elapsedMs = performance.now() - began;
      await started.end();
      return { elapsedMs };
    };
    const output = laboratory.newPath("output");
    const plain = await alternate(
      7,
      () => until(),
      () => runCommand(laboratory, ["-e", "0"], output),
    );
    const samples = await until("--emulator");
    const sizes = readdirSync(page).map((name) => gzipSync(readFileSync(path.join(page, name))).length);
    return [
      {
        what: "explore until its address",
        unit: "ms",
        ours: medianOf(plain.ours, "elapsedMs"),
        peer: medianOf(plain.peer, "elapsedMs"),
        better: "less",
      },
      { what: "the same with --emulator", unit: "ms", ours: samples.elapsedMs, better: "less" },
      ...(await firstPaint(env)),
      {
        what: "the explorer's page, gzipped",
        unit: "B",
        ours: sizes.reduce((sum, each) => sum + each, 0),
        better: "less",
        goal: { of: "ours", atMost: 250_000 },
      },
    ];
  },
};

/** No row where no browser is installed. */
async function firstPaint(env: NodeJS.ProcessEnv): Promise<readonly Row[]> {
  const browser = await launchBrowser();
  if (browser === undefined) {
    return [];
  }
  const started = await startExplorerProcess([], env);
  try {
    const times: number[] = [];
    for (let visit = 0; visit < visits; visit++) {
      times.push(await visitOnce(browser, started.url));
    }
    const ours = median(times);
    return [
      {
        what: "first paint of the explorer",
        unit: "ms",
        ours,
        better: "less",
        goal: { of: "ours", atMost: 1_000 },
      },
    ];
  } finally {
    await browser.close();
    await started.end();
  }
}

async function visitOnce(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext();
  try {
    const visited = await context.newPage();
    await visited.goto(url);
    await visited.locator("main h1").waitFor();
    return (await visited.evaluate(
      `performance.getEntriesByName("first-contentful-paint")[0].startTime`,
    )) as number;
  } finally {
    await context.close();
  }
}
