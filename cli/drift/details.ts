/** Says of a resource that drifted where it did: read once more by its own handler, whose secrets the engine does not hide. */

import { topLevel } from "../../provider/codec";
import type { Context } from "../../provider/model/context";
import type { Props } from "../../provider/model/props";
import { handlers } from "../../provider/resources";
import { bucketConfigs } from "../../provider/resources/configurations";
import { type Held, readManifest } from "../../provider/resources/folder/manifest";
import type { Handler, LiveResource } from "../../provider/resources/handler";
import { contentNames } from "../../provider/resources/object/fields";
import type { StackResource } from "../stack";
import type { Change, ResourceFinding } from "./report";

/** What stands in a report for a secret. */
const masked = "[secret]";

/** A resource without anything found yet. */
export function findingOf(
  { urn, token, type, name, id }: StackResource,
  status: ResourceFinding["status"],
  rest: Partial<Pick<ResourceFinding, "changes" | "error">> = {},
): ResourceFinding {
  return { urn, type: token ?? type, name, id, status, changes: [], ...rest };
}

/** Reads a resource of this package that the engine found changed, and compares it with what was declared. */
export async function readDetails(context: Context, resource: StackResource): Promise<ResourceFinding> {
  const handler = handlers.get(resource.token ?? "") as Handler;
  try {
    const live = await handler.read(context, resource.id, resource.outputs);
    if (live === undefined) {
      return findingOf(resource, "gone");
    }
    const changes = await changesOf(context, handler, resource, live);
    return findingOf(resource, changes.length > 0 ? "drifted" : "unchanged", { changes });
  } catch (error) {
    return findingOf(resource, "unreadable", {
      error: error instanceof Error ? error.message : String(error),
    });
  }
}

async function changesOf(
  context: Context,
  handler: Handler,
  resource: StackResource,
  live: LiveResource,
): Promise<readonly Change[]> {
  const { inputs, outputs, secrets } = resource;
  const refusals = await refusalsOf(context, handler, inputs, live);
  const { differences } = handler.diff(resource.id, live.outputs, inputs);
  return differences
    .flatMap(({ path, kind, before, after }): Change[] => {
      if (handler.token === "Folder" && path === "source") {
        return fileChanges(outputs, live.outputs);
      }
      if ((contentNames as readonly string[]).includes(path) && live.outputs.etag !== undefined) {
        return [{ path, declared: contentOf(outputs), live: contentOf(live.outputs), up: kind }];
      }
      return [{ path, declared: after ?? inputs[path], live: before ?? live.inputs[path], up: kind }];
    })
    .map((change) => {
      const refusal = refusals.find(({ path }) => path === "" || within(change.path, path));
      return refusal === undefined ? change : { ...change, up: "none" as const, reason: refusal.reason };
    })
    .map((change) => (secrets.has(topLevel(change.path)) ? mask(change) : change));
}

/** What COS would not take back: some configurations can only grow. */
async function refusalsOf(context: Context, handler: Handler, inputs: Props, live: LiveResource) {
  // Other resources look at files on the disk when they check, which a drift job need not have.
  const isConfiguration = bucketConfigs.some(({ token }) => token === handler.token);
  return isConfiguration ? (await handler.check(context.settings, live.inputs, inputs)).failures : [];
}

function within(path: string, other: string): boolean {
  return [path, other].some((outer, index) => {
    const inner = index === 0 ? other : path;
    return inner === outer || inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`);
  });
}

function mask({ declared, live, ...rest }: Change): Change {
  return {
    ...rest,
    ...(declared !== undefined && { declared: masked }),
    ...(live !== undefined && { live: masked }),
  };
}

/** What is known of an object's content: never the content itself. */
function contentOf({ crc64, contentLength, etag }: Props): Props {
  return { crc64, contentLength, etag };
}

/** What became of the files of a folder, one by one. */
function fileChanges(outputs: Props, live: Props): Change[] {
  const [declared, found] = [readManifest(outputs.files).files, readManifest(live.files).files];
  const names = [...new Set([...declared.keys(), ...found.keys()])].sort();
  return names
    .filter((name) => !sameHeld(declared.get(name), found.get(name)))
    .map((name) => ({
      path: `files[${JSON.stringify(name)}]`,
      declared: fileOf(declared.get(name)),
      live: fileOf(found.get(name)),
      up: "update" as const,
    }));
}

function sameHeld(one: Held | undefined, other: Held | undefined): boolean {
  return one?.crc64 === other?.crc64 && one?.size === other?.size && one?.settings === other?.settings;
}

function fileOf(held: Held | undefined): Props | undefined {
  if (held === undefined) {
    return undefined;
  }
  const { crc64, size, etag, settings } = held;
  return { crc64, size, etag, ...(settings === "" && { headers: "not as declared" }) };
}
