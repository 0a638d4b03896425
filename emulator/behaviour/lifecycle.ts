/**
 * Carries out the rules of `?lifecycle` at one point of the emulator's time.
 * https://www.tencentcloud.com/document/product/436/8280, and 17028 on what the rules mean
 */

import { storedValue } from "../configurations/configuration";
import { type LifecycleFilter, type LifecycleRule, lifecycle } from "../configurations/lifecycle";
import { type Bucket, isLocked, type ObjectVersion } from "../store/bucket";
import type { Store } from "../store/store";

/** How many of what the rules did something to. */
export interface LifecycleReport {
  /** Current versions that were removed, or covered by a delete marker. */
  expired: number;
  /** Noncurrent versions that were removed. */
  noncurrentExpired: number;
  /** Delete markers that were removed because nothing else was left of their objects. */
  deleteMarkersRemoved: number;
  /** Versions, current or not, that went to a colder class. */
  transitioned: number;
  /** Unfinished uploads that were given up. */
  aborted: number;
}

const day = 86_400_000;
/** Smaller objects keep their class: a colder one would cost more. */
const leastToTransition = 64 * 1024;

/** From warm to cold, without `MAZ_`. Where intelligent tiering stands in it is unverified(lifecycle-tiering-order). */
const classes = ["STANDARD", "STANDARD_IA", "INTELLIGENT_TIERING", "ARCHIVE", "DEEP_ARCHIVE"];

/** A report of nothing. */
export function emptyReport(): LifecycleReport {
  return { expired: 0, noncurrentExpired: 0, deleteMarkersRemoved: 0, transitioned: 0, aborted: 0 };
}

/**
 * Runs the rules of all buckets, and adds what it did to the report. The service runs them at each midnight of GMT+8 and
 * removes with some delay; here that is one run, at once.
 */
export function runLifecycle(store: Store, now: number, report: LifecycleReport): void {
  for (const bucket of store.buckets.values()) {
    const rules = (storedValue(lifecycle, bucket)?.Rule ?? []).filter(({ Status }) => Status === "Enabled");
    if (rules.length === 0) {
      continue;
    }
    const run = { store, bucket, rules, now, report };
    for (const key of [...bucket.objects.sortedKeys()]) {
      ageCurrent(run, key);
      ageNoncurrent(run, key);
      removeMarkers(run, key);
    }
    abortUploads(run);
  }
}

interface Run {
  readonly store: Store;
  readonly bucket: Bucket;
  /** The enabled ones. */
  readonly rules: readonly LifecycleRule[];
  readonly now: number;
  readonly report: LifecycleReport;
}

interface Timing {
  readonly Days?: string | undefined;
  readonly Date?: string | undefined;
}

/** Days are whole days since the last write; a date is reached once for all. */
function isDue({ Days, Date: date }: Timing, since: number, now: number): boolean {
  if (Days !== undefined) {
    return now - since >= Number(Days) * day;
  }
  return date !== undefined && Date.parse(date) <= now;
}

function ageCurrent(run: Run, key: string): void {
  const { store, bucket, now, report } = run;
  const version = bucket.objects.get(key);
  if (!version || version.deleteMarker || isLocked(version, now)) {
    return;
  }
  const rules = rulesFor(run, version);
  const since = version.lastModified;
  // Expiration comes before transition.
  if (rules.some(({ Expiration }) => Expiration && isDue(Expiration, since, now))) {
    store.deleteObject(bucket, key, bucket.ownerUin, now);
    report.expired++;
    return;
  }
  const due = rules.flatMap(({ Transition }) => Transition.filter((each) => isDue(each, since, now)));
  transition(run, version, due);
}

/** A version is noncurrent since its successor was written. */
function ageNoncurrent(run: Run, key: string): void {
  const { store, bucket, now, report } = run;
  let successor = bucket.objects.get(key);
  while (successor?.older) {
    const { older: version, lastModified: since } = successor;
    successor = version;
    // Markers go only when nothing else is left.
    if (version.deleteMarker || isLocked(version, now)) {
      continue;
    }
    const rules = rulesFor(run, version);
    const isOver = ({ NoncurrentVersionExpiration: expiration }: LifecycleRule) =>
      expiration && isDue({ Days: expiration.NoncurrentDays }, since, now);
    if (rules.some(isOver)) {
      store.deleteVersion(bucket, key, version.versionId);
      report.noncurrentExpired++;
      continue;
    }
    const transitions = rules.flatMap(({ NoncurrentVersionTransition }) => NoncurrentVersionTransition);
    transition(
      run,
      version,
      transitions.filter(({ NoncurrentDays }) => isDue({ Days: NoncurrentDays }, since, now)),
    );
  }
}

/**
 * Where only markers are left of an object, ExpiredObjectDeleteMarker removes them all, and NoncurrentVersionExpiration
 * a single one.
 */
function removeMarkers(run: Run, key: string): void {
  const { store, bucket, report } = run;
  const head = bucket.objects.get(key);
  const ids: string[] = [];
  for (let version = head; version; version = version.older) {
    if (!version.deleteMarker) {
      return;
    }
    ids.push(version.versionId);
  }
  if (!head) {
    return;
  }
  const rules = rulesFor(run, head);
  const all = rules.some(({ Expiration }) => Expiration?.ExpiredObjectDeleteMarker === "true");
  const single = ids.length === 1 && rules.some((rule) => rule.NoncurrentVersionExpiration !== undefined);
  if (!all && !single) {
    return;
  }
  for (const id of ids) {
    store.deleteVersion(bucket, key, id);
  }
  report.deleteMarkersRemoved += ids.length;
}

/** Of several classes the coldest wins; back to a warmer one nothing goes. No reads are counted: see AccessFrequency. */
function transition(
  { store, bucket, report }: Run,
  version: ObjectVersion,
  due: readonly { readonly StorageClass: string }[],
): void {
  const coldest = due
    .map(({ StorageClass }) => StorageClass.toUpperCase())
    .reduce((best, each) => (coldness(each) > coldness(best) ? each : best), version.storageClass);
  // Appendable objects stay where they are (page 7741).
  if (coldest === version.storageClass || version.size < leastToTransition || version.appendable) {
    return;
  }
  version.storageClass = coldest;
  version.restore = undefined;
  store.changeObject(bucket, version.key);
  report.transitioned++;
}

function coldness(storageClass: string): number {
  return classes.indexOf(storageClass.replace(/^MAZ_/, ""));
}

function abortUploads({ store, bucket, rules, now, report }: Run): void {
  for (const upload of [...bucket.uploads.values()]) {
    const isOver = ({ Filter, AbortIncompleteMultipartUpload: abort }: LifecycleRule) =>
      abort &&
      fitsKey(Filter, upload.key) &&
      isDue({ Days: abort.DaysAfterInitiation }, upload.initiated, now);
    if (!rules.some(isOver)) {
      continue;
    }
    store.dropUpload(bucket, upload);
    report.aborted++;
  }
}

function rulesFor({ rules }: Run, version: ObjectVersion): LifecycleRule[] {
  return rules.filter(({ Filter }) => fitsKey(Filter, version.key) && fitsObject(Filter, version));
}

function fitsKey({ Prefix = "", And }: LifecycleFilter = {}, key: string): boolean {
  if (!key.startsWith(Prefix) || !key.startsWith(And?.Prefix ?? "")) {
    return false;
  }
  return And?.PrefixNotEquals === undefined || !key.startsWith(And.PrefixNotEquals);
}

function fitsObject({ Tag, And }: LifecycleFilter = {}, { tags = [], size }: ObjectVersion): boolean {
  const wanted = Tag ? [Tag] : (And?.Tag ?? []);
  if (!wanted.every(({ Key, Value }) => tags.some((each) => each.key === Key && each.value === Value))) {
    return false;
  }
  if (And?.ObjectSizeGreaterThan !== undefined && size <= Number(And.ObjectSizeGreaterThan)) {
    return false;
  }
  return And?.ObjectSizeLessThan === undefined || size < Number(And.ObjectSizeLessThan);
}
