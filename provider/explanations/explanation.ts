/** What an explanation of an error is. */

/** What one code means and what to do about it, for messages, for `doctor` and for `docs/errors.md`. */
export interface Explanation {
  /** The HTTP status with which COS answers it, or both of them; none when there was no answer. */
  readonly status?: number | readonly number[];
  /** What has happened, as a sentence. */
  readonly cause: string;
  /** What to do, as a sentence. */
  readonly remedy: string;
  /** The service's own message tells as much, so that a message does not repeat the remedy. */
  readonly selfExplanatory?: true;
}

/** Codes that belong together. */
export interface ErrorGroup {
  readonly title: string;
  /** Explanations by code: the service's `<Code>`, the system's name of a network error, or one of this client. */
  readonly codes: Readonly<Record<string, Explanation>>;
}
