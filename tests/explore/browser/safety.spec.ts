/** What the page must never do: run what it shows, tell what is secret, or let others in. */

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { type Emulator, startEmulator } from "../../../emulator";
import { useExplorer } from "./explorer";

const secretId = "AKIDexplorerTestKeyOfNobody00001";
const secretKey = "the-secret-key-that-must-never-be-seen";

describe("The page of the explorer keeps safe", function () {
  this.timeout(60_000);
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator({ secretId, secretKey });
  });
  after(() => emulator?.close());

  const samples = useExplorer(["--emulator"]);
  const account = useExplorer([], () => ({
    TENCENTCLOUD_SECRET_ID: secretId,
    TENCENTCLOUD_SECRET_KEY: secretKey,
    TENCENTCLOUD_REGION: "ap-guangzhou",
    TENCENTCOS_ENDPOINT: emulator.url,
  }));

  it("shows keys and objects that hold markup as text, and runs none of it", async () => {
    const { page, complaints } = await samples.open();
    await send(page, "#/GetBucket?Bucket=odd-names-1250000000");
    assert.match(await results(page), /<img src=x onerror=alert\(1\)>\.png/);
    for (const view of ["XML", "Table", "Raw"]) {
      await page.getByRole("tab", { name: view, exact: true }).last().click();
    }
    await send(page, "#/GetObject?Bucket=site-1250000000&Key=index.html");
    assert.match(await results(page), /<script>alert\("This ran, and must not\."\)<\/script>/);
    await send(page, "#/GetObject?Bucket=site-1250000000&Key=images%2Flogo.svg");
    assert.match(await results(page), /<script>alert/);
    await page.evaluate(
      `location.hash = "#/GetObject?Bucket=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&Key=%22%3E%3Cscript%3Ealert(2)%3C%2Fscript%3E"`,
    );
    await page.getByRole("tab", { name: "Code" }).click();
    await page.waitForTimeout(500);
    assert.equal(await page.evaluate("document.querySelectorAll('main script, main img').length"), 0);
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  it("shows the end of a name that reads from right to left where it stands", async () => {
    const { page } = await samples.open();
    await send(page, "#/GetBucket?Bucket=odd-names-1250000000&Prefix=invoice");
    assert.doesNotMatch(await results(page), /\u202e/);
    await page.context().close();
  });

  it("holds neither the keys nor, once it is read, the token in address, storage of the tab and answers", async () => {
    const { page } = await account.open();
    const answers: string[] = [];
    page.on("response", async (response) => {
      answers.push(await response.text().catch(() => ""));
    });
    await send(page, "#/GetService");
    for (const tab of ["Request", "Signature", "Code"]) {
      await page.getByRole("tab", { name: tab }).click();
      await page.waitForTimeout(200);
    }
    await page.evaluate(`location.hash = "#/history"`);
    await page.getByRole("checkbox").first().waitFor();
    const seen = [
      page.url(),
      await page.content(),
      JSON.stringify(
        await page.evaluate("({ ...localStorage, ...sessionStorage, cookie: document.cookie })"),
      ),
      ...answers,
    ].join("\n");
    assert.match(seen, /AKIDex/, "nothing was looked at");
    assert.ok(!seen.includes(secretKey), "the SecretKey was seen");
    assert.doesNotMatch(page.url(), /token/);
    await page.context().close();
  });

  it("shows nothing to whoever has no token", async () => {
    const { page } = await samples.open();
    const stranger = await page.context().browser()?.newContext();
    const other = await stranger?.newPage();
    assert.ok(other !== undefined);
    await other.goto(new URL("/", samples.url).href);
    await other.getByText("This address has no valid token").waitFor();
    await stranger?.close();
    await page.context().close();
  });
});

async function send(page: Page, fragment: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(fragment)}`);
  const [, name = ""] = /^#\/(\w+)/.exec(fragment) ?? [];
  await page.getByRole("heading", { name, exact: true, level: 1 }).waitFor();
  await page.locator(".send-bar button").first().click();
  await page.locator(".status-line .outcome").waitFor();
}

const results = async (page: Page) =>
  (await page.getByRole("region", { name: "Results" }).textContent()) ?? "";
