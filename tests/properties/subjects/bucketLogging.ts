/** Access logs: where they go. */

import type { Subject } from "../subject";
import { nearBuckets } from "./others";

export const bucketLogging: Subject = { shapes: { targetBucket: nearBuckets } };
