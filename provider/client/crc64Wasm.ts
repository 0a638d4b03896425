/**
 * Writes and loads the WebAssembly module that computes CRC-64/XZ, slicing by 16.
 *
 * The bytes are assembled here, at the first use, instead of being kept as a blob: this file is their source. WebAssembly has
 * 64-bit integers, JavaScript only pairs of 32-bit halves or BigInt. Binary format: https://webassembly.github.io/spec/core/binary/
 */

/** Computes over bytes that lie in the module's own memory. */
export interface Crc64Module {
  /** The place in linear memory that bytes are copied into. */
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

const slices = 16;
const tableBytes = 256 * 8;
const pageBytes = 64 * 1024;
const inputAt = pageBytes;
/** Bytes copied at a time: fits into the second-level cache beside the 32 KiB of tables. */
const inputBytes = 2 * pageBytes;

const i32 = 0x7f;
const i64 = 0x7e;

const op = {
  block: 0x02,
  loop: 0x03,
  end: 0x0b,
  br: 0x0c,
  brIf: 0x0d,
  get: 0x20,
  set: 0x21,
  i64Load: 0x29,
  i64Load8: 0x31,
  i32Const: 0x41,
  i64Const: 0x42,
  i32GeU: 0x4f,
  i32Add: 0x6a,
  i32Sub: 0x6b,
  i32And: 0x71,
  i32Shl: 0x74,
  i64Xor: 0x85,
  i64ShrU: 0x88,
  i32WrapI64: 0xa7,
} as const;

const emptyBlock = 0x40;

/** Compiles the module and fills its tables; throws where WebAssembly is not to be had. */
export function loadCrc64Module(): Crc64Module {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(assemble()));
  const memory = instance.exports.memory as { buffer: ArrayBuffer };
  const run = instance.exports.update as (state: bigint, length: number) => bigint;
  new BigUint64Array(memory.buffer, 0, slices * 256).set(buildTables());
  return {
    input: new Uint8Array(memory.buffer, inputAt, inputBytes),
    update: (state, length) => BigInt.asUintN(64, run(state, length)),
  };
}

/** Table k, entry b: the CRC of byte b followed by k zero bytes. */
function buildTables(): BigUint64Array {
  const tables = new BigUint64Array(slices * 256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = BigInt(byte);
    for (let bit = 0; bit < 8; bit++) crc = crc & 1n ? (crc >> 1n) ^ polynomial : crc >> 1n;
    tables[byte] = crc;
  }
  for (let index = 256; index < tables.length; index++) {
    const previous = tables[index - 256]!;
    tables[index] = (previous >> 8n) ^ tables[Number(previous & 0xffn)]!;
  }
  return tables;
}

function assemble(): Uint8Array {
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector([[0x60, ...vector([[i64], [i32]]), ...vector([[i64]])]])),
    ...section(3, vector([[0]])),
    ...section(5, vector([[0, ...unsigned((inputAt + inputBytes) / pageBytes)]])),
    ...section(7, vector([exported("update", 0, 0), exported("memory", 2, 0)])),
    ...section(
      10,
      vector([
        sized([
          ...vector([
            [2, i32],
            [1, i64],
          ]),
          ...updateBody(),
          op.end,
        ]),
      ]),
    ),
  ]);
}

/** `update(state: i64, length: i32): i64` */
function updateBody(): number[] {
  const [state, length, at, stop, word] = [0, 1, 2, 3, 4];
  const advance = (bytes: number) => [op.get, at, ...i32Const(bytes), op.i32Add, op.set, at];
  const untilStop = (body: number[]) => [
    ...[op.block, emptyBlock, op.loop, emptyBlock],
    ...[op.get, at, op.get, stop, op.i32GeU, op.brIf, 1],
    ...body,
    ...[op.br, 0, op.end, op.end],
  ];
  const sixteenBytes = [
    // word = the second eight bytes; state ^= the first eight
    ...[op.get, at, op.i64Load, ...memarg(8), op.set, word],
    ...[op.get, state, op.get, at, op.i64Load, ...memarg(0), op.i64Xor, op.set, state],
    // state = XOR of the sixteen tables, each looked up with its byte
    ...Array.from({ length: slices }, (_, index) => [
      ...lookup(index < 8 ? state : word, index % 8, slices - 1 - index),
      ...(index > 0 ? [op.i64Xor] : []),
    ]).flat(),
    ...[op.set, state],
    ...advance(16),
  ];
  const oneByte = [
    ...[op.get, at, op.i64Load8, 0, 0, op.get, state, op.i64Xor, op.set, word],
    ...lookup(word, 0, 0),
    ...[op.get, state, ...i64Const(8), op.i64ShrU, op.i64Xor, op.set, state],
    ...advance(1),
  ];
  return [
    ...[...i32Const(inputAt), op.set, at],
    // stop = start of the last, incomplete group of sixteen
    ...[...i32Const(inputAt), op.get, length, ...i32Const(-16), op.i32And, op.i32Add, op.set, stop],
    ...untilStop(sixteenBytes),
    ...[...i32Const(inputAt), op.get, length, op.i32Add, op.set, stop],
    ...untilStop(oneByte),
    ...[op.get, state],
  ];
}

/** Pushes table `table`, entry = byte number `byte` of the local `word`. */
function lookup(word: number, byte: number, table: number): number[] {
  return [
    ...[op.get, word],
    ...(byte > 0 ? [...i64Const(8 * byte), op.i64ShrU] : []),
    ...[op.i32WrapI64, ...i32Const(255), op.i32And, ...i32Const(3), op.i32Shl],
    ...[op.i64Load, ...memarg(table * tableBytes)],
  ];
}

/** Alignment 8 (a hint only: input may lie anywhere) and a constant offset. */
function memarg(offset: number): number[] {
  return [3, ...unsigned(offset)];
}

function i32Const(value: number): number[] {
  return [op.i32Const, ...signed(value)];
}

function i64Const(value: number): number[] {
  return [op.i64Const, ...signed(value)];
}

function exported(name: string, kind: number, index: number): number[] {
  return [...sized([...Buffer.from(name)]), kind, index];
}

function section(id: number, content: number[]): number[] {
  return [id, ...sized(content)];
}

function vector(items: number[][]): number[] {
  return [...unsigned(items.length), ...items.flat()];
}

function sized(content: number[]): number[] {
  return [...unsigned(content.length), ...content];
}

/** LEB128: seven bits a byte, lowest first. */
function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

function signed(value: number): number[] {
  return value >= -64 && value < 64 ? [value & 127] : [(value & 127) | 128, ...signed(value >> 7)];
}
