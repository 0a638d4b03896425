/**
 * CRC-64/XZ (ECMA-182 reflected), the value of `x-cos-hash-crc64ecma`.
 * https://reveng.sourceforge.io/crc-catalogue/17plus.htm#crc.cat.crc-64-xz
 */

const polynomial = 0xc96c5795d7870f42n;

// Sixteen tables ("slicing by 16"), each value split into two 32-bit halves: BigInt would be a hundred times slower. Entry b of
// table k, at 256·k + b, is what byte b makes of k zero bytes behind it.
const slices = 16;
const low = new Int32Array(256 * slices);
const high = new Int32Array(256 * slices);

for (let byte = 0; byte < 256; byte++) {
  let value = BigInt(byte);
  for (let bit = 0; bit < 8; bit++) {
    value = value & 1n ? (value >> 1n) ^ polynomial : value >> 1n;
  }
  low[byte] = Number(BigInt.asIntN(32, value));
  high[byte] = Number(BigInt.asIntN(32, value >> 32n));
}
for (let at = 256; at < low.length; at++) {
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
    const whole = length - (length % slices);
    let at = 0;
    for (; at < whole; at += slices) {
      lo ^= bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
      hi ^= bytes[at + 4]! | (bytes[at + 5]! << 8) | (bytes[at + 6]! << 16) | (bytes[at + 7]! << 24);
      const i0 = 0xf00 + (lo & 0xff);
      const i1 = 0xe00 + ((lo >>> 8) & 0xff);
      const i2 = 0xd00 + ((lo >>> 16) & 0xff);
      const i3 = 0xc00 + (lo >>> 24);
      const i4 = 0xb00 + (hi & 0xff);
      const i5 = 0xa00 + ((hi >>> 8) & 0xff);
      const i6 = 0x900 + ((hi >>> 16) & 0xff);
      const i7 = 0x800 + (hi >>> 24);
      const i8 = 0x700 + bytes[at + 8]!;
      const i9 = 0x600 + bytes[at + 9]!;
      const i10 = 0x500 + bytes[at + 10]!;
      const i11 = 0x400 + bytes[at + 11]!;
      const i12 = 0x300 + bytes[at + 12]!;
      const i13 = 0x200 + bytes[at + 13]!;
      const i14 = 0x100 + bytes[at + 14]!;
      const i15 = bytes[at + 15]!;
      lo =
        low[i0]! ^
        low[i1]! ^
        low[i2]! ^
        low[i3]! ^
        low[i4]! ^
        low[i5]! ^
        low[i6]! ^
        low[i7]! ^
        low[i8]! ^
        low[i9]! ^
        low[i10]! ^
        low[i11]! ^
        low[i12]! ^
        low[i13]! ^
        low[i14]! ^
        low[i15]!;
      hi =
        high[i0]! ^
        high[i1]! ^
        high[i2]! ^
        high[i3]! ^
        high[i4]! ^
        high[i5]! ^
        high[i6]! ^
        high[i7]! ^
        high[i8]! ^
        high[i9]! ^
        high[i10]! ^
        high[i11]! ^
        high[i12]! ^
        high[i13]! ^
        high[i14]! ^
        high[i15]!;
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
    if (a & mask) {
      product ^= factor;
    }
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
    while (squares.length <= index) {
      squares.push(multiply(squares.at(-1)!, squares.at(-1)!));
    }
    if (rest % 2 === 1) {
      result = multiply(squares[index]!, result);
    }
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
