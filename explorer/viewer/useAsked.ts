/** What the server says of something that changes while somebody types. */

import { useEffect, useState } from "preact/hooks";
import { askLater } from "../state/asking";
import { problemText } from "../texts/problem";

/** An answer, or why there is none; neither of them while it is asked for the first time. */
interface Asked<Answer> {
  readonly answer?: Answer;
  readonly problem?: string;
}

/**
 * Asks when typing rests. Answers that come late are dropped, and the one before stays until then.
 * @param about whatever the answer depends on
 */
export function useAsked<Answer>(
  ask: (signal: AbortSignal) => Promise<Answer>,
  about: readonly unknown[],
): Asked<Answer> {
  const [asked, setAsked] = useState<Asked<Answer>>({});
  useEffect(
    () =>
      askLater(
        ask,
        (answer) => setAsked({ answer }),
        (error) => setAsked({ problem: problemText(error) }),
      ),
    about,
  );
  return asked;
}
