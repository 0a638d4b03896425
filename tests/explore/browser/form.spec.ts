/** How a person finds an operation and fills in its form, by keyboard and by pointer. */

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { show, useExplorer } from "./explorer";

describe("A form of the explorer's page", function () {
  this.timeout(60_000);
  const explorer = useExplorer(["--emulator"]);

  async function open(fragment: string): Promise<Page> {
    const { page } = await explorer.open();
    await page.getByRole("heading", { level: 1 }).waitFor();
    await show(page, fragment);
    return page;
  }

  it("is found, filled in and sent without a pointer", async () => {
    const page = await open("#/");
    await page.keyboard.press("/");
    await page.keyboard.type("ListObjects");
    await page.getByRole("option", { name: "GetBucket also ListObjects" }).waitFor();
    await page.keyboard.press("Enter");
    // The first empty field has the focus, and offers what there is.
    await page.getByRole("option", { name: "archive-1250000000" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+Enter");
    await page.locator(".status-line").getByText("200").waitFor();
    assert.match(page.url(), /#\/GetBucket\?Bucket=archive-1250000000&Region=ap-shanghai$/);
    assert.match(await page.title(), /^GetBucket/);
    await page.context().close();
  });

  it("is reached in the tree of families by arrows", async () => {
    const page = await open("#/");
    await page.getByRole("treeitem", { name: "Access to a bucket" }).focus();
    for (const key of ["ArrowRight", "ArrowRight", "ArrowDown", "ArrowDown", "Enter"]) {
      await page.keyboard.press(key);
    }
    await page.getByRole("heading", { level: 1, name: "PutBucketCors" }).waitFor();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    assert.equal(
      await page.getByRole("treeitem", { name: "Access to a bucket" }).getAttribute("aria-expanded"),
      "false",
    );
    await page.context().close();
  });

  it("says what is wrong with a field once somebody has left it, and nothing before", async () => {
    const page = await open("#/GetBucket");
    const failures = page.locator(".failure");
    await page.getByText("6 more parameters").click();
    const looked = page.waitForResponse(
      (response) =>
        response.url().endsWith("/api/preview") && /5000/.test(response.request().postData() ?? ""),
    );
    await page.locator("#field-MaxKeys").fill("5000");
    await looked;
    assert.equal(await failures.count(), 0);
    await page.locator("#field-Prefix").focus();
    await page.getByText("must be from 1 to 1000, not 5000").waitFor();
    assert.equal(await failures.count(), 1, "Bucket is missing, but nobody has been there");
    assert.equal(await page.locator("#field-MaxKeys").getAttribute("aria-invalid"), "true");
    await page.locator("#field-MaxKeys").fill("10");
    await failures.waitFor({ state: "detached" });
    await page.context().close();
  });

  it("does not move what is being clicked", async () => {
    const page = await open("#/PutBucketCors");
    // A failure would appear above the button just when the pointer is pressed.
    await page.locator("#field-Bucket").focus();
    await page.getByRole("button", { name: "Add CORSRule" }).hover();
    await page.mouse.down();
    await page.waitForTimeout(600);
    await page.mouse.up();
    await page.getByRole("textbox", { name: "AllowedOrigin 1" }).waitFor();
    await page.locator("[data-field=Bucket] .failure").waitFor();
    await page.context().close();
  });

  it("takes the bucket along to the next operation, and back again what was typed", async () => {
    const page = await open("#/GetBucket?Bucket=site-1250000000&Prefix=images%2F");
    await show(page, "#/GetBucketCors");
    assert.equal(await page.locator("#field-Bucket").inputValue(), "site-1250000000");
    await show(page, "#/GetService");
    assert.equal(await page.locator("#field-Region").inputValue(), "");
    await page.goBack();
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "GetBucket", exact: true }).waitFor();
    assert.equal(await page.locator("#field-Prefix").inputValue(), "images/");
    await page.context().close();
  });

  it("has all its values in the address but the secret ones", async () => {
    const page = await open("#/PutObject?Bucket=site-1250000000&Key=a%2Bb&Meta%5Bauthor%5D=Li");
    await page.getByText("more parameters").click();
    const secret = page.locator("#field-ServerSideEncryptionCustomerKey");
    assert.equal(await secret.getAttribute("type"), "password");
    await secret.fill("MDEyMzQ1Njc4OWFiY2RlZg==");
    await page.locator("#field-CacheControl").fill("no-cache");
    await page.waitForFunction(`location.hash.includes("CacheControl=no-cache")`);
    assert.doesNotMatch(page.url(), /MDEy/);
    const copy = await page.context().newPage();
    await copy.goto(page.url());
    await copy.getByRole("heading", { level: 1, name: "PutObject" }).waitFor();
    assert.equal(await copy.locator("#field-Key").inputValue(), "a+b");
    assert.equal(await copy.locator("[data-field=Meta] input").nth(1).inputValue(), "Li");
    await page.context().close();
  });

  it("builds a document as a tree, adds and removes elements, and keeps the focus there", async () => {
    const page = await open("#/PutBucketLifecycle?Bucket=site-1250000000");
    await page.getByRole("button", { name: "Add Rule" }).click();
    await page.waitForFunction(`document.activeElement.id === "Body.Rule[0].ID"`);
    await page.keyboard.type("old");
    await page.getByRole("button", { name: "Add Expiration" }).click();
    await page.getByRole("button", { name: "Add Days" }).first().click();
    await page.keyboard.type("30");
    await page.getByRole("button", { name: "Remove Expiration" }).click();
    await page.waitForFunction(`document.activeElement.textContent.startsWith("+")`);
    await page.getByRole("tab", { name: "JSON", exact: true }).click();
    const { Rule } = JSON.parse(await page.getByRole("textbox", { name: "JSON" }).inputValue());
    assert.equal(Rule[0].ID, "old");
    assert.equal(Rule[0].Expiration, undefined);
    await page.context().close();
  });

  it("keeps the lines of a private key, and does not show them", async () => {
    const page = await open("#/PutBucketDomainCertificate?Bucket=site-1250000000");
    await page.getByRole("button", { name: "Begin with everything" }).click();
    const key = page.getByLabel("PrivateKey", { exact: true });
    await key.fill("-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----");
    const shown = `getComputedStyle(document.querySelector("[id$=PrivateKey]")).webkitTextSecurity`;
    assert.equal(await page.evaluate(shown), "disc");
    await page.getByRole("button", { name: "Show" }).click();
    assert.equal(await page.evaluate(shown), "none");
    assert.equal((await key.inputValue()).split("\n").length, 3);
    const kept = `JSON.stringify([location.href, history.state, localStorage, sessionStorage])`;
    assert.match(String(await page.evaluate(kept)), /PutBucketDomainCertificate/);
    assert.doesNotMatch(String(await page.evaluate(kept)), /BEGIN|MIIE/);
    await page.context().close();
  });

  it("takes a file that is dropped on it, and no other place of the page does", async () => {
    const page = await open("#/PutObject?Bucket=site-1250000000&Key=dropped.txt");
    const drop = (selector: string) =>
      page.evaluate(`(() => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(["hello"], "hello.txt"));
        const event = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
        document.querySelector(${JSON.stringify(selector)}).dispatchEvent(event);
        return event.defaultPrevented;
      })()`);
    assert.equal(await drop("h1"), true, "the browser would leave the page for the file");
    assert.equal(await page.getByText("hello.txt").count(), 0);
    await drop(".content .drop");
    await page.getByText("hello.txt").waitFor();
    await page.keyboard.press("Control+Enter");
    await page.locator(".status-line").getByText("200").waitFor();
    await page.context().close();
  });

  it("is that of the operation when its address has an alias", async () => {
    const page = await open("#/");
    await page.evaluate(`location.hash = "#/ListObjects?Bucket=site-1250000000"`);
    await page.getByRole("treeitem", { name: "GetBucket GET", exact: true, selected: true }).waitFor();
    assert.match(page.url(), /#\/GetBucket\?Bucket=site-1250000000$/);
    await page.context().close();
  });

  it("says that there is no such operation", async () => {
    const page = await open("#/");
    await page.evaluate(`location.hash = "#/PutNothing"`);
    await page.getByRole("alert").getByText("PutNothing").waitFor();
    await page.context().close();
  });
});
