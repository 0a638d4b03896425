/**
 * Generated drifts of every configuration: what a program declares, what somebody else makes of it in COS, and the paths at which that
 * has to be seen. `writeRequest` of `inputs.ts` says how somebody else writes it; `needs` of the configuration's subject, and the buckets of
 * `subjects/others.ts`, have to be there first.
 */

import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import type { Props } from "../../provider/model/props";
import type { BucketConfig } from "../../provider/resources/configurations/descriptor";
import type { Breakage } from "./breakages";
import { type Change, changesOf } from "./changes";
import { checkInputs, inputsOf } from "./inputs";
import { subjectOf } from "./subjects";

/** A drift. Inputs are without bucket and region. */
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

/**
 * All changes of one field after which inputs are still valid.
 * @param donor other inputs, from which the changed fields take what they become
 * @param from which of them comes first
 */
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
      yield seen({ ...change, value });
    }
  }
}

/** A change that somebody else makes in COS; `undefined` when COS does not take it, or nobody can see it. */
export function driftOf(config: BucketConfig, inputs: Props, change: Change): Drift | undefined {
  const { happens = () => true, fixed = {} } = subjectOf(config);
  const { field, value, drifted } = change;
  const isPossible = field !== config.key?.field && fixed[field] === undefined && happens(inputs, value);
  return drifted === undefined || !isPossible ? undefined : { inputs, changed: value, field, paths: drifted };
}

/** Changes of one field that the rules between fields refuse. */
export function contradictionsOf(config: BucketConfig, inputs: Props, donor: Props): readonly Breakage[] {
  return changesOf(config.struct, inputs, donor).flatMap(({ field, value }) => {
    const [first] = checkInputs(config, value).failures;
    return first === undefined ? [] : [{ field, limit: "rules", path: first.path, value }];
  });
}
