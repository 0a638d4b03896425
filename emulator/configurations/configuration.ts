/** What every configuration of a bucket has in common: how it is put, read back and removed. */

import { ServiceError } from "../format/errors";
import { parseXml, type XmlElement, xmlDocument } from "../format/xml";
import { readText, requireLength } from "../request/body";
import type { BucketCall, Operation } from "../request/operation";
import type { Reply } from "../request/request";
import type { Bucket } from "../store/bucket";
import type { Store } from "../store/store";

/** A configuration of a bucket: one sub-resource. */
export interface Configuration<T> {
  /** The sub-resource in the query, e.g. `cors`. */
  readonly query: string;
  /** The API's names. Without `delete` the service has no such operation; `list` is a GET without the key. */
  readonly operations: {
    readonly get: string;
    readonly put: string;
    readonly delete?: string;
    readonly list?: string;
  };
  /** The CAM action of an operation. @default its name */
  readonly action?: (operation: string) => string;
  /** The code of the 404 of a bucket without it, or the document that is answered then. */
  readonly absent: { readonly code: string; readonly status?: number } | { readonly document: string };
  /** Status of a successful PUT. @default 200 */
  readonly putStatus?: number;
  /** Greatest size of the document. @default 64 KB */
  readonly maxBytes?: number;
  /** JSON instead of XML. */
  readonly json?: true;
  /**
   * The query parameter that tells several of the kind apart. A GET without it lists them; with `fromDocument` it is not
   * part of a PUT's query, but said in its document.
   */
  readonly key?: {
    readonly query: string;
    readonly fromDocument?: (value: T) => readonly string[];
    /** Makes one of the spellings of a key. */
    readonly normalise?: (key: string) => string;
  };
  /** What an empty body stands for. @default it is MissingRequestBodyError */
  readonly empty?: T;
  /** Reads and checks a document; throws a ServiceError. */
  readonly read: (source: XmlElement | string, call: BucketCall, key: string | undefined) => T;
  /** Writes what GET answers. */
  readonly render: (value: T, call: BucketCall) => string;
  /** What a GET without the key answers. */
  readonly renderList?: (values: readonly T[], call: BucketCall) => string;
  /** Further headers of a GET. */
  readonly headers?: (value: T | undefined, call: BucketCall) => Readonly<Record<string, string>>;
  /** Refuses a document that does not go with what the bucket has. `before` is what it replaces. */
  readonly admit?: (value: T, before: T | undefined, call: BucketCall) => void;
  /** Takes note of the new value, or of its removal. */
  readonly apply?: (bucket: Bucket, value: T | undefined, call: BucketCall) => void;
  /** Refuses a removal. */
  readonly release?: (before: T | undefined, call: BucketCall) => void;
  /** Makes a value again from what JSON kept of it in a data folder. @default it is the value */
  readonly revive?: (stored: unknown, bucket: Bucket, store: Store) => T;
  /** Further operations on the sub-resource, by HTTP method. */
  readonly more?: Readonly<Record<string, Operation>>;
}

/** The operations of a configuration, by HTTP method. */
export function configurationOperations<T>(
  configuration: Configuration<T>,
): Readonly<Record<string, Operation>> {
  const { operations, key } = configuration;
  // None of the permissions of an ACL reaches configurations: only the owner, CAM policies and bucket policies do.
  const named = (name: string) =>
    ({ name, action: configuration.action?.(name) ?? name, on: "bucket", need: "owner" }) as const;
  const show = (call: BucketCall) => get(configuration, call);
  const list: Operation | undefined =
    operations.list === undefined ? undefined : { ...named(operations.list), run: show };
  return {
    PUT: { ...named(operations.put), writes: true, run: (call: BucketCall) => put(configuration, call) },
    GET: {
      ...named(operations.get),
      run: show,
      instead: (query) => (key && !query.get(key.query) ? list : undefined),
    },
    ...(operations.delete !== undefined && {
      DELETE: {
        ...named(operations.delete),
        writes: true,
        run: (call: BucketCall) => remove(configuration, call, key && requireKey(configuration, call)),
      },
    }),
    ...configuration.more,
  };
}

/** The value that a bucket has, or undefined. */
export function storedValue<T>(
  { query }: Pick<Configuration<T>, "query" | "read">,
  bucket: Bucket,
  key?: string,
): T | undefined {
  return bucket.configurations.get(nameOf(query, key)) as T | undefined;
}

/** All values of a keyed configuration, in the order in which they were made, as the live tests of cos-python-sdk-v5 find inventories. */
export function storedValues<T>({ query }: Pick<Configuration<T>, "query" | "read">, bucket: Bucket): T[] {
  const prefix = nameOf(query, "");
  return [...bucket.configurations]
    .filter(([name]) => name.startsWith(prefix))
    .map(([, value]) => value as T);
}

/** The name under which a configuration is stored, and by which stale reads know it. */
export function nameOf(query: string, key: string | undefined): string {
  return key === undefined ? query : `${query}\u0000${key}`;
}

async function put<T>(configuration: Configuration<T>, call: BucketCall): Promise<Reply> {
  const { query, key, admit, apply, putStatus = 200 } = configuration;
  const { bucket } = call;
  const given = key && !key.fromDocument ? requireKey(configuration, call) : undefined;
  const value = await readValue(configuration, call, given);
  const names = (key?.fromDocument?.(value) ?? [given]).map((each) => nameOf(query, each));
  // Several keys at once are all admitted or none.
  for (const name of names) {
    admit?.(value, bucket.configurations.get(name) as T | undefined, call);
  }
  for (const name of names) {
    call.service.store.stale.remember(bucket.name, name, bucket.configurations.get(name));
    bucket.configurations.set(name, value);
    apply?.(bucket, value, call);
  }
  return { status: putStatus };
}

async function readValue<T>(
  configuration: Configuration<T>,
  call: BucketCall,
  key: string | undefined,
): Promise<T> {
  const { json, maxBytes = 64 * 1024, empty } = configuration;
  requireLength(call.request);
  const text = await readText(call.request, maxBytes);
  if (text.trim() !== "") {
    return configuration.read(json ? text : parseXml(text, call.request.ignored), call, key);
  }
  if (empty === undefined) {
    throw new ServiceError("MissingRequestBodyError");
  }
  return empty;
}

function get<T>(configuration: Configuration<T>, call: BucketCall): Reply {
  const { query, key, absent, json } = configuration;
  const { bucket, request, service } = call;
  const given = key && request.query.get(key.query);
  if (key && !given && configuration.renderList) {
    return {
      status: 200,
      body: xmlDocument(configuration.renderList(storedValues(configuration, bucket), call)),
    };
  }
  const name = nameOf(query, key && requireKey(configuration, call));
  const value = service.store.stale.see(bucket.name, name, bucket.configurations.get(name) as T | undefined);
  const headers = configuration.headers?.(value, call);
  if (value === undefined && "code" in absent) {
    throw new ServiceError(absent.code, { status: absent.status ?? 404, ...(headers && { headers }) });
  }
  const document =
    value === undefined ? (absent as { document: string }).document : configuration.render(value, call);
  return {
    status: 200,
    headers: { ...headers, ...(json && { "content-type": "application/json" }) },
    body: json ? document : xmlDocument(document),
  };
}

function remove<T>(configuration: Configuration<T>, call: BucketCall, key: string | undefined): Reply {
  const { bucket, service } = call;
  const name = nameOf(configuration.query, key);
  const before = bucket.configurations.get(name) as T | undefined;
  configuration.release?.(before, call);
  service.store.stale.remember(bucket.name, name, before);
  bucket.configurations.delete(name);
  configuration.apply?.(bucket, undefined, call);
  // Of what is not there: 204 for policies and tags, for the others unverified(configuration-delete-absent).
  return { status: 204 };
}

function requireKey<T>({ key }: Configuration<T>, { request }: BucketCall): string {
  const value = key && request.query.get(key.query);
  if (!value) {
    throw new ServiceError("InvalidArgument", { message: `The parameter ${key?.query} is missing.` });
  }
  return key?.normalise?.(value) ?? value;
}
