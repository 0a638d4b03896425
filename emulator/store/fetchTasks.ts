/** Tasks that fetch an object from another place. https://www.tencentcloud.com/document/product/436/39774 */

/** A task of a bucket. */
export interface FetchTask {
  readonly id: string;
  /** As it was sent; without a scheme it is one of http. */
  readonly url: string;
  /** What the content becomes. */
  readonly key: string;
  /** What the MD5 of the content has to be, in lower-case hex. */
  readonly md5: string | undefined;
  /** Whether an object of that key stays as it is. */
  readonly keepsExisting: boolean;
  status: "doing" | "done" | "failed";
  /** How much of the content has come. */
  percent: number;
  failure: FetchFailure | undefined;
}

/** Why a task failed. */
export interface FetchFailure {
  readonly code: string;
  readonly reason: string;
}
