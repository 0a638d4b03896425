/** What an operation of the API is to the server, and what it works with. */

import { isAllowed, type Need } from "../access/access";
import type { Accounts } from "../access/accounts";
import { ServiceError } from "../format/errors";
import type { Query } from "../format/query";
import { type Bucket, findVersion, type ObjectVersion } from "../store/bucket";
import type { FetchTask } from "../store/fetchTasks";
import type { Store } from "../store/store";
import type { HostMeaning } from "./host";
import type { CosRequest, Reply } from "./request";

/** What the emulator holds, as the operations see it. */
export interface Service {
  readonly store: Store;
  readonly accounts: Accounts;
  /** The region of hosts that do not show one, such as 127.0.0.1. */
  readonly region: string;
  /**
   * How far the emulator's time is ahead of the clock, in milliseconds. Objects, locks and lifecycle rules go by that
   * time. Signatures and the Date header go by the clock: clients sign with their own clock.
   */
  readonly ahead: () => number;
  /** Whether signatures are checked. */
  readonly verifySignatures: boolean;
  /** Whether new buckets' hosts are held to 60 characters. */
  readonly strictNames: boolean;
  /** Whether GET ?referer shows VerifySignatureURL also where it was never set. */
  readonly showsVerifySignatureUrl: boolean;
  /** Has batch jobs carried out that are new or changed. */
  readonly wakeJobs: () => void;
  /** Begins a task that fetches an object into a bucket. */
  readonly startFetch: (bucket: Bucket, task: FetchTask) => void;
  /** Finds a bucket where a request looks for it: under another region's host it is not found. */
  findBucket(name: string, region: string | undefined): Bucket | undefined;
  /** What a Host header means that names a bucket's own domain; undefined when it names none. */
  findDomain(host: string): HostMeaning | undefined;
}

/** One request to be carried out. */
export interface Call {
  readonly request: CosRequest;
  readonly service: Service;
}

/** A call that addresses a bucket. */
export interface BucketCall extends Call {
  readonly bucket: Bucket;
}

/** A call that addresses an object. */
export interface ObjectCall extends BucketCall {
  readonly key: string;
}

interface OperationBase {
  /** The API's name, e.g. `PutBucketCors`. */
  readonly name: string;
  /** The CAM action that it needs, e.g. `PutBucketCORS`. @default its name */
  readonly action?: string;
  /** Whether it changes something. */
  readonly writes?: true;
  /** Whether `x-cos-traffic-limit` slows it down. */
  readonly slowable?: true;
  /** Which operation a request with such a query is instead. */
  readonly instead?: (query: Query) => KnownOperation | undefined;
}

/** An operation of the API, emulated or not. */
export type KnownOperation = Operation | MissingOperation;

/** One that is answered with 501. */
export interface MissingOperation extends OperationBase {
  readonly on: "nothing";
  /** What the message says of it. */
  readonly what: string;
}

/** One that is carried out; `on` is what it addresses. */
export type Operation = OperationBase &
  (
    | { readonly on: "service"; readonly run: (call: Call) => Promise<Reply> | Reply }
    /** A bucket that need not exist: only to create one. */
    | { readonly on: "name"; readonly run: (call: Call) => Promise<Reply> | Reply }
    | {
        readonly on: "bucket";
        /** What the caller needs; undefined when the operation asks by itself. */
        readonly need: Need | undefined;
        readonly run: (call: BucketCall) => Promise<Reply> | Reply;
      }
    | {
        readonly on: "object";
        readonly need: Need | undefined;
        readonly run: (call: ObjectCall) => Promise<Reply> | Reply;
      }
  );

/** The CAM action of an operation. */
export function actionOf({ name, action }: Operation): string {
  return action ?? name;
}

/** The version that a request names, or the newest; delete markers are found too. */
export function seeVersion(
  { service, bucket }: BucketCall,
  key: string,
  versionId: string | undefined,
): ObjectVersion | undefined {
  const head = service.store.stale.see(bucket.name, `object:${key}`, bucket.objects.get(key));
  // An empty version id means the newest version, as S3 libraries send it.
  return findVersion(head, versionId || undefined);
}

/**
 * The version that a request names, which must exist and not be a delete marker.
 * https://www.tencentcloud.com/document/product/436/7753
 */
export function requireVersion(call: ObjectCall): ObjectVersion {
  const versionId = call.request.query.get("versionId") || undefined;
  const version = seeVersion(call, call.key, versionId);
  if (!version) {
    throw new ServiceError(versionId === undefined ? "NoSuchKey" : "NoSuchVersion");
  }
  if (version.deleteMarker) {
    // Whether GET sends the header as well as HEAD is unverified(delete-marker-header).
    throw new ServiceError("NoSuchKey", { headers: { "x-cos-delete-marker": "true" } });
  }
  return version;
}

/** What a symbolic link stands for: the newest version of its target. Any other version stands for itself. */
export function followSymlink(call: BucketCall, version: ObjectVersion): ObjectVersion {
  const key = version.symlinkTarget;
  if (key === undefined) {
    return version;
  }
  const { request, bucket } = call;
  const object = seeVersion(call, key, undefined);
  // unverified(symlink-targets): that the target must be readable too, that links to links are refused, and the codes
  if (!isAllowed({ request, operation: "GetObject", need: "object-read", bucket, key, object })) {
    throw new ServiceError("AccessDenied");
  }
  if (!object || object.deleteMarker || object.symlinkTarget !== undefined) {
    throw new ServiceError("NoSuchKey", { message: "The target of the symbolic link does not exist." });
  }
  return object;
}

/** The headers that name a version; a bucket that never had versioning names none. */
export function versionHeaders(version: ObjectVersion | undefined): Record<string, string> {
  return version && version.versionId !== "" ? { "x-cos-version-id": version.versionId } : {};
}

/** The versions header of a write: sent while versioning is on, left out while it is suspended (page 7749). */
export function writtenVersionHeaders(version: ObjectVersion): Record<string, string> {
  return version.versionId !== "" && version.versionId !== "null"
    ? { "x-cos-version-id": version.versionId }
    : {};
}
