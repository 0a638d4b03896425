/** The headers sent with an object's content, and the differences between two sets of arguments. */

import { percentEncode } from "../../client";
import { compareStructs, type Difference, group, isUnknown } from "../../codec";
import type { Props } from "../../model/props";
import { headerOf, objectStruct, parseExpires, plainNames, serverDefaultNames } from "./fields";
import { isEmptyMap, type LiveObject } from "./live";
import type { ObjectSettings } from "./values";

type ServerDefaultName = (typeof serverDefaultNames)[number];

const { source, content, contentBase64, bucket, region, key, ...settings } = objectStruct.fields;

/** The arguments other than the place and the content. */
const settingsStruct = group(settings);

/**
 * The differences between two sets of arguments, without place and content. Server defaults count only when
 * `news` declares them.
 */
export function settingDifferences(olds: Props, news: Props): readonly Difference[] {
  return compareStructs(settingsStruct, comparable(olds), comparable(news));
}

/** Arguments with the names of metadata in lower case, as COS returns them. */
export function withLowerCaseMetadata<T extends Props>(props: T): T {
  const { metadata } = props;
  if (typeof metadata !== "object" || metadata === null) {
    return props;
  }
  const entries = Object.entries(metadata).map(([name, value]) => [name.toLowerCase(), value]);
  return { ...props, metadata: Object.fromEntries(entries) };
}

function comparable(props: Props): Record<string, unknown> {
  const result: Record<string, unknown> = Object.fromEntries(
    Object.entries(props).filter(([, value]) => !isEmptyMap(value)),
  );
  if (typeof props.expires === "string" && !isUnknown(props.expires)) {
    result.expires = String(parseExpires(props.expires) ?? props.expires);
  }
  if (typeof props.encryptionContext === "string" && !isUnknown(props.encryptionContext)) {
    result.encryptionContext = canonicalJson(props.encryptionContext);
  }
  return result;
}

function canonicalJson(text: string): string {
  try {
    const parsed: object = JSON.parse(text);
    return JSON.stringify(Object.entries(parsed).sort(([a], [b]) => (a < b ? -1 : 1)));
  } catch {
    return text;
  }
}

/**
 * All headers of an object. COS inherits none of them when an object is overwritten or copied onto itself, so all
 * are sent each time.
 * @param over the object that is there already
 * @param keep whether server defaults (class, encryption) stay as they are in `over`
 */
export function writeHeaders(news: ObjectSettings, over?: LiveObject, keep = false): Record<string, string> {
  const headers: Record<string, string> = {};
  const kept: ObjectSettings = keep && over !== undefined ? keptHeaders(news, over) : {};
  for (const name of [...plainNames, ...serverDefaultNames] as const) {
    const value = news[name] ?? kept[name];
    if (value !== undefined) {
      headers[headerOf(name)] = value;
    }
  }
  if (news.expires !== undefined) {
    headers[headerOf("expires")] = new Date(parseExpires(news.expires) ?? Number.NaN).toUTCString();
  }
  for (const [name, value] of Object.entries(news.metadata ?? {})) {
    headers[headerOf("metadata") + name] = value;
  }
  // It is not documented whether an overwritten object keeps its access rules.
  const acl = news.acl ?? (over === undefined ? undefined : "default");
  if (acl !== undefined) {
    // Headers cannot carry custom grants. They are written afterwards; until then the object is private.
    headers[headerOf("acl")] = acl === "custom" ? "private" : acl;
  }
  const tags = encodeTags(news.tags ?? {});
  if (tags !== "") {
    headers[headerOf("tags")] = tags;
  }
  if (news.encryptionContext !== undefined) {
    headers[headerOf("encryptionContext")] = Buffer.from(news.encryptionContext).toString("base64");
  }
  return headers;
}

function keptHeaders(
  news: ObjectSettings,
  { headers }: LiveObject,
): Partial<Record<ServerDefaultName, string>> {
  const { serverSideEncryption, kmsKeyId, storageClass } = headers;
  const sameMethod = (news.serverSideEncryption ?? serverSideEncryption) === serverSideEncryption;
  return {
    // COS returns STANDARD for an object without a class of its own.
    ...(storageClass && storageClass !== "STANDARD" && { storageClass }),
    ...(serverSideEncryption && { serverSideEncryption }),
    ...(kmsKeyId && sameMethod && { kmsKeyId }),
  };
}

function encodeTags(tags: Readonly<Record<string, string>>): string {
  return Object.entries(tags)
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join("&");
}
