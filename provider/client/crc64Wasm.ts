/**
 * Loads the WebAssembly module that computes CRC-64/XZ, slicing by 16, and fills its tables. WebAssembly has 64-bit integers, JavaScript only
 * pairs of 32-bit halves or BigInt: the same in plain JavaScript has two thirds of the rate (`npm run bench -- crc64`).
 */
import { crc64Module } from "./crc64Module";

/** Computes over bytes that lie in the module's own memory. */
export interface Crc64Module {
  /** The place in linear memory that bytes are copied into: 128 KiB, which fit into the second-level cache beside the tables. */
  input: Uint8Array;
  /** Continues `state` (the CRC before its final inversion) over the first `length` bytes of `input`. */
  update(state: bigint, length: number): bigint;
}

// Node has WebAssembly, but its types live in TypeScript's DOM library, which this package does without.
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { exports: Record<string, unknown> };
};

/** ECMA-182, reflected: what shifting right one bit brings in. */
export const polynomial = 0xc96c5795d7870f42n;

/** As in tools/crc64/crc64.wat. */
const slices = 16;
const inputAt = 64 * 1024;

/** Compiles the module and fills its tables; throws where WebAssembly is not available. */
export function loadCrc64Module(): Crc64Module {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(crc64Module, "base64")));
  const memory = instance.exports.memory as { buffer: ArrayBuffer };
  const run = instance.exports.update as (state: bigint, length: number) => bigint;
  new BigUint64Array(memory.buffer, 0, slices * 256).set(buildTables());
  return {
    input: new Uint8Array(memory.buffer, inputAt),
    update: (state, length) => BigInt.asUintN(64, run(state, length)),
  };
}

/** Table k, entry b: the CRC of byte b followed by k zero bytes. */
function buildTables(): BigUint64Array {
  const tables = new BigUint64Array(slices * 256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = BigInt(byte);
    for (let bit = 0; bit < 8; bit++) {
      crc = crc & 1n ? (crc >> 1n) ^ polynomial : crc >> 1n;
    }
    tables[byte] = crc;
  }
  for (let index = 256; index < tables.length; index++) {
    const previous = tables[index - 256]!;
    tables[index] = (previous >> 8n) ^ tables[Number(previous & 0xffn)]!;
  }
  return tables;
}
