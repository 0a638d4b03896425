/** Errors of objects: keys, uploads, copies, archives, encryption. */
import type { ErrorGroup } from "./explanation";

const damagedUpload = "Run pulumi up again; if it happens again, look for a proxy that changes bodies.";

export const objectErrors: ErrorGroup = {
  title: "Objects",
  codes: {
    NoSuchKey: {
      status: 404,
      cause: "There is no object with that key.",
      remedy: "Check the key: capitals count, and no key begins with a slash.",
      selfExplanatory: true,
    },
    NoSuchVersion: {
      status: 404,
      cause: "There is no such version of the object.",
      remedy: "Check the version, or leave it out for the newest.",
      selfExplanatory: true,
    },
    NoSuchCopySource: {
      status: 404,
      cause: "The object to copy does not exist.",
      remedy: "Check bucket, region and key of the source, and let the copy depend on it (dependsOn).",
    },
    InvalidCopySource: {
      status: 400,
      cause: "COS cannot copy from there.",
      remedy: "Check bucket, region and key of the source.",
    },
    InvalidObjectName: {
      status: 400,
      cause: "The key is not valid.",
      remedy: "Use at most 850 bytes, no slash at the beginning, no control characters.",
    },
    KeyTooLong: {
      status: 400,
      cause: "A key has at most 850 bytes.",
      remedy: "Shorten it; a Chinese character has 3 bytes.",
    },
    InvalidObjectState: {
      status: [403, 409],
      cause:
        "The object's storage class does not allow it: archived objects can be neither read nor changed.",
      remedy: "Restore the object first, in the console.",
    },
    ObjectLocked: {
      status: 409,
      cause: "The object is under a retention that has not ended.",
      remedy: "Wait for its end: until then nobody can overwrite or delete the object.",
    },
    PathConflict: {
      status: 409,
      cause: "Two writes of one key happened at the same time.",
      remedy: "Declare each key once; look for another program that writes it.",
    },
    UploadConflict: {
      status: 409,
      cause: "One key is being written too often.",
      remedy: "Declare each key once; look for another program that writes it.",
    },
    PreconditionFailed: {
      status: 412,
      cause: "The object was changed after it had been read.",
      remedy: "Run pulumi up again; look for another program that writes the object.",
    },
    NotSupportedStorageClass: {
      status: 400,
      cause: "The region or the bucket does not have the storage class.",
      remedy: "Choose another one; classes that begin with MAZ_ are for buckets in several zones.",
    },
    EntityTooLarge: {
      status: 400,
      cause: "The content is larger than one request may carry: 5 GB.",
      remedy: "Large files are uploaded in parts automatically, up to 48.8 TB; check the source.",
    },
    EntityTooSmall: {
      status: 400,
      cause: "A part of an upload is smaller than 1 MB.",
      remedy: "Run pulumi up again; if it happens again, please report a bug of the provider.",
    },
    EntitySizeNotMatch: {
      status: 400,
      cause: "The content's length differs from the announced one.",
      remedy: "Do not change the file while it is uploaded.",
    },
    IncompleteBody: {
      status: 400,
      cause: "The content ended before its announced length.",
      remedy: "Do not change the file while it is uploaded.",
    },
    BadDigest: {
      status: 400,
      cause: "The received content does not have the announced MD5.",
      remedy: damagedUpload,
    },
    InvalidDigest: {
      status: 400,
      cause: "The MD5 in the request is malformed.",
      remedy: damagedUpload,
    },
    NoSuchUpload: {
      status: 404,
      cause: "The upload in parts has been completed or aborted.",
      remedy:
        "Run pulumi up again; a lifecycle rule with abortIncompleteMultipartUpload should leave uploads more time.",
    },
    InvalidPart: {
      status: 400,
      cause: "A part of the upload is missing.",
      remedy: "Run pulumi up again: parts that are there are not sent again.",
    },
    InvalidPartOrder: {
      status: 400,
      cause: "The parts of the upload do not follow one another.",
      remedy: "Run pulumi up again; if it happens again, please report a bug of the provider.",
    },
    InvalidRange: {
      status: 416,
      cause: "The object is shorter than the range that was asked for.",
      remedy: "Run pulumi up again: the source of a copy was changed while it was copied.",
    },
    KmsException: {
      status: 400,
      cause: "The Key Management Service refused.",
      remedy: "Check that the service is open for the account, and that COS may use it.",
    },
    KmsKeyDisabled: {
      status: 400,
      cause: "The key of the Key Management Service is disabled.",
      remedy: "Enable it, or name another one.",
    },
    KmsKeyNotExist: {
      status: 400,
      cause: "The Key Management Service has no such key in the bucket's region.",
      remedy: "Check kmsKeyId or kmsMasterKeyId, and the key's region.",
    },
    KmsFreqControl: {
      status: 503,
      cause: "The Key Management Service limits the rate of requests.",
      remedy: "Run pulumi up again later; BucketEncryption with bucketKeyEnabled asks it less often.",
    },
    KmsInternalException: {
      status: 500,
      cause: "The Key Management Service failed.",
      remedy: "Run pulumi up again later.",
    },
    SSEContentNotSupported: {
      status: 400,
      cause: "COS does not know the kind of encryption.",
      remedy: "Use AES256 or cos/kms for serverSideEncryption.",
    },
    SSEHeaderNotAllowed: {
      status: 400,
      cause: "The operation takes no header about encryption.",
      remedy: "Please report a bug of the provider.",
    },
  },
};
