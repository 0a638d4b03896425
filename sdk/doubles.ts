/** Tells at preview when two resources of a program stand for the same in COS: the last one written would win, and be drift for the other. */

import * as pulumi from "@pulumi/pulumi";
import { appIdOf, sameBucket, shortName } from "../provider/model/bucketNames";
import type { FolderFiles, FolderFilesArgs } from "./folderFiles";

/** What a class knows of the target of its resource. */
export interface Target {
  /** The argument `bucket`, in which a `Bucket` is known before it has a name; left out by `Bucket` itself. */
  readonly bucket?: unknown;
  /** The argument that tells apart several of a kind in one bucket. */
  readonly key?: string;
}

interface Declared {
  readonly resource: pulumi.CustomResource;
  /** How messages call it. */
  readonly title: string;
}

interface DeclaredFolder extends Declared {
  readonly prefix: string;
  readonly files: FolderFiles;
}

/** What is declared in one bucket. */
class Inhabitants {
  /** The bucket's name, or what stands for it until that is known. */
  title: string;
  /** By kind and key. */
  readonly single = new Map<string, Declared>();
  /** By prefix and key: objects that may be files of folders. */
  readonly objects = new Map<string, Declared>();
  readonly folders: DeclaredFolder[] = [];
  /** Where they went when two buckets turned out to be one. */
  movedTo: Inhabitants | undefined;

  constructor(title: string) {
    this.title = title;
  }

  /** Where they are. */
  get home(): Inhabitants {
    return this.movedTo?.home ?? this;
  }
}

/** Programs that run in this process, each by its stack: the Automation API runs several. */
const programs = new WeakMap<object, Program>();

const noStack = {};

/**
 * Notes what a resource stands for, and warns of an earlier one that stands for the same: at once where both name one `Bucket` or one
 * name, else as soon as the names are known.
 * @param token the class's name
 * @param name the resource's
 */
export function declare(
  resource: pulumi.CustomResource,
  token: string,
  name: string,
  target: Target,
  inputs: Readonly<Record<string, unknown>>,
): void {
  const stack = pulumi.runtime.getStackResource() ?? noStack;
  let program = programs.get(stack);
  if (program === undefined) {
    program = new Program();
    programs.set(stack, program);
  }
  program.declare({ resource, title: `${token} ${name}` }, token, target, inputs);
}

class Program {
  readonly #byBucket = new WeakMap<object, Inhabitants>();
  /** By the name without APPID. */
  readonly #byName = new Map<string, { readonly name: string; readonly inhabitants: Inhabitants }[]>();
  readonly #told = new WeakMap<pulumi.CustomResource, Set<pulumi.CustomResource>>();

  declare(
    declared: Declared,
    token: string,
    { bucket, key }: Target,
    inputs: Readonly<Record<string, unknown>>,
  ): void {
    const { resource, title } = declared;
    const outputs = resource as unknown as Readonly<Record<string, unknown>>;
    if (token === "Bucket") {
      const inhabitants = this.#ofBucket(resource, title);
      whenKnown(inputs.bucket ?? outputs.bucket, (name) => this.#name(inhabitants, name));
      return;
    }
    const settle = (inhabitants: Inhabitants) =>
      whenKnown(key === undefined ? "" : (inputs[key] ?? outputs[key]), (value) => {
        if (token === "Folder") {
          const { source, include, exclude, followSymlinks } = inputs;
          const args = { source, include, exclude, followSymlinks };
          const add = (known: unknown) => this.#addFolder(inhabitants.home, folderOf(declared, value, known));
          if (isPlain(Object.values(args).flat())) {
            add(args);
          } else {
            pulumi.output(args).apply(add);
          }
        } else {
          this.#add(inhabitants.home, kindOf(token), value, declared);
        }
      });
    if (bucket instanceof pulumi.CustomResource) {
      settle(this.#ofBucket(bucket, "its bucket"));
    } else {
      whenKnown(typeof bucket === "string" ? bucket : outputs.bucket, (name) => settle(this.#ofName(name)));
    }
  }

  #ofBucket(bucket: pulumi.CustomResource, title: string): Inhabitants {
    let found = this.#byBucket.get(bucket);
    if (found === undefined) {
      found = new Inhabitants(title);
      found.single.set("Bucket ", { resource: bucket, title });
      this.#byBucket.set(bucket, found);
    }
    return found.home;
  }

  #ofName(name: string): Inhabitants {
    const short = appIdOf(name) === "" ? name : shortName(name);
    const alike = this.#byName.get(short) ?? [];
    const known = alike.find((each) => sameBucket(each.name, name) || sameBucket(name, each.name));
    if (known !== undefined) {
      return known.inhabitants.home;
    }
    const inhabitants = new Inhabitants(name);
    this.#byName.set(short, [...alike, { name, inhabitants }]);
    return inhabitants;
  }

  /** A bucket's name is known: what was declared in it by name joins. */
  #name(unnamed: Inhabitants, name: string): void {
    const [from, to] = [unnamed.home, this.#ofName(name)];
    if (from === to) {
      return;
    }
    from.movedTo = to;
    for (const [what, declared] of from.single) {
      const [kind = "", ...value] = what.split(" ");
      this.#add(to, kind, value.join(" "), declared);
    }
    for (const folder of from.folders) {
      this.#addFolder(to, folder);
    }
  }

  #add(home: Inhabitants, kind: string, value: string, declared: Declared): void {
    const what = `${kind} ${value}`;
    const earlier = home.single.get(what);
    if (earlier !== undefined) {
      this.#tell(
        earlier,
        declared,
        kind === "Bucket" ? `the bucket ${home.title}` : `${describe(kind, value)} in ${home.title}`,
      );
      return;
    }
    home.single.set(what, declared);
    if (kind === keyKind) {
      home.objects.set(value, declared);
      for (const folder of home.folders) {
        this.#compareFile(home, folder, value, declared);
      }
    }
  }

  #addFolder(home: Inhabitants, folder: DeclaredFolder): void {
    for (const [key, object] of home.objects) {
      this.#compareFile(home, folder, key, object);
    }
    for (const other of home.folders) {
      const [outer, inner] = other.prefix.length <= folder.prefix.length ? [other, folder] : [folder, other];
      if (inner.prefix.startsWith(outer.prefix)) {
        const file = inner.files.firstAlsoIn(outer.files, inner.prefix.slice(outer.prefix.length));
        if (file !== undefined) {
          this.#tell(other, folder, `${inner.prefix}${file} in ${home.title}`);
        }
      }
    }
    home.folders.push(folder);
  }

  #compareFile({ title }: Inhabitants, folder: DeclaredFolder, key: string, object: Declared): void {
    if (key.startsWith(folder.prefix) && folder.files.takes(key.slice(folder.prefix.length))) {
      this.#tell(folder, object, `${key} in ${title}`);
    }
  }

  #tell(earlier: Declared, later: Declared, what: string): void {
    const told = this.#told.get(earlier.resource) ?? new Set();
    if (!told.has(later.resource)) {
      this.#told.set(earlier.resource, told.add(later.resource));
      pulumi.log.warn(
        `${what} is declared twice, by ${earlier.title} and by ${later.title}: the one written last wins, and is drift for the other. Remove one of them from the program; what both stand for stays`,
        later.resource,
      );
    }
  }
}

/** The kind of everything that has a key. */
const keyKind = "key";

function kindOf(token: string): string {
  return token === "Object" || token === "ObjectCopy" ? keyKind : token;
}

function describe(kind: string, value: string): string {
  if (kind === keyKind) {
    return value;
  }
  return value === "" ? `the ${kind}` : `the ${kind} ${value}`;
}

function folderOf(declared: Declared, prefix: string, args: unknown): DeclaredFolder {
  const { FolderFiles: Files } = require("./folderFiles") as typeof import("./folderFiles");
  return { ...declared, prefix, files: new Files(args as FolderFilesArgs) };
}

/** At once for a plain string; an output costs memory, is reported once it is known, and never when it is a secret. */
function whenKnown(value: unknown, use: (text: string) => void): void {
  if (typeof value === "string") {
    use(value);
  } else if (value !== undefined) {
    const output = pulumi.output(value);
    void pulumi.isSecret(output).then((secret) => {
      if (!secret) {
        output.apply((known) => {
          if (typeof known === "string") {
            use(known);
          }
        });
      }
    });
  }
}

function isPlain(values: readonly unknown[]): boolean {
  return values.every((value) => value === undefined || typeof value !== "object");
}
