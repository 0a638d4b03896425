/** The signature of a browser's form (https://www.tencentcloud.com/document/product/436/14690): pure functions. */
import { hash } from "node:crypto";
import { hmacSha1 } from "./signature";

/** A condition of a policy: what a field has to be, how it begins, or how long the file may be. */
export type FormCondition =
  | Readonly<Record<string, string>>
  | readonly ["eq" | "starts-with", string, string]
  | readonly ["content-length-range", number, number];

/** Everything a signed form depends on. */
export interface FormInput {
  secretId: string;
  secretKey: string;
  securityToken?: string | undefined;
  conditions: readonly FormCondition[];
  /** Unix seconds from which the form may be sent. */
  startTime: number;
  /** Unix seconds until which it may. */
  endTime: number;
}

/** The signature of a policy's text, 40 hexadecimal digits. */
export function signPolicy(secretKey: string, keyTime: string, policy: string): string {
  return hmacSha1(hmacSha1(secretKey, keyTime), hash("sha1", policy));
}

/** The fields that go into the form beside those that the conditions are about. */
export function signForm(input: FormInput): Record<string, string> {
  const { secretId, secretKey, securityToken, conditions, startTime, endTime } = input;
  const keyTime = `${startTime};${endTime}`;
  const policy = JSON.stringify({
    expiration: new Date(endTime * 1000).toISOString(),
    conditions: [
      ...conditions,
      { "q-sign-algorithm": "sha1" },
      { "q-ak": secretId },
      { "q-sign-time": keyTime },
    ],
  });
  return {
    policy: Buffer.from(policy).toString("base64"),
    "q-sign-algorithm": "sha1",
    "q-ak": secretId,
    "q-key-time": keyTime,
    "q-signature": signPolicy(secretKey, keyTime, policy),
    ...(securityToken !== undefined && { "x-cos-security-token": securityToken }),
  };
}
