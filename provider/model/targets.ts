/** The targets of resources in COS, and sets of them. */

import { type BucketAddress, bucketId } from "./ids";

/** What a resource manages in COS, by kind, bucket and name. A folder has many names with one prefix. */
export interface Target {
  /** `keyKind`, or the resource's token. */
  readonly kind: string;
  readonly address: BucketAddress;
  /** The key of an object, or the prefix of a folder; the id of a configuration of which a bucket has several; else `""`. */
  readonly name: string;
  /** Only for a folder: what follows the prefix. */
  readonly files?: ReadonlySet<string>;
  /** Name in messages, such as `the CORS rules of site-1250000000`. */
  readonly label: string;
}

/** The kind of targets with a key: objects, copies, the files of folders. */
export const keyKind = "key";

/** The kind of buckets, which contain all other targets. */
export const bucketKind = "Bucket";

/** The target of an object. */
export function keyTarget({ region, bucket, key }: BucketAddress & { readonly key: string }): Target {
  return { kind: keyKind, address: { region, bucket }, name: key, label: `${key} in ${bucket}` };
}

/** Whether two targets have a name in common. */
export function meets(one: Target, other: Target): boolean {
  if (one.kind !== other.kind || bucketId(one.address) !== bucketId(other.address)) {
    return false;
  }
  if (one.files === undefined) {
    return other.files === undefined ? one.name === other.name : holds(other, one.name);
  }
  if (other.files === undefined) {
    return holds(one, other.name);
  }
  if (!one.name.startsWith(other.name) && !other.name.startsWith(one.name)) {
    return false;
  }
  const [few, many] = one.files.size < other.files.size ? [one, other] : [other, one];
  for (const file of few.files as ReadonlySet<string>) {
    if (holds(many, few.name + file)) {
      return true;
    }
  }
  return false;
}

function covers(target: Target, kind: string, name: string): boolean {
  return target.kind === kind && holds(target, name);
}

function holds({ name, files }: Target, key: string): boolean {
  return files === undefined ? key === name : key.startsWith(name) && files.has(key.slice(name.length));
}

interface Inhabitants {
  /** By kind and name. Two resources may have the same target. */
  readonly single: Map<string, Target[]>;
  /** By prefix. */
  readonly folders: Map<string, Target[]>;
}

/** A set of targets, indexed by name; several may have the same name. */
export class TargetSet {
  readonly #buckets = new Map<string, Inhabitants>();

  add(target: Target): void {
    const id = bucketId(target.address);
    let inhabitants = this.#buckets.get(id);
    if (inhabitants === undefined) {
      inhabitants = { single: new Map(), folders: new Map() };
      this.#buckets.set(id, inhabitants);
    }
    const [map, name] = placeOf(inhabitants, target);
    const list = map.get(name);
    if (list === undefined) {
      map.set(name, [target]);
    } else {
      list.push(target);
    }
  }

  /** Removes this target, by identity. */
  delete(target: Target): void {
    const inhabitants = this.#buckets.get(bucketId(target.address));
    if (inhabitants !== undefined) {
      const [map, name] = placeOf(inhabitants, target);
      const rest = (map.get(name) ?? []).filter((item) => item !== target);
      if (rest.length > 0) {
        map.set(name, rest);
      } else {
        map.delete(name);
      }
    }
  }

  /** Removes the names of a target from all targets. */
  forget(target: Target): void {
    for (const item of this.in(target.address)) {
      if (item.files === undefined) {
        if (meets(item, target)) {
          this.delete(item);
        }
      } else {
        const files = [...item.files].filter((file) => !covers(target, item.kind, item.name + file));
        this.delete(item);
        if (files.length > 0) {
          this.add({ ...item, files: new Set(files) });
        }
      }
    }
  }

  /** Whether a target in the set has the name. */
  has(kind: string, address: BucketAddress, name: string): boolean {
    const inhabitants = this.#buckets.get(bucketId(address));
    if (inhabitants === undefined) {
      return false;
    }
    if (inhabitants.single.has(`${kind} ${name}`)) {
      return true;
    }
    if (kind === keyKind) {
      for (const [prefix, folders] of inhabitants.folders) {
        if (name.startsWith(prefix)) {
          const file = name.slice(prefix.length);
          if (folders.some(({ files }) => files?.has(file))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Whether a target in the set shares a name with the given one. */
  meets(target: Target): boolean {
    if (target.files === undefined) {
      return this.has(target.kind, target.address, target.name);
    }
    return this.in(target.address).some((item) => meets(item, target));
  }

  /** All targets in a bucket, including the bucket itself. */
  in(address: BucketAddress): readonly Target[] {
    const inhabitants = this.#buckets.get(bucketId(address));
    return inhabitants === undefined
      ? []
      : [...inhabitants.single.values(), ...inhabitants.folders.values()].flat();
  }
}

function placeOf({ single, folders }: Inhabitants, { kind, name, files }: Target) {
  return files === undefined ? ([single, `${kind} ${name}`] as const) : ([folders, name] as const);
}
