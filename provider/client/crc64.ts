/** CRC-64/XZ, the checksum COS keeps of every object (`x-cos-hash-crc64ecma`). */
export function crc64(bytes: Uint8Array, previous = 0n): bigint {
  let crc = ~previous & mask;
  for (const byte of bytes) crc = table[Number((crc ^ BigInt(byte)) & 0xffn)]! ^ (crc >> 8n);
  return ~crc & mask;
}
export class Crc64 {
  #value = 0n;
  update(bytes: Uint8Array): this {
    this.#value = crc64(bytes, this.#value);
    return this;
  }
  value(): bigint {
    return this.#value;
  }
  toString(): string {
    return this.#value.toString();
  }
}
export function combineCrc64(_a: bigint, _b: bigint, _lengthOfB: bigint): bigint {
  throw new Error("being written");
}
const mask = 0xffffffffffffffffn;
const table = Array.from({ length: 256 }, (_, n) => {
  let crc = BigInt(n);
  for (let k = 0; k < 8; k++) crc = crc & 1n ? 0xc96c5795d7870f42n ^ (crc >> 1n) : crc >> 1n;
  return crc;
});
