/** What has changed and must be kept: the store reports it, a data folder writes it down. */

/** One thing that is written down as a whole. */
export type Entity =
  /** A bucket with its configurations, without its objects and uploads. */
  | readonly ["bucket", name: string]
  /** All versions of a key. */
  | readonly ["object", bucket: string, key: string]
  /** An upload in parts, without its parts. */
  | readonly ["upload", bucket: string, id: string]
  | readonly ["part", bucket: string, id: string, number: string]
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
