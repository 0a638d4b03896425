/** Which stack a provider process works for. A dynamic provider is not told; the engine answers when it is asked. */

import type { EngineClient } from "./engineClient";

/** Milliseconds within which the engine answers. */
const patienceMs = 5_000;

/**
 * A function that answers who the stack is: its URN, which has the names of stack and project, and the folder of the project, which
 * tells stacks of the same names apart that live in different backends. The same in every run of the stack on machines that have
 * the project in the same folder. Where the engine does not tell, the folder alone.
 * @param engine the connection to it; left out where there is none
 */
export function stackOwner(engine: (() => EngineClient) | undefined): () => Promise<string> {
  let known: string | undefined;
  return async () => {
    if (known === undefined && engine !== undefined) {
      // The program has said nothing yet when this is empty; it may have when it is asked again.
      known =
        (await engine()
          .rootUrn(patienceMs)
          .catch(() => "")) || undefined;
    }
    return `${known ?? ""}\n${process.cwd()}`;
  };
}
