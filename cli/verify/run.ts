/** Asks COS about guesses, one after another, each in a bucket of its own that is removed at once. */

import { setTimeout as wait } from "node:timers/promises";
import type { CosClient } from "../../provider/client";
import type { CommandContext } from "../context";
import { createBucket, newName, type Owner, removeBucket } from "./buckets";
import type { Expectations, Guess, Step } from "./guess";
import { type Hidden, hide } from "./hide";
import { look, meets, type Names, type Observed, observe, send } from "./observe";

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

/** Asks about one guess. */
export async function askAbout(guess: Guess, account: Account): Promise<Finding> {
  const { id, assumes, files, probe } = guess;
  const facts = { id, assumes, files };
  if (typeof probe === "string") {
    return { ...facts, verdict: "could not be asked", answers: [], reason: probe };
  }
  const { context, owner, region, uin } = account;
  const [bucket, second, missing] = [newName(owner), newName(owner), newName(owner)];
  const own = guess.buckets === 2 ? [bucket, second] : [bucket];
  const names = { bucket, second, missing, region, appId: owner.appId, uin };
  const hidden: Hidden = [
    ...account.hidden,
    [bucket, "BUCKET-APPID"],
    [second, "SECOND-APPID"],
    [missing, "MISSING-APPID"],
    [owner.appId, "APPID"],
    [uin, "UIN"],
  ];
  const answers: Answer[] = [];
  try {
    for (const each of own) {
      await createBucket(context, each, region, account.signal);
    }
    const verdict = await take(probe, account, names, hidden, answers);
    return { ...facts, verdict, answers };
  } catch (error) {
    return {
      ...facts,
      verdict: "could not be asked",
      answers,
      reason: hide(String((error as Error).message), hidden),
    };
  } finally {
    for (const each of own) {
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
    const met = meets(answer, expected, names);
    if (!met && step.anonymous !== true && look(answer, "status") === "403 AccessDenied") {
      throw new Error(`the keys may not ${step.operation}`);
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

/** Reads are asked again for a while: a change of a bucket is not everywhere at once. */
async function patiently(
  ask: () => Promise<Observed>,
  { method }: Step,
  expected: Expectations,
  names: Names,
  { patience, signal }: Pick<Account, "patience" | "signal">,
): Promise<Observed> {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    const isRead = method === "GET" || method === "HEAD" || method === "OPTIONS";
    if (!isRead || meets(answer, expected, names) || Date.now() + pause > end) {
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
        value === null
          ? null
          : hide(String(value).replaceAll("{uin}", names.uin ?? ""), hidden).slice(0, longestBody),
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
