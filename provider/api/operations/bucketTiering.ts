/** Operations of rules by which a bucket's objects change their storage class, or are deleted, in time. */

import {
  intelligentTieringConfiguration,
  listIntelligentTieringConfigurations,
} from "../../model/documents/intelligentTiering";
import { lifecycleConfiguration } from "../../model/documents/lifecycle";
import type { OperationFamily } from "./operation";
import { readOfBucket, removeFromBucket, replaceInBucket } from "./verbs";

const lifecycle = { kind: "xml", root: "LifecycleConfiguration", group: lifecycleConfiguration } as const;
const tiering = {
  kind: "xml",
  root: "IntelligentTieringConfiguration",
  group: intelligentTieringConfiguration,
} as const;

const tieringId = {
  id: { type: "string", meaning: "The rule: `default`, or any other name.", required: true },
} as const;

export const bucketTiering = {
  title: "Lifecycle and tiering of objects",
  operations: {
    PutBucketLifecycle: {
      title: "PUT Bucket lifecycle",
      action: "PutBucketLifecycle",
      ...replaceInBucket,
      subresource: "lifecycle",
      body: lifecycle,
      errors: { InvalidArgument: 400, InvalidRequest: 400, BucketLocked: 409 },
      page: 8280,
      sdk: {
        node: ["putBucketLifecycle"],
        go: ["Bucket.PutLifecycle"],
        python: ["put_bucket_lifecycle"],
        java: ["setBucketLifecycleConfiguration"],
      },
      certainty: "documented",
    },
    GetBucketLifecycle: {
      title: "GET Bucket lifecycle",
      action: "GetBucketLifecycle",
      ...readOfBucket,
      subresource: "lifecycle",
      answer: lifecycle,
      errors: { NoSuchLifecycleConfiguration: 404 },
      page: 8278,
      sdk: {
        node: ["getBucketLifecycle"],
        go: ["Bucket.GetLifecycle"],
        python: ["get_bucket_lifecycle"],
        java: ["getBucketLifecycleConfiguration"],
      },
      certainty: "documented",
    },
    DeleteBucketLifecycle: {
      title: "DELETE Bucket lifecycle",
      action: "DeleteBucketLifecycle",
      ...removeFromBucket,
      subresource: "lifecycle",
      page: 8284,
      sdk: {
        node: ["deleteBucketLifecycle"],
        go: ["Bucket.DeleteLifecycle"],
        python: ["delete_bucket_lifecycle"],
        java: ["deleteBucketLifecycleConfiguration"],
      },
      certainty: "documented",
    },
    PutBucketIntelligentTieringLegacy: {
      title: "PUT Bucket IntelligentTiering, the old form",
      action: "PutBucketIntelligentTiering",
      actionInferred: true,
      ...replaceInBucket,
      subresource: "intelligenttiering",
      body: tiering,
      md5: "general",
      effect: "cannot be undone",
      page: 38314,
      sdk: {
        go: ["Bucket.PutIntelligentTiering"],
        python: ["put_bucket_intelligenttiering"],
        java: ["setBucketIntelligentTieringConfiguration"],
      },
      certainty: "documented",
      notes: "The page had this form until 2026. It can be neither switched off nor changed.",
    },
    GetBucketIntelligentTieringLegacy: {
      title: "GET Bucket IntelligentTiering, the old form",
      action: "GetBucketIntelligentTiering",
      actionInferred: true,
      ...readOfBucket,
      subresource: "intelligenttiering",
      answer: tiering,
      page: 38315,
      sdk: {
        go: ["Bucket.GetIntelligentTiering"],
        python: ["get_bucket_intelligenttiering"],
        java: ["getBucketIntelligentTierConfiguration"],
      },
      certainty: "documented",
      notes: "Of a bucket that never had it COS answers an empty element.",
    },
    PutBucketIntelligentTiering: {
      title: "PUT Bucket IntelligentTiering",
      action: "PutBucketIntelligentTiering",
      actionInferred: true,
      ...replaceInBucket,
      subresource: "intelligent-tiering",
      query: tieringId,
      body: tiering,
      md5: "general",
      errors: { InvalidArgument: 400 },
      effect: "cannot be undone",
      page: 38314,
      chinesePage: 48348,
      sdk: {
        go: ["Bucket.PutIntelligentTieringV2"],
        python: ["put_bucket_intelligenttiering_v2"],
      },
      certainty: "documented",
      notes: "The rule `default` can be neither changed nor deleted; others can.",
    },
    GetBucketIntelligentTiering: {
      title: "GET Bucket IntelligentTiering",
      action: "GetBucketIntelligentTiering",
      actionInferred: true,
      ...readOfBucket,
      subresource: "intelligent-tiering",
      query: tieringId,
      answer: tiering,
      errors: { IntelligentTieringConfigurationNotFoundError: 404 },
      page: 38315,
      chinesePage: 48349,
      sdk: {
        go: ["Bucket.GetIntelligentTieringV2"],
        python: ["get_bucket_intelligenttiering_v2"],
      },
      certainty: "documented",
    },
    ListBucketIntelligentTieringConfigurations: {
      title: "LIST Bucket IntelligentTiering",
      action: "ListBucketIntelligentTieringConfigurations",
      actionInferred: true,
      ...readOfBucket,
      subresource: "intelligent-tiering",
      query: {
        "continuation-token": {
          type: "string",
          meaning: "Where the page begins: `NextContinuationToken` of the page before.",
          certainty: "unverified",
        },
      },
      answer: {
        kind: "xml",
        // The page has this one, the Go SDK reads the other.
        root: "ListBucketIntelligentTieringConfigurationOutput",
        otherRoots: ["ListBucketIntelligentTieringConfigurationsOutput"],
        group: listIntelligentTieringConfigurations,
      },
      paging: {
        more: "IsTruncated",
        next: { NextContinuationToken: "continuation-token" },
        items: ["IntelligentTieringConfiguration"],
      },
      page: 60836,
      chinesePage: 106783,
      sdk: {
        go: ["Bucket.ListIntelligentTiering"],
        python: ["list_bucket_intelligenttiering_configurations"],
        java: ["listBucketIntelligentTieringConfiguration"],
      },
      certainty: "documented",
    },
    DeleteBucketIntelligentTiering: {
      title: "DELETE Bucket IntelligentTiering",
      action: "DeleteBucketIntelligentTiering",
      actionInferred: true,
      ...removeFromBucket,
      subresource: "intelligent-tiering",
      query: tieringId,
      errors: { IntelligentTieringConfigurationNotFoundError: 404 },
      page: 60837,
      chinesePage: 106784,
      sdk: { go: ["Bucket.DeleteIntelligentTiering"] },
      certainty: "documented",
    },
  },
} as const satisfies OperationFamily;
