/** What the resources of a stack need, as they say it themselves. */

import type { Permissions } from "../../provider/api/permissions";
import { generatedPattern } from "../../provider/model/bucketNames";
import type { Settings } from "../../provider/model/context";
import { type BucketAddress, bucketId } from "../../provider/model/ids";
import type { Props } from "../../provider/model/props";
import { handlers } from "../../provider/resources";
import { statePermissions } from "../bucketState";
import type { StackResource } from "../stack";
import { type CamPolicy, camPolicy } from "./policy";

/** What a stack's resources need, and where they are. */
export interface Needs extends Permissions {
  /** The buckets in which the resources are, each once. */
  readonly buckets: readonly BucketAddress[];
  /** Those of them whose names Pulumi made: the next bucket has another name. */
  readonly generated: readonly string[];
}

/** The policies of a stack. */
export interface Policies {
  /** To read it, as the job does that looks for drift. */
  readonly read: CamPolicy;
  /** To read it and to create, change and remove it, as the job does that deploys. */
  readonly write: CamPolicy;
}

/**
 * Adds up what the resources of this package need. Those of a later version of it are left out.
 * @param options `undeclared`: to read also takes what `drift --undeclared` looks at
 */
export function needsOf(
  settings: Settings,
  resources: readonly StackResource[],
  { undeclared = false }: { readonly undeclared?: boolean | undefined } = {},
): Needs {
  const known = resources.flatMap(({ token = "", id, inputs, outputs }) => {
    const handler = handlers.get(token);
    // What is incomplete has few outputs.
    const props: Props = { ...inputs, ...outputs };
    const address = addressOf(id);
    return handler && address ? [{ token, address, props, ...handler.permissions(settings, id, props) }] : [];
  });
  const isGenerated = ({ token, props }: (typeof known)[number]) =>
    token === "Bucket" && props.bucketPrefix !== undefined;
  const byId = new Map(known.map(({ address }) => [bucketId(address), address]));
  const buckets = [...byId].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, address]) => address);
  return {
    read: [...known.flatMap(({ read }) => read), ...(undeclared ? buckets.flatMap(statePermissions) : [])],
    write: known.flatMap(({ write }) => write),
    buckets,
    generated: known.filter(isGenerated).map(({ address }) => address.bucket),
  };
}

/** Ids of all resources begin with the bucket; those of incomplete ones may be anything. */
function addressOf(id: string): BucketAddress | undefined {
  const [, region, bucket] = /^([^/]+)\/([^/?]+)/.exec(id) ?? [];
  return region !== undefined && bucket !== undefined ? { region, bucket } : undefined;
}

/**
 * The policies of what a stack needs. A deployment may have to make a bucket whose name is not known yet, so that it is allowed for all
 * names that may be generated.
 */
export function policiesOf({ read, write, generated }: Needs): Policies | undefined {
  if (read.length === 0) {
    return undefined;
  }
  const nameOf = (bucket: string) => (generated.includes(bucket) ? generatedPattern(bucket) : bucket);
  return { read: camPolicy(read), write: camPolicy([...read, ...write], nameOf) };
}
