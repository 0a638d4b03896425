/**
 * Resource ids, from which a resource can be read without anything else: `region/bucket`, `region/bucket?id`,
 * `region/bucket/key`, `region/bucket/prefix`.
 */

/** Where a bucket is. */
export interface BucketAddress {
  readonly region: string;
  /** The full name, `name-APPID`. */
  readonly bucket: string;
}

/** Where an object is. */
export interface ObjectAddress extends BucketAddress {
  /** The key as it is, not escaped: neither regions nor buckets hold a `/`, so the first two segments are unambiguous. */
  readonly key: string;
}

/** The id of a bucket and of each of its configurations. */
export function bucketId({ region, bucket }: BucketAddress): string {
  return `${region}/${bucket}`;
}

/**
 * Reads a bucket's id.
 * @throws Error that shows the right form
 */
export function parseBucketId(id: string): BucketAddress {
  const [region, bucket, ...rest] = id.split("/");
  if (!region || !bucket || rest.length > 0) {
    throw new Error(
      `the id ${JSON.stringify(id)} is not of the form region/bucket, such as ap-guangzhou/site-1250000000`,
    );
  }
  return { region, bucket };
}

/** The id of a configuration of which a bucket has several, each under an id of its own. */
export function keyedId(address: BucketAddress, key: string | undefined): string {
  return key === undefined ? bucketId(address) : `${bucketId(address)}?${key}`;
}

/**
 * Reads the id of a configuration.
 * @throws Error that shows the right form
 */
export function parseKeyedId(id: string): BucketAddress & { readonly key: string | undefined } {
  const [address = "", ...key] = id.split("?");
  return { ...parseBucketId(address), key: key.length === 0 ? undefined : key.join("?") };
}

/** The id of an object. */
export function objectId({ region, bucket, key }: ObjectAddress): string {
  return `${region}/${bucket}/${key}`;
}

/**
 * Reads an object's id.
 * @throws Error that shows the right form
 */
export function parseObjectId(id: string): ObjectAddress {
  const match = /^([^/]+)\/([^/]+)\/(.+)$/s.exec(id);
  if (!match) {
    throw new Error(
      `the id ${JSON.stringify(id)} is not of the form region/bucket/key, such as ap-guangzhou/site-1250000000/index.html`,
    );
  }
  const [, region, bucket, key] = match as unknown as [string, string, string, string];
  return { region, bucket, key };
}

/** Where a folder of files is. */
export interface FolderAddress extends BucketAddress {
  /** What stands before every file's path; may be empty. */
  readonly prefix: string;
}

/** The id of a folder. */
export function folderId({ region, bucket, prefix }: FolderAddress): string {
  return `${region}/${bucket}/${prefix}`;
}

/**
 * Reads a folder's id.
 * @throws Error that shows the right form
 */
export function parseFolderId(id: string): FolderAddress {
  const match = /^([^/]+)\/([^/]+)\/(.*)$/s.exec(id);
  if (!match) {
    throw new Error(
      `the id ${JSON.stringify(id)} is not of the form region/bucket/prefix, such as ap-guangzhou/site-1250000000/docs/`,
    );
  }
  const [, region, bucket, prefix] = match as unknown as [string, string, string, string];
  return { region, bucket, prefix };
}
