/** The state of an emulator: buckets, object versions, uploads. */

import type { Acl } from "../access/acl";
import { VersionIds } from "../format/ids";
import { type BlobStore, type Body, emptyBody, retain } from "./blobs";
import { type Changes, forgotten } from "./changes";
import type { Job } from "./jobs";
import { KeyIndex } from "./keyIndex";
import type { StaleViews } from "./stale";

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

  /** Whether DELETE would be refused. */
  get isEmpty(): boolean {
    return this.objects.size === 0 && this.uploads.size === 0;
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

/** All buckets of an emulator and the rules for changing objects. */
export class Store {
  readonly buckets = new Map<string, Bucket>();
  /** Names of deleted buckets that cannot be taken again yet: the "conflictAfterDelete" fault. */
  readonly blockedNames = new Map<string, { readonly until: number; readonly code: string }>();
  /** Buckets that requests do not find yet: the "notFoundAfterCreate" fault. */
  readonly hiddenBuckets = new Map<string, number>();
  /** Whose a bound domain is, by its name in lower case; also of buckets that are gone. */
  readonly domains = new Map<string, Bucket>();
  /** Batch jobs by their ids, oldest first. */
  readonly jobs = new Map<string, Job>();

  /** How far the emulator's time is ahead of the clock, in milliseconds. */
  ahead = 0;

  readonly #versionIds = new VersionIds();

  constructor(
    readonly blobs: BlobStore,
    readonly stale: StaleViews,
    /** Takes notice of what changes. */
    readonly changes: Changes = forgotten,
  ) {}

  /** Stores a new version of an object and gives it its version id. */
  putObject(
    bucket: Bucket,
    key: string,
    template: ObjectTemplate,
    content: ObjectContent,
    now: number,
  ): ObjectVersion {
    return this.#push(bucket, {
      ...content,
      key,
      versionId: this.#nextVersionId(bucket, now, content.appendable),
      deleteMarker: false,
      lastModified: now,
      storageClass: template.storageClass,
      headers: template.headers,
      encryption: template.encryption,
      appendable: content.appendable ?? false,
      ownerUin: template.ownerUin,
      acl: template.acl,
      tags: template.tags,
      restore: undefined,
      retainUntil: template.retainUntil,
      older: undefined,
    });
  }

  /** DELETE without a version id; returns the delete marker, if one was written. */
  deleteObject(bucket: Bucket, key: string, ownerUin: string, now: number): ObjectVersion | undefined {
    this.#remember(bucket, key);
    if (bucket.versioning === undefined) {
      this.#dropAll(bucket, key);
      return undefined;
    }
    return this.#push(bucket, {
      key,
      versionId: this.#nextVersionId(bucket, now),
      deleteMarker: true,
      lastModified: now,
      etag: "",
      size: 0,
      crc64: "0",
      body: emptyBody,
      storageClass: "",
      headers: {},
      encryption: undefined,
      appendable: false,
      ownerUin,
      acl: undefined,
      tags: undefined,
      restore: undefined,
      retainUntil: undefined,
      older: undefined,
    });
  }

  /** Removes one version for good; returns it. */
  deleteVersion(bucket: Bucket, key: string, versionId: string): ObjectVersion | undefined {
    const head = bucket.objects.get(key);
    const victim = findVersion(head, versionId);
    if (!head || !victim) {
      return undefined;
    }
    this.#remember(bucket, key);
    if (victim === head) {
      if (head.older) {
        bucket.objects.set(key, head.older);
      } else {
        bucket.objects.delete(key);
      }
    } else {
      let newer = head;
      while (newer.older !== victim) {
        newer = newer.older!;
      }
      newer.older = victim.older;
    }
    this.blobs.release(victim.body);
    return victim;
  }

  /** Gives an object with all its versions another key, at which there is nothing yet. */
  moveObject(bucket: Bucket, from: string, to: string): void {
    this.#remember(bucket, from);
    this.#remember(bucket, to);
    const versions: ObjectVersion[] = [];
    for (let version = bucket.objects.get(from); version; version = version.older) {
      versions.push(version);
    }
    bucket.objects.delete(from);
    const head = versions.reduceRight<ObjectVersion | undefined>(
      (older, version) => ({ ...version, key: to, older }),
      undefined,
    );
    if (head) {
      bucket.objects.set(to, head);
    }
  }

  /** Ends an upload without an object. */
  dropUpload(bucket: Bucket, upload: Upload): void {
    bucket.uploads.delete(upload.id);
    this.changes.add("upload", bucket.name, upload.id);
    for (const part of upload.parts.values()) {
      this.blobs.release(part.body);
    }
  }

  /** An object gets another ACL, other tags, another class or another lock. */
  changeObject(bucket: Bucket, key: string): void {
    this.changes.add("object", bucket.name, key);
  }

  /** Begins an upload in parts. */
  addUpload(bucket: Bucket, upload: Upload): void {
    bucket.uploads.set(upload.id, upload);
    this.changes.add("upload", bucket.name, upload.id);
  }

  /** Adds a part to an upload. Sending a number again replaces its part. */
  addPart(bucket: Bucket, upload: Upload, part: Part): void {
    const before = upload.parts.get(part.number);
    upload.parts.set(part.number, part);
    if (before) {
      this.blobs.release(before.body);
    }
    this.changes.add("part", bucket.name, upload.id, String(part.number));
  }

  /** Takes a new batch job. */
  addJob(job: Job): void {
    this.jobs.set(job.id, job);
    this.changeJob(job);
  }

  /** A batch job gets another status or priority. */
  changeJob({ id }: Job): void {
    this.changes.add("job", id);
  }

  /** Forgets a batch job. */
  deleteJob(job: Job): void {
    this.jobs.delete(job.id);
    this.changeJob(job);
  }

  // Stale readers may still fetch the content, so its file must outlive the object.
  #remember(bucket: Bucket, key: string): void {
    this.changes.add("object", bucket.name, key);
    const head = bucket.objects.get(key);
    if (this.stale.remember(bucket.name, `object:${key}`, head) && head) {
      retain(head.body);
    }
  }

  // Appending makes no versions, also while versioning is on; that the object is the "null" version then is unverified(append-versioning).
  #nextVersionId(bucket: Bucket, now: number, appendable = false): string {
    if (bucket.versioning === undefined) {
      return "";
    }
    return bucket.versioning === "Enabled" && !appendable ? this.#versionIds.next(now) : "null";
  }

  #push(bucket: Bucket, version: ObjectVersion): ObjectVersion {
    const head = bucket.objects.get(version.key);
    this.changes.add("object", bucket.name, version.key);
    if (!version.deleteMarker) {
      this.#remember(bucket, version.key);
    }
    if (version.versionId !== "" && version.versionId !== "null") {
      version.older = head;
    } else {
      // It replaces only the version that has no id of its own, as it has none.
      const replaced = findVersion(head, "null");
      if (replaced && replaced !== head) {
        let newer = head!;
        while (newer.older !== replaced) {
          newer = newer.older!;
        }
        newer.older = replaced.older;
        version.older = head;
      } else {
        version.older = replaced ? replaced.older : head;
      }
      if (replaced) {
        this.blobs.release(replaced.body);
      }
    }
    bucket.objects.set(version.key, version);
    return version;
  }

  #dropAll(bucket: Bucket, key: string): void {
    for (let version = bucket.objects.get(key); version; version = version.older) {
      this.blobs.release(version.body);
    }
    bucket.objects.delete(key);
  }
}
