/** How often each level of an upload is tried. */

import { defaultRetryPolicy } from "../../client/retry";

/**
 * Attempts of an upload, from the innermost level to the outermost. The levels nest, so their numbers multiply: in the worst case the bytes of
 * one part go out 6 · 2 · 2 · 2 = 48 times, and those of a file in a `Folder`, which has no level `converge`, 24 times. Each level handles a
 * different failure, and none repeats what an inner level has given up.
 */
export const uploadAttempts = {
  /** Sends of one request, by the client: COS answers 5xx or 429, or no answer comes. Within `deadlineMs`, transfers aside. */
  request: defaultRetryPolicy.maxAttempts,
  /** Sends of one part: the CRC64 in the answer differs. */
  part: 2,
  /** Uploads of the whole: COS stored different content, or another process ended the upload (`NoSuchUpload`). */
  whole: 2,
  /** Rounds of reading and writing the object: it was changed between the read and the write (412). */
  converge: 2,
} as const;
