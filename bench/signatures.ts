/** How many requests a second can be signed. */
import { type Measurement, medianOf } from "./measurement";

interface Round {
  readonly ours: number;
  readonly peer: number;
}

/** Signatures per second, ours beside Tencent's SDK. */
export const signatures: Measurement = {
  name: "signatures",
  against:
    "`sign` of pulumi-tencentcos/client against COS.getAuthorization of cos-nodejs-sdk-v5; a PUT with 8 headers and " +
    "3 parameters, checked to give the same signature; 7 rounds of a second each in one process. `sign` keeps the SignKey " +
    "of a KeyTime, as the client keeps a KeyTime for a minute",

  async run(laboratory) {
    const rounds = await laboratory.worker<Round[]>("signatures");
    return [
      {
        what: "signatures",
        unit: "/s",
        ours: medianOf(rounds, "ours"),
        peer: medianOf(rounds, "peer"),
        better: "more",
      },
    ];
  },
};
