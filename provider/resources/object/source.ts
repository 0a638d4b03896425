/** The content that the arguments give: an asset or an inline string. Nothing is read here. */

import { createHash } from "node:crypto";
import { accessSync, constants, statSync } from "node:fs";
import { extname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type ContentSource, fileProblem } from "../../api/upload/content";
import { addressAlone, crc64 } from "../../client";
import { type Failure, hasUnknown, isUnknown, unknownValue } from "../../codec";
import { kindProblem } from "../../model/fileKind";
import type { Props } from "../../model/props";
import { contentTypeTable } from "./contentTypeTable";
import { contentNames } from "./fields";
import type { ObjectContent, ObjectInputs, ObjectState, ObjectTarget } from "./values";

/** Member that marks Pulumi's special values on the wire (pulumi/pulumi `sdk/nodejs/runtime/rpc.ts`). */
const signatureName = "4dabf18193072939515e22adb298388d";
const assetSignature = "c44067f5952c0a294b673a41bacd8c17";
const archiveSignature = "0def7320c3a5731c473e5ecbe6d01bc7";

/** An asset as Pulumi's engine sends it. */
type Asset = NonNullable<ObjectContent["source"]>;

function isAsset(source: unknown): source is Asset {
  return signatureOf(source) === assetSignature;
}

function signatureOf(source: unknown): unknown {
  return typeof source === "object" && source !== null && signatureName in source
    ? source[signatureName]
    : undefined;
}

/** Validates a `source`. Checks that a file exists, without reading it. */
export function sourceFailures(source: unknown): readonly Failure[] {
  if (source === undefined || hasUnknown(source)) {
    return [];
  }
  const reason = sourceReason(source);
  return reason === undefined ? [] : [{ path: "source", reason }];
}

function sourceReason(source: unknown): string | undefined {
  if (signatureOf(source) === archiveSignature) {
    return "is an archive: an object holds the bytes of one file, so give an asset, such as new pulumi.asset.FileAsset(path) of a file that is packed already";
  }
  if (!isAsset(source)) {
    return "must be an asset, such as new pulumi.asset.FileAsset(path)";
  }
  const from = assetSource(source);
  if (from.kind === "remote") {
    return /^https?:\/\//i.test(from.uri) && URL.canParse(from.uri)
      ? undefined
      : `must be an https, http or file address, not ${JSON.stringify(from.name)}`;
  }
  return from.kind === "file" ? fileReason(from.path) : undefined;
}

function fileReason(path: string): string | undefined {
  try {
    const stats = statSync(path);
    if (!stats.isFile()) {
      return `${kindProblem(stats)} ${path}`;
    }
    accessSync(path, constants.R_OK);
    return undefined;
  } catch (error) {
    return fileProblem(error, path);
  }
}

function assetSource(asset: Asset): ContentSource {
  if (asset.path !== undefined) {
    return { kind: "file", name: asset.path, path: resolve(asset.path) };
  }
  if (asset.uri?.startsWith("file:")) {
    const path = URL.canParse(asset.uri) ? fileURLToPath(asset.uri) : asset.uri.slice("file:".length);
    return { kind: "file", name: path, path };
  }
  if (asset.uri !== undefined) {
    return { kind: "remote", name: addressAlone(asset.uri), uri: asset.uri };
  }
  // The engine leaves out an empty string.
  return { kind: "bytes", name: "the text asset", bytes: Buffer.from(asset.text ?? "") };
}

/** Where the content comes from that the arguments give. Nothing is opened. */
export function contentSource(inputs: ObjectContent & Pick<ObjectTarget, "key">): ContentSource {
  if (inputs.source !== undefined) {
    return assetSource(inputs.source);
  }
  const bytes =
    inputs.content !== undefined
      ? Buffer.from(inputs.content)
      : Buffer.from(inputs.contentBase64 ?? "", "base64");
  return { kind: "bytes", name: inputs.key, bytes };
}

/**
 * The media type by the extension of the key, else of the source; the unknown value while either is unknown.
 */
export function guessContentType(inputs: Props): string {
  if (isUnknown(inputs.key) || typeof inputs.key !== "string") {
    return unknownValue;
  }
  const byKey = typeOf(inputs.key);
  if (byKey !== undefined) {
    return byKey;
  }
  if (hasUnknown(inputs.source)) {
    return unknownValue;
  }
  const { path, uri } = isAsset(inputs.source) ? inputs.source : {};
  return typeOf(path ?? uri?.replace(/[?#].*$/s, "") ?? "") ?? "application/octet-stream";
}

/** The content encoding by the key's extension: browsers show `.svgz` images only with `Content-Encoding: gzip`. */
export function guessContentEncoding(key: unknown): string | undefined {
  return typeof key === "string" && extensionOf(key) === "svgz" ? "gzip" : undefined;
}

function extensionOf(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
  return extname(name).slice(1).toLowerCase();
}

let types: ReadonlyMap<string, string> | undefined;

function typeOf(path: string): string | undefined {
  types ??= new Map(
    contentTypeTable.split("\n").flatMap((line) => {
      const [type = "", extensions = ""] = line.split("\t");
      return extensions.split(" ").map((extension): [string, string] => [extension, type]);
    }),
  );
  return types.get(extensionOf(path));
}

/**
 * The argument at which the content of two sets of arguments differs, as far as can be seen without reading it. Arguments read in a
 * refresh have no content, which is not a difference.
 */
export function contentDifference(olds: Partial<ObjectState>, news: ObjectInputs): string | undefined {
  if (contentNames.every((name) => news[name] === undefined)) {
    return undefined;
  }
  if (news.source !== undefined) {
    const [before, after] = [assetHash(olds.source), assetHash(news.source)];
    return hasUnknown(news.source) || before === undefined || before !== after ? "source" : undefined;
  }
  const name = news.content !== undefined ? "content" : "contentBase64";
  if (isUnknown(news[name])) {
    return name;
  }
  const from = contentSource(news);
  return from.kind === "bytes" && crc64(from.bytes).toString() === olds.crc64 ? undefined : name;
}

/** SHA-256 of an asset's content; never a modification time (docs/promises.md#content-decides-not-times). */
export function assetHash(source: Asset | undefined): string | undefined {
  if (source === undefined || isUnknown(source)) {
    return undefined;
  }
  const { hash, path, uri, text = "" } = source;
  if (hash !== undefined && hash !== "") {
    return hash;
  }
  return path === undefined && uri === undefined
    ? createHash("sha256").update(text).digest("hex")
    : undefined;
}
