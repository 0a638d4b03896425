/**
 * Generated drifts of every configuration: what a program declares, what somebody else makes of it in COS, and the paths at which that
 * has to be seen. Nothing here needs a handler, so that the same drifts can be played against the real engine.
 */

import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { encodeStruct, renderXml } from "../../provider/codec";
import { bucketConfigs } from "../../provider/resources";
import { type BucketConfig, configHandler, type LiveConfig } from "../../provider/resources/bucketConfig";
import type { CheckResult, ImmediateHandler, Props } from "../../provider/resources/handler";
import { structValues } from "../codec/arbitrary";
import { escapeAll } from "../emulator/http";
import { type Change, changesOf } from "./changes";
import type { OutsideRequest } from "./subject";
import { subjectOf } from "./subjects";

/** Inputs are without bucket and region. */
export interface Drift {
  /** What the program declares. */
  readonly inputs: Props;
  /** What somebody else makes of it: one field is another. */
  readonly changed: Props;
  /** The field, as a path without indices. */
  readonly field: string;
  /** The paths of the difference that a refresh has to find, in any order; none where the program leaves the field to COS. */
  readonly paths: readonly string[];
}

/** A bucket where there is none yet; nothing in the checks depends on which it is. */
const someBucket = { bucket: "site-1250000000", region: "ap-guangzhou" } as const;

const handlers = new Map(bucketConfigs.map((config) => [config.token, configHandler(config)]));

/** The handler of a configuration. */
export function handlerOf({ token }: BucketConfig): ImmediateHandler {
  const handler = handlers.get(token);
  assert.ok(handler, token);
  return handler;
}

/** Checks inputs that are without bucket and region, and answers them so. */
export function checkInputs(config: BucketConfig, inputs: Props): CheckResult {
  const checked = handlerOf(config).check({}, { ...someBucket, ...inputs });
  const { bucket: _bucket, region: _region, ...settled } = checked.inputs;
  return { ...checked, inputs: settled };
}

/** Whole inputs that COS takes, as a check settles them. */
export function inputsOf(config: BucketConfig): fc.Arbitrary<Props> {
  return structValues(config.struct, subjectOf(config).shapes).map(
    (value) => checkInputs(config, value).inputs,
  );
}

/** All changes of one field after which inputs are still valid, from the one at a place on. */
export function* validChanges(
  config: BucketConfig,
  inputs: Props,
  donor: Props,
  from = 0,
): Generator<Change> {
  const { seen = (change: Change) => change } = subjectOf(config);
  const all = changesOf(config.struct, inputs, donor);
  for (const index of all.keys()) {
    const change = all[(index + from) % all.length] as Change;
    const { inputs: value, failures } = checkInputs(config, change.value);
    // A check may bring back what was left out.
    if (failures.length === 0 && !isDeepStrictEqual(value, inputs)) {
      yield seen({ ...change, value }, inputs);
    }
  }
}

/** What somebody else has to do for a change, `undefined` when COS does not take it or nobody can see it. */
export function driftOf(config: BucketConfig, inputs: Props, change: Change): Drift | undefined {
  const { happens = () => true } = subjectOf(config);
  const { field, value, drifted } = change;
  return drifted === undefined || field === config.key?.field || !happens(inputs, value)
    ? undefined
    : { inputs, changed: value, field, paths: drifted };
}

/** Drifts of a configuration, one at a time. */
export function drifts(config: BucketConfig): fc.Arbitrary<Drift> {
  return fc
    .tuple(inputsOf(config), inputsOf(config), fc.nat())
    .map(([inputs, donor, from]) => {
      for (const change of validChanges(config, inputs, donor, from)) {
        const drift = driftOf(config, inputs, change);
        if (drift !== undefined) {
          return drift;
        }
      }
      return undefined;
    })
    .filter((drift) => drift !== undefined);
}

/** How anybody writes inputs to COS. */
export function writeRequest(config: BucketConfig, inputs: Props): OutsideRequest {
  const { query, key, root, struct, overrides } = config;
  const id = key && inputs[key.field];
  const live: LiveConfig = { value: {}, unknownElements: [], ...subjectOf(config).live };
  return {
    method: "PUT",
    query:
      key === undefined || id === undefined
        ? query
        : `${key.subResource ?? query}${key.onlyInDocument ? "" : `&${key.query}=${escapeAll(String(id))}`}`,
    ...(overrides?.encode?.(inputs, live) ?? { body: renderXml(encodeStruct(root, struct, inputs)) }),
  };
}
