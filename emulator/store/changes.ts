/** What has changed and must be kept: the store reports it, a data folder writes it down. */

/** One thing that is written down as a whole. */
export type Entity =
  /** A bucket by its name, with its configurations and live channels, without its objects, uploads and tasks. */
  | readonly ["bucket", string]
  /** All versions of a key, by bucket and key. */
  | readonly ["object", string, string]
  /** An upload in parts, without its parts, by bucket and id. */
  | readonly ["upload", string, string]
  /** A part, by bucket, id of the upload and number. */
  | readonly ["part", string, string, string]
  /** A task that fetches an object, by bucket and id. */
  | readonly ["fetchTask", string, string]
  /** A batch job by its id. */
  | readonly ["job", string]
  /** How far the emulator's time is ahead. */
  | readonly ["time"];

/** Takes notice of changes. */
export interface Changes {
  /** Something is now another than before, or is gone. */
  add(...entity: Entity): void;
  /**
   * Resolves when everything that was added so far stays even after a loss of power.
   * @throws Error when the folder cannot be written
   */
  settled(): Promise<void>;
}

/** Where nothing outlives the process. */
export const forgotten: Changes = { add: () => undefined, settled: () => Promise.resolve() };
