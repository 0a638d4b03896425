/** A stack with every resource, and its whole life: created, looked at, put right, changed, destroyed. */

import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { StackResource } from "../../cli/stack";
import type { Context } from "../../provider/model/context";
import type { Props } from "../../provider/model/props";
import { handlers } from "../../provider/resources";
import type { Handler } from "../../provider/resources/handler";
import { cert, key } from "../emulator/certificates";
import { region } from "../support";

/** The account's APPID, with which the stack's names end. */
export const appId = "1250000000";

/** A resource as a program declares it. */
export interface Declared {
  readonly token: string;
  readonly inputs: Props;
  /** The inputs of a later program. */
  readonly changed?: Props;
}

/** The buckets, by what they are for: they exclude each other's configurations. */
const buckets = { site: `site-${appId}`, target: `target-${appId}`, locked: `locked-${appId}` };
const files = `files-${appId}`;

/** Inputs from the documented samples, with buckets that are there. */
function sample(token: string, bucket: string): Declared {
  const name = token.charAt(0).toLowerCase() + token.slice(1);
  const file = path.join(__dirname, "../fixtures", name, "cases.json");
  const text = readFileSync(file, "utf8").replace(
    /"(examplebucket|destinationbucket|inventorybucket)(-1250000000)?"/g,
    `"${buckets.target}"`,
  );
  const { inputs, update } = JSON.parse(text) as { inputs: Props; update: { inputs: Props } };
  return { token, inputs: { bucket, ...inputs }, changed: { bucket, ...update.inputs } };
}

const domains = [
  { name: "www.example.com", type: "WEBSITE" },
  { name: "fast.example.com", type: "ACCELERATE" },
];
const certificate = { bucket: buckets.site, domainName: "www.example.com" };

/** The configurations; `BucketObjectLock` lives apart from those that it excludes. */
const configurations: readonly Declared[] = [
  { token: "BucketVersioning", inputs: { bucket: buckets.target, status: "Enabled" } },
  { token: "BucketVersioning", inputs: { bucket: buckets.site, status: "Enabled" } },
  ...[
    "BucketAcl",
    "BucketCors",
    "BucketLifecycle",
    "BucketPolicy",
    "BucketTagging",
    "BucketWebsite",
    "BucketReferer",
    "BucketLogging",
    "BucketReplication",
    "BucketInventory",
    "BucketOrigin",
    "BucketEncryption",
    "BucketIntelligentTiering",
    "BucketStrictSignature",
  ].map((token) => sample(token, buckets.site)),
  { token: "BucketAcceleration", inputs: { bucket: buckets.site, status: "Enabled" } },
  {
    token: "BucketDomain",
    inputs: { bucket: buckets.site, rules: domains },
    changed: { bucket: buckets.site, rules: [...domains, { name: "api.example.com" }] },
  },
  {
    token: "BucketDomainCertificate",
    inputs: { ...certificate, cert, privateKey: key },
    changed: { ...certificate, certId: "abcd1234" },
  },
  sample("BucketObjectLock", buckets.locked),
];

/** Everything, in the order of dependency, with the files of a folder. */
export function wholeStack(folder: string): readonly Declared[] {
  const object = { bucket: files, key: "a.txt", content: "a".repeat(3_000) };
  return [
    ...[...Object.values(buckets), files].map((bucket) => ({
      token: "Bucket",
      inputs: { bucket, ...(bucket === files && { forceDestroy: true, adoptExisting: true }) },
      changed: { bucket, forceDestroy: bucket === files },
    })),
    ...configurations,
    { token: "Object", inputs: object, changed: { ...object, contentType: "text/html", tags: { a: "b" } } },
    {
      token: "ObjectCopy",
      inputs: { bucket: files, key: "copy.txt", source: { bucket: files, key: "a.txt" } },
      changed: {
        bucket: files,
        key: "copy.txt",
        metadataDirective: "Replaced",
        cacheControl: "no-cache",
        source: { bucket: files, key: "a.txt" },
      },
    },
    {
      token: "Folder",
      inputs: { bucket: files, prefix: "docs/", source: folder },
      changed: {
        bucket: files,
        prefix: "docs/",
        source: folder,
        rules: [{ match: "*.html", cacheControl: "no-cache", acl: "public-read" }],
      },
    },
  ];
}

/** Writes the files of the folder: one is larger than what goes in one request. */
export function writeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "index.html"), "<p>hello</p>");
  writeFileSync(path.join(folder, "large.bin"), "b".repeat(3_000));
}

/** A resource that was made. */
export interface Made extends StackResource {
  readonly handler: Handler;
  readonly declared: Declared;
  /** What the last program said. */
  readonly program: Props;
}

const settings = { region, appId };

/** The inputs as `check` settles them. */
async function settled({ token }: Declared, inputs: Props, olds: Props = {}): Promise<Props> {
  const result = await (handlers.get(token) as Handler).check(settings, olds, inputs);
  const [failure] = result.failures;
  if (failure !== undefined) {
    throw new Error(`${token} ${failure.path} ${failure.reason}`);
  }
  return result.inputs;
}

/** Creates one. */
export async function create(context: Context, declared: Declared): Promise<Made> {
  const handler = handlers.get(declared.token) as Handler;
  const inputs = await settled(declared, declared.inputs);
  const { id, outputs } = await handler.create(context, inputs);
  const { token } = declared;
  const state = { urn: id, type: token, token, name: token, id, inputs, outputs, secrets: new Set<string>() };
  return { ...state, handler, declared, program: declared.inputs };
}

/** Reads one; the answer tells what a refresh would write into the state. */
export async function read(context: Context, { handler, id, outputs }: Made): Promise<Props | undefined> {
  return (await handler.read(context, id, outputs))?.outputs;
}

/** Makes it as a program says, whatever it is now; nothing is done when it is so already. */
export async function update(
  context: Context,
  made: Made,
  live: Props,
  program = made.program,
): Promise<Made> {
  const inputs = await settled(made.declared, program, made.inputs);
  const { differences } = made.handler.diff(made.id, live, inputs);
  if (differences.length === 0) {
    return { ...made, program, inputs, outputs: live };
  }
  const { outputs } = await made.handler.update(context, made.id, live, inputs);
  return { ...made, program, inputs, outputs };
}

/** Destroys one. */
export async function destroy(context: Context, { handler, id, outputs }: Made): Promise<void> {
  await handler.delete(context, id, outputs);
}
