/**
 * CRC-64/XZ, the checksum that COS keeps of every object and answers as `x-cos-hash-crc64ecma` (unsigned decimal): ECMA-182
 * reflected, all ones in and out. Unlike the ETag it does not depend on how an object was uploaded.
 */
import { type Crc64Module, loadCrc64Module, polynomial } from "./crc64Wasm";

const allOnes = 0xffffffffffffffffn;

/** x⁰ in reflected notation: the highest coefficient is the lowest bit. */
const one = 1n << 63n;

// Loaded at the first checksum, about 10 ms: previews of unchanged files may need none.
let loaded: Crc64Module | undefined;

/**
 * The checksum of `bytes`, or of what `previous` is the checksum of followed by `bytes`.
 * @param previous checksum so far @default 0n, that of nothing
 */
export function crc64(bytes: Uint8Array, previous = 0n): bigint {
  loaded ??= loadCrc64Module();
  const { input, update } = loaded;
  let state = previous ^ allOnes;
  for (let from = 0; from < bytes.length; from += input.length) {
    const piece = bytes.length <= input.length ? bytes : bytes.subarray(from, from + input.length);
    input.set(piece);
    state = update(state, piece.length);
  }
  return state ^ allOnes;
}

/** A checksum that grows piece by piece: `new Crc64().update(first).update(second).toString()`. */
export class Crc64 {
  #value = 0n;

  /** Appends bytes. */
  update(bytes: Uint8Array): this {
    this.#value = crc64(bytes, this.#value);
    return this;
  }

  /** The checksum of everything so far; 0n when that is nothing. */
  value(): bigint {
    return this.#value;
  }

  /** As COS writes it: unsigned, decimal. */
  toString(): string {
    return this.#value.toString();
  }
}

/**
 * The checksum of A followed by B, from the checksums of both: parts uploaded side by side need no second reading.
 * @param lengthOfB bytes of B
 */
export function combineCrc64(a: bigint, b: bigint, lengthOfB: bigint | number): bigint {
  return multiply(shiftBy(BigInt(lengthOfB)), a) ^ b;
}

// All parts of an upload but the last have one length.
let remembered = { length: 0n, factor: one };

/** x to the power of 8·length: what `length` zero bytes do to a checksum. */
function shiftBy(length: bigint): bigint {
  if (remembered.length === length) {
    return remembered.factor;
  }
  let factor = one;
  for (let rest = length, exponent = 3; rest > 0n; rest >>= 1n, exponent++) {
    if (rest & 1n) {
      factor = multiply(squaring(exponent), factor);
    }
  }
  remembered = { length, factor };
  return factor;
}

/** squarings[k] = x to the power of 2^k, grown as needed. */
const squarings = [one >> 1n];

function squaring(exponent: number): bigint {
  for (let last = squarings.length - 1; last < exponent; last++) {
    const power = squarings[last]!;
    squarings.push(multiply(power, power));
  }
  return squarings[exponent]!;
}

/** Product of two polynomials over GF(2) modulo the CRC's. */
function multiply(a: bigint, b: bigint): bigint {
  let product = 0n;
  let shifted = b;
  for (let bit = one; bit > 0n; bit >>= 1n) {
    if (a & bit) {
      product ^= shifted;
    }
    shifted = shifted & 1n ? (shifted >> 1n) ^ polynomial : shifted >> 1n;
  }
  return product;
}
