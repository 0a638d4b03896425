/** What the SDK for Python calls parameters, and how its methods take documents (github.com/tencentyun/cos-python-sdk-v5, qcloud_cos). */

/** A document by the names on the wire. */
type Document = Readonly<Record<string, unknown>>;

/** Headers by the keywords of all methods (`maplist` in cos_comm.py); others the SDK refuses. */
export const headerNames: Readonly<Record<string, string>> = {
  "content-type": "ContentType",
  "cache-control": "CacheControl",
  "content-disposition": "ContentDisposition",
  "content-encoding": "ContentEncoding",
  "content-language": "ContentLanguage",
  expires: "Expires",
  "x-cos-acl": "ACL",
  "x-cos-tagging": "Tagging",
  "x-cos-grant-full-control": "GrantFullControl",
  "x-cos-grant-write": "GrantWrite",
  "x-cos-grant-read": "GrantRead",
  "x-cos-storage-class": "StorageClass",
  range: "Range",
  "if-match": "IfMatch",
  "if-none-match": "IfNoneMatch",
  "if-modified-since": "IfModifiedSince",
  "if-unmodified-since": "IfUnmodifiedSince",
  "x-cos-copy-source-if-match": "CopySourceIfMatch",
  "x-cos-copy-source-if-none-match": "CopySourceIfNoneMatch",
  "x-cos-copy-source-if-modified-since": "CopySourceIfModifiedSince",
  "x-cos-copy-source-if-unmodified-since": "CopySourceIfUnmodifiedSince",
  "x-cos-server-side-encryption": "ServerSideEncryption",
  "x-cos-server-side-encryption-cos-kms-key-id": "SSEKMSKeyId",
  "x-cos-server-side-encryption-context": "SSEKMSContext",
  "x-cos-server-side-encryption-customer-algorithm": "SSECustomerAlgorithm",
  "x-cos-server-side-encryption-customer-key": "SSECustomerKey",
  "x-cos-server-side-encryption-customer-key-md5": "SSECustomerKeyMD5",
  "x-cos-copy-source-server-side-encryption-customer-algorithm": "CopySourceSSECustomerAlgorithm",
  "x-cos-copy-source-server-side-encryption-customer-key": "CopySourceSSECustomerKey",
  "x-cos-copy-source-server-side-encryption-customer-key-md5": "CopySourceSSECustomerKeyMD5",
  "x-cos-traffic-limit": "TrafficLimit",
};

const responses = Object.fromEntries(
  ["ContentType", "ContentLanguage", "Expires", "CacheControl", "ContentDisposition", "ContentEncoding"].map(
    (name) => [`response-${name.replace(/(?<=.)(?=[A-Z])/g, "-").toLowerCase()}`, `Response${name}`],
  ),
);

const list = { prefix: "Prefix", delimiter: "Delimiter", "encoding-type": "EncodingType" };
const version = { versionId: "VersionId" };
const channel = { ChannelName: "ChannelName" };
const times = { starttime: "StartTime", endtime: "EndTime" };
const part = { partNumber: "PartNumber", uploadId: "UploadId" };

/** Keywords of methods beside those of all, by the names on the wire. */
export const keywords: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  list_buckets: {
    tagkey: "TagKey",
    tagvalue: "TagValue",
    region: "Region",
    "create-time": "CreateTime",
    range: "Range",
    marker: "Marker",
    "max-keys": "MaxKeys",
  },
  list_objects: { ...list, marker: "Marker", "max-keys": "MaxKeys" },
  list_objects_versions: {
    ...list,
    "key-marker": "KeyMarker",
    "version-id-marker": "VersionIdMarker",
    "max-keys": "MaxKeys",
  },
  put_bucket_intelligenttiering_v2: { id: "Id" },
  get_bucket_intelligenttiering_v2: { id: "Id" },
  put_bucket_inventory: { id: "Id" },
  get_bucket_inventory: { id: "Id" },
  delete_bucket_inventory: { id: "Id" },
  post_bucket_inventory: { id: "Id" },
  list_bucket_inventory_configurations: { "continuation-token": "ContinuationToken" },
  get_bucket_domain_certificate: { domainname: "DomainName" },
  delete_bucket_domain_certificate: { domainname: "DomainName" },
  copy_object: { "x-cos-copy-source": "CopySource", "x-cos-metadata-directive": "CopyStatus" },
  append_object: { position: "Position" },
  put_symlink: { "x-cos-symlink-target": "SymlinkTarget" },
  get_symlink: version,
  get_object: { ...responses, ...version },
  head_object: version,
  restore_object: version,
  delete_object: version,
  put_object_tagging: version,
  get_object_tagging: version,
  delete_object_tagging: version,
  upload_part: part,
  upload_part_copy: {
    ...part,
    "x-cos-copy-source": "CopySource",
    "x-cos-copy-source-range": "CopySourceRange",
  },
  complete_multipart_upload: { uploadId: "UploadId" },
  abort_multipart_upload: { uploadId: "UploadId" },
  list_parts: {
    uploadId: "UploadId",
    "max-parts": "MaxParts",
    "part-number-marker": "PartNumberMarker",
    "encoding-type": "EncodingType",
  },
  list_multipart_uploads: {
    ...list,
    "key-marker": "KeyMarker",
    "upload-id-marker": "UploadIdMarker",
    "max-uploads": "MaxUploads",
  },
  put_live_channel: channel,
  put_live_channel_switch: { ...channel, switch: "Switch" },
  get_live_channel_info: channel,
  get_live_channel_status: channel,
  get_live_channel_history: channel,
  list_live_channel: { prefix: "Prefix", marker: "Marker", "max-keys": "MaxKeys" },
  get_vod_playlist: { ...channel, ...times },
  post_vod_playlist: { ...channel, PlaylistName: "PlaylistName", ...times },
  delete_live_channel: channel,
  get_async_fetch_task: { TaskId: "TaskId" },
};

/** Keywords whose value the SDK wants as a number. */
export const numbers: readonly string[] = ["MaxKeys", "StartTime", "EndTime"];

/** What methods call the key, where it is not `Key`. */
export const keyNames: Readonly<Record<string, string>> = {
  put_symlink: "SymlinkName",
  get_symlink: "SymlinkName",
};

/** The keyword for an object's content, where it is not `Body`. */
export const contentNames: Readonly<Record<string, string>> = { append_object: "Data" };

const as = (keyword: string) => (document: Document) => ({ [keyword]: document });

/** Keywords that hold a document: by the names on the wire, but for those that the SDK renames. */
export const documents: Readonly<Record<string, (document: Document) => Document>> = {
  create_bucket: (document) => document,
  put_bucket_acl: as("AccessControlPolicy"),
  put_object_acl: as("AccessControlPolicy"),
  put_bucket_cors: as("CORSConfiguration"),
  put_bucket_lifecycle: as("LifecycleConfiguration"),
  put_bucket_policy: as("Policy"),
  put_bucket_referer: as("RefererConfiguration"),
  put_bucket_tagging: as("Tagging"),
  put_object_tagging: as("Tagging"),
  put_bucket_website: ({ RoutingRules, ...others }) => ({
    WebsiteConfiguration: {
      ...others,
      ...(RoutingRules !== undefined && { RoutingRules: (RoutingRules as Document).RoutingRule }),
    },
  }),
  put_bucket_versioning: ({ Status }) => ({ Status }),
  put_bucket_replication: as("ReplicationConfiguration"),
  put_bucket_logging: as("BucketLoggingStatus"),
  put_bucket_inventory: ({ Id: _, ...InventoryConfiguration }) => ({ InventoryConfiguration }),
  post_bucket_inventory: ({ Id: _, ...InventoryConfiguration }) => ({ InventoryConfiguration }),
  put_bucket_encryption: as("ServerSideEncryptionConfiguration"),
  put_bucket_domain: as("DomainConfiguration"),
  put_bucket_domain_certificate: as("DomainCertificateConfiguration"),
  put_bucket_origin: as("OriginConfiguration"),
  put_bucket_intelligenttiering: as("IntelligentTieringConfiguration"),
  put_bucket_intelligenttiering_v2: as("IntelligentTieringConfiguration"),
  put_bucket_object_lock: as("ObjectLockConfiguration"),
  restore_object: as("RestoreRequest"),
  select_object_content: (document) => document,
  delete_objects: as("Delete"),
  complete_multipart_upload: as("MultipartUpload"),
  put_live_channel: as("LiveChannelConfiguration"),
  put_async_fetch_task: as("FetchTaskConfiguration"),
};

/** Methods that send JSON; all others make XML of their dictionaries. */
export const jsonMethods: readonly string[] = ["put_bucket_policy", "put_async_fetch_task"];
