/** Finds what exists in the buckets of a stack although no resource of the stack declares it. */

import { listObjects } from "../../provider/api/listing";
import { isBucketMissing } from "../../provider/api/service";
import type { Context } from "../../provider/model/context";
import {
  type BucketAddress,
  bucketId,
  objectId,
  parseFolderId,
  parseKeyedId,
} from "../../provider/model/ids";
import { bucketConfigs, configOf } from "../../provider/resources/configurations";
import { readManifest } from "../../provider/resources/folder/manifest";
import { type ConfigurationState, readBucketState } from "../bucketState";
import type { OpenStack, Outcome, StackResource } from "../stack";
import type { UndeclaredFinding } from "./report";

/** Keys that a report names; the count tells of all. */
const shownKeys = 1_000;

/**
 * Reads every configuration of every bucket that a resource of the stack is in, and lists what is under its folders, all in
 * parallel.
 * @returns what opens a bucket first, then by bucket
 */
export async function findUndeclared(
  context: Context,
  { resources }: OpenStack,
  outcomes: ReadonlyMap<string, Outcome>,
): Promise<readonly UndeclaredFinding[]> {
  const declared = new Set(resources.map(({ token, id }) => `${token} ${id}`));
  const found = await Promise.all([
    ...bucketsOf(resources, outcomes).map((address) => undeclaredConfigurations(context, address, declared)),
    ...resources
      .filter(({ token }) => token === "Folder")
      .map((folder) => undeclaredObjects(context, folder, resources)),
  ]);
  const rank = ({ opens, status }: UndeclaredFinding) =>
    opens !== undefined ? 0 : status === "undeclared" ? 1 : 2;
  const place = ({ id, type }: UndeclaredFinding) => `${id} ${type}`;
  return found.flat().sort((one, other) => rank(one) - rank(other) || (place(one) < place(other) ? -1 : 1));
}

/** Each bucket once, without those that are gone. */
function bucketsOf(
  resources: readonly StackResource[],
  outcomes: ReadonlyMap<string, Outcome>,
): readonly BucketAddress[] {
  const buckets = new Map<string, BucketAddress>();
  const gone = new Set(
    resources
      .filter(({ token, urn }) => token === "Bucket" && outcomes.get(urn)?.kind === "gone")
      .map(({ id }) => id),
  );
  const tokens = new Set(["Bucket", ...bucketConfigs.map(({ token }) => token)]);
  for (const { token, id } of resources) {
    if (token !== undefined && tokens.has(token)) {
      const { region, bucket } = parseKeyedId(id);
      buckets.set(bucketId({ region, bucket }), { region, bucket });
    }
  }
  return [...buckets.values()].filter((address) => !gone.has(bucketId(address)));
}

async function undeclaredConfigurations(
  context: Context,
  address: BucketAddress,
  declared: ReadonlySet<string>,
): Promise<readonly UndeclaredFinding[]> {
  const states = await readBucketState(context, address);
  const isDeclared = ({
    token,
    id,
  }: Pick<ConfigurationState & { id?: string | undefined }, "token" | "id">) =>
    id === undefined
      ? [...declared].some((each) => each.startsWith(`${token} ${bucketId(address)}`))
      : declared.has(`${token} ${id}`);
  return states.flatMap((state): UndeclaredFinding[] => {
    // A declared configuration that cannot be read is reported already; so is a missing bucket.
    if (state.state === "absent" || isDeclared(state)) {
      return [];
    }
    if (state.state === "refused" && isBucketMissing(state.error)) {
      return [];
    }
    const { token } = state;
    if (state.state === "refused") {
      const id = state.id ?? bucketId(address);
      return [{ type: token, id, ...address, status: "unreadable", error: state.error.message }];
    }
    const { bucket: _bucket, region: _region, ...inputs } = state.inputs;
    const opens = configOf(token).opens?.(inputs);
    return [
      {
        type: token,
        id: state.id,
        ...address,
        status: "undeclared",
        ...(opens !== undefined && { opens }),
        inputs,
      },
    ];
  });
}

/** Objects under a folder's prefix that neither it nor another resource of the stack has put there. */
async function undeclaredObjects(
  context: Context,
  folder: StackResource,
  resources: readonly StackResource[],
): Promise<readonly UndeclaredFinding[]> {
  const { prefix, ...address } = parseFolderId(folder.id);
  const finding = { type: "Object", id: folder.id, ...address };
  try {
    const listed = await listObjects(context, address, prefix);
    const owned = ownedBy(resources);
    const keys = [...listed.keys()].filter((key) => !owned.has(objectId({ ...address, key })));
    return keys.length === 0
      ? []
      : [{ ...finding, status: "undeclared", count: keys.length, keys: keys.slice(0, shownKeys) }];
  } catch (error) {
    // The missing bucket is reported already.
    if (isBucketMissing(error)) {
      return [];
    }
    return [
      { ...finding, status: "unreadable", error: error instanceof Error ? error.message : String(error) },
    ];
  }
}

/** The ids of all objects that resources have put somewhere. */
function ownedBy(resources: readonly StackResource[]): ReadonlySet<string> {
  return new Set(
    resources.flatMap(({ token, id, outputs }): string[] => {
      if (token === "Object" || token === "ObjectCopy") {
        return [id];
      }
      if (token !== "Folder") {
        return [];
      }
      const { prefix, ...address } = parseFolderId(id);
      const { files, kept } = readManifest(outputs.files);
      return [...files.keys(), ...kept.keys()].map((name) => objectId({ ...address, key: prefix + name }));
    }),
  );
}
