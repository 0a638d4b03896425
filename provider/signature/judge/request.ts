/** Recomputes the signature of a request, and finds what leads to the one that was sent. */

import type { Credentials } from "../../client";
import { type Finding, finding } from "../causes";
import { type Difference, differences, findingsOf } from "../difference";
import { explainingMistakes, mistakesOf } from "../mistakes";
import { compute, type Recipe, recipeOf } from "../recipe";
import type { SignedRequest } from "../request";
import { explainSignature } from "../steps";
import { absentFindings, hexOf } from "../structure";
import type { Judgement } from "./judgement";
import { foreignId, wrongKey } from "./keys";

const methods = ["GET", "PUT", "HEAD", "POST", "DELETE"] as const;

/**
 * Judges a request.
 * @param seen what COS saw of it, where an error document tells
 */
export function judgeRequest(
  given: SignedRequest,
  seen: SignedRequest | undefined,
  keys: Partial<Credentials>,
): Judgement {
  const { secretKey } = keys;
  const signature = hexOf(given.items.signature ?? "");
  const request =
    given.method === undefined && given.path !== undefined ? withMethod(given, secretKey, signature) : given;
  const sent = recipeOf(request, secretKey ?? "");
  const reached =
    seen === undefined || sent === undefined ? sent : { ...sent, ...seenBy(seen, secretKey ?? "") };
  const changed =
    sent === undefined || reached === undefined
      ? []
      : differences(compute(sent).httpString, compute(reached).httpString);
  const unknown: Judgement = {
    matches: undefined,
    findings: [...findingsOf(changed), ...(request.path === undefined ? [] : absentFindings(request))],
    differences: changed,
    notes: whatIsMissing(request, secretKey),
    steps: [],
    request,
    resend: request,
  };
  if (sent === undefined || reached === undefined || secretKey === undefined) {
    return unknown;
  }
  const right = compute(reached);
  const notes =
    given.method === undefined ? [`The method is not given: it was taken as ${request.method}.`] : [];
  const judgement: Judgement = {
    ...unknown,
    notes,
    steps: explainSignature(right),
    findings: [],
    differences: [],
  };
  if (signature === undefined) {
    return { ...judgement, findings: given === seen ? suspicions(reached) : [] };
  }
  if (signature === right.signature) {
    const findings = foreignId(request, keys, true);
    return {
      ...judgement,
      matches: true,
      findings,
      notes: [...notes, ...absentFindings(request).map(({ message }) => message)],
    };
  }
  return { ...judgement, matches: false, ...blame(request, keys, sent, reached, signature, changed) };
}

/** Finds what is to blame: what changed on the way, a known mistake, a name that was not sent; else the key. */
function blame(
  request: SignedRequest,
  keys: Partial<Credentials>,
  sent: Recipe,
  reached: Recipe,
  signature: string,
  changed: readonly Difference[],
): Partial<Judgement> {
  if (compute(sent).signature === signature) {
    return { findings: findingsOf(changed), differences: changed };
  }
  const { made, recipe } = explainingMistakes(reached, mistakesOf(request), signature) ?? {};
  if (made !== undefined && recipe !== undefined) {
    return {
      findings: made.map(({ cause, message }) => finding(cause, message)),
      differences: differences(compute(recipe).httpString, compute(reached).httpString),
      resend: made.reduce((whole, { resend }) => resend?.(whole) ?? whole, request),
    };
  }
  const found = [...findingsOf(changed), ...absentFindings(request)];
  if (found.length > 0) {
    return { findings: found, differences: changed };
  }
  const id = foreignId(request, keys, false);
  return { findings: id.length > 0 ? id : [...suspicions(reached), wrongKey(request)] };
}

/** What looks wrong in a request, and may be right. */
function suspicions({ path, parameters, headers }: Recipe): readonly Finding[] {
  const empty = headers.filter(([, value]) => value === "").map(([name]) => name);
  const escaped = [...parameters, ...headers]
    .filter(([, value]) => /%[\dA-F]{2}/i.test(value))
    .map(([name]) => name);
  return [
    ...(/%[\dA-F]{2}/i.test(path)
      ? [
          finding(
            "doubleEncoding",
            `The path that reached COS has escapes after it was decoded: ${path}`,
            false,
          ),
        ]
      : []),
    ...(escaped.length > 0
      ? [
          finding(
            "doubleEncoding",
            `Values have escapes after they were decoded: ${escaped.join(", ")}.`,
            false,
          ),
        ]
      : []),
    ...(empty.length > 0
      ? [
          finding(
            "missingHeader",
            `Signed headers are empty, as if they were not sent: ${empty.join(", ")}.`,
            false,
          ),
        ]
      : []),
  ];
}

/** The method for which the signature holds; GET where none does. */
function withMethod(
  request: SignedRequest,
  secretKey: string | undefined,
  signature: string | undefined,
): SignedRequest {
  const fits = (method: string) => {
    const recipe = secretKey === undefined ? undefined : recipeOf({ ...request, method }, secretKey);
    return recipe !== undefined && compute(recipe).signature === signature;
  };
  return { ...request, method: methods.find(fits) ?? "GET" };
}

function seenBy(seen: SignedRequest, secretKey: string): Partial<Recipe> {
  const recipe = recipeOf(seen, secretKey);
  return recipe === undefined
    ? {}
    : { method: recipe.method, path: recipe.path, parameters: recipe.parameters, headers: recipe.headers };
}

function whatIsMissing(
  { path, host, items }: SignedRequest,
  secretKey: string | undefined,
): readonly string[] {
  return [
    ...(secretKey === undefined
      ? ["There is no SecretKey: only times, items, lists and the answer were checked."]
      : []),
    ...(path === undefined
      ? ["The request is not known: only the signature itself was checked. Give its method, host and path."]
      : []),
    ...(path !== undefined && host === undefined && items.headerList.includes("host")
      ? ["The Host is signed and not known."]
      : []),
  ];
}
