/** What the server says of something that changes while somebody types. */

import { useEffect, useState } from "preact/hooks";
import { typingPause } from "../state/call";

/** An answer, or why there is none; neither of them while it is asked for the first time. */
export interface Asked<Answer> {
  readonly answer?: Answer;
  readonly problem?: string;
}

/**
 * Asks when typing rests. Answers that come late are dropped, and the one before stays until then.
 * @param ask asks; `undefined` where there is nothing to ask
 * @param about whatever the answer depends on
 */
export function useAsked<Answer>(
  ask: ((signal: AbortSignal) => Promise<Answer>) | undefined,
  about: readonly unknown[],
): Asked<Answer> {
  const [asked, setAsked] = useState<Asked<Answer>>({});
  useEffect(() => {
    if (ask === undefined) {
      setAsked({});
      return undefined;
    }
    const abort = new AbortController();
    const settle = (outcome: Asked<Answer>) => abort.signal.aborted || setAsked(outcome);
    const timer = setTimeout(() => {
      ask(abort.signal).then(
        (answer) => settle({ answer }),
        (error: Error) => settle({ problem: error.message }),
      );
    }, typingPause);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, about);
  return asked;
}
