/** What the keys must be allowed to do for a resource: CAM actions, and on what (https://www.tencentcloud.com/document/product/436/30580). */

import type { CosRequest } from "../client";
import type { BucketAddress } from "../model/ids";
import type { OperationName } from "./operations/names";

/** Where something is allowed: a bucket, or with a key its objects. A `*` in a key stands for anything. */
export interface Place extends BucketAddress {
  readonly key?: string;
}

/** A request that needs one action and changes nothing. */
export type Probe = Pick<CosRequest, "method" | "bucket" | "region" | "key" | "query" | "headers">;

/** The right to an operation, wherever it is needed. */
export interface Action {
  readonly operation: OperationName;
  /** What becomes of the work without it, as a sentence; only where it is done all the same. */
  readonly otherwise?: string;
  /** How it is asked for at a place without changing anything; left out where that cannot be done. */
  readonly probe?: (place: Place) => Probe;
}

/** The right to an operation at one place. */
export interface Permission {
  readonly operation: OperationName;
  /** Left out, it is the account itself. */
  readonly place?: Place;
  readonly otherwise?: string;
  readonly probe?: Probe;
}

/** What one resource needs. */
export interface Permissions {
  /** To read it, as a refresh does. */
  readonly read: readonly Permission[];
  /** Further ones, to create, change and remove it. */
  readonly write: readonly Permission[];
}

/**
 * Actions on a place.
 * @param options `sample` is what a probe asks, where the place is not a single one; without it nothing is asked
 */
export function permit(
  place: Place,
  actions: readonly Action[],
  options: { readonly sample: Place | undefined } = { sample: place },
): readonly Permission[] {
  const { sample } = options;
  return actions.map(({ operation, otherwise, probe }) => ({
    operation,
    place,
    ...(otherwise !== undefined && { otherwise }),
    ...(probe !== undefined && sample !== undefined && { probe: probe(sample) }),
  }));
}

/** An action that is probed by a GET of a place with such a query. */
export function readable(operation: OperationName, query: CosRequest["query"], otherwise?: string): Action {
  return {
    operation,
    ...(otherwise !== undefined && { otherwise }),
    probe: (place) => ({ method: "GET", ...place, ...(query !== undefined && { query }) }),
  };
}
