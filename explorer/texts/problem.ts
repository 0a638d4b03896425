/** Why something was not done, in words for people. */

import { ServerError } from "../server";
import { texts } from ".";

/** What the server said; it says so in English. */
export function problemText(error: unknown): string {
  if (error instanceof ServerError && error.status === 0) {
    return texts.value.shell.noServer;
  }
  return error instanceof Error ? error.message : String(error);
}
