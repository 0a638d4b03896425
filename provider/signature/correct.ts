/** The corrected form of a signature. */

import { type Credentials, percentEncode } from "../client";
import { authorizationOf, presignedQuery } from "../client/signature";
import { listedName } from "./items";
import { lookUp } from "./pairs";
import { computeForm, policyOf } from "./policy";
import { compute, recipeOf } from "./recipe";
import type { SignedRequest } from "./request";
import { tokenOf } from "./token";

/** What to send instead; one of the three, by where the signature travels. It is as good as a signature of one's own. */
export interface Corrected {
  /** The value of the header Authorization. */
  readonly authorization?: string;
  readonly url?: string;
  /** The fields of a form that change. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** Seconds that a new signature holds, where the old one does not tell. */
const defaultLife = 3_600;

/**
 * Signs a request as it has to be.
 * @param now Unix milliseconds: times that have passed are replaced
 * @returns `undefined` where too little is known
 */
export function correct(
  request: SignedRequest,
  { secretId, secretKey, securityToken }: Credentials,
  now: number,
): Corrected | undefined {
  const keyTime = freshTime(request.items.keyTime, now);
  if (request.carrier === "form") {
    const policy = policyOf(request);
    return policy === undefined || keyTime !== request.items.keyTime
      ? undefined
      : {
          fields: {
            "q-ak": secretId,
            "q-key-time": keyTime,
            "q-signature": computeForm(secretKey, keyTime, policy).signature,
          },
        };
  }
  const token = securityToken !== undefined && tokenOf(request) === undefined ? securityToken : undefined;
  const whole = token === undefined ? request : withToken(request, token);
  const items = { ...whole.items, signTime: keyTime, keyTime, ...listsOf(whole) };
  const recipe = recipeOf({ ...whole, items }, secretKey);
  if (recipe === undefined) {
    return undefined;
  }
  const steps = compute(recipe);
  if (whole.carrier === "header") {
    return { authorization: authorizationOf(secretId, steps) };
  }
  const { scheme = "https", host, rawPath = "/", rawQuery } = whole;
  const query = [rawQuery, presignedQuery(secretId, steps)].filter(Boolean).join("&");
  return host === undefined ? undefined : { url: `${scheme}://${host}${rawPath}?${query}` };
}

/** A URL carries it as a parameter, which is signed. */
function withToken(request: SignedRequest, token: string): SignedRequest {
  const pair = ["x-cos-security-token", token] as const;
  if (request.carrier === "header") {
    return { ...request, headers: [...request.headers, pair] };
  }
  const rawQuery = [request.rawQuery, `${pair[0]}=${percentEncode(token)}`].filter(Boolean).join("&");
  return { ...request, rawQuery, parameters: [...request.parameters, pair] };
}

/** All parameters, and of the headers those that were listed and are sent, the Host, and those of COS. */
function listsOf({ parameters, headers, items }: SignedRequest) {
  const listed = items.headerList.map(listedName);
  const isSigned = (name: string) =>
    (listed.includes(name) && lookUp(headers, name) !== undefined) ||
    name === "host" ||
    name.startsWith("x-cos-");
  return {
    parameterList: [...new Set(parameters.map(([name]) => percentEncode(name)))],
    headerList: [...new Set(headers.map(([name]) => name.toLowerCase()))].filter(isSigned).map(percentEncode),
  };
}

/** The times of a signature while they last, else new ones of the same length. */
function freshTime(time: string | undefined, now: number): string {
  const [, from, to] = /^(\d{1,11});(\d{1,11})$/.exec(time ?? "") ?? [];
  const [start, end] = [Number(from), Number(to)];
  const seconds = Math.floor(now / 1000);
  if (time !== undefined && start <= seconds && end > seconds) {
    return time;
  }
  return `${seconds};${seconds + (end > start ? end - start : defaultLife)}`;
}
