/** A bucket with the versions of its objects, its unfinished uploads, its live channels and its fetch tasks. */

import type { Acl } from "../access/acl";
import type { Body } from "./body";
import type { FetchTask } from "./fetchTasks";
import { KeyIndex } from "./keyIndex";
import type { LiveChannel } from "./liveChannels";

/** One version of an object, or a delete marker. Versions of a key form a list from the newest to the oldest. */
export interface ObjectVersion {
  readonly key: string;
  /** `""` on a bucket that never had versioning, `"null"` while it is suspended. */
  readonly versionId: string;
  readonly deleteMarker: boolean;
  readonly lastModified: number;
  /** Without quotes. */
  readonly etag: string;
  readonly size: number;
  readonly crc64: string;
  readonly body: Body;
  /** Lifecycle rules make it colder. */
  storageClass: string;
  /** Stored headers that come back with GET and HEAD: Content-Type, Cache-Control …, `x-cos-meta-…`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly encryption: Encryption | undefined;
  readonly appendable: boolean;
  /** Of a symbolic link: the key that it stands for. Its body is this text. */
  readonly symlinkTarget?: string | undefined;
  /** The UIN of the root account that wrote it. */
  readonly ownerUin: string;
  acl: Acl | undefined;
  tags: readonly Tag[] | undefined;
  /** Of an archived object: whether a readable copy is being made or is there, and until when, in milliseconds. */
  restore: Restore | undefined;
  /** Until when it can be neither overwritten nor deleted, in milliseconds. */
  retainUntil: number | undefined;
  older: ObjectVersion | undefined;
}

/** A readable copy of an archived object. */
export interface Restore {
  readonly ongoing: boolean;
  readonly tier: string;
  readonly requested: number;
  readonly until: number;
}

/** How an object is encrypted, as the headers that are echoed. */
export interface Encryption {
  readonly kind: "AES256" | "SM4" | "cos/kms" | "customer";
  readonly headers: Readonly<Record<string, string>>;
}

/** A tag of a bucket or an object. */
export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** A part of an unfinished multipart upload. */
export interface Part {
  readonly number: number;
  readonly etag: string;
  readonly size: number;
  readonly crc64: string;
  readonly lastModified: number;
  readonly body: Body;
}

/** An unfinished multipart upload. */
export interface Upload {
  readonly id: string;
  readonly key: string;
  readonly initiated: number;
  readonly initiatorUin: string;
  readonly template: ObjectTemplate;
  readonly parts: Map<number, Part>;
}

/** What a write says about an object besides its content. */
export interface ObjectTemplate {
  readonly storageClass: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly encryption: Encryption | undefined;
  readonly acl: Acl | undefined;
  readonly tags: readonly Tag[] | undefined;
  readonly ownerUin: string;
  readonly retainUntil: number | undefined;
}

/** The content of an object that is about to be stored. */
export interface ObjectContent {
  readonly etag: string;
  readonly size: number;
  readonly crc64: string;
  readonly body: Body;
  readonly appendable?: boolean;
  readonly symlinkTarget?: string;
}

/** A bucket. */
export class Bucket {
  readonly objects = new KeyIndex<ObjectVersion>();
  readonly uploads = new Map<string, Upload>();
  /** By their names. */
  readonly liveChannels = new Map<string, LiveChannel>();
  /** By their ids, oldest first. */
  readonly fetchTasks = new Map<string, FetchTask>();
  /** Stored configurations by query key, e.g. `cors`. */
  readonly configurations = new Map<string, unknown>();
  versioning: "Enabled" | "Suspended" | undefined;
  /** For how long an object is locked after it was written, in milliseconds; undefined without object lock. */
  lockPeriod: number | undefined;
  /** How objects are encrypted whose writer does not say so. */
  defaultEncryption: Encryption | undefined;
  /** Whether the service remembers when objects are read. */
  accessMonitored = false;
  /** Whether lifecycle rules go by the time of the last access. */
  goesByAccessTime = false;

  constructor(
    readonly name: string,
    readonly region: string,
    readonly ownerUin: string,
    readonly createdAt: number,
    readonly multiZone: boolean,
    /** `OFS` for metadata acceleration. */
    readonly arch: string | undefined,
    public acl: Acl,
  ) {}

  /** Until when an object that is written now is locked, in milliseconds; undefined without object lock. */
  retainUntil(now: number): number | undefined {
    return this.lockPeriod === undefined ? undefined : now + this.lockPeriod;
  }

  /** Whether it can be deleted: live channels keep it too (https://www.tencentcloud.com/document/product/436/39049). */
  get isEmpty(): boolean {
    return this.objects.size === 0 && this.uploads.size === 0 && this.liveChannels.size === 0;
  }
}

/** The newest version of a key, or the one named; `null` also names a version from before versioning. */
export function findVersion(head: ObjectVersion | undefined, versionId?: string): ObjectVersion | undefined {
  if (versionId === undefined) {
    return head;
  }
  for (let version = head; version; version = version.older) {
    if (version.versionId === versionId || (versionId === "null" && version.versionId === "")) {
      return version;
    }
  }
  return undefined;
}

/** Whether a version can be neither overwritten nor deleted yet, nor get other tags or another class. */
export function isLocked(version: ObjectVersion | undefined, now: number): boolean {
  return version?.retainUntil !== undefined && version.retainUntil > now;
}
