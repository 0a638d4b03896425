/** How often the pieces of an upload are tried. */

import { defaultRetryPolicy } from "../../client/retry";

/**
 * How often an upload is tried, from the inside to the outside. The levels nest, so their numbers multiply: in the worst case the bytes of
 * one part go out 6 · 2 · 2 · 2 = 48 times, and those of a file in a `Folder`, which has no level `converge`, 24 times. Each level answers another
 * failure, and none repeats what an inner one has given up.
 */
export const uploadAttempts = {
  /** Sends of one request, by the client: COS answers 5xx or 429, or no answer comes. Within `deadlineMs`, transfers aside. */
  request: defaultRetryPolicy.maxAttempts,
  /** Sends of one part: COS answers the CRC64 of something else. */
  part: 2,
  /** Uploads of the whole: COS keeps something else, or somebody else has ended the upload (`NoSuchUpload`). */
  whole: 2,
  /** Looks at the object with all that follows: somebody wrote it between the look and the write (412). */
  converge: 2,
} as const;
