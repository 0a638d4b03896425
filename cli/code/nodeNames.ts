/** What the SDK for Node calls parameters, and how its methods take documents (github.com/tencentyun/cos-nodejs-sdk-v5, sdk/base.js). */

/** A document by the names on the wire. */
type Document = Readonly<Record<string, unknown>>;

/** Headers that every method takes by a name of its own; others go into `Headers`. */
export const headerNames: Readonly<Record<string, string>> = {
  "content-type": "ContentType",
  expect: "Expect",
  expires: "Expires",
  "cache-control": "CacheControl",
  "content-disposition": "ContentDisposition",
  "content-encoding": "ContentEncoding",
  range: "Range",
  "if-modified-since": "IfModifiedSince",
  "if-unmodified-since": "IfUnmodifiedSince",
  "if-match": "IfMatch",
  "if-none-match": "IfNoneMatch",
  "x-cos-copy-source": "CopySource",
  "x-cos-copy-source-range": "CopySourceRange",
  "x-cos-metadata-directive": "MetadataDirective",
  "x-cos-copy-source-if-modified-since": "CopySourceIfModifiedSince",
  "x-cos-copy-source-if-unmodified-since": "CopySourceIfUnmodifiedSince",
  "x-cos-copy-source-if-match": "CopySourceIfMatch",
  "x-cos-copy-source-if-none-match": "CopySourceIfNoneMatch",
  "x-cos-acl": "ACL",
  "x-cos-grant-read": "GrantRead",
  "x-cos-grant-write": "GrantWrite",
  "x-cos-grant-full-control": "GrantFullControl",
  "x-cos-grant-read-acp": "GrantReadAcp",
  "x-cos-grant-write-acp": "GrantWriteAcp",
  "x-cos-storage-class": "StorageClass",
  "x-cos-traffic-limit": "TrafficLimit",
  "x-cos-server-side-encryption-customer-algorithm": "SSECustomerAlgorithm",
  "x-cos-server-side-encryption-customer-key": "SSECustomerKey",
  "x-cos-server-side-encryption-customer-key-md5": "SSECustomerKeyMD5",
  "x-cos-server-side-encryption": "ServerSideEncryption",
  "x-cos-server-side-encryption-cos-kms-key-id": "SSEKMSKeyId",
  "x-cos-server-side-encryption-context": "SSEContext",
};

const responses = [
  "content-type",
  "content-language",
  "expires",
  "cache-control",
  "content-disposition",
  "content-encoding",
].map((name) => `response-${name}`);

/** Parameters of the query that methods take, by what programs of ours call them too. */
export const queryNames: Readonly<Record<string, readonly string[]>> = {
  getService: ["tagkey", "tagvalue", "create-time", "range", "marker", "max-keys"],
  getBucket: ["prefix", "delimiter", "encoding-type", "marker", "max-keys"],
  listObjectVersions: ["prefix", "delimiter", "encoding-type", "key-marker", "version-id-marker", "max-keys"],
  putBucketInventory: ["id"],
  getBucketInventory: ["id"],
  deleteBucketInventory: ["id"],
  listBucketInventory: ["continuation-token"],
  getObject: [...responses, "versionId"],
  headObject: ["versionId"],
  deleteObject: ["versionId"],
  getObjectAcl: ["versionId"],
  restoreObject: ["versionId"],
  selectObjectContent: ["versionId"],
  putObjectTagging: ["versionId"],
  getObjectTagging: ["versionId"],
  deleteObjectTagging: ["versionId"],
  appendObject: ["position"],
  multipartUpload: ["partNumber", "uploadId"],
  uploadPartCopy: ["partNumber", "uploadId"],
  multipartComplete: ["uploadId"],
  multipartAbort: ["uploadId"],
  multipartListPart: ["uploadId", "encoding-type", "max-parts", "part-number-marker"],
  multipartList: ["prefix", "delimiter", "encoding-type", "key-marker", "upload-id-marker", "max-uploads"],
};

/** Parameters of the query that have another name than by the rule. */
export const queryAliases: Readonly<Record<string, string>> = {
  tagkey: "TagKey",
  tagvalue: "TagValue",
  range: "CreateRange",
};

/** Methods whose parameter `Query` takes what they have no name for. */
export const takesQuery: readonly string[] = ["getObject", "putObject", "multipartInit"];

/** Members in the SDK's words: the parameters that hold a document. */
export const documents: Readonly<Record<string, (document: Document) => Document>> = {
  putBucket: (document) => document,
  putBucketAcl: accessControlPolicy,
  putObjectAcl: accessControlPolicy,
  putBucketCors: ({ CORSRule, ...others }) => ({
    CORSRules: listOf(CORSRule).map(
      renaming({
        AllowedOrigin: "AllowedOrigins",
        AllowedMethod: "AllowedMethods",
        AllowedHeader: "AllowedHeaders",
        ExposeHeader: "ExposeHeaders",
      }),
    ),
    ...others,
  }),
  putBucketLifecycle: ({ Rule }) => ({ Rules: Rule }),
  putBucketPolicy: (Policy) => ({ Policy }),
  putBucketTagging: tags,
  putObjectTagging: tags,
  putBucketVersioning: (VersioningConfiguration) => ({ VersioningConfiguration }),
  putBucketReplication: ({ Rule, ...others }) => ({ ReplicationConfiguration: { ...others, Rule } }),
  putBucketWebsite: ({ RoutingRules, ...others }) => ({
    WebsiteConfiguration: {
      ...others,
      ...(RoutingRules !== undefined && { RoutingRules: below(RoutingRules, "RoutingRule") }),
    },
  }),
  putBucketReferer: ({ DomainList, ...others }) => ({
    RefererConfiguration: {
      ...others,
      ...(DomainList !== undefined && { DomainList: { Domains: below(DomainList, "Domain") } }),
    },
  }),
  putBucketDomain: ({ DomainRule }) => ({ DomainRule }),
  putBucketOrigin: ({ OriginRule }) => ({ OriginRule }),
  putBucketLogging: (BucketLoggingStatus) => ({ BucketLoggingStatus }),
  putBucketInventory: ({ OptionalFields, ...others }) => ({
    InventoryConfiguration: {
      ...others,
      ...(OptionalFields !== undefined && { OptionalFields: below(OptionalFields, "Field") }),
    },
  }),
  putBucketAccelerate: (AccelerateConfiguration) => ({ AccelerateConfiguration }),
  putBucketEncryption: (ServerSideEncryptionConfiguration) => ({ ServerSideEncryptionConfiguration }),
  restoreObject: (RestoreRequest) => ({ RestoreRequest }),
  selectObjectContent: (SelectRequest) => ({ SelectType: 2, SelectRequest }),
  deleteMultipleObject: ({ Object: Objects, ...others }) => ({ Objects, ...others }),
  multipartComplete: ({ Part }) => ({ Parts: Part }),
};

function accessControlPolicy({ AccessControlList, ...others }: Document): Document {
  return {
    AccessControlPolicy: {
      ...others,
      ...(AccessControlList !== undefined && { Grants: below(AccessControlList, "Grant") }),
    },
  };
}

function tags({ TagSet }: Document): Document {
  return { Tags: below(TagSet, "Tag") ?? [] };
}

function below(value: unknown, name: string): unknown {
  return (value as Document | undefined)?.[name];
}

function listOf(value: unknown): readonly Document[] {
  return Array.isArray(value) ? value : [];
}

function renaming(names: Readonly<Record<string, string>>): (value: Document) => Document {
  return (value) =>
    Object.fromEntries(Object.entries(value).map(([name, member]) => [names[name] ?? name, member]));
}
