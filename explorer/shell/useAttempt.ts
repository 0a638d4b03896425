/** What a press of a button starts, and may fail. */

import { type ReadonlySignal, useSignal } from "@preact/signals";
import { problemText } from "../texts/problem";

export interface Attempt {
  /** It is being done. */
  readonly isBusy: ReadonlySignal<boolean>;
  /** Why it was not done. */
  readonly problem: ReadonlySignal<string | undefined>;
  readonly attempt: (doing: () => Promise<void>) => Promise<void>;
}

/** Does what it is given, and keeps why that failed until the next. */
export function useAttempt(): Attempt {
  const isBusy = useSignal(false);
  const problem = useSignal<string | undefined>(undefined);
  const attempt = async (doing: () => Promise<void>) => {
    isBusy.value = true;
    problem.value = undefined;
    try {
      await doing();
    } catch (error) {
      problem.value = problemText(error);
    } finally {
      isBusy.value = false;
    }
  };
  return { isBusy, problem, attempt };
}
