/** Parameters and headers that stand together in the sources: each such group is an interface, named like its constant. */

import type { AnswerHeader, Parameter } from "../../provider/api/operations/operation";
import type { Constants } from "./comments";
import { declaration, interfaceText, typeNameOf } from "./text";

/** Parameters or headers by their names on the wire. */
type Facts<F> = Readonly<Record<string, F>>;

/** Writes interfaces of parameters, or of headers, so that they extend the groups that they hold. */
export class Groups<F extends Parameter | AnswerHeader> {
  readonly #constants: Constants;
  readonly #member: (wireName: string, facts: F) => string;
  /** The groups that may be extended, the greatest first: some hold others. */
  readonly #groups: readonly Facts<F>[];
  readonly #extended = new Set<Facts<F>>();

  /**
   * @param groups constants of the sources; those with a single member are not worth a name
   * @param member writes one member
   */
  constructor(
    constants: Constants,
    groups: readonly object[],
    member: (wireName: string, facts: F) => string,
  ) {
    this.#constants = constants;
    this.#member = member;
    this.#groups = (groups as readonly Facts<F>[])
      .filter((group) => Object.keys(group).length > 1)
      .sort((one, other) => Object.keys(other).length - Object.keys(one).length);
  }

  /**
   * An interface.
   * @param members those that belong to no group
   * @param heirOf interfaces that it extends beside groups
   */
  declare(
    comment: string,
    name: string,
    facts: Facts<F>,
    members: readonly string[] = [],
    heirOf: readonly string[] = [],
  ): string {
    const rest = { ...facts };
    const above = [...heirOf];
    for (const group of this.#groups) {
      if (group !== facts && Object.keys(group).every((wireName) => rest[wireName] === group[wireName])) {
        this.#extended.add(group);
        above.push(this.#nameOf(group));
        for (const wireName of Object.keys(group)) {
          delete rest[wireName];
        }
      }
    }
    const own = Object.entries(rest).map(([wireName, each]) => this.#member(wireName, each));
    return declaration([comment], interfaceText(name, [...members, ...own], above));
  }

  /** The interfaces that were extended. */
  shared(): readonly string[] {
    // One that is written may extend smaller ones, which come later.
    return this.#groups.flatMap((group) =>
      this.#extended.has(group)
        ? [this.declare(this.#constants.get(group)?.comment ?? "", this.#nameOf(group), group)]
        : [],
    );
  }

  #nameOf(group: Facts<F>): string {
    return typeNameOf(this.#constants, group) ?? "";
  }
}
