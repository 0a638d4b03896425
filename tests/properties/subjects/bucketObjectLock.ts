/** Object lock: its period only grows. */

import type { Subject } from "../subject";

export const bucketObjectLock: Subject = {
  happens: (inputs, changed) => Number(changed.days) > Number(inputs.days),
};
