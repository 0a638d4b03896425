/** CRC-64/XZ in JavaScript alone, slicing by 16 over pairs of 32 bits: what the client's WebAssembly is measured against. */

const polynomial = 0xc96c5795d7870f42n;
const slices = 16;

/** Table k, entry b at 256·k + b: the CRC of byte b followed by k zero bytes, as two halves. */
const high = new Int32Array(256 * slices);
const low = new Int32Array(256 * slices);
for (let byte = 0; byte < 256; byte++) {
  let crc = BigInt(byte);
  for (let bit = 0; bit < 8; bit++) crc = crc & 1n ? (crc >> 1n) ^ polynomial : crc >> 1n;
  high[byte] = Number(BigInt.asIntN(32, crc >> 32n));
  low[byte] = Number(BigInt.asIntN(32, crc));
}
for (let index = 256; index < high.length; index++) {
  const [previousHigh, previousLow] = [high[index - 256], low[index - 256]];
  high[index] = (previousHigh >>> 8) ^ high[previousLow & 255];
  low[index] = (previousLow >>> 8) ^ (previousHigh << 24) ^ low[previousLow & 255];
}

/** The checksum of `bytes`, or of what `previous` is the checksum of followed by `bytes`. */
function crc64(bytes, previous = 0n) {
  let a = ~Number(BigInt.asIntN(32, previous));
  let b = ~Number(BigInt.asIntN(32, previous >> 32n));
  let at = 0;
  for (const stop = bytes.length - 15; at < stop; at += 16) {
    a ^= bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
    b ^= bytes[at + 4] | (bytes[at + 5] << 8) | (bytes[at + 6] << 16) | (bytes[at + 7] << 24);
    const i0 = 0xf00 | (a & 255);
    const i1 = 0xe00 | ((a >>> 8) & 255);
    const i2 = 0xd00 | ((a >>> 16) & 255);
    const i3 = 0xc00 | (a >>> 24);
    const i4 = 0xb00 | (b & 255);
    const i5 = 0xa00 | ((b >>> 8) & 255);
    const i6 = 0x900 | ((b >>> 16) & 255);
    const i7 = 0x800 | (b >>> 24);
    const i8 = 0x700 | bytes[at + 8];
    const i9 = 0x600 | bytes[at + 9];
    const i10 = 0x500 | bytes[at + 10];
    const i11 = 0x400 | bytes[at + 11];
    const i12 = 0x300 | bytes[at + 12];
    const i13 = 0x200 | bytes[at + 13];
    const i14 = 0x100 | bytes[at + 14];
    const i15 = bytes[at + 15];
    a =
      low[i0] ^
      low[i1] ^
      low[i2] ^
      low[i3] ^
      low[i4] ^
      low[i5] ^
      low[i6] ^
      low[i7] ^
      low[i8] ^
      low[i9] ^
      low[i10] ^
      low[i11] ^
      low[i12] ^
      low[i13] ^
      low[i14] ^
      low[i15];
    b =
      high[i0] ^
      high[i1] ^
      high[i2] ^
      high[i3] ^
      high[i4] ^
      high[i5] ^
      high[i6] ^
      high[i7] ^
      high[i8] ^
      high[i9] ^
      high[i10] ^
      high[i11] ^
      high[i12] ^
      high[i13] ^
      high[i14] ^
      high[i15];
  }
  for (; at < bytes.length; at++) {
    const index = (a ^ bytes[at]) & 255;
    a = ((a >>> 8) | (b << 24)) ^ low[index];
    b = (b >>> 8) ^ high[index];
  }
  return (BigInt(~b >>> 0) << 32n) | BigInt(~a >>> 0);
}

module.exports = { crc64 };
