/** Operations of who may use a bucket. */

import { accessControlPolicy } from "../../model/documents/accessControlPolicy";
import { corsConfiguration } from "../../model/documents/cors";
import { policyDocument } from "../../model/documents/policy";
import { refererConfiguration } from "../../model/documents/referer";
import { strictSignatureConfiguration } from "../../model/documents/strictSignature";
import type { OperationFamily } from "./operation";
import { bucketAclHeaders } from "./parameters";
import { readOfBucket, removeFromBucket, replaceInBucket } from "./verbs";

const acl = { kind: "xml", root: "AccessControlPolicy", group: accessControlPolicy } as const;
const cors = { kind: "xml", root: "CORSConfiguration", group: corsConfiguration } as const;
const policy = { kind: "json", group: policyDocument } as const;
const referer = { kind: "xml", root: "RefererConfiguration", group: refererConfiguration } as const;
const strictSignature = {
  kind: "xml",
  root: "StrictSignatureConfiguration",
  group: strictSignatureConfiguration,
} as const;

export const bucketAccess = {
  title: "Access to a bucket",
  operations: {
    PutBucketAcl: {
      title: "PUT Bucket acl",
      action: "PutBucketACL",
      ...replaceInBucket,
      subresource: "acl",
      headers: bucketAclHeaders,
      body: { ...acl, optional: true },
      errors: { InvalidArgument: 400 },
      page: 7737,
      sdk: {
        node: ["putBucketAcl"],
        go: ["Bucket.PutACL"],
        python: ["put_bucket_acl"],
        java: ["setBucketAcl"],
      },
      certainty: "documented",
      notes: "Either headers or a document; headers win.",
    },
    GetBucketAcl: {
      title: "GET Bucket acl",
      action: "GetBucketACL",
      ...readOfBucket,
      subresource: "acl",
      answerHeaders: { "x-cos-acl": { type: "string", meaning: "The ready-made set that it is." } },
      answer: { ...acl, always: ["Owner>ID"] },
      page: 7733,
      sdk: {
        node: ["getBucketAcl"],
        go: ["Bucket.GetACL"],
        python: ["get_bucket_acl"],
        java: ["getBucketAcl"],
      },
      certainty: "documented",
    },
    PutBucketCors: {
      title: "PUT Bucket cors",
      action: "PutBucketCORS",
      ...replaceInBucket,
      subresource: "cors",
      body: cors,
      errors: { InvalidArgument: 400 },
      page: 8279,
      sdk: {
        node: ["putBucketCors"],
        go: ["Bucket.PutCORS"],
        python: ["put_bucket_cors"],
        java: ["setBucketCrossOriginConfiguration"],
      },
      certainty: "documented",
    },
    GetBucketCors: {
      title: "GET Bucket cors",
      action: "GetBucketCORS",
      ...readOfBucket,
      subresource: "cors",
      answer: cors,
      errors: { NoSuchCORSConfiguration: 404 },
      page: 8274,
      sdk: {
        node: ["getBucketCors"],
        go: ["Bucket.GetCORS"],
        python: ["get_bucket_cors"],
        java: ["getBucketCrossOriginConfiguration"],
      },
      certainty: "documented",
    },
    DeleteBucketCors: {
      title: "DELETE Bucket cors",
      action: "DeleteBucketCORS",
      ...removeFromBucket,
      subresource: "cors",
      page: 8283,
      sdk: {
        node: ["deleteBucketCors"],
        go: ["Bucket.DeleteCORS"],
        python: ["delete_bucket_cors"],
        java: ["deleteBucketCrossOriginConfiguration"],
      },
      certainty: "documented",
    },
    PutBucketPolicy: {
      title: "PUT Bucket policy",
      action: "PutBucketPolicy",
      ...replaceInBucket,
      subresource: "policy",
      body: policy,
      statuses: [204],
      errors: { MalformedPolicy: 400, PolicyFull: 400 },
      page: 8282,
      sdk: {
        node: ["putBucketPolicy"],
        go: ["Bucket.PutPolicy"],
        python: ["put_bucket_policy"],
        java: ["setBucketPolicy"],
      },
      certainty: "documented",
    },
    GetBucketPolicy: {
      title: "GET Bucket policy",
      action: "GetBucketPolicy",
      ...readOfBucket,
      subresource: "policy",
      answer: { ...policy, always: "statement" },
      errors: { NoSuchBucketPolicy: 404, NoSuchPolicy: 404, NoSuchPolicyVersion: 404 },
      page: 8276,
      sdk: {
        node: ["getBucketPolicy"],
        go: ["Bucket.GetPolicy"],
        python: ["get_bucket_policy"],
        java: ["getBucketPolicy"],
      },
      certainty: "documented",
      notes: "Which of the codes a bucket without a policy answers is unverified.",
    },
    DeleteBucketPolicy: {
      title: "DELETE Bucket policy",
      action: "DeleteBucketPolicy",
      ...removeFromBucket,
      subresource: "policy",
      page: 8285,
      sdk: {
        node: ["deleteBucketPolicy"],
        go: ["Bucket.DeletePolicy"],
        python: ["delete_bucket_policy"],
        java: ["deleteBucketPolicy"],
      },
      certainty: "documented",
    },
    PutBucketReferer: {
      title: "PUT Bucket referer",
      action: "PutBucketReferer",
      ...replaceInBucket,
      subresource: "referer",
      body: referer,
      page: 31423,
      sdk: {
        node: ["putBucketReferer"],
        go: ["Bucket.PutReferer", "Bucket.DeleteReferer"],
        python: ["put_bucket_referer", "delete_bucket_referer"],
        java: ["setBucketRefererConfiguration"],
      },
      certainty: "documented",
      notes: "COS has no DELETE for it: SDKs send an empty body to remove it.",
    },
    GetBucketReferer: {
      title: "GET Bucket referer",
      action: "GetBucketReferer",
      ...readOfBucket,
      subresource: "referer",
      answer: referer,
      errors: { NoSuchRefererConfiguration: 404 },
      page: 30615,
      sdk: {
        node: ["getBucketReferer"],
        go: ["Bucket.GetReferer"],
        python: ["get_bucket_referer"],
        java: ["getBucketRefererConfiguration"],
      },
      certainty: "documented",
      notes: "Whether a bucket without one answers 404 or a disabled one is unverified.",
    },
    PutBucketStrictSignature: {
      title: "PUT Bucket StrictSignature",
      action: "PutBucketStrictSignature",
      actionInferred: true,
      ...replaceInBucket,
      subresource: "strict-signature",
      body: strictSignature,
      page: 53889,
      sdk: {},
      certainty: "documented",
    },
    GetBucketStrictSignature: {
      title: "GET Bucket StrictSignature",
      action: "GetBucketStrictSignature",
      actionInferred: true,
      ...readOfBucket,
      subresource: "strict-signature",
      answer: strictSignature,
      page: 53890,
      sdk: {},
      certainty: "documented",
      notes: "Which code a bucket without rules answers is unverified.",
    },
    DeleteBucketStrictSignature: {
      title: "DELETE Bucket StrictSignature",
      action: "DeleteBucketStrictSignature",
      actionInferred: true,
      ...removeFromBucket,
      subresource: "strict-signature",
      page: 53891,
      sdk: {},
      certainty: "documented",
    },
  },
} as const satisfies OperationFamily;
