import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { samples } from "../../../explorer/signature/samples";
import { send, show, useExplorer } from "./explorer";

const elements = 30_000;

/** Elements in groups of ten, one per line. */
const document = `<All>\n${Array.from({ length: elements / 10 }, (_, group) => {
  const items = Array.from({ length: 9 }, (_, item) => `<Item>item ${group * 10 + item}</Item>`);
  return `<Group>\n${items.join("\n")}\n</Group>`;
}).join("\n")}\n</All>`;

describe("A document of 30,000 elements on the explorer's page", function () {
  this.timeout(120_000);
  const explorer = useExplorer(["--emulator"]);
  const folder = mkdtempSync(path.join(tmpdir(), "explorer-document-"));
  const file = path.join(folder, "large.xml");
  let page: Page;
  before(async () => {
    writeFileSync(file, document);
    ({ page } = await explorer.open());
    await show(page, "#/PutObject?Bucket=site-1250000000&Key=large.xml");
    await page.locator("input[type=file]").setInputFiles(file);
    assert.equal(await send(page), "200 OK");
    await show(page, "#/GetObject?Bucket=site-1250000000&Key=large.xml");
    assert.equal(await send(page), "200 OK");
    await page.getByRole("tab", { name: "XML", exact: true }).click();
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const tree = () => page.getByRole("tree", { name: "XML" });
  const current = async () => (await page.locator(".line.current").textContent()) ?? "";

  it("makes only the lines in sight, wherever it is scrolled to", async () => {
    for (const key of ["Home", "End"]) {
      await tree().press(key);
      assert.ok((await tree().locator(".line").count()) < 300);
    }
    assert.match(await current(), new RegExp(`item ${elements - 2}`));
    assert.ok(await page.locator(".line.current").isVisible());
  });

  it("folds and opens by keyboard", async () => {
    await tree().press("Home");
    await tree().press("ArrowDown");
    assert.equal(await current(), "<Group>");
    await tree().press("ArrowLeft");
    assert.equal(await page.locator(".line.current").getAttribute("aria-expanded"), "false");
    assert.match(await current(), /9 entries/);
    await tree().press("ArrowDown");
    await tree().press("ArrowDown");
    assert.match(await current(), /item 10</);
    await tree().press("ArrowLeft");
    await tree().press("ArrowUp");
    await tree().press("ArrowRight");
    assert.equal(await page.locator(".line.current").getAttribute("aria-expanded"), "true");
    await page.getByRole("button", { name: "Fold all" }).click();
    assert.equal(await tree().getByRole("treeitem", { expanded: true }).count(), 1);
  });

  it("is searched as a whole, also where it is folded", async () => {
    const box = page.getByRole("searchbox", { name: "Find", exact: true });
    await box.fill("item 2345");
    await box.press("Enter");
    await page.getByText("1 of 10", { exact: true }).waitFor();
    assert.match(await current(), /item 2345</);
    assert.ok(await page.locator(".line.current").isVisible());
    await box.press("Shift+Enter");
    await page.getByText("10 of 10", { exact: true }).waitFor();
  });

  it("is saved byte by byte", async () => {
    await page.getByRole("tab", { name: "Raw", exact: true }).click();
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save the content" }).click();
    const download = await saved;
    assert.equal(download.suggestedFilename(), "large.xml");
    assert.equal(readFileSync(await download.path(), "utf8"), document);
  });
});

describe("The verifier on the explorer's page", function () {
  this.timeout(120_000);
  const explorer = useExplorer(["--emulator"]);

  it("explains each of its examples", async () => {
    const { page, complaints } = await explorer.open();
    await show(page, "#/verify");
    for (const { name } of samples) {
      await page.getByRole("combobox", { name: "Example" }).selectOption(name);
      const said =
        name === "holds" ? page.locator(".outcome.holds") : page.locator(".findings li", { hasText: name });
      await said.first().waitFor();
      const findings = await page.locator(".findings li").allTextContents();
      assert.ok(name === "holds" ? findings.length === 0 : findings[0]?.includes(name), findings.join());
    }
    assert.deepEqual(complaints, []);
  });

  it("forgets what was pasted when it is left", async () => {
    const { page } = await explorer.open();
    await show(page, "#/verify");
    await page.getByText("Other keys").click();
    await page.getByRole("textbox", { name: "SecretKey" }).fill("pasted-key");
    await page
      .getByRole("textbox", { name: "What is to be verified" })
      .fill("q-sign-algorithm=sha1&q-ak=pasted-id");
    await page.getByRole("button", { name: "Verify", exact: true }).click();
    await page.getByText("does not hold").waitFor();
    await show(page, "#/");
    await show(page, "#/verify");
    await page.getByText("Other keys").click();
    assert.equal(await page.getByRole("textbox", { name: "SecretKey" }).inputValue(), "");
    assert.equal(await page.getByRole("textbox", { name: "What is to be verified" }).inputValue(), "");
    const kept = await page.evaluate("JSON.stringify([localStorage, sessionStorage, location.href])");
    assert.ok(!String(kept).includes("pasted"));
  });
});
