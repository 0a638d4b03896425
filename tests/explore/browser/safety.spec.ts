/** What the page must never do: run what it shows, tell what is secret, or let others in. */

import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "../../../emulator";
import { results, send, show, useExplorer } from "./explorer";

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
    await show(page, "#/GetBucket?Bucket=odd-names-1250000000");
    await send(page);
    const panel = page.getByRole("region", { name: "Results" });
    for (const [view, text] of [
      ["JSON", "<img src=x onerror=alert(1)>.png"],
      ["XML", "&lt;img src=x onerror=alert(1)"],
      ["Table", "<img src=x onerror=alert(1)>.png"],
      ["Raw", "&lt;img src=x onerror=alert(1)"],
    ] as const) {
      await panel.getByRole("tab", { name: view, exact: true }).click();
      await panel.getByText(text).filter({ visible: true }).first().waitFor();
    }
    await show(page, "#/GetObject?Bucket=site-1250000000&Key=index.html");
    await send(page);
    assert.match(await results(page), /<script>alert\("This ran, and must not\."\)<\/script>/);
    await show(page, "#/GetObject?Bucket=site-1250000000&Key=images%2Flogo.svg");
    await send(page);
    assert.match(await results(page), /<svg[\s\S]*<script>alert/);
    await show(
      page,
      "#/GetObject?Bucket=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&Key=%22%3E%3Cscript%3Ealert(2)%3C%2Fscript%3E",
    );
    await page.getByRole("tab", { name: "Code" }).click();
    await panel.getByText("<img src=x onerror=alert(1)>").filter({ visible: true }).first().waitFor();
    assert.equal(await page.evaluate("document.querySelectorAll('main script, main img').length"), 0);
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  it("shows the end of a name that reads from right to left where it stands", async () => {
    const { page } = await samples.open();
    await show(page, "#/GetBucket?Bucket=odd-names-1250000000&Prefix=invoice");
    await send(page);
    const text = await results(page);
    assert.match(text, /invoice.*\\u202e/);
    assert.doesNotMatch(text, /\u202e/);
    await page.context().close();
  });

  it("holds the keys nowhere, and the token not in the address once it is read", async () => {
    const { page } = await account.open();
    const answers: Promise<string>[] = [];
    page.on("response", (response) => {
      answers.push(response.text().catch(() => ""));
    });
    await show(page, "#/GetService");
    await send(page);
    const contents: string[] = [];
    for (const [tab, part] of [
      ["Request", ".request-line"],
      ["Signature", ".http-string"],
      ["Code", ".code-text"],
    ] as const) {
      await page.getByRole("tab", { name: tab }).click();
      await page.locator(part).waitFor();
      contents.push(await page.content());
    }
    await show(page, "#/history");
    await page.getByRole("checkbox").first().waitFor();
    const seen = [
      page.url(),
      ...contents,
      await page.content(),
      JSON.stringify(
        await page.evaluate("({ ...localStorage, ...sessionStorage, cookie: document.cookie })"),
      ),
      ...(await Promise.all(answers)),
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
