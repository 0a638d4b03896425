/** Someone who changes COS behind Pulumi's back: Tencent's own SDK, so that none of our code agrees with itself. */
import COS from "cos-nodejs-sdk-v5";

/** Where the outsider works, and with which key. */
export interface OutsiderOptions {
  /** Address of the emulator, for example `http://127.0.0.1:9000`. */
  readonly endpoint: string;
  readonly secretId: string;
  readonly secretKey: string;
  /** Whether signatures cover the Host header. @default true */
  readonly signHost?: boolean;
}

/** Tencent's SDK, talking to the emulator as if it were COS: real host names, signed as usual. */
export function createOutsider({ endpoint, secretId, secretKey, signHost = true }: OutsiderOptions): COS {
  return new COS({
    SecretId: secretId,
    SecretKey: secretKey,
    ForceSignHost: signHost,
    Protocol: "http:",
    // The SDK keeps the Host header and connects to this address instead.
    Ip: new URL(endpoint).host,
  });
}
