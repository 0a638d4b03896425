/** Assembles crc64.wat and writes it as provider/client/crc64Module.ts; tests/client/crc64.spec.ts sees when that is stale. */
const { readFileSync, writeFileSync } = require("node:fs");
const path = require("node:path");
const wabt = require("wabt");

const source = path.join(__dirname, "crc64.wat");
const target = path.join(__dirname, "../../provider/client/crc64Module.ts");

/** The text of crc64Module.ts. */
async function write() {
  const { parseWat } = await wabt();
  const module = parseWat(source, readFileSync(source, "utf8"));
  try {
    const { buffer } = module.toBinary({});
    const lines = Buffer.from(buffer)
      .toString("base64")
      .match(/.{1,96}/g);
    return [
      "/** The WebAssembly module that tools/crc64/crc64.wat describes, in base64. Written by `node tools/crc64/write.js`. */",
      "export const crc64Module =",
      `${lines.map((line) => `  "${line}"`).join(" +\n")};`,
      "",
    ].join("\n");
  } finally {
    module.destroy();
  }
}

module.exports = { write, target };

if (require.main === module) {
  write().then((text) => writeFileSync(target, text));
}
