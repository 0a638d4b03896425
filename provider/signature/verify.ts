/** Verifies a signature, and says why it does not hold. */

import type { Credentials } from "../client";
import { assemble, type Known } from "./assemble";
import type { Finding } from "./causes";
import { type Corrected, correct } from "./correct";
import type { Difference } from "./difference";
import { hideSecrets } from "./hide";
import { timeOf } from "./inputs/answer";
import { type Answer, type Input, InputError, type InputKind } from "./inputs/input";
import { readInput } from "./inputs/read";
import { judgeForm } from "./judge/form";
import type { Judgement } from "./judge/judgement";
import { judgeRequest } from "./judge/request";
import { lookUp } from "./pairs";
import { answerFindings, answerNotes } from "./refusal";
import type { Carrier, SignedRequest } from "./request";
import { requestSeen, withSeen } from "./seen";
import type { SignatureStep } from "./steps";
import { structureFindings, structureNotes } from "./structure";
import { describeTime, timeFindings } from "./times";
import { tokenFindings } from "./token";

/** What is known beside the inputs. */
export interface VerifyOptions extends Known {
  /** The keys with which it should be signed. Without the SecretKey only times, items, lists and the answer are checked. They are kept nowhere. */
  readonly credentials?: Partial<Credentials> | undefined;
  /** Unix milliseconds. @default the clock of COS where an answer has it, else now */
  readonly now?: number | undefined;
}

/** What is found. Nothing in it is secret but what `corrected` is for. */
export interface Verdict {
  /** Whether COS accepts the signature; `undefined` where the SecretKey or a part of the request is not known. */
  readonly holds: boolean | undefined;
  /** What the inputs are. */
  readonly inputs: readonly InputKind[];
  readonly carrier: Carrier;
  readonly method?: string;
  readonly host?: string;
  readonly path?: string;
  /** From when to when it holds. */
  readonly time: string;
  /** Why it does not hold; the likeliest first. */
  readonly findings: readonly Finding[];
  /** Where the signed HttpString differs from the one of COS. */
  readonly differences: readonly Difference[];
  /** What is worth knowing, and does no harm. */
  readonly notes: readonly string[];
  /** The steps of the right signature; none without the SecretKey. */
  readonly steps: readonly SignatureStep[];
  readonly corrected?: Corrected;
}

/**
 * Verifies a signature. Inputs may be given together, such as an Authorization header and the error document that answered it.
 * @param texts each an Authorization header, a pre-signed URL, a request, a command of curl, an error document of COS or an entry of a
 * browser's network log
 * @throws InputError when one is none of these, or no signature is in them
 */
export function verifySignature(texts: readonly string[], options: VerifyOptions = {}): Verdict {
  const { credentials = {}, ...known } = options;
  const variables: Readonly<Record<string, string | undefined>> = {
    TENCENTCLOUD_SECURITY_TOKEN: credentials.securityToken,
  };
  const inputs = texts.map((text) => readInput(text, (name) => variables[name]));
  const answer = Object.assign({}, ...inputs.map((input) => input.answer)) as Answer;
  const seen = requestSeen(answer, credentials.secretId);
  const isBare = !inputs.some(({ kind }) => kind !== "error");
  if (isBare && seen === undefined) {
    throw new InputError("the error document has no FormatString: give the request that it answers, too");
  }
  const request = isBare ? (seen as SignedRequest) : withSeen(assemble(inputs, known), seen);
  const now = options.now ?? Date.now();
  const judgement =
    request.carrier === "form" ? judgeForm(request, credentials) : judgeRequest(request, seen, credentials);
  const verdict = report(
    inputs,
    judgement,
    [
      ...(isBare ? [] : structureFindings(request)),
      ...timeFindings(request.items, clocksOf(inputs, request, answer, now)),
      ...tokenFindings(request, credentials, answer.code),
      ...judgement.findings,
    ],
    answer,
  );
  const { secretId = request.items.secretId, secretKey, securityToken } = credentials;
  const corrected =
    verdict.holds === true || secretKey === undefined || secretId === undefined
      ? undefined
      : correct(
          judgement.resend,
          { secretId, secretKey, ...(securityToken !== undefined && { securityToken }) },
          now,
        );
  return {
    ...hideSecrets(verdict, seen === undefined ? [request] : [request, seen], credentials),
    ...(corrected !== undefined && { corrected }),
  };
}

function report(
  inputs: readonly Input[],
  { request, matches, differences, notes, steps }: Judgement,
  found: readonly Finding[],
  answer: Answer,
): Verdict {
  const { carrier, method, host, path, items } = request;
  const findings = [...found, ...answerFindings(answer, request, found, matches)].sort(
    (a, b) => Number(b.certain) - Number(a.certain),
  );
  const isRefused = answer.code === "SignatureDoesNotMatch";
  return {
    holds: isRefused || findings.some(({ certain }) => certain) || matches === false ? false : matches,
    inputs: inputs.map(({ kind }) => kind),
    carrier,
    ...(method !== undefined && { method }),
    ...(host !== undefined && { host }),
    ...(path !== undefined && { path }),
    time: describeTime(items.keyTime ?? items.signTime ?? ""),
    findings,
    differences,
    notes: [...notes, ...structureNotes(request), ...answerNotes(answer)],
    steps,
  };
}

/** COS judged at its own time; how far the client's clock is off shows where the request tells its time as well. */
function clocksOf(inputs: readonly Input[], { headers }: SignedRequest, { time }: Answer, now: number) {
  const sentAt =
    inputs.find((input) => input.sentAt !== undefined)?.sentAt ?? timeOf(lookUp(headers, "date"));
  return { at: time ?? now, skew: sentAt === undefined || time === undefined ? undefined : sentAt - time };
}
