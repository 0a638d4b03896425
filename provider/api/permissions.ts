/** The permissions that a resource needs: CAM actions and where they apply (https://www.tencentcloud.com/document/product/436/30580). */

import type { CosRequest } from "../client";
import type { BucketAddress } from "../model/ids";
import type { OperationName } from "./operations/names";

/** Where a permission applies: a bucket, or with `key` its objects. A `*` in a key matches anything. */
export interface Address extends BucketAddress {
  readonly key?: string;
}

/** A request that needs one action and changes nothing. */
export type Probe = Pick<CosRequest, "method" | "bucket" | "region" | "key" | "query" | "headers">;

/** The permission for an operation, without an address. */
export interface Action {
  readonly operation: OperationName;
  /** What happens without the permission, as a sentence; only where the work goes on all the same. */
  readonly otherwise?: string;
  /** A request that tests the permission without changing anything; left out where there is none. */
  readonly probe?: (address: Address) => Probe;
}

/** The permission for an operation at one address. */
export interface Permission {
  readonly operation: OperationName;
  /** Left out for permissions on the account itself. */
  readonly address?: Address;
  readonly otherwise?: string;
  readonly probe?: Probe;
}

/** The permissions of one resource. */
export interface Permissions {
  /** Needed to read it, as in a refresh. */
  readonly read: readonly Permission[];
  /** Also needed to create, change and remove it. */
  readonly write: readonly Permission[];
}

/**
 * The permissions for actions at an address.
 * @param options `sample` is the address to probe where the address has a wildcard; without it nothing is probed
 */
export function permit(
  address: Address,
  actions: readonly Action[],
  options: { readonly sample: Address | undefined } = { sample: address },
): readonly Permission[] {
  const { sample } = options;
  return actions.map(({ operation, otherwise, probe }) => ({
    operation,
    address,
    ...(otherwise !== undefined && { otherwise }),
    ...(probe !== undefined && sample !== undefined && { probe: probe(sample) }),
  }));
}

/** An action that is probed by a GET of an address with such a query. */
export function readable(operation: OperationName, query: CosRequest["query"], otherwise?: string): Action {
  return {
    operation,
    ...(otherwise !== undefined && { otherwise }),
    probe: (address) => ({ method: "GET", ...address, ...(query !== undefined && { query }) }),
  };
}
