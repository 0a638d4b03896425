/** Operations of how a bucket is served: website, acceleration, domains, origins. */

import { accelerateConfiguration } from "../../model/documents/accelerate";
import { domainConfiguration } from "../../model/documents/domain";
import { domainCertificate, domainCertificateStatus } from "../../model/documents/domainCertificate";
import { originConfiguration } from "../../model/documents/origin";
import { websiteConfiguration } from "../../model/documents/website";
import type { OperationFamily } from "./operation";
import { readOfBucket, removeFromBucket, replaceInBucket } from "./verbs";

const website = { kind: "xml", root: "WebsiteConfiguration", group: websiteConfiguration } as const;
const accelerate = { kind: "xml", root: "AccelerateConfiguration", group: accelerateConfiguration } as const;
const domain = { kind: "xml", root: "DomainConfiguration", group: domainConfiguration } as const;
const origin = { kind: "xml", root: "OriginConfiguration", group: originConfiguration } as const;

const domainName = {
  domainname: { type: "string", meaning: "The domain.", required: true },
} as const;

export const bucketDelivery = {
  title: "How a bucket is served",
  operations: {
    PutBucketWebsite: {
      title: "PUT Bucket website",
      action: "PutBucketWebsite",
      ...replaceInBucket,
      subresource: "website",
      body: website,
      errors: { InvalidArgument: 400 },
      page: 30617,
      sdk: {
        node: ["putBucketWebsite"],
        go: ["Bucket.PutWebsite"],
        python: ["put_bucket_website"],
        java: ["setBucketWebsiteConfiguration"],
      },
      certainty: "documented",
    },
    GetBucketWebsite: {
      title: "GET Bucket website",
      action: "GetBucketWebsite",
      ...readOfBucket,
      subresource: "website",
      answer: website,
      errors: { NoSuchWebsiteConfiguration: 404 },
      page: 30616,
      sdk: {
        node: ["getBucketWebsite"],
        go: ["Bucket.GetWebsite"],
        python: ["get_bucket_website"],
        java: ["getBucketWebsiteConfiguration"],
      },
      certainty: "documented",
    },
    DeleteBucketWebsite: {
      title: "DELETE Bucket website",
      action: "DeleteBucketWebsite",
      ...removeFromBucket,
      subresource: "website",
      page: 30629,
      sdk: {
        node: ["deleteBucketWebsite"],
        go: ["Bucket.DeleteWebsite"],
        python: ["delete_bucket_website"],
        java: ["deleteBucketWebsiteConfiguration"],
      },
      certainty: "documented",
    },
    PutBucketAccelerate: {
      title: "PUT Bucket Accelerate",
      action: "PutBucketAccelerate",
      ...replaceInBucket,
      subresource: "accelerate",
      body: accelerate,
      errors: { ActionAccelerateNotSupported: 400 },
      effect: "cannot be undone",
      page: 33411,
      sdk: { node: ["putBucketAccelerate"], go: ["Bucket.PutAccelerate"] },
      certainty: "documented",
      notes: "A bucket that had acceleration can only suspend it.",
    },
    GetBucketAccelerate: {
      title: "GET Bucket Accelerate",
      action: "GetBucketAccelerate",
      ...readOfBucket,
      subresource: "accelerate",
      answer: accelerate,
      page: 33412,
      sdk: { node: ["getBucketAccelerate"], go: ["Bucket.GetAccelerate"] },
      certainty: "documented",
      notes: "Of a bucket that never had it COS answers an empty element.",
    },
    PutBucketDomain: {
      title: "PUT Bucket domain",
      action: "PutBucketDomain",
      ...replaceInBucket,
      subresource: "domain",
      body: domain,
      errors: {
        DNSRecordVerifyFailed: 400,
        RecordAlreadyExist: 409,
        DomainConfigConflict: 409,
        DomainAuditFailed: 451,
      },
      page: 35868,
      sdk: {
        node: ["putBucketDomain"],
        go: ["Bucket.PutDomain"],
        python: ["put_bucket_domain"],
        java: ["setBucketDomainConfiguration"],
      },
      certainty: "documented",
    },
    GetBucketDomain: {
      title: "GET Bucket domain",
      action: "GetBucketDomain",
      ...readOfBucket,
      subresource: "domain",
      answerHeaders: {
        "x-cos-domain-txt-verification": {
          type: "string",
          meaning: "The value of the TXT record that proves whose the domain is.",
        },
      },
      answer: domain,
      errors: { DomainConfigNotFoundError: 404 },
      page: 35869,
      sdk: {
        node: ["getBucketDomain"],
        go: ["Bucket.GetDomain"],
        python: ["get_bucket_domain"],
        java: ["getBucketDomainConfiguration"],
      },
      certainty: "documented",
    },
    DeleteBucketDomain: {
      title: "DELETE Bucket domain",
      action: "DeleteBucketDomain",
      ...removeFromBucket,
      subresource: "domain",
      page: 35870,
      sdk: {
        node: ["deleteBucketDomain"],
        go: ["Bucket.DeleteDomain"],
        python: ["delete_bucket_domain"],
        java: ["deleteBucketDomainConfiguration"],
      },
      certainty: "documented",
      notes: "Removes all domains. To remove one, put the others.",
    },
    PutBucketDomainCertificate: {
      title: "PUT Bucket domaincertificate",
      action: "PutBucketDomainCertificate",
      ...replaceInBucket,
      subresource: "domaincertificate",
      body: { kind: "xml", root: "DomainCertificate", group: domainCertificate },
      sdk: {
        go: ["Bucket.PutDomainCertificate"],
        python: ["put_bucket_domain_certificate"],
        java: ["setBucketDomainCertificate"],
      },
      certainty: "SDK only",
    },
    GetBucketDomainCertificate: {
      title: "GET Bucket domaincertificate",
      action: "GetBucketDomainCertificate",
      ...readOfBucket,
      subresource: "domaincertificate",
      query: domainName,
      answer: { kind: "xml", root: "DomainCertificate", group: domainCertificateStatus },
      sdk: {
        go: ["Bucket.GetDomainCertificate"],
        python: ["get_bucket_domain_certificate"],
        java: ["getBucketDomainCertificate"],
      },
      certainty: "SDK only",
      notes: "Which code a domain without a certificate answers is unverified.",
    },
    DeleteBucketDomainCertificate: {
      title: "DELETE Bucket domaincertificate",
      action: "DeleteBucketDomainCertificate",
      ...removeFromBucket,
      subresource: "domaincertificate",
      query: domainName,
      statuses: [200, 204],
      sdk: {
        go: ["Bucket.DeleteDomainCertificate"],
        python: ["delete_bucket_domain_certificate"],
        java: ["deleteBucketDomainCertificate"],
      },
      certainty: "SDK only",
      notes: "Which of the two statuses it answers is unverified.",
    },
    PutBucketOrigin: {
      title: "PUT Bucket origin",
      action: "PutBucketOrigin",
      ...replaceInBucket,
      subresource: "origin",
      body: origin,
      errors: { InvalidArgument: 400 },
      page: 52813,
      sdk: { node: ["putBucketOrigin"], go: ["Bucket.PutOrigin"], python: ["put_bucket_origin"] },
      certainty: "documented",
    },
    GetBucketOrigin: {
      title: "GET Bucket origin",
      action: "GetBucketOrigin",
      ...readOfBucket,
      subresource: "origin",
      answer: origin,
      errors: { OriginConfigurationNotFoundError: 404 },
      page: 52814,
      sdk: { node: ["getBucketOrigin"], go: ["Bucket.GetOrigin"], python: ["get_bucket_origin"] },
      certainty: "documented",
    },
    DeleteBucketOrigin: {
      title: "DELETE Bucket Origin",
      action: "DeleteBucketOrigin",
      ...removeFromBucket,
      subresource: "origin",
      page: 52812,
      sdk: {
        node: ["deleteBucketOrigin"],
        go: ["Bucket.DeleteOrigin"],
        python: ["delete_bucket_origin"],
      },
      certainty: "documented",
    },
  },
} as const satisfies OperationFamily;
