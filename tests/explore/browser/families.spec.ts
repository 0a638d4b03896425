/** The way of a person through the page, with one operation of each family. */

import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { families } from "../../../provider/api/operations";
import { findBarriers, results, send, useExplorer } from "./explorer";

/** A call as a person makes it. */
interface Walk {
  readonly family: keyof typeof families;
  /** What is typed into the search box. */
  readonly search: string;
  readonly operation: string;
  /** Values by the labels of their fields. */
  readonly fields: Readonly<Record<string, string>>;
  /** The document, as the view takes it. */
  readonly body?: { readonly view: "JSON" | "XML"; readonly text: string };
  readonly file?: { readonly name: string; readonly content: string };
  /** It asks before it is sent. */
  readonly asks?: true;
  readonly status: string;
  /** What stands in the answer. */
  readonly answer?: RegExp;
  /** What stands in the program for Node. */
  readonly code: RegExp;
}

const Bucket = "walk-1250000000";

const walks: readonly Walk[] = [
  {
    family: "service",
    search: "create bucket",
    operation: "PutBucket",
    fields: { Bucket },
    status: "200 OK",
    code: /cos\.putBucket\(/,
  },
  {
    family: "bucketAccess",
    search: "setBucketCrossOriginConfiguration",
    operation: "PutBucketCors",
    fields: { Bucket },
    body: {
      view: "JSON",
      text: '{ "CORSRule": [{ "AllowedOrigin": ["https://example.com"], "AllowedMethod": ["GET"] }] }',
    },
    status: "200 OK",
    code: /cos\.putBucketCors\(/,
  },
  {
    family: "bucketTiering",
    search: "PutBcketLifecycle",
    operation: "PutBucketLifecycle",
    fields: { Bucket },
    body: {
      view: "XML",
      text: "<LifecycleConfiguration><Rule><ID>old</ID><Filter/><Status>Enabled</Status><Expiration><Days>30</Days></Expiration></Rule></LifecycleConfiguration>",
    },
    status: "200 OK",
    code: /cos\.putBucketLifecycle\(/,
  },
  {
    family: "bucketProtection",
    search: "?versioning",
    operation: "PutBucketVersioning",
    fields: { Bucket },
    body: { view: "JSON", text: '{ "Status": "Enabled" }' },
    asks: true,
    status: "200 OK",
    code: /cos\.putBucketVersioning\(/,
  },
  {
    family: "bucketRecords",
    search: "put_bucket_tagging",
    operation: "PutBucketTagging",
    fields: { Bucket },
    body: { view: "JSON", text: '{ "TagSet": { "Tag": [{ "Key": "team", "Value": "web" }] } }' },
    status: "204 No Content",
    code: /cos\.putBucketTagging\(/,
  },
  {
    family: "bucketDelivery",
    search: "NoSuchWebsiteConfiguration",
    operation: "GetBucketWebsite",
    fields: { Bucket },
    status: "404 Not Found",
    answer: /NoSuchWebsiteConfiguration/,
    code: /cos\.getBucketWebsite\(/,
  },
  {
    family: "objectWrites",
    search: "putObject",
    operation: "PutObject",
    fields: { Bucket, Key: "a/读 me.txt" },
    file: { name: "me.txt", content: "hello <b>you</b>" },
    status: "200 OK",
    code: /cos\.putObject\(/,
  },
  {
    family: "objectReads",
    search: "getObject",
    operation: "GetObject",
    fields: { Bucket, Key: "a/读 me.txt" },
    status: "200 OK",
    answer: /hello <b>you<\/b>/,
    code: /cos\.getObject\(/,
  },
  {
    family: "objectSettings",
    search: "PutObjectTagging",
    operation: "PutObjectTagging",
    fields: { Bucket, Key: "a/读 me.txt" },
    body: { view: "JSON", text: '{ "TagSet": { "Tag": [{ "Key": "a", "Value": "1" }] } }' },
    status: "200 OK",
    code: /cos\.putObjectTagging\(/,
  },
  {
    family: "multipart",
    search: "initiate multipart",
    operation: "InitiateMultipartUpload",
    fields: { Bucket, Key: "big.bin" },
    status: "200 OK",
    answer: /UploadId/,
    code: /cos\.multipartInit\(/,
  },
  {
    family: "batch",
    search: "list jobs",
    operation: "ListJobs",
    fields: {},
    status: "200 OK",
    code: /COS/,
  },
  {
    family: "live",
    search: "live channel list",
    operation: "ListLiveChannels",
    fields: { Bucket },
    status: "200 OK",
    code: /COS/,
  },
  {
    family: "fetch",
    search: "fetch task",
    operation: "GetFetchTask",
    fields: { Bucket, TaskId: "none" },
    status: "404",
    code: /COS/,
  },
];

describe("The page of the explorer", function () {
  this.timeout(60_000);
  const explorer = useExplorer(["--emulator"]);
  let page: Page;
  let complaints: string[];

  before(async () => {
    ({ page, complaints } = await explorer.open());
  });

  it("walks through every family", () => {
    assert.deepEqual(
      walks.map(({ family }) => family),
      Object.keys(families),
    );
  });

  for (const walk of walks) {
    it(`finds ${walk.operation} by "${walk.search}", sends it, and shows answer, signature and code`, async () => {
      await find(walk);
      await fill(walk);
      await page.getByRole("button", { name: "Send", exact: true }).waitFor();
      const outcome = await send(page, async () => {
        await page.keyboard.press("Control+Enter");
        if (walk.asks) {
          await page.getByRole("dialog").getByRole("button").last().click();
        }
      });
      assert.match(outcome, new RegExp(`^${walk.status}`));
      if (walk.answer !== undefined) {
        assert.match(await results(page), walk.answer);
      }
      await page.getByRole("tab", { name: "Signature" }).click();
      await page.getByText("HttpString", { exact: true }).first().waitFor();
      await page.getByRole("tab", { name: "Code" }).click();
      await page.getByRole("tab", { name: "Node" }).click();
      await page.locator(".code-text").filter({ hasText: walk.code }).waitFor();
      assert.deepEqual(await findBarriers(page), []);
      await page.getByRole("tab", { name: "Answer" }).click();
      assert.deepEqual(complaints, []);
    });
  }

  async function find({ search, operation }: Walk): Promise<void> {
    await page.evaluate("document.activeElement.blur()");
    await page.keyboard.press("/");
    await page.keyboard.type(search);
    await page.getByRole("listbox", { name: "Operations found" }).getByRole("option").first().waitFor();
    const names = await page.locator(".hit-name").allInnerTexts();
    const place = names.slice(0, 5).indexOf(operation);
    assert.ok(place >= 0, `${search} found ${names.slice(0, 5).join(", ")}`);
    for (let step = 0; step < place; step++) {
      await page.keyboard.press("ArrowDown");
    }
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: operation, exact: true }).waitFor();
  }

  async function fill({ fields, body, file }: Walk): Promise<void> {
    for (const [name, value] of Object.entries(fields)) {
      await page.locator(`#field-${name}`).fill(value);
    }
    if (body !== undefined) {
      await page.getByRole("tab", { name: body.view, exact: true }).first().click();
      await page.getByRole("textbox", { name: body.view, exact: true }).fill(body.text);
    }
    if (file !== undefined) {
      await page
        .locator("input[type=file]")
        .setInputFiles({ name: file.name, mimeType: "text/plain", buffer: Buffer.from(file.content) });
    }
  }
});
