/** Operations of what protects a bucket's objects: versions, replication, encryption, locks. */

import { encryptionConfiguration } from "../../model/documents/encryption";
import { objectLockConfiguration } from "../../model/documents/objectLock";
import { replicationConfiguration } from "../../model/documents/replication";
import { versioningConfiguration } from "../../model/documents/versioning";
import type { OperationFamily } from "./operation";
import { readOfBucket, removeFromBucket, replaceInBucket } from "./verbs";

const versioning = { kind: "xml", root: "VersioningConfiguration", group: versioningConfiguration } as const;
const replication = {
  kind: "xml",
  root: "ReplicationConfiguration",
  group: replicationConfiguration,
} as const;
const encryption = {
  kind: "xml",
  root: "ServerSideEncryptionConfiguration",
  group: encryptionConfiguration,
} as const;
const objectLock = { kind: "xml", root: "ObjectLockConfiguration", group: objectLockConfiguration } as const;

export const bucketProtection = {
  title: "Versions, replication, encryption and locks",
  operations: {
    PutBucketVersioning: {
      title: "PUT Bucket versioning",
      action: "PutBucketVersioning",
      ...replaceInBucket,
      subresource: "versioning",
      body: versioning,
      errors: { InvalidBucketState: 409 },
      effect: "cannot be undone",
      page: 19889,
      sdk: {
        node: ["putBucketVersioning"],
        go: ["Bucket.PutVersioning"],
        python: ["put_bucket_versioning"],
        java: ["setBucketVersioningConfiguration"],
      },
      certainty: "documented",
      notes: "A bucket that had versioning can only suspend it.",
    },
    GetBucketVersioning: {
      title: "GET Bucket versioning",
      action: "GetBucketVersioning",
      ...readOfBucket,
      subresource: "versioning",
      answer: versioning,
      page: 19888,
      sdk: {
        node: ["getBucketVersioning"],
        go: ["Bucket.GetVersioning"],
        python: ["get_bucket_versioning"],
        java: ["getBucketVersioningConfiguration"],
      },
      certainty: "documented",
      notes: "Of a bucket that never had it COS answers an empty element.",
    },
    PutBucketReplication: {
      title: "PUT Bucket replication",
      action: "PutBucketReplication",
      ...replaceInBucket,
      subresource: "replication",
      body: replication,
      errors: { BucketVersionNotOpen: 400, MultiBucketNotSupport: 400, InvalidBucketState: 409 },
      page: 19223,
      sdk: {
        node: ["putBucketReplication"],
        go: ["Bucket.PutBucketReplication"],
        python: ["put_bucket_replication"],
        java: ["setBucketReplicationConfiguration"],
      },
      certainty: "documented",
    },
    GetBucketReplication: {
      title: "GET Bucket replication",
      action: "GetBucketReplication",
      ...readOfBucket,
      subresource: "replication",
      answerHeaders: {
        "x-cos-replication-rule-creation-time": { type: "httpDate", meaning: "When the rules were made." },
      },
      answer: replication,
      errors: { ReplicationConfigurationNotFoundError: 404 },
      page: 19222,
      sdk: {
        node: ["getBucketReplication"],
        go: ["Bucket.GetBucketReplication"],
        python: ["get_bucket_replication"],
        java: ["getBucketReplicationConfiguration"],
      },
      certainty: "documented",
    },
    DeleteBucketReplication: {
      title: "DELETE Bucket replication",
      action: "DeleteBucketReplication",
      ...removeFromBucket,
      subresource: "replication",
      page: 19221,
      sdk: {
        node: ["deleteBucketReplication"],
        go: ["Bucket.DeleteBucketReplication"],
        python: ["delete_bucket_replication"],
        java: ["deleteBucketReplicationConfiguration"],
      },
      certainty: "documented",
    },
    PutBucketEncryption: {
      title: "PUT Bucket encryption",
      action: "PutBucketEncryption",
      ...replaceInBucket,
      subresource: "encryption",
      body: encryption,
      errors: { KmsKeyNotExist: 400, KmsKeyDisabled: 400 },
      page: 33459,
      sdk: {
        node: ["putBucketEncryption"],
        go: ["Bucket.PutEncryption"],
        python: ["put_bucket_encryption"],
        java: ["putBucketEncryptionConfiguration"],
      },
      certainty: "documented",
    },
    GetBucketEncryption: {
      title: "GET Bucket encryption",
      action: "GetBucketEncryption",
      ...readOfBucket,
      subresource: "encryption",
      answer: encryption,
      errors: { NoSuchEncryptionConfiguration: 404 },
      page: 33460,
      sdk: {
        node: ["getBucketEncryption"],
        go: ["Bucket.GetEncryption"],
        python: ["get_bucket_encryption"],
        java: ["getBucketEncryptionConfiguration"],
      },
      certainty: "documented",
    },
    DeleteBucketEncryption: {
      title: "DELETE Bucket encryption",
      action: "DeleteBucketEncryption",
      ...removeFromBucket,
      subresource: "encryption",
      page: 33461,
      sdk: {
        node: ["deleteBucketEncryption"],
        go: ["Bucket.DeleteEncryption"],
        python: ["delete_bucket_encryption"],
        java: ["deleteBucketEncryptionConfiguration"],
      },
      certainty: "documented",
    },
    PutBucketObjectLockConfiguration: {
      title: "PUT Bucket ObjectLockConfiguration",
      action: "PutBucketObjectLockConfiguration",
      actionInferred: true,
      ...replaceInBucket,
      subresource: "object-lock",
      body: objectLock,
      errors: { InvalidLockedTime: 409, InvalidBucketState: 409 },
      effect: "cannot be undone",
      page: 40133,
      sdk: { go: ["Bucket.PutObjectLockConfiguration"], python: ["put_bucket_object_lock"] },
      certainty: "documented",
      notes: "It can never be switched off, and its period can only grow.",
    },
    GetBucketObjectLockConfiguration: {
      title: "GET Bucket ObjectLockConfiguration",
      action: "GetBucketObjectLockConfiguration",
      actionInferred: true,
      ...readOfBucket,
      subresource: "object-lock",
      answer: objectLock,
      errors: { NoSuchObjectLockConfiguration: 404 },
      page: 40134,
      sdk: {
        go: ["Bucket.GetObjectLockConfiguration"],
        python: ["get_bucket_object_lock"],
        java: ["getBucketObjectLockConfiguration"],
      },
      certainty: "documented",
    },
  },
} as const satisfies OperationFamily;
