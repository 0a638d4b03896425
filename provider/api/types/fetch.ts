/** Fetching from other places. Written by npm run docs from the table of operations (provider/api/operations) and the comments of its groups. */

import type { ApiMethod } from "../call";
import type { BucketParameters } from "./shared";

/** Parameters of PUT Fetch Task. */
export interface PutFetchTaskParameters extends BucketParameters {
  /** The document: an object, or its JSON text. */
  readonly Body: PutFetchTaskBody | string;
}

/** What is sent. */
export interface PutFetchTaskBody {
  /** The address of the content. */
  readonly Url: string;
  /** The key of the object that it becomes. */
  readonly Key: string;
  /** The MD5 of the content, in hexadecimal digits. */
  readonly MD5?: string | undefined;
  /** Whether an object of the same key stays as it is. */
  readonly IgnoreSameKey?: boolean | undefined;
  /** What becomes of an object of the same key. */
  readonly OnKeyExist?: "ignore" | "override" | undefined;
  /** An address that is called when it is done. */
  readonly SuccessCallbackUrl?: string | undefined;
  /** An address that is called when it has failed. */
  readonly FailureCallbackUrl?: string | undefined;
}

/** What is answered. */
export interface PutFetchTaskAnswer {
  /** 0 when it was made. */
  readonly code?: number | undefined;
  readonly message?: string | undefined;
  readonly request_id?: string | undefined;
  readonly data?: {
    readonly taskid?: string | undefined;
  } | undefined;
}

/** Parameters of GET Fetch Task. */
export interface GetFetchTaskParameters extends BucketParameters {
  /**
   * The task.
   * On the wire `TaskId`.
   */
  readonly TaskId: string;
}

/** What is answered. */
export interface GetFetchTaskAnswer {
  /** 0 when it is known. */
  readonly code?: number | undefined;
  readonly message?: string | undefined;
  readonly request_id?: string | undefined;
  readonly data?: FetchProgress | undefined;
}

/** How far a task is. */
export interface FetchProgress {
  readonly percent?: number | undefined;
  /** Such as `TASK_DOING`. */
  readonly status?: string | undefined;
  readonly code?: string | undefined;
  readonly msg?: string | undefined;
}

/** Fetching from other places. */
export interface FetchMethods {
  /**
   * PUT Fetch Task.
   * The Java SDK calls it deprecated.
   * CAM action `name/cos:PutFetchTask`, as its name suggests.
   * Known from SDKs only.
   */
  readonly putFetchTask: ApiMethod<PutFetchTaskParameters, PutFetchTaskAnswer, {}>;
  /**
   * GET Fetch Task.
   * The Java SDK calls it deprecated.
   * CAM action `name/cos:GetFetchTask`, as its name suggests.
   * Known from SDKs only.
   */
  readonly getFetchTask: ApiMethod<GetFetchTaskParameters, GetFetchTaskAnswer, {}>;
}

/** Of each of these operations, by its name. */
export interface FetchTypes {
  readonly PutFetchTask: { readonly parameters: PutFetchTaskParameters; readonly body: PutFetchTaskAnswer; readonly head: {} };
  readonly GetFetchTask: { readonly parameters: GetFetchTaskParameters; readonly body: GetFetchTaskAnswer; readonly head: {} };
}
