/** What a person does with calls on the page: go on from an answer, take care, cancel, and come back to them. */

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pressSend, results, send, show, until, useExplorer } from "./explorer";

describe("Calls on the explorer's page", function () {
  this.timeout(60_000);
  const explorer = useExplorer(["--emulator"]);
  const reader = useExplorer(["--emulator", "--read-only"]);
  const folder = mkdtempSync(path.join(tmpdir(), "explorer-file-"));
  const file = path.join(folder, "large.bin");
  before(() => {
    writeFileSync(file, "");
    truncateSync(file, 40 * 1024 ** 2);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("ask before they destroy, and are not sent when the answer is no", async () => {
    const { page } = await explorer.open();
    const sent: string[] = [];
    page.on("request", (request) => {
      if (request.url().endsWith("/api/send")) {
        sent.push(request.url());
      }
    });
    await show(page, "#/DeleteObject?Bucket=site-1250000000&Key=style.css");
    await pressSend(page);
    const dialog = page.getByRole("dialog");
    assert.match((await dialog.textContent()) ?? "", /site-1250000000\/style\.css/);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    assert.deepEqual(sent, []);
    await pressSend(page);
    assert.match(await send(page, () => dialog.getByRole("button").last().click()), /^204/);
    assert.equal(sent.length, 1);
    await page.context().close();
  });

  it("that are free say in the question what they remove", async () => {
    const { page } = await explorer.open();
    await show(page, "#/free");
    await page.getByRole("combobox", { name: "Method" }).selectOption("DELETE");
    await page.getByRole("textbox", { name: "Bucket" }).fill("site-1250000000");
    await page.getByRole("textbox", { name: "Query parameters: name 1" }).fill("lifecycle");
    await pressSend(page);
    await page.getByRole("dialog").getByText("site-1250000000?lifecycle", { exact: true }).waitFor();
    await page.context().close();
  });

  it("only read where the command says so", async () => {
    const { page } = await reader.open();
    await show(page, "#/PutObject?Bucket=site-1250000000&Key=new.txt");
    assert.ok(await page.getByRole("button", { name: "Send", exact: true }).isDisabled());
    await show(page, "#/GetService");
    assert.match(await send(page), /^200/);
    await page.context().close();
  });

  it("go on with the next page, and with values of the answer", async () => {
    const { page } = await explorer.open();
    await show(page, "#/GetBucket?Bucket=site-1250000000&MaxKeys=3");
    await send(page);
    const first = await results(page);
    assert.match(first, /404\.html/);
    await send(page, () => page.getByRole("button", { name: "Next page" }).click());
    assert.doesNotMatch(await results(page), /404\.html/);
    assert.match(page.url(), /Marker=/);
    await show(page, "#/ListMultipartUploads?Bucket=archive-1250000000&Region=ap-shanghai");
    await send(page);
    await page.getByText("Use in the next call").click();
    await page.locator(".uses li summary").filter({ hasText: "UploadId" }).click();
    await page.getByRole("link", { name: "ListParts" }).first().click();
    await page.getByRole("heading", { name: "ListParts", exact: true }).waitFor();
    assert.match(await send(page), /^200/);
    assert.match(await results(page), /PartNumber/);
    await page.context().close();
  });

  it("are not sent as long as something is wrong, and the focus goes there", async () => {
    const { page } = await explorer.open();
    await show(page, "#/GetBucket?Bucket=site-1250000000&MaxKeys=5000");
    await pressSend(page);
    await page.getByText("must be from").waitFor();
    await until(page, `document.activeElement.id === "field-MaxKeys"`);
    assert.match(await results(page), /Nothing has been sent yet/);
    await page.context().close();
  });

  it("are sent once, however often that is asked for before they are looked at", async () => {
    const { page } = await explorer.open();
    await show(page, "#/GetService");
    let look = () => {};
    const looked = new Promise<void>((resolve) => {
      look = resolve;
    });
    await page.route("**/api/preview", async (route) => {
      await looked;
      await route.continue();
    });
    let sent = 0;
    page.on("request", (request) => {
      sent += Number(request.url().endsWith("/api/send"));
    });
    await pressSend(page);
    await page.keyboard.press("Control+Enter");
    assert.equal(await send(page, async () => look()), "200 OK");
    assert.equal(sent, 1);
    await page.context().close();
  });

  it("say that the server is gone, wherever it was asked", async () => {
    const { page } = await explorer.open();
    await page.route("**/api/{history,verify,code}", (route) => route.abort());
    await show(page, "#/GetService");
    await page.getByRole("tab", { name: "Code" }).click();
    const gone = page.getByText("The local server does not answer.");
    await gone.waitFor();
    await show(page, "#/history");
    await gone.waitFor();
    await show(page, "#/verify");
    await page.getByRole("button", { name: "Verify", exact: true }).click();
    await gone.waitFor();
    await page.context().close();
  });

  it("keep the document in step as tree, JSON and XML", async () => {
    const { page } = await explorer.open();
    await show(page, "#/PutBucketTagging?Bucket=site-1250000000");
    await page.getByRole("tab", { name: "JSON", exact: true }).click();
    await page.getByRole("textbox", { name: "JSON" }).fill('{"TagSet":{"Tag":[{"Key":"a","Value":"<b>"}]}}');
    await page.getByRole("tab", { name: "XML", exact: true }).click();
    const xml = page.getByRole("textbox", { name: "XML" });
    await until(page, `document.querySelector("textarea[aria-label=XML]")?.value.includes("&lt;b&gt;")`);
    await xml.fill((await xml.inputValue()).replace("<Key>a</Key>", "<Key>colour</Key>"));
    await page.getByRole("tab", { name: "Tree", exact: true }).click();
    await until(
      page,
      `[...document.querySelectorAll(".tree-body textarea")].some((value) => value.value === "colour")`,
    );
    await page.context().close();
  });

  it("that take long show how far they are, and can be cancelled", async () => {
    const { page } = await explorer.open();
    await show(page, "#/PutObject?Bucket=site-1250000000&Key=large.bin");
    await page.locator("input[type=file]").setInputFiles(file);
    // What the network holds back shows the bar, and the button that cancels.
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: 2 << 20,
    });
    await pressSend(page);
    await page.locator("progress").waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Send", exact: true }).waitFor();
    await show(page, "#/HeadObject?Bucket=site-1250000000&Key=large.bin");
    assert.match(await send(page), /^404/);
    await page.context().close();
  });

  it("are found again in the history, where they can be repeated, compared and exported", async () => {
    const { page } = await explorer.open();
    for (const key of ["index.html", "404.html"]) {
      await show(page, `#/HeadObject?Bucket=site-1250000000&Key=${key}`);
      await send(page);
    }
    await show(page, "#/history");
    await page.getByRole("searchbox", { name: "Filter" }).fill("HeadObject html");
    await page.getByRole("checkbox", { name: "All" }).check();
    await page.getByRole("button", { name: "Compare two" }).click();
    await page.getByText("content-length").first().waitFor();
    for (const [button, holds] of [
      ["Shell script", /^#!.*[\s\S]*HEAD/],
      ["Emulator test", /startEmulator/],
      ["HAR", /"method": ?"HEAD"/],
    ] as const) {
      const saved = page.waitForEvent("download");
      await page.getByRole("button", { name: button }).click();
      assert.match(readFileSync(await (await saved).path(), "utf8"), holds);
    }
    const again = page.getByRole("button", { name: "Run again" }).first();
    assert.match(await send(page, () => again.click()), /^200/);
    await page.context().close();
  });

  it("whose signature fails are explained in the verifier", async () => {
    const { page } = await explorer.open();
    await show(page, "#/verify");
    await page
      .getByRole("combobox", { name: "Example" })
      .selectOption({ label: "Sent with another method than was signed" });
    await page.getByText("The signature does not hold").waitFor();
    const text = (await page.getByRole("region", { name: "Result" }).textContent()) ?? "";
    assert.match(text, /method/i);
    assert.match(text, /Corrected/);
    await page.context().close();
  });
});
