/** Every request of every operation × every kind of fault, and the `up` or `destroy` that comes next. */

import { isDeepStrictEqual } from "node:util";
import type { Context } from "../../provider/model/context";
import type { Props } from "../../provider/model/props";
import type { Handler } from "../../provider/resources/handler";
import { type Line, type LineFault, lineFaults } from "./line";
import { type Outcome, Stack } from "./stack";

/** A resource in a place of its own. */
export interface Trial {
  readonly handler: Handler;
  /** Its requests go over the line. */
  readonly context: Context;
  /** What is declared first, and what the declaration becomes. */
  readonly first: Props;
  readonly second: Props;
  /** What COS holds of it, seen past the line. Equal values mean that nothing was left behind or lost. */
  look(): Promise<unknown>;
  /** Throws when COS does not hold what is declared, seen past the line. */
  holds(inputs: Props): Promise<void>;
}

/** A kind of resource in the matrix. */
export interface FaultSubject {
  readonly name: string;
  readonly line: Line;
  /** Makes a place for a trial, removes it afterwards; throws when something is left that keeps it from being removed. */
  inPlace(act: (trial: Trial) => Promise<void>): Promise<void>;
  /** A destroy only forgets it, or leaves something on purpose. */
  readonly stays?: boolean;
  /** A finding that is as it should be, by the case's label, with the reason. */
  readonly accepted?: { readonly label: RegExp; readonly because: string };
}

/** Counts and findings of a part of the matrix. */
export interface MatrixReport {
  cases: number;
  readonly outcomes: Record<Outcome, number>;
  /** What went wrong, a sentence each. */
  readonly findings: string[];
}

/** Without `FAULT_MATRIX=whole`, only some kinds also break all requests that follow: those that end in different ways. */
const whole = process.env.FAULT_MATRIX === "whole";

const steps = ["create", "update", "delete"] as const;
type Step = (typeof steps)[number];

/** Goes through the whole matrix of one subject. */
export async function goThrough(
  subject: FaultSubject,
  faults: readonly LineFault[] = lineFaults,
): Promise<MatrixReport> {
  const report: MatrixReport = { cases: 0, outcomes: { done: 0, incomplete: 0, failed: 0 }, findings: [] };
  const gone = await lookAfterDestroy(subject);
  for (const step of steps) {
    const requests = await countRequests(subject, step);
    for (const fault of faults) {
      for (const forever of whole || fault.lasts ? [false, true] : [false]) {
        for (let index = 0; index < requests.length; index++) {
          const label = `${subject.name}, ${step}, ${forever ? "from" : "at"} request ${index + 1} of ${requests.length} (${requests[index]}): ${fault.name}`;
          for (const next of ["up", "destroy"] as const) {
            const again = await tryOne(subject, step, { index, fault, forever, next, label, gone }, report);
            // Where nothing failed the two are the same.
            if (!again) {
              break;
            }
          }
        }
      }
    }
  }
  return report;
}

async function countRequests(subject: FaultSubject, step: Step): Promise<readonly string[]> {
  let seen: readonly string[] = [];
  await subject.inPlace(async (trial) => {
    const stack = new Stack(trial.handler, trial.context);
    await prepare(stack, trial, step);
    subject.line.mend();
    await act(stack, trial, step);
    seen = [...subject.line.seen];
    subject.line.mend();
    if (stack.error) {
      throw stack.error;
    }
    if (step !== "delete") {
      await stack.destroy();
    }
  });
  return seen.map((request) => request.replace(/[?&](marker|uploadId)=[^&]*/g, "").slice(0, 120));
}

async function lookAfterDestroy(subject: FaultSubject): Promise<unknown> {
  let gone: unknown;
  await subject.inPlace(async (trial) => {
    const stack = new Stack(trial.handler, trial.context);
    await stack.up(trial.first);
    await stack.destroy();
    if (stack.error) {
      throw stack.error;
    }
    gone = await trial.look();
  });
  return gone;
}

async function prepare(stack: Stack, trial: Trial, step: Step): Promise<void> {
  if (step !== "create" && (await stack.up(trial.first)) !== "done") {
    throw stack.error;
  }
}

async function act(stack: Stack, { first, second }: Trial, step: Step): Promise<Outcome> {
  return await (step === "create" ? stack.up(first) : step === "update" ? stack.up(second) : stack.destroy());
}

interface Case {
  readonly index: number;
  readonly fault: LineFault;
  readonly forever: boolean;
  readonly next: "up" | "destroy";
  readonly label: string;
  /** What a healthy destroy leaves to be seen. */
  readonly gone: unknown;
}

/** Answers whether the step failed. */
async function tryOne(
  subject: FaultSubject,
  step: Step,
  { index, fault, forever, next, label, gone }: Case,
  report: MatrixReport,
): Promise<boolean> {
  let outcome: Outcome = "done";
  const find = (what: string) => {
    if (subject.accepted?.label.test(label)) {
      return;
    }
    report.findings.push(`${label}; ${outcome}${next === "destroy" ? ", then destroy" : ""}: ${what}`);
  };
  report.cases++;
  await subject
    .inPlace(async (trial) => {
      const { line } = subject;
      const stack = new Stack(trial.handler, trial.context);
      const before = await trial.look();
      const isGone = async () => {
        const seen = await trial.look();
        return subject.stays || isDeepStrictEqual(seen, before) || isDeepStrictEqual(seen, gone);
      };
      await prepare(stack, trial, step);
      line.mend();
      line.breakAt(index, fault, forever);
      outcome = await act(stack, trial, step);
      line.mend();
      report.outcomes[outcome]++;
      const wanted = step === "update" ? trial.second : trial.first;
      if (outcome === "done") {
        if (step !== "delete") {
          await trial.holds(wanted).catch((error) => find(`taken for success, but ${messageOf(error)}`));
        } else if (!(await isGone())) {
          find("deleted, but it is still there");
        }
      } else if (!stack.exists && !isDeepStrictEqual(await trial.look(), before)) {
        find(`something is there that the state does not know (${stack.error?.message})`);
      }
      if (next === "up" && step !== "delete") {
        if ((await stack.up(wanted)) !== "done") {
          find(`the next up fails: ${stack.error?.message}`);
        } else {
          await trial.holds(wanted).catch((error) => find(`after the next up ${messageOf(error)}`));
        }
      }
      if ((await stack.destroy()) !== "done") {
        find(`destroy fails: ${stack.error?.message}`);
      } else if (!(await isGone())) {
        find("something is left after destroy");
      }
    })
    .catch((error) => find(messageOf(error)));
  return outcome !== "done";
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
