import assert from "node:assert/strict";
import { bucketConfigs } from "../../provider/resources/configurations";
import { goThrough } from "./matrix";
import {
  bucketSubject,
  configurationSubject,
  copiedObject,
  headerChange,
  largeObject,
  type OpenSubject,
  smallObject,
  someFolder,
} from "./subjects";

/** Findings that a failure shows. */
const shown = 12;

async function expectNoFindings(subject: OpenSubject): Promise<void> {
  try {
    const { cases, outcomes, findings } = await goThrough(subject);
    console.log(
      `      ${cases} cases: ${Object.entries(outcomes)
        .map(([outcome, count]) => `${count} ${outcome}`)
        .join(", ")}`,
    );
    assert.ok(cases > 0);
    assert.equal(
      findings.length,
      0,
      [`${findings.length} of ${cases}:`, ...findings.slice(0, shown)].join("\n"),
    );
  } finally {
    await subject.close();
  }
}

// docs/promises.md#only-coss-answers-count, docs/promises.md#uploads-are-found-again, docs/promises.md#one-bucket-per-declaration, docs/promises.md#a-written-resource-is-in-the-state: each request of each operation meets each kind of fault.
describe("Whichever request fails in whichever way, nothing is lost, left over or recorded as done:", function () {
  this.timeout(600_000);

  for (const config of bucketConfigs) {
    it(config.token, async () => await expectNoFindings(await configurationSubject(config)));
  }

  it("Bucket", async () => await expectNoFindings(await bucketSubject(true)));
  it("Bucket with a generated name", async () => await expectNoFindings(await bucketSubject(false)));
  it("Object", async () => await expectNoFindings(await smallObject()));
  it("Object of which a header changes", async () => await expectNoFindings(await headerChange()));
  it("Object in parts", async () => await expectNoFindings(await largeObject()));
  it("ObjectCopy", async () => await expectNoFindings(await copiedObject()));
  it("Folder", async () => await expectNoFindings(await someFolder()));
});
