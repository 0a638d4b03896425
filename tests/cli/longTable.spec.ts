import assert from "node:assert/strict";
import { asTable, LongTable, type Row } from "../../cli/api/table";

describe("A long table", () => {
  /** What is written of batches, and after which of them. */
  async function written(batches: readonly (readonly Row[])[]) {
    const texts: string[] = [];
    const after: number[] = [];
    const table = new LongTable(async (text) => void texts.push(text));
    for (const batch of batches) {
      await table.add(batch);
      after.push(texts.length);
    }
    await table.end();
    return { text: texts.join(""), after };
  }
  const row = (number: number) => ({ Key: `key ${String(number).padStart(6, "0")}`, Size: number % 10 });
  const rows = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => row(from + index));

  it("is the same as a whole one while rows are alike", async () => {
    for (const count of [0, 1, 999, 1_000, 1_001, 5_000]) {
      const all = rows(0, count);
      const batches = Array.from({ length: Math.ceil(count / 100) }, (_, index) =>
        all.slice(index * 100, (index + 1) * 100),
      );
      assert.equal((await written(batches)).text, asTable(all), `${count} rows`);
    }
  });

  it("writes each batch at once after the first thousand rows, and keeps none", async () => {
    const { after } = await written([rows(0, 600), rows(600, 400), rows(1_000, 1), rows(1_001, 1)]);
    assert.deepEqual(after, [0, 1, 2, 3]);
  });

  it("shows later cells that are wider as they are, and begins anew where rows have another column", async () => {
    const wide = { Key: "k".repeat(50), Size: 1 };
    const { text } = await written([rows(0, 1_000), [wide], [{ Prefix: "img/" }]]);
    assert.ok(text.endsWith(`\n${"k".repeat(50)}     1\n\nPrefix\nimg/\n`), text.slice(-100));
  });
});
