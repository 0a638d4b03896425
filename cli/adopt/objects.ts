/** Objects in the program: each as one resource, or many as a folder, with their content on the disk. */

import path from "node:path";
import { listObjects } from "../../provider/api/listing";
import { CosServiceError } from "../../provider/client";
import { shortName } from "../../provider/model/bucketNames";
import { mapConcurrently } from "../../provider/model/concurrency";
import type { Context } from "../../provider/model/context";
import type { BucketAddress } from "../../provider/model/ids";
import type { Props } from "../../provider/model/props";
import { settingNames } from "../../provider/resources/folder/fields";
import { isLeftOut } from "../../provider/resources/folder/leftOut";
import { SettingsTable } from "../../provider/resources/folder/settings";
import { settingDifferences } from "../../provider/resources/object/headers";
import { liveArguments } from "../../provider/resources/object/live";
import { bucketArguments, type Declaration, type DeclaredBucket, type Omission } from "./declarations";
import type { Expression } from "./expression";
import { rulesFor } from "./folderRules";
import { type AdoptableObject, type ObjectLimits, readObjects, unreadObject } from "./liveObjects";
import { download, filesFor, hashOf, isPath } from "./objectFiles";

/** Objects from which on they become a folder, as far as that can say what they are. */
const objectsBeforeFolder = 20;

/** Greatest number of objects; larger sets should not have their content beside a program. */
const maxObjects = 10_000;

const downloadsInFlight = 16;

/** Folders of the project that hold content: of single objects, and of a `Folder`. */
const folders = { objects: "objects", folder: "folder" } as const;

/** The objects that the program declares, and those that it does not. */
export interface ObjectDeclarations {
  readonly declarations: readonly Declaration[];
  readonly omissions: readonly Omission[];
  /** How many objects are declared, one by one or in a folder. */
  readonly count: number;
  /** Their bytes, which are on the disk now. */
  readonly bytes: number;
}

/**
 * Declares the objects whose keys begin with a prefix, and downloads them.
 * @param project the folder of the program
 * @throws Error when there are too many
 */
export async function adoptObjects(
  context: Context,
  bucket: DeclaredBucket,
  prefix: string,
  project: string,
  limits: ObjectLimits,
): Promise<ObjectDeclarations> {
  let keys: readonly string[];
  try {
    keys = await listKeys(context, bucket.address, prefix);
  } catch (error) {
    if (!CosServiceError.isInstance(error)) {
      throw error;
    }
    const omission = { token: "Object", reason: error.message, unread: true };
    return { declarations: [], omissions: [omission], count: 0, bytes: 0 };
  }
  const { objects, omissions } = await readObjects(context, bucket.address, keys, limits);
  const base = prefix.slice(0, prefix.lastIndexOf("/") + 1);
  const folder = asFolder(bucket, base, objects);
  const single = objects.filter(({ key }) => !folder.keys.has(key));
  const files = filesFor(single.map(({ key }) => key.slice(base.length)));
  const fileOf = ({ key }: AdoptableObject) =>
    folder.keys.has(key)
      ? `${folders.folder}/${key.slice(base.length)}`
      : `${folders.objects}/${files.get(key.slice(base.length))}`;
  // An empty object is declared by an empty string: one whose key ends in a slash has no file that could hold it.
  const withFile = objects.filter(({ key, live }) => folder.keys.has(key) || live.contentLength > 0);
  const failed = await downloadAll(context, bucket, withFile, (one) => path.join(project, fileOf(one)));
  const declared = objects.filter(({ key }) => !failed.some((omission) => omission.key === key));
  return {
    declarations: [
      ...single
        .filter((one) => declared.includes(one))
        .map((one) => declareObject(bucket, one, `./${fileOf(one)}`)),
      ...folder.declarations,
    ],
    omissions: [...omissions, ...failed],
    count: declared.length,
    bytes: declared.reduce((sum, { live }) => sum + live.contentLength, 0),
  };
}

async function listKeys(
  context: Context,
  address: BucketAddress,
  prefix: string,
): Promise<readonly string[]> {
  const keys = [...(await listObjects(context, address, prefix, maxObjects + 1)).keys()];
  if (keys.length > maxObjects) {
    const most = maxObjects.toLocaleString("en");
    throw new Error(
      `more than ${most} objects begin with ${JSON.stringify(prefix)}, and adopt takes up to ${most}: give --objects a longer prefix`,
    );
  }
  return keys;
}

function declareObject(
  bucket: DeclaredBucket,
  { key, live, settings }: AdoptableObject,
  file: string,
): Declaration {
  const isName = /^[\w .,()+=@/-]+$/.test(key);
  const content = live.contentLength === 0 ? { content: "" } : { source: file };
  return {
    token: "Object",
    name: isName ? key : `object-${hashOf(key)}`,
    args: {
      ...bucketArguments(bucket),
      ...(!isName && { key }),
      ...content,
      ...(settings as { readonly [name: string]: Expression }),
    },
    remarks: [],
  };
}

interface FolderPart {
  /** Keys of the objects that are in it. */
  readonly keys: ReadonlySet<string>;
  readonly declarations: readonly Declaration[];
}

/** Many objects as one folder: those of which its rules say everything. */
function asFolder(bucket: DeclaredBucket, prefix: string, objects: readonly AdoptableObject[]): FolderPart {
  const candidates = objects.filter(({ key, settings }) => {
    const name = key.slice(prefix.length);
    const sayable = Object.keys(settings).every((setting) =>
      (settingNames as readonly string[]).includes(setting),
    );
    return sayable && isPath(name) && !isLeftOut(name);
  });
  const paths = filesFor(candidates.map(({ key }) => key.slice(prefix.length)));
  const usable = candidates.filter(({ key }) => {
    const name = key.slice(prefix.length);
    return paths.get(name) === name;
  });
  const rules = rulesFor(usable.map(({ key, settings }) => ({ name: key.slice(prefix.length), settings })));
  const table = new SettingsTable(rules);
  const members = usable.filter((one) => isSaid(one, table.of(one.key.slice(prefix.length)).settings));
  if (members.length < objectsBeforeFolder) {
    return { keys: new Set(), declarations: [] };
  }
  const name = [shortName(bucket.address.bucket), ...prefix.split("/")]
    .filter((part) => part !== "")
    .join("-");
  return {
    keys: new Set(members.map(({ key }) => key)),
    declarations: [
      {
        token: "Folder",
        name,
        args: {
          ...bucketArguments(bucket),
          source: `./${folders.folder}`,
          ...(prefix !== "" && { prefix }),
          ...(rules.length > 0 && { rules: rules as unknown as Expression }),
        },
        remarks: [],
      },
    ],
  };
}

/** Whether the settings that a folder would give an object are those that it has. */
function isSaid({ live }: AdoptableObject, settings: Props): boolean {
  return settingDifferences(liveArguments(live, settings, {}), settings).length === 0;
}

/** Downloads the content of objects; answers those that could not be read, or that were written meanwhile. */
async function downloadAll(
  context: Context,
  { address }: DeclaredBucket,
  objects: readonly AdoptableObject[],
  fileOf: (one: AdoptableObject) => string,
): Promise<readonly Omission[]> {
  const results = await mapConcurrently(
    objects,
    downloadsInFlight,
    async (one): Promise<Omission | undefined> => {
      const { key, live } = one;
      try {
        const crc64 = await download(context, { ...address, key }, fileOf(one));
        return crc64 === live.crc64
          ? undefined
          : { token: "Object", key, reason: "written while it was read; run adopt again", unread: true };
      } catch (error) {
        return unreadObject(key, error);
      }
    },
    context.signal,
  );
  return results.filter((result) => result !== undefined);
}
