/** How a suite gets a program of others, or is skipped without it. */

import { Unobtainable } from "./obtain";

/** Obtains a program, or says why the suite is skipped. */
export function obtained<T>(obtain: () => Promise<T>): () => T {
  let value: T | undefined;
  before("obtain it", async function () {
    this.timeout(0);
    try {
      value = await obtain();
    } catch (error) {
      if (!(error instanceof Unobtainable)) {
        throw error;
      }
      console.log(`    skipped: ${error.message}`);
      this.skip();
    }
  });
  return () => value as T;
}
