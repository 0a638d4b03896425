/**
 * What a form may upload: its policy, and the signature over the policy's text.
 * https://www.tencentcloud.com/document/product/436/14690
 */

import { createHash } from "node:crypto";
import type { Accounts, Caller } from "../access/accounts";
import { ServiceError } from "../format/errors";
import { checkToken, type TokenSource } from "./authenticate";
import { checkTimes, sameSignature, sign } from "./qsign";

/** The fields of a form in front of its file, by name in lower case, with their names as they were sent. */
export type FormFields = ReadonlyMap<string, { readonly name: string; readonly value: string }>;

type Match = { readonly kind: "eq" | "starts-with"; readonly field: string; readonly value: string };

/** A policy that was read and found to be one. */
export interface FormPolicy {
  /** In milliseconds. */
  readonly expiration: number;
  readonly matches: readonly Match[];
  /** Bytes of the file. */
  readonly least: number;
  readonly most: number;
  /** The text that the signature covers. */
  readonly text: string;
}

const fieldOf = (fields: FormFields, name: string) => fields.get(name.toLowerCase())?.value;

/** The policy of a form; undefined when it has none. */
export function readFormPolicy(fields: FormFields): FormPolicy | undefined {
  const encoded = fieldOf(fields, "policy");
  if (encoded === undefined) {
    return undefined;
  }
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const { expiration, conditions } = parse(text);
  const end = typeof expiration === "string" ? Date.parse(expiration) : Number.NaN;
  if (Number.isNaN(end)) {
    throw invalid("expiration must be a time.");
  }
  if (!Array.isArray(conditions)) {
    throw invalid("conditions must be a list.");
  }
  const matches: Match[] = [];
  let [least, most] = [0, Number.POSITIVE_INFINITY];
  for (const condition of conditions as unknown[]) {
    if (Array.isArray(condition) && condition[0] === "content-length-range") {
      [least, most] = [Number(condition[1]), Number(condition[2])];
      if (!(least >= 0 && most >= least)) {
        throw invalid("content-length-range needs two sizes.");
      }
    } else {
      matches.push(...readMatches(condition));
    }
  }
  return { expiration: end, matches, least, most, text };
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) {
      return value as Record<string, unknown>;
    }
  } catch {
    // Said below, as for any other text.
  }
  throw invalid("The policy must be the base64 of a JSON object.");
}

function readMatches(condition: unknown): Match[] {
  if (Array.isArray(condition)) {
    const [kind, field, value] = condition as unknown[];
    if ((kind !== "eq" && kind !== "starts-with") || !/^\$./.test(String(field)) || condition.length !== 3) {
      throw invalid(`This is not a condition: ${JSON.stringify(condition)}`);
    }
    return [{ kind, field: String(field).slice(1), value: String(value) }];
  }
  if (typeof condition !== "object" || condition === null) {
    throw invalid(`This is not a condition: ${JSON.stringify(condition)}`);
  }
  return Object.entries(condition).map(([field, value]) => ({ kind: "eq", field, value: String(value) }));
}

/** Refuses a form that its policy does not allow. `key` has its `${filename}` replaced. */
export function checkFormPolicy(
  policy: FormPolicy,
  fields: FormFields,
  { bucket, key, now }: { readonly bucket: string; readonly key: string; readonly now: number },
): void {
  if (now > policy.expiration) {
    throw denied("Policy expired.");
  }
  const known: Readonly<Record<string, string | undefined>> = {
    bucket,
    key,
    "q-sign-time": fieldOf(fields, "q-key-time"),
  };
  for (const { kind, field, value } of policy.matches) {
    const actual = known[field.toLowerCase()] ?? fieldOf(fields, field);
    const holds = actual !== undefined && (kind === "eq" ? actual === value : actual.startsWith(value));
    if (!holds) {
      throw denied(`Policy Condition failed: ${JSON.stringify([kind, `$${field}`, value])}`);
    }
  }
}

/** Says who signed a form; undefined when it is not signed. Throws the service's errors. */
export function authenticateForm(
  fields: FormFields,
  policy: FormPolicy | undefined,
  source: TokenSource,
  accounts: Accounts,
  verify: boolean,
): Caller | undefined {
  const [signature, secretId, keyTime] = ["q-signature", "q-ak", "q-key-time"].map((name) =>
    fieldOf(fields, name),
  );
  if (signature === undefined && secretId === undefined) {
    return undefined;
  }
  const account = accounts.find(secretId ?? "");
  if (!verify) {
    return { account: account ?? accounts.main };
  }
  // unverified(form-signature-missing): the codes of what is missing
  if (!policy || !keyTime || !/^\d+;\d+$/.test(keyTime) || fieldOf(fields, "q-sign-algorithm") !== "sha1") {
    throw new ServiceError("InvalidArgument", {
      message: "A signed form needs policy, q-sign-algorithm, q-ak, q-key-time and q-signature.",
    });
  }
  for (const name of ["q-sign-algorithm", "q-ak", "q-sign-time"]) {
    if (!policy.matches.some(({ field }) => field === name)) {
      throw invalid(`${name} is not among the conditions.`);
    }
  }
  if (!account) {
    throw new ServiceError("InvalidAccessKeyId");
  }
  checkTimes({ signTime: keyTime, keyTime }, source.clock);
  checkToken(source, account, fieldOf(fields, "x-cos-security-token"));
  const text = createHash("sha1").update(policy.text).digest("hex");
  if (!sameSignature(sign(account.secretKey, keyTime, text), signature ?? "")) {
    throw new ServiceError("SignatureDoesNotMatch", { details: { StringToSign: text } });
  }
  return { account };
}

function invalid(message: string): ServiceError {
  return new ServiceError("InvalidPolicyDocument", { message: `Invalid Policy: ${message}` });
}

// unverified(form-policy-words): the words; they are S3's
function denied(message: string): ServiceError {
  return new ServiceError("AccessDenied", { message: `Invalid according to Policy: ${message}` });
}
