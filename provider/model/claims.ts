/**
 * Records what the resources of one run manage in COS. Pulumi creates first and deletes last, and a create takes over what exists
 * already: so a delete checks here whether another resource of the run manages the same.
 */

import { createHash } from "node:crypto";
import type { BucketAddress } from "./ids";
import type { Log } from "./log";
import type { Props } from "./props";
import { bucketKind, keyKind, meets, type Target, TargetSet } from "./targets";
import { unlessEnded } from "./unlessEnded";

/** The outcome of removing a folder's keys. */
export interface SortedKeys {
  /** Claimed by no other resource: removed. */
  readonly free: readonly string[];
  /** Managed by other resources, to which they belong from now on. */
  readonly taken: readonly string[];
  /** Claimed by a resource whose creation failed: they stay the folder's. */
  readonly contested: readonly string[];
}

/** The hold of a resource on its target while it is created or updated. */
export interface Hold {
  /** Ends the work. With `"failed"` the resource does not get into the state, and the previous one stays there. */
  settle(outcome: "kept" | "failed"): void;
}

/** Advice on renaming, for the end of messages. */
const renameAdvice =
  'A resource that is only renamed or moved in the program stays as it is with the option aliases: [{ name: "its old name" }]';

/** Number of resources in a bucket that a message names. */
const shownInhabitants = 3;

/** The claims of one run. A preview, a refresh and a `destroy` make none. */
export class Claims {
  readonly #declared = new Set<string>();
  readonly #held = new TargetSet();
  readonly #failed = new TargetSet();
  readonly #removed = new TargetSet();
  /** Creates and updates under way, and when they end. */
  readonly #working = new Map<Target, Promise<void>>();
  /** Removals under way, and when they end. */
  readonly #removing = new Map<Target, Promise<void>>();

  /** Notes that the program declares a resource with these inputs. */
  declare(token: string, inputs: Props): void {
    this.#declared.add(signature(token, inputs));
  }

  /** Whether the program declares it. The engine also runs diffs in a refresh, and for resources that the program has dropped. */
  isDeclared(token: string, inputs: Props): boolean {
    return this.#declared.has(signature(token, inputs));
  }

  /**
   * Claims the target of a resource while it is created or updated, and from then on. Waits for removals of the same target.
   * @throws the signal's reason; nothing is claimed then
   */
  async hold(target: Target, signal?: AbortSignal): Promise<Hold> {
    let end: () => void = () => {};
    this.#held.add(target);
    this.#working.set(target, new Promise((resolve) => (end = resolve)));
    const hold: Hold = {
      settle: (outcome) => {
        this.#working.delete(target);
        if (outcome === "failed") {
          this.#held.delete(target);
          this.#failed.add(target);
        } else {
          this.#removed.forget(target);
        }
        end();
      },
    };
    try {
      await unlessEnded(signal, this.#removalsOf(target));
    } catch (error) {
      hold.settle("failed");
      throw error;
    }
    return hold;
  }

  /**
   * Claims the target of an unchanged resource.
   * @returns whether some of it was removed earlier in this run, so that it has to be created again
   */
  async keep(target: Target, signal?: AbortSignal): Promise<boolean> {
    this.#held.add(target);
    await unlessEnded(signal, this.#removalsOf(target));
    return this.#removed.meets(target);
  }

  /** Whether an object was removed before in this run. */
  wasRemoved(address: BucketAddress, key: string): boolean {
    return this.#removed.has(keyKind, address, key);
  }

  /**
   * Deletes the target of a resource, unless another resource manages it too; then a message says so.
   * @throws Error when the other one could not be created, or when a bucket to be deleted still has other resources in it
   */
  async remove(
    target: Target,
    { log, signal }: { readonly log: Log; readonly signal?: AbortSignal },
    work: () => Promise<void>,
  ): Promise<void> {
    await unlessEnded(signal, this.#workOn(target));
    if (target.files !== undefined) {
      // Key by key (`removeKeys`).
      await work();
      return;
    }
    const { kind, address, name, label } = target;
    if (this.#held.has(kind, address, name)) {
      log.info(`${label} stays: another resource of this program manages it. ${renameAdvice}`);
      return;
    }
    if (this.#failed.has(kind, address, name)) {
      throw new Error(
        `${label} stays, and stays in the state: another resource of this program was to take it over, and failed. Run pulumi up again when that is fixed. ${renameAdvice}`,
      );
    }
    if (kind === bucketKind) {
      this.#refuseInhabited(target);
    }
    await this.#remove(target, work);
  }

  /** Removes keys of a folder except those that other resources manage. */
  async removeKeys(
    address: BucketAddress,
    keys: readonly string[],
    work: (free: readonly string[]) => Promise<void>,
  ): Promise<SortedKeys> {
    const free: string[] = [];
    const taken: string[] = [];
    const contested: string[] = [];
    for (const key of keys) {
      const list = this.#held.has(keyKind, address, key)
        ? taken
        : this.#failed.has(keyKind, address, key)
          ? contested
          : free;
      list.push(key);
    }
    if (free.length > 0) {
      const target = { kind: keyKind, address, name: "", files: new Set(free), label: "" };
      await this.#remove(target, () => work(free));
    }
    return { free, taken, contested };
  }

  async #remove(target: Target, work: () => Promise<void>): Promise<void> {
    const removal = work();
    this.#removing.set(target, removal);
    // A removal that fails may have removed it all the same.
    this.#removed.add(target);
    try {
      await removal;
    } finally {
      this.#removing.delete(target);
    }
  }

  async #removalsOf(target: Target): Promise<void> {
    const met = [...this.#removing].filter(([removed]) => takes(removed, target));
    await Promise.allSettled(met.map(([, removal]) => removal));
  }

  /** Waits for creates and updates of the target, after which it is known whether it is claimed. */
  async #workOn(target: Target): Promise<void> {
    for (;;) {
      const met = [...this.#working].filter(([used]) => takes(target, used));
      if (met.length === 0) {
        return;
      }
      await Promise.all(met.map(([, work]) => work));
    }
  }

  #refuseInhabited({ address, label }: Target): void {
    const inhabitants = this.#held.in(address);
    if (inhabitants.length > 0) {
      const shown = inhabitants.slice(0, shownInhabitants).map((item) => item.label);
      const rest = inhabitants.length - shown.length;
      throw new Error(
        `${label} stays, with all that is in it: this program still has ${shown.join(", ")}${rest > 0 ? ` and ${rest.toLocaleString("en")} more` : ""} there. Remove these too, or let the bucket go without deleting it, with pulumi state delete. ${renameAdvice}`,
      );
    }
  }
}

/** Logs the keys that stayed because other resources manage them. */
export function tellTakenKeys(
  log: Log,
  source: string,
  { bucket }: BucketAddress,
  taken: readonly string[],
): void {
  if (taken.length > 0) {
    const rest = taken.length - 1;
    log.info(
      `${source}: ${taken[0]}${rest > 0 ? ` and ${rest.toLocaleString("en")} more` : ""} in ${bucket} ${rest > 0 ? "stay" : "stays"}: other resources of this program manage ${rest > 0 ? "them" : "it"}. ${renameAdvice}`,
    );
  }
}

/** Whether removing one target also removes the other, or a part of it. */
function takes(removed: Target, other: Target): boolean {
  return removed.kind === bucketKind
    ? removed.address.bucket === other.address.bucket && removed.address.region === other.address.region
    : meets(removed, other);
}

/** Identifies declared inputs; the engine returns values exactly as they were sent. */
function signature(token: string, inputs: Props): string {
  const plain = Object.entries(inputs)
    .filter(([, value]) => ["string", "number", "boolean"].includes(typeof value))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha1")
    .update(JSON.stringify([token, plain]))
    .digest("base64");
}
