/** Errors of a bucket's configurations. */
import type { ErrorGroup, Explanation } from "./explanation";

/** The answer to a read of what a bucket does not have: normal, and understood by the resources. */
function notConfigured(what: string): Explanation {
  return {
    status: 404,
    cause: `The bucket has no ${what}.`,
    remedy: "Nothing: a refresh removes the resource from the state, and the next up creates it again.",
    selfExplanatory: true,
  };
}

const usedDomain: Explanation = {
  status: 409,
  cause: "Another bucket uses the domain.",
  remedy:
    "Remove it there, or take it over with forcedReplacement, once its CNAME record points to this bucket.",
};

const fullAccount: Explanation = {
  status: 400,
  cause: "An account holds about 1,000 ACL grants and policy entries, of all its buckets together.",
  remedy: "Remove some; one policy with prefixes often does the work of many grants.",
};

export const configurationErrors: ErrorGroup = {
  title: "Configurations of a bucket",
  codes: {
    MalformedXML: {
      status: 400,
      cause: "COS rejects the configuration as it was sent.",
      remedy:
        "Look for a value that COS does not accept in this region or for this kind of bucket. If preview could have refused it, please report a bug of the provider.",
    },
    XMLSizeLimit: {
      status: 400,
      cause: "The configuration is too large.",
      remedy: "Declare fewer or shorter rules.",
    },
    InvalidBucketState: {
      status: 409,
      cause:
        "Another configuration of the bucket is in the way, or is still being applied: object lock excludes versioning, lifecycle and replication; replication needs versioning.",
      remedy: "Remove what excludes it, or let the resource depend on what it needs (dependsOn).",
    },
    BucketLocked: {
      status: 409,
      cause: "The bucket has object lock, which excludes lifecycle rules and replication.",
      remedy: "Leave them out: object lock cannot be switched off.",
    },
    BucketVersionNotOpen: {
      status: 400,
      cause: "The bucket keeps no versions.",
      remedy:
        "Declare a BucketVersioning with the status Enabled and let this resource depend on it (dependsOn).",
    },
    InvalidLockedTime: {
      status: 409,
      cause: "The period of an object lock can only grow.",
      remedy: "Declare at least as many days as there are now.",
    },
    MalformedPolicy: {
      status: 400,
      cause: "COS does not understand the policy.",
      remedy:
        "Check that every account exists, that every operation is spelt as in the API, and that resources name this bucket with its region and APPID.",
    },
    PolicyFull: fullAccount,
    AttachmentFull: fullAccount,
    InvalidTag: {
      status: 400,
      cause: "COS rejects a tag.",
      remedy:
        "Use letters, digits, blanks and + - = . _ : / @, each key once; keys that begin with qcs: or project are the service's own.",
    },
    InvalidTargetBucketForLogging: {
      status: 400,
      cause: "Access logs cannot go to that bucket.",
      remedy:
        "Name a bucket of the same account and region, and give COS the role CLS_QcsRole with the policy QcloudCOSAccessForCLSRole.",
    },
    TargetBucketNameInvalid: {
      status: 400,
      cause: "The destination's name cannot be a bucket's.",
      remedy: "Use the full name, which ends in the APPID, such as logs-1250000000.",
    },
    LoggingPrefixInvalid: {
      status: 400,
      cause: "The logs' keys cannot begin like that.",
      remedy: "Use a prefix that does not begin with a slash, such as logs/.",
    },
    LoggingConfExists: {
      status: 400,
      cause: "The bucket has a configuration of its logs already.",
      remedy: "Run pulumi up again; declare one BucketLogging for a bucket.",
    },
    InventoryFull: {
      status: 400,
      cause: "A bucket has at most 1,000 inventories.",
      remedy: "Remove some.",
    },
    MultiBucketNotSupport: {
      status: 400,
      cause: "COS takes only rules with one and the same destination here.",
      remedy: "Give all rules the same destination.",
    },
    WebsiteURLInvalid: {
      status: 400,
      cause: "An address in the website's configuration cannot be one.",
      remedy: "Check the keys of the index and error documents and of the redirections.",
    },
    DNSRecordVerifyFailed: {
      status: 400,
      cause: "The domain's DNS does not prove that it is yours.",
      remedy:
        "Point a CNAME record to the bucket's host, or add a TXT record with the value of domainTxtVerification. It takes up to 10 minutes to have effect.",
    },
    RecordAlreadyExist: usedDomain,
    DomainConfigConflict: usedDomain,
    DomainAuditFailed: {
      status: 451,
      cause: "In mainland China a domain needs an ICP licence before it can lead to a bucket.",
      remedy: "Register the domain first, or use a bucket outside mainland China.",
    },
    OperationAborted: {
      status: 409,
      cause: "Another write to the bucket was under way. Services that speak S3 say so.",
      remedy: "Run pulumi up again, when nothing else writes to the bucket.",
    },
    NoSuchCORSConfiguration: notConfigured("CORS rules"),
    NoSuchLifecycleConfiguration: notConfigured("lifecycle rules"),
    NoSuchTagSet: notConfigured("tags"),
    NoSuchWebsiteConfiguration: notConfigured("static website"),
    NoSuchEncryptionConfiguration: notConfigured("default encryption"),
    NoSuchObjectLockConfiguration: notConfigured("object lock"),
    NoSuchBucketPolicy: notConfigured("policy"),
    NoSuchPolicy: notConfigured("policy"),
    NoSuchRefererConfiguration: notConfigured("referer list"),
    InventoryConfigurationNotFoundError: notConfigured("inventory of that id"),
    OriginConfigurationNotFoundError: notConfigured("origin-pull rules"),
    ReplicationConfigurationNotFoundError: notConfigured("replication rules"),
    DomainConfigNotFoundError: notConfigured("domains of its own"),
  },
};
