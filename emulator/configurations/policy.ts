/**
 * Bucket policies: who may do what, as JSON.
 * https://www.tencentcloud.com/document/product/436/8282, 8276, 8285 (operations)
 */

import { policyQuery } from "../access/access";
import { type Policy, readPolicy } from "../access/policy/language";
import type { Configuration } from "./configuration";

/** `?policy` */
export const policy: Configuration<Policy> = {
  query: policyQuery,
  operations: { get: "GetBucketPolicy", put: "PutBucketPolicy", delete: "DeleteBucketPolicy" },
  // Which of NoSuchBucketPolicy, NoSuchPolicy and NoSuchPolicyVersion the service answers is unverified(policy-absent).
  absent: { code: "NoSuchBucketPolicy" },
  putStatus: 204,
  json: true,
  maxBytes: 20 * 1024,
  read: (source) => readPolicy(source as string),
  render: ({ text }) => text,
  revive: (stored) => readPolicy((stored as Policy).text),
};
