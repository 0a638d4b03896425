/** The state of an emulator: buckets and batch jobs, and how objects change. */

import { VersionIds } from "../format/ids";
import type { BlobStore } from "./blobs";
import { emptyBody, release, retain } from "./body";
import {
  type Bucket,
  findVersion,
  type ObjectContent,
  type ObjectTemplate,
  type ObjectVersion,
  type Part,
  type Upload,
} from "./bucket";
import { type Changes, forgotten } from "./changes";
import type { FetchTask } from "./fetchTasks";
import type { Job } from "./jobs";
import type { LiveChannel } from "./liveChannels";
import type { StaleViews } from "./stale";

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
    release(victim.body);
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
      release(part.body);
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
      release(before.body);
    }
    this.changes.add("part", bucket.name, upload.id, String(part.number));
  }

  /** Makes a live channel, or replaces it. */
  putLiveChannel(bucket: Bucket, channel: LiveChannel): void {
    bucket.liveChannels.set(channel.name, channel);
    this.changes.add("bucket", bucket.name);
  }

  /** Forgets a live channel; the objects that it made stay. */
  deleteLiveChannel(bucket: Bucket, name: string): void {
    bucket.liveChannels.delete(name);
    this.changes.add("bucket", bucket.name);
  }

  /** Takes a new task that fetches an object. */
  addFetchTask(bucket: Bucket, task: FetchTask): void {
    bucket.fetchTasks.set(task.id, task);
    this.changeFetchTask(bucket, task);
  }

  /** A task that fetches an object has ended. */
  changeFetchTask(bucket: Bucket, { id }: FetchTask): void {
    this.changes.add("fetchTask", bucket.name, id);
  }

  /** Removes an empty bucket. Its fetch tasks go with it. */
  deleteBucket(bucket: Bucket): void {
    this.stale.remember(bucket.name, "bucket", bucket);
    this.buckets.delete(bucket.name);
    this.changes.add("bucket", bucket.name);
    for (const task of bucket.fetchTasks.values()) {
      this.changeFetchTask(bucket, task);
    }
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
        release(replaced.body);
      }
    }
    bucket.objects.set(version.key, version);
    return version;
  }

  #dropAll(bucket: Bucket, key: string): void {
    for (let version = bucket.objects.get(key); version; version = version.older) {
      release(version.body);
    }
    bucket.objects.delete(key);
  }
}
