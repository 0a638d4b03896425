/**
 * CRC-64/XZ (ECMA-182 reflected), the value of `x-cos-hash-crc64ecma`.
 * https://reveng.sourceforge.io/crc-catalogue/17plus.htm#crc.cat.crc-64-xz
 */

const polynomial = 0xc96c5795d7870f42n;

// Eight tables ("slicing by 8"), each value split into two 32-bit halves: BigInt would be a hundred times slower.
const low = new Int32Array(8 * 256);
const high = new Int32Array(8 * 256);

for (let byte = 0; byte < 256; byte++) {
  let value = BigInt(byte);
  for (let bit = 0; bit < 8; bit++) value = value & 1n ? (value >> 1n) ^ polynomial : value >> 1n;
  low[byte] = Number(BigInt.asIntN(32, value));
  high[byte] = Number(BigInt.asIntN(32, value >> 32n));
}
for (let at = 256; at < 2048; at++) {
  const index = low[at - 256]! & 0xff;
  low[at] = ((low[at - 256]! >>> 8) | (high[at - 256]! << 24)) ^ low[index]!;
  high[at] = (high[at - 256]! >>> 8) ^ high[index]!;
}

/** A running CRC-64. */
export class Crc64 {
  #low = -1;
  #high = -1;

  /** Adds bytes. */
  update(bytes: Uint8Array): this {
    let lo = this.#low;
    let hi = this.#high;
    const length = bytes.length;
    const whole = length - (length % 8);
    let at = 0;
    for (; at < whole; at += 8) {
      lo ^= bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
      hi ^= bytes[at + 4]! | (bytes[at + 5]! << 8) | (bytes[at + 6]! << 16) | (bytes[at + 7]! << 24);
      const a = 1792 + (lo & 0xff);
      const b = 1536 + ((lo >>> 8) & 0xff);
      const c = 1280 + ((lo >>> 16) & 0xff);
      const d = 1024 + (lo >>> 24);
      const e = 768 + (hi & 0xff);
      const f = 512 + ((hi >>> 8) & 0xff);
      const g = 256 + ((hi >>> 16) & 0xff);
      const h = hi >>> 24;
      lo = low[a]! ^ low[b]! ^ low[c]! ^ low[d]! ^ low[e]! ^ low[f]! ^ low[g]! ^ low[h]!;
      hi = high[a]! ^ high[b]! ^ high[c]! ^ high[d]! ^ high[e]! ^ high[f]! ^ high[g]! ^ high[h]!;
    }
    for (; at < length; at++) {
      const index = (lo ^ bytes[at]!) & 0xff;
      lo = ((lo >>> 8) | (hi << 24)) ^ low[index]!;
      hi = (hi >>> 8) ^ high[index]!;
    }
    this.#low = lo;
    this.#high = hi;
    return this;
  }

  /** The CRC of everything added so far, as the unsigned decimal text the service sends. */
  digest(): string {
    return ((BigInt(~this.#high >>> 0) << 32n) | BigInt(~this.#low >>> 0)).toString();
  }
}

/** The CRC-64 of one buffer, as unsigned decimal text. */
export function crc64(bytes: Uint8Array): string {
  return new Crc64().update(bytes).digest();
}

// Multiplies two polynomials modulo the CRC polynomial, both bit-reflected.
function multiply(a: bigint, b: bigint): bigint {
  let product = 0n;
  let factor = b;
  for (let mask = 1n << 63n; mask > 0n; mask >>= 1n) {
    if (a & mask) product ^= factor;
    factor = factor & 1n ? (factor >> 1n) ^ polynomial : factor >> 1n;
  }
  return product;
}

// squares[k] is x^(2^k).
const squares: bigint[] = [1n << 62n];

function power(bytes: number): bigint {
  let result = 1n << 63n;
  // x^(8·bytes): the exponent starts at the square of index 3.
  for (let rest = bytes, index = 3; rest > 0; rest = Math.floor(rest / 2), index++) {
    while (squares.length <= index) squares.push(multiply(squares.at(-1)!, squares.at(-1)!));
    if (rest % 2 === 1) result = multiply(squares[index]!, result);
  }
  return result;
}

/** The CRC-64 of the concatenation of pieces of which only CRC and length are known. */
export function combineCrc64(pieces: Iterable<{ readonly crc64: string; readonly size: number }>): string {
  let crc = 0n;
  let knownSize = -1;
  let operator = 0n;
  for (const piece of pieces) {
    // Parts of one upload nearly always have one size.
    if (piece.size !== knownSize) {
      operator = power(piece.size);
      knownSize = piece.size;
    }
    crc = multiply(operator, crc) ^ BigInt(piece.crc64);
  }
  return crc.toString();
}
