import assert from "node:assert/strict";
import { type Manifest, readManifest, writeManifest } from "../../provider/resources/folder/manifest";
import { FolderBench } from "./folderBench";

const held = { crc64: "11051210869376104954", size: 4, etag: "0cc175b9", settings: "aB3_-x" };

/** What version 0.1 wrote, byte for byte, with a file that stayed in the bucket. */
const ofVersion01 =
  '{"writtenAt":1700000000,"files":{"a b/ü\\n.txt":["11051210869376104954",4,"0cc175b9","aB3_-x"]},' +
  '"kept":{"old.txt":["11051210869376104954",4,"0cc175b9","aB3_-x"]}}';

const manifest: Manifest = {
  files: new Map([["a b/ü\n.txt", held]]),
  kept: new Map([["old.txt", held]]),
  writtenAt: 1_700_000_000,
};

/** How version 0.1 read the text. */
const readAsVersion01 = (text: string) => {
  assert.ok(text.startsWith("{"));
  const { files, kept = {}, writtenAt } = JSON.parse(text);
  return { files, kept, writtenAt };
};

// A frozen contract: state files hold this text.
describe("What the state says of a folder's files", () => {
  it("is read as version 0.1 wrote it", () => {
    assert.deepEqual(readManifest(ofVersion01), manifest);
  });

  it("is read back as it was written, with a line for each file, so that a diff shows the lines that changed", () => {
    const text = writeManifest(manifest);
    assert.deepEqual(readManifest(text), manifest);
    assert.equal(
      text,
      [
        '{"\\ud800":1e999,"writtenAt":1700000000,"files":{',
        '"a b/ü\\n.txt":["11051210869376104954",4,"0cc175b9","aB3_-x"]',
        '},"kept":{',
        '"old.txt":["11051210869376104954",4,"0cc175b9","aB3_-x"]',
        "}}",
      ].join("\n"),
    );
  });

  it("is still read by version 0.1, to which one may go back", () => {
    assert.deepEqual(readAsVersion01(writeManifest(manifest)), readAsVersion01(ofVersion01));
  });
});

describe("A folder in a state of version 0.1", () => {
  let bench: FolderBench;
  before(async () => {
    bench = await FolderBench.start();
    await bench.reset();
  });
  after(() => bench.close());

  it("is refreshed without a difference, byte for byte", async () => {
    bench.write({ "a.txt": "1", "b/c.txt": "2" });
    const outputs = await bench.create();
    const { files, writtenAt } = readAsVersion01(String(outputs.files));
    const olds = { ...outputs, files: JSON.stringify({ writtenAt, files }) };
    assert.deepEqual((await bench.read(olds))?.outputs, olds);
    bench.write({ "a.txt": "changed" });
    const { outputs: next, sent } = await bench.update(olds);
    assert.deepEqual(bench.keysOf("PutObject", sent), ["a.txt"]);
    assert.match(String(next.files), /\n"a\.txt":/);
  });
});
