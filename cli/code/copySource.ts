/** The source of a copy as SDKs take it: in its parts. */

/** Where a copy comes from. */
export interface CopySource {
  readonly Bucket: string;
  readonly Region: string;
  /** Decoded. */
  readonly Key: string;
  readonly VersionId?: string;
}

/** Reads `x-cos-copy-source`; `undefined` when it is none of COS's own addresses. */
export function copySourceOf(text: string): CopySource | undefined {
  const [, Bucket, Region, path, VersionId] =
    /^([^./]+-\d+)\.cos\.([a-z0-9-]+)\.myqcloud\.com\/([^?]+)(?:\?versionId=([^&]+))?$/.exec(text) ?? [];
  if (Bucket === undefined || Region === undefined || path === undefined) {
    return undefined;
  }
  try {
    const Key = decodeURIComponent(path);
    return { Bucket, Region, Key, ...(VersionId !== undefined && { VersionId }) };
  } catch {
    return undefined;
  }
}
