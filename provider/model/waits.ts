/** How long a resource waits for what COS needs time for. */

/** Times in milliseconds. */
export interface Waits {
  /** Within which COS serves a new bucket, and forgets a deleted one. */
  readonly visibilityMs: number;
  /** For which a bucket that is in the account's list may still answer "no such bucket". */
  readonly listedMs: number;
  /** For which a bucket is asked again that answers "no such bucket" and that no list can tell about. */
  readonly unlistedMs: number;
  /** Within which COS shows what was written: policies need about 3 s, domains 4 s. */
  readonly readAfterWriteMs: number;
  /** For which a removal is repeated that another configuration is in the way of. */
  readonly blockedMs: number;
}

/** What a stack waits. */
export const usualWaits: Waits = {
  visibilityMs: 120_000,
  listedMs: 60_000,
  unlistedMs: 10_000,
  readAfterWriteMs: 20_000,
  blockedMs: 60_000,
};
