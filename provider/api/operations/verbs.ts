/** What operations of one kind have in common, to be spread into their records. */

/** A request to a bucket. */
const ofBucket = { host: "bucket", path: "/" } as const;

/** A request to an object. */
const ofObject = { host: "bucket", path: "/{Key}" } as const;

/** A read changes nothing, so it may be repeated. */
const read = { method: "GET", md5: "none", statuses: [200], effect: "reads", repeatable: true } as const;

/** Reads something of a bucket. */
export const readOfBucket = { ...read, ...ofBucket } as const;

/** Replaces a whole document of a bucket. */
export const replaceInBucket = {
  method: "PUT",
  ...ofBucket,
  md5: "required",
  statuses: [200],
  effect: "replaces",
  repeatable: true,
} as const;

/** Removes a document of a bucket. */
export const removeFromBucket = {
  method: "DELETE",
  ...ofBucket,
  md5: "none",
  statuses: [204],
  effect: "destroys",
  repeatable: true,
} as const;

/** Reads something of an object. */
export const readOfObject = { ...read, ...ofObject } as const;

/** Replaces a document of an object. */
export const replaceInObject = { ...replaceInBucket, ...ofObject } as const;

/** Removes something of an object. */
export const removeFromObject = { ...removeFromBucket, ...ofObject } as const;
