/** Errors of keys, signatures and permissions. */
import type { ErrorGroup } from "./explanation";

export const accessErrors: ErrorGroup = {
  title: "Keys, signatures and permissions",
  codes: {
    AccessDenied: {
      status: 403,
      cause:
        "The caller may not do this: an action is missing, a policy denies it, or the bucket's referer or strict-signature rules turn the request away.",
      remedy: "Grant the CAM action that the message names, on the resource that it names.",
    },
    SignatureDoesNotMatch: {
      status: 403,
      cause: "COS computed another signature for the request.",
      remedy:
        "Check that tencentcos:secretKey or TENCENTCLOUD_SECRET_KEY belongs to the SecretId; a proxy that changes headers has the same effect.",
    },
    InvalidAccessKeyId: {
      status: 403,
      cause: "COS does not know the SecretId, or it is disabled.",
      remedy: "Check tencentcos:secretId or TENCENTCLOUD_SECRET_ID in the CAM console.",
    },
    ExpiredToken: {
      status: 400,
      cause: "The temporary keys have expired.",
      remedy:
        "Get new ones, with their token in tencentcos:securityToken or TENCENTCLOUD_SECURITY_TOKEN. refresh, destroy and drift use the configuration recorded by the last up, so rotated keys there are stale: pass temporary keys through the environment.",
    },
    RequestTimeTooSkewed: {
      status: 403,
      cause: "This machine's clock and the service's are more than 15 minutes apart.",
      remedy: "Set the clock (NTP).",
    },
    "Request has expired": {
      status: 403,
      cause: "The signature had expired when the request arrived. COS says so with the code AccessDenied.",
      remedy: "Check this machine's clock.",
    },
    PaymentRequired: {
      status: 402,
      cause: "The account is in arrears, or has reached its spending limit.",
      remedy: "Pay its bills in the console.",
    },
    UnavailableForLegalReasons: {
      status: 451,
      cause: "Tencent Cloud has blocked the account or the content.",
      remedy: "Look for unpaid bills and, in the console, for content that was found objectionable.",
    },
    UserNotSourceBucketOwner: {
      status: 403,
      cause: "The source bucket belongs to another account.",
      remedy: "Use keys of that account, or a bucket of your own.",
    },
    UserNotTargetBucketOwner: {
      status: 403,
      cause: "The destination bucket belongs to another account.",
      remedy: "Choose a destination of the same account.",
    },
  },
};
