/** How long resources wait until COS shows a change. */

/** Times in milliseconds. */
export interface Waits {
  /** Within which COS serves a new bucket, and forgets a deleted one. */
  readonly visibilityMs: number;
  /** For which a listed bucket may still answer "no such bucket". */
  readonly listedMs: number;
  /** For which a request is repeated that answers "no such bucket", where buckets may not be listed. */
  readonly unlistedMs: number;
  /** Within which COS shows what was written: policies need about 3 s, domains 4 s. */
  readonly readAfterWriteMs: number;
  /** For which a removal is repeated while another configuration blocks it. */
  readonly blockedMs: number;
}

/** The default waits. */
export const usualWaits: Waits = {
  visibilityMs: 120_000,
  listedMs: 60_000,
  unlistedMs: 10_000,
  readAfterWriteMs: 20_000,
  blockedMs: 60_000,
};
