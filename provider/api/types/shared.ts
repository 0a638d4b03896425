/** What several families have in common. Written by npm run docs from the table of operations (provider/api/operations) and the comments of its groups. */

/** Parameters of every operation of a bucket. */
export interface BucketParameters {
  /** The bucket. A name without the account's APPID gets it. */
  readonly Bucket: string;
  /** The region. Left out, that of the client. */
  readonly Region?: string | undefined;
}

/** Parameters of every operation of an object. */
export interface ObjectParameters extends BucketParameters {
  /** The object's key, as it is stored: nothing in it is encoded. */
  readonly Key: string;
}

/** Parameters of every operation of an account's batch jobs. */
export interface AccountParameters {
  /** The account's UIN. Left out, COS is asked for it. */
  readonly Uin?: string | undefined;
  /** The region. Left out, that of the client. */
  readonly Region?: string | undefined;
}

/** The body of an operation that takes a document. */
export interface XmlBody<Document> {
  /** The document: an object, or its XML text. */
  readonly Body: Document | string;
}

/** What is kept with an object and answered with it. */
export interface MetadataHeaders {
  /**
   * How browsers and proxies may cache the object.
   * On the wire `Cache-Control`.
   */
  readonly CacheControl?: string | undefined;
  /**
   * Whether a browser shows or saves the object, and under which name.
   * On the wire `Content-Disposition`.
   */
  readonly ContentDisposition?: string | undefined;
  /**
   * How the content is encoded, such as `gzip`.
   * On the wire `Content-Encoding`.
   */
  readonly ContentEncoding?: string | undefined;
  /**
   * The language of the content.
   * On the wire `Content-Language`.
   */
  readonly ContentLanguage?: string | undefined;
  /**
   * The kind of the content, such as `image/png`.
   * On the wire `Content-Type`.
   */
  readonly ContentType?: string | undefined;
  /**
   * Until when caches may keep the object.
   * On the wire `Expires`.
   */
  readonly Expires?: string | undefined;
  /**
   * Metadata of one's own: 2 KB in all.
   * On the wire `x-cos-meta-*`.
   */
  readonly Meta?: { readonly [name: string]: string } | undefined;
}

/** Access rules of a bucket. */
export interface BucketAclHeaders {
  /**
   * A ready-made set of grants.
   * On the wire `x-cos-acl`.
   * @default private
   */
  readonly Acl?: "private" | "public-read" | "public-read-write" | "authenticated-read" | undefined;
  /**
   * Who gets this permission: a list such as `id="100000000001", id="100000000002"`, the UINs of accounts.
   * On the wire `x-cos-grant-read`.
   */
  readonly GrantRead?: string | undefined;
  /**
   * Who gets this permission: a list such as `id="100000000001", id="100000000002"`, the UINs of accounts.
   * On the wire `x-cos-grant-read-acp`.
   */
  readonly GrantReadAcp?: string | undefined;
  /**
   * Who gets this permission: a list such as `id="100000000001", id="100000000002"`, the UINs of accounts.
   * On the wire `x-cos-grant-write-acp`.
   */
  readonly GrantWriteAcp?: string | undefined;
  /**
   * Who gets this permission: a list such as `id="100000000001", id="100000000002"`, the UINs of accounts.
   * On the wire `x-cos-grant-full-control`.
   */
  readonly GrantFullControl?: string | undefined;
  /**
   * Who gets this permission: a list such as `id="100000000001", id="100000000002"`, the UINs of accounts.
   * On the wire `x-cos-grant-write`.
   */
  readonly GrantWrite?: string | undefined;
}

/** Headers that the answer is to have instead of the object's own. Only in signed requests. */
export interface ResponseParameters {
  /**
   * The `Content-Type` of the answer.
   * On the wire `response-content-type`.
   */
  readonly ResponseContentType?: string | undefined;
  /**
   * The `Content-Language` of the answer.
   * On the wire `response-content-language`.
   */
  readonly ResponseContentLanguage?: string | undefined;
  /**
   * The `Expires` of the answer.
   * On the wire `response-expires`.
   */
  readonly ResponseExpires?: string | undefined;
  /**
   * The `Cache-Control` of the answer.
   * On the wire `response-cache-control`.
   */
  readonly ResponseCacheControl?: string | undefined;
  /**
   * The `Content-Disposition` of the answer.
   * On the wire `response-content-disposition`.
   */
  readonly ResponseContentDisposition?: string | undefined;
  /**
   * The `Content-Encoding` of the answer.
   * On the wire `response-content-encoding`.
   */
  readonly ResponseContentEncoding?: string | undefined;
}

/** Access rules of an object. */
export interface ObjectAclHeaders {
  /**
   * A ready-made set of grants. `default` takes the rules of the bucket.
   * On the wire `x-cos-acl`.
   * @default default
   */
  readonly Acl?: "default" | "private" | "public-read" | "authenticated-read" | "bucket-owner-read" | "bucket-owner-full-control" | undefined;
  /**
   * Who gets this permission: a list such as `id="100000000001", id="100000000002"`, the UINs of accounts.
   * On the wire `x-cos-grant-read`.
   */
  readonly GrantRead?: string | undefined;
  /**
   * Who gets this permission: a list such as `id="100000000001", id="100000000002"`, the UINs of accounts.
   * On the wire `x-cos-grant-read-acp`.
   */
  readonly GrantReadAcp?: string | undefined;
  /**
   * Who gets this permission: a list such as `id="100000000001", id="100000000002"`, the UINs of accounts.
   * On the wire `x-cos-grant-write-acp`.
   */
  readonly GrantWriteAcp?: string | undefined;
  /**
   * Who gets this permission: a list such as `id="100000000001", id="100000000002"`, the UINs of accounts.
   * On the wire `x-cos-grant-full-control`.
   */
  readonly GrantFullControl?: string | undefined;
}

/** What is copied, and when. */
export interface CopySourceHeaders {
  /**
   * The source, without a scheme: `bucket-1250000000.cos.ap-guangzhou.myqcloud.com/key`, the key URL-encoded, with `?versionId=` for a version.
   * On the wire `x-cos-copy-source`.
   */
  readonly CopySource: string;
  /**
   * Only if the source's ETag is this one; else 412.
   * On the wire `x-cos-copy-source-If-Match`.
   */
  readonly CopySourceIfMatch?: string | undefined;
  /**
   * Only if the source's ETag is another one; else 412.
   * On the wire `x-cos-copy-source-If-None-Match`.
   */
  readonly CopySourceIfNoneMatch?: string | undefined;
  /**
   * Only if the source was changed after this time; else 412.
   * On the wire `x-cos-copy-source-If-Modified-Since`.
   */
  readonly CopySourceIfModifiedSince?: string | Date | undefined;
  /**
   * Only if the source was not changed after this time; else 412.
   * On the wire `x-cos-copy-source-If-Unmodified-Since`.
   */
  readonly CopySourceIfUnmodifiedSince?: string | Date | undefined;
}

/** When a read is answered at all. */
export interface ConditionHeaders {
  /**
   * Only if the ETag is this one; else 412.
   * On the wire `If-Match`.
   */
  readonly IfMatch?: string | undefined;
  /**
   * Only if the ETag is another one; else 304.
   * On the wire `If-None-Match`.
   */
  readonly IfNoneMatch?: string | undefined;
  /**
   * Only if it was changed after this time; else 304.
   * On the wire `If-Modified-Since`.
   */
  readonly IfModifiedSince?: string | Date | undefined;
  /**
   * Only if it was not changed after this time; else 412.
   * On the wire `If-Unmodified-Since`.
   */
  readonly IfUnmodifiedSince?: string | Date | undefined;
}

/** Encryption with keys of COS, or of the Key Management Service. */
export interface EncryptionHeaders {
  /**
   * Encrypts with keys of COS (`AES256`) or of the Key Management Service (`cos/kms`).
   * On the wire `x-cos-server-side-encryption`.
   */
  readonly ServerSideEncryption?: "AES256" | "cos/kms" | undefined;
  /**
   * The customer master key, with `cos/kms`. Left out, COS uses its default key.
   * On the wire `x-cos-server-side-encryption-cos-kms-key-id`.
   */
  readonly ServerSideEncryptionCosKmsKeyId?: string | undefined;
  /**
   * The encryption context, with `cos/kms`: a JSON object of strings.
   * On the wire `x-cos-server-side-encryption-context`.
   */
  readonly ServerSideEncryptionContext?: string | Uint8Array | undefined;
}

/** Encryption with a key of one's own, which COS forgets: all three, and only over HTTPS. */
export interface CustomerKeyHeaders {
  /**
   * How the key is used that comes with the request.
   * On the wire `x-cos-server-side-encryption-customer-algorithm`.
   */
  readonly ServerSideEncryptionCustomerAlgorithm?: "AES256" | undefined;
  /**
   * The key, 32 bytes.
   * On the wire `x-cos-server-side-encryption-customer-key`.
   */
  readonly ServerSideEncryptionCustomerKey?: string | Uint8Array | undefined;
  /**
   * The MD5 of the key.
   * On the wire `x-cos-server-side-encryption-customer-key-MD5`.
   */
  readonly ServerSideEncryptionCustomerKeyMD5?: string | Uint8Array | undefined;
}

/** With which key the source of a copy is read that was encrypted with one. */
export interface SourceCustomerKeyHeaders {
  /**
   * How the key of the source is used.
   * Known from SDKs only.
   * On the wire `x-cos-copy-source-server-side-encryption-customer-algorithm`.
   */
  readonly CopySourceServerSideEncryptionCustomerAlgorithm?: "AES256" | undefined;
  /**
   * The key of the source, 32 bytes.
   * Known from SDKs only.
   * On the wire `x-cos-copy-source-server-side-encryption-customer-key`.
   */
  readonly CopySourceServerSideEncryptionCustomerKey?: string | Uint8Array | undefined;
  /**
   * The MD5 of the source's key.
   * Known from SDKs only.
   * On the wire `x-cos-copy-source-server-side-encryption-customer-key-MD5`.
   */
  readonly CopySourceServerSideEncryptionCustomerKeyMD5?: string | Uint8Array | undefined;
}

/** What every listing of keys takes. */
export interface ListParameters {
  /**
   * Only keys that begin so.
   * On the wire `prefix`.
   */
  readonly Prefix?: string | undefined;
  /**
   * One character: keys that have it after the prefix are listed once, up to it, as `CommonPrefixes`.
   * On the wire `delimiter`.
   */
  readonly Delimiter?: string | undefined;
  /**
   * Writes keys URL-encoded in the answer: some hold characters that XML cannot.
   * On the wire `encoding-type`.
   */
  readonly EncodingType?: "url" | undefined;
}

/** What a read of an object answers. */
export interface ObjectAnswerHeaders extends EncryptionAnswerHeaders {
  /** Changes with the content; in quotes. Header `ETag`. */
  readonly ETag: string;
  /** When it was written. Header `Last-Modified`. */
  readonly LastModified?: string;
  /** `bytes`: parts may be asked for. Header `Accept-Ranges`. */
  readonly AcceptRanges?: string;
  /** Which bytes these are, of how many. Header `Content-Range`. */
  readonly ContentRange?: string;
  /** How it may be cached. Header `Cache-Control`. */
  readonly CacheControl?: string;
  /** Whether a browser shows or saves it. Header `Content-Disposition`. */
  readonly ContentDisposition?: string;
  /** How the content is encoded. Header `Content-Encoding`. */
  readonly ContentEncoding?: string;
  /** The language of the content. Header `Content-Language`. */
  readonly ContentLanguage?: string;
  /** Until when caches may keep it. Header `Expires`. */
  readonly Expires?: string;
  /** Metadata of one's own; names in lower case. Header `x-cos-meta-*`. */
  readonly Meta: { readonly [name: string]: string };
  /** The CRC-64 of the whole content, also where only a part is answered. Header `x-cos-hash-crc64ecma`. */
  readonly HashCrc64ecma?: string;
  /** Whether more can be appended. Header `x-cos-object-type`. */
  readonly ObjectType?: string;
  /** The storage class, unless it is STANDARD. Header `x-cos-storage-class`. */
  readonly StorageClass?: string;
  /** Where intelligent tiering has it. Header `x-cos-storage-tier`. */
  readonly StorageTier?: string;
  /** The version, in a bucket that has or had versioning. Header `x-cos-version-id`. */
  readonly VersionId?: string;
  /** How far an archived object is restored, and until when. Header `x-cos-restore`. */
  readonly Restore?: string;
  /** How the restoring was asked for. Header `x-cos-restore-status`. */
  readonly RestoreStatus?: string;
  /**
   * How many tags it has. Header `x-cos-tagging-count`.
   * Unverified.
   */
  readonly TaggingCount?: number;
}

/** What a write of an object answers. */
export interface WrittenAnswerHeaders extends EncryptionAnswerHeaders {
  /** Changes with the content; in quotes. The MD5 only of small objects that no key of one's own encrypts. Header `ETag`. */
  readonly ETag: string;
  /** The CRC-64 of the whole content, as a decimal number. Header `x-cos-hash-crc64ecma`. */
  readonly HashCrc64ecma?: string;
  /** The version that was written, where versioning is on. Header `x-cos-version-id`. */
  readonly VersionId?: string;
}

/** How the object is encrypted. */
export interface EncryptionAnswerHeaders {
  /** How it is encrypted. Header `x-cos-server-side-encryption`. */
  readonly ServerSideEncryption?: string;
  /** The customer master key. Header `x-cos-server-side-encryption-cos-kms-key-id`. */
  readonly ServerSideEncryptionCosKmsKeyId?: string;
  /** How the key is used that came with the request. Header `x-cos-server-side-encryption-customer-algorithm`. */
  readonly ServerSideEncryptionCustomerAlgorithm?: string;
  /** The MD5 of that key. Header `x-cos-server-side-encryption-customer-key-MD5`. */
  readonly ServerSideEncryptionCustomerKeyMD5?: string;
}

/** An account, as documents name it. */
export interface Account {
  /** Such as `qcs::cam::uin/100000000001:uin/100000000001`; the APPID where objects are listed. */
  readonly ID?: string | undefined;
  /** The UIN, or the APPID where objects are listed. */
  readonly DisplayName?: string | undefined;
}

/** Keys that begin alike, up to the delimiter. */
export interface CommonPrefix {
  /** What they begin with, the delimiter included. */
  readonly Prefix: string;
}

/** Whose it is, and who may do what. */
export interface AccessControlPolicy {
  readonly Owner: {
    /** The owner, as `qcs::cam::uin/100000000001:uin/100000000001`. */
    readonly ID: string;
    /** A name to show. COS fills it in. */
    readonly DisplayName?: string | undefined;
  };
  readonly AccessControlList?: {
    /** The order means nothing. */
    readonly Grant?: readonly AccessControlGrant[] | undefined;
  } | undefined;
}

/** `AccessControlPolicy` as it is answered: lists are always there. */
export interface AccessControlPolicyAnswer extends AccessControlPolicy {
  readonly AccessControlList: {
    /** The order means nothing. */
    readonly Grant: readonly AccessControlGrant[];
  };
}

/** One permission for one grantee. */
export interface AccessControlGrant {
  readonly Grantee?: {
    /** The group that gets it, as an address: `http://cam.qcloud.com/groups/global/AllUsers`. */
    readonly URI?: string | undefined;
    /** The account that gets it, as `qcs::cam::uin/100000000001:uin/100000000001`. */
    readonly ID?: string | undefined;
    /** A name to show. COS fills it in. */
    readonly DisplayName?: string | undefined;
    /** What the grantee is: the attribute `xsi:type`. */
    readonly Type?: "CanonicalUser" | "Group" | undefined;
  } | undefined;
  readonly Permission: "READ" | "WRITE" | "READ_ACP" | "WRITE_ACP" | "FULL_CONTROL";
}
