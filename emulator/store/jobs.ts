/** Batch jobs. https://www.tencentcloud.com/document/product/436/32961 */

/** Where a job stands; the last three are final. */
export type JobStatus =
  | "New"
  | "Preparing"
  | "Suspended"
  | "Ready"
  | "Active"
  | "Paused"
  | "Cancelling"
  | "Completing"
  | "Failing"
  | "Complete"
  | "Cancelled"
  | "Failed";

/** A job of an account in a region. */
export interface Job {
  readonly id: string;
  /** The UIN of the root account. */
  readonly uin: string;
  readonly appId: string;
  readonly region: string;
  /** In milliseconds. */
  readonly created: number;
  /** The request that made it. */
  readonly document: unknown;
  status: JobStatus;
  /** Jobs with greater numbers go first. */
  priority: number;
  /** How many objects there are, and what became of them. */
  progress: { total: number; succeeded: number; failed: number };
  /** Since when it waits for a confirmation, or did, in milliseconds. */
  suspended: number | undefined;
  /** When it came to its final status, in milliseconds. */
  ended: number | undefined;
  /** Why somebody set its status. */
  reason: string | undefined;
  failure: JobFailure | undefined;
}

/** Why a job failed as a whole. */
export interface JobFailure {
  readonly code: string;
  readonly reason: string;
}
