/** How the page looks and is read: every view in light, dark and Chinese, on a desk and on a phone. */

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { findBarriers, send, show, useExplorer } from "./explorer";

const views: Readonly<Record<string, string>> = {
  "the start": "#/",
  "a form with a document": "#/PutBucketLifecycle?Bucket=site-1250000000",
  "a form with many parameters": "#/PutObject?Bucket=site-1250000000&Key=%E8%AF%BB.txt&Meta%5Bauthor%5D=Li",
  "a listing": "#/GetBucket?Bucket=odd-names-1250000000",
  "an error": "#/GetBucketPolicy?Bucket=site-1250000000",
  "the free request": "#/free",
  "the verifier": "#/verify",
  "the history": "#/history",
};

/** Views whose call is sent before they are looked at. */
const sent = ["a listing", "an error"];

const looks = [
  { name: "in light on a desk", width: 1_400, colorScheme: "light", locale: "en" },
  { name: "in dark on a phone", width: 360, colorScheme: "dark", locale: "en" },
  { name: "in Chinese in dark on a desk", width: 1_400, colorScheme: "dark", locale: "zh-CN" },
  { name: "in Chinese in light on a phone", width: 360, colorScheme: "light", locale: "zh-CN" },
] as const;

describe("The page of the explorer, in all its views", function () {
  this.timeout(60_000);
  const explorer = useExplorer(["--emulator"]);

  for (const { name, width, colorScheme, locale } of looks) {
    it(`fits the screen, has no barrier and is readable ${name}`, async () => {
      const { page, complaints } = await explorer.open({
        viewport: { width, height: 800 },
        colorScheme,
        locale,
      });
      for (const [view, fragment] of Object.entries(views)) {
        await show(page, fragment);
        if (sent.includes(view)) {
          await send(page);
        }
        if (fragment === "#/history") {
          await page.locator(".entry").first().waitFor();
        }
        assert.equal(await overflow(page), 0, `${view} is wider than the screen`);
        assert.deepEqual(await findBarriers(page), [], view);
        assert.equal(await isDark(page), colorScheme === "dark", view);
      }
      assert.equal(await page.evaluate("document.documentElement.lang"), locale === "en" ? "en" : "zh-CN");
      assert.deepEqual(complaints, []);
      await page.context().close();
    });
  }

  it("remembers theme and language, and forgets nothing else of the address but the token", async () => {
    const { page } = await explorer.open();
    await page.getByRole("button", { name: "中文" }).click();
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.reload();
    assert.equal(await page.evaluate("document.documentElement.lang"), "zh-CN");
    await page.context().close();
  });
});

async function overflow(page: Page): Promise<number> {
  return (await page.evaluate(
    "Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)",
  )) as number;
}

async function isDark(page: Page): Promise<boolean> {
  return (await page.evaluate(`(() => {
    const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).map(Number);
    return r + g + b < 384;
  })()`)) as boolean;
}
