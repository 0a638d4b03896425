/** How fast the checksum of an object's content is computed, so that the choice of its implementation can be made again. */
import { type Measurement, medianOf } from "./measurement";

interface Round {
  readonly ours: number;
  readonly peer: number;
}

/** CRC64 in MB/s: the WebAssembly of the client beside tables in JavaScript. */
export const crc64: Measurement = {
  name: "crc64",
  against:
    "`crc64` of pulumi-tencentcos/client (WebAssembly, slicing by 16) against the fastest pure JavaScript that we know " +
    "(slicing by 16 over pairs of 32 bits, the emulator's); one core, 256 KB at a time as files are read, 7 rounds",

  async run(laboratory) {
    const rounds = await laboratory.worker<Round[]>("crc64");
    return [
      {
        what: "CRC64, one core",
        unit: "MB/s",
        ours: medianOf(rounds, "ours"),
        peer: medianOf(rounds, "peer"),
        better: "more",
        goal: { of: "ours", atLeast: 500 },
      },
    ];
  },
};
