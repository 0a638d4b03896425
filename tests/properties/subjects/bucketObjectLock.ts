/** Object lock: its period only grows. */

import type { Subject } from "../subject";

export const bucketObjectLock: Subject = {
  happens: (inputs, changed) => Number(changed.days) > Number(inputs.days),
  laxities: [
    {
      path: /^days$/,
      reason: /^is required$/,
      because: "the page requires it; the test of the Python SDK does without, and locks nothing",
    },
  ],
};
