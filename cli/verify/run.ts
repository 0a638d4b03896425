/** Asks COS about guesses, one after another, each in a bucket of its own that is removed at once. */

import { setTimeout as wait } from "node:timers/promises";
import type { CosClient } from "../../provider/client";
import type { CommandContext } from "../context";
import { createBucket, NoBucketError, newName, type Owner, removeBucket } from "./buckets";
import type { Expectations, Guess, Step } from "./guess";
import { type Hidden, hide } from "./hide";
import { fill, look, meets, type Names, type Observed, observe, send } from "./observe";

/** What COS says about a guess. */
export type Verdict = "confirmed" | "different" | "could not be asked";

/** An answer to one request of a probe, without what tells of the account. */
export interface Answer {
  /** The request, such as `PutBucketCors: PUT /?cors`. */
  readonly request: string;
  readonly expected: Readonly<Record<string, string | null>>;
  readonly observed: Readonly<Record<string, string | null>>;
  /** The document, where it is different. */
  readonly body?: string;
}

/** What became of a guess. */
export interface Finding {
  readonly id: string;
  readonly assumes: string;
  readonly files: readonly string[];
  readonly verdict: Verdict;
  readonly answers: readonly Answer[];
  /** Why it could not be asked. */
  readonly reason?: string;
}

/** What probes work with. */
export interface Account {
  readonly context: CommandContext;
  /** A client that takes every answer as it comes. */
  readonly client: CosClient;
  readonly owner: Owner;
  readonly uin: string;
  readonly secretId: string;
  readonly region: string;
  /** Secrets beside those that follow from the account. */
  readonly hidden: Hidden;
  /** How long a read may go on to differ, in milliseconds, as changes take time. */
  readonly patience: number;
  /** Ends the probes. What is there is removed all the same. */
  readonly signal: AbortSignal;
  /** Told of a bucket that could not be removed. */
  readonly onLeftover: (bucket: string, error: unknown) => void;
}

/** Pause before a read that differs is asked again, in milliseconds. */
const pause = 2_000;
const longestBody = 4_096;

/**
 * Asks about one guess.
 * @throws NoBucketError when it can have no bucket; then others can have none either
 */
export async function askAbout(guess: Guess, account: Account): Promise<Finding> {
  const { id, assumes, files, probe } = guess;
  const facts = { id, assumes, files };
  if (typeof probe === "string") {
    return { ...facts, verdict: "could not be asked", answers: [], reason: probe };
  }
  const { context, owner, region, uin, secretId, signal } = account;
  const [bucket, second, third, missing] = [newName(owner), newName(owner), newName(owner), newName(owner)];
  const names = { bucket, second, third, missing, region, appId: owner.appId, uin, secretId };
  const hidden: Hidden = [
    ...account.hidden,
    [bucket, "BUCKET-APPID"],
    [second, "SECOND-APPID"],
    [third, "THIRD-APPID"],
    [missing, "MISSING-APPID"],
    [owner.appId, "APPID"],
    [uin, "UIN"],
  ];
  const answers: Answer[] = [];
  const made: string[] = [];
  try {
    for (const each of [bucket, second, third].slice(0, guess.buckets ?? 1)) {
      made.push(each);
      await createBucket(context, { bucket: each, region, configuration: guess.configuration, signal });
    }
    const verdict = await take(probe, account, names, hidden, answers);
    return { ...facts, verdict, answers };
  } catch (error) {
    if (error instanceof NoBucketError) {
      if (!error.mayExist) {
        made.pop();
      }
      // Not every account may have other buckets than ordinary ones.
      if (guess.configuration === undefined) {
        throw error;
      }
    }
    return {
      ...facts,
      verdict: "could not be asked",
      answers,
      reason: hide(String((error as Error).message), hidden),
    };
  } finally {
    for (const each of made) {
      await removeBucket(context, owner, { bucket: each, region }).catch((error: unknown) =>
        account.onLeftover(each, error),
      );
    }
  }
}

async function take(
  probe: readonly Step[],
  { client, signal, patience }: Account,
  given: Names,
  hidden: Hidden,
  answers: Answer[],
): Promise<Verdict> {
  let names = given;
  let verdict: Verdict = "confirmed";
  for (const step of probe) {
    const expected = step.expect ?? { status: /^2/ };
    const answer = await patiently(() => send(client, step, names, signal), step, expected, names, {
      patience,
      signal,
    });
    refuseKeys(step, answer, names);
    const met = meets(answer, expected, names);
    if (!met && answer.attempts > 1 && !isRead(step)) {
      throw new Error(`${step.operation} was repeated, so that its answer says nothing`);
    }
    if (step.expect === undefined && !met) {
      throw new Error(`${requestLine(step)} was to prepare it, and got ${look(answer, "status")}`);
    }
    if (step.expect !== undefined) {
      answers.push(describe(step, expected, answer, names, hidden, met));
      verdict = met ? verdict : "different";
    }
    const taken = Object.entries(step.take ?? {}).map(([name, at]) => [name, look(answer, at) ?? ""]);
    names = { ...names, ...Object.fromEntries(taken) };
  }
  return verdict;
}

/** Codes that say nothing about a guess: the keys are wrong, or may not do it. */
const aboutKeys = [
  "AccessDenied",
  "ExpiredToken",
  "InvalidAccessKeyId",
  "RequestTimeTooSkewed",
  "SignatureDoesNotMatch",
];

/** @throws Error when the answer is about the keys of the request, and such an answer is not expected */
function refuseKeys({ operation, expect, anonymous }: Step, answer: Observed, names: Names): void {
  const isExpected = expect?.status !== undefined && meets(answer, { status: expect.status }, names);
  if (isExpected || anonymous || !aboutKeys.includes(look(answer, "<Code>") ?? "")) {
    return;
  }
  const status = look(answer, "status");
  throw new Error(
    status === "403 AccessDenied" ? `the keys may not ${operation}` : `COS refused the keys: ${status}`,
  );
}

function isRead({ method }: Step): boolean {
  return method === "GET" || method === "HEAD" || method === "OPTIONS";
}

/** Reads are asked again for a while: a change of a bucket is not everywhere at once. */
async function patiently(
  ask: () => Promise<Observed>,
  step: Step,
  expected: Expectations,
  names: Names,
  { patience, signal }: Pick<Account, "patience" | "signal">,
): Promise<Observed> {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (!isRead(step) || meets(answer, expected, names) || Date.now() + pause > end) {
      return answer;
    }
    await wait(pause, undefined, { signal });
  }
}

function describe(
  step: Step,
  expected: Expectations,
  answer: Observed,
  names: Names,
  hidden: Hidden,
  met: boolean,
): Answer {
  const shown = (values: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(
      Object.entries(values).map(([at, value]) => [
        at,
        value === null ? null : hide(fill(String(value), names), hidden).slice(0, longestBody),
      ]),
    );
  return {
    request: `${step.operation}: ${requestLine(step)}`,
    expected: shown(expected),
    observed: shown(observe(answer, expected)),
    ...(!met && { body: hide(answer.body, hidden).slice(0, longestBody) }),
  };
}

/** The first line of a step's request, such as `GET /a.txt?acl`. */
export function requestLine({ method, key, query }: Step): string {
  const pairs = Object.entries(query).map(([name, value]) => (value === "" ? name : `${name}=${value}`));
  return `${method} /${key ?? ""}${pairs.length > 0 ? `?${pairs.join("&")}` : ""}`;
}
