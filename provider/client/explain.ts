/** One table: error code → the line that tells the user what to do about it. */
import type { RequestFacts, ServiceAnswer } from "./errors";

type Remedy = (facts: RequestFacts, answer: ServiceAnswer) => string | undefined;

const remedies: Record<string, Remedy> = {
  AccessDenied: (facts, answer) => {
    if (/request has expired/i.test(answer.serverMessage))
      return "The signature's time was over: check this machine's clock.";
    if (/referer/i.test(answer.serverMessage)) return "The bucket's referer rule turned the request away.";
    if (/strict signature/i.test(answer.serverMessage))
      return "A strict-signature rule of the bucket asks for more signed headers or parameters.";
    if (!answer.secretId)
      return "The request was not signed, and the bucket does not let anonymous visitors do this.";
    const action = facts.operation
      ? `the CAM action name/cos:${facts.operation}`
      : "the CAM action of this operation";
    const resource = facts.bucket ? ` on ${facts.bucket}` : "";
    return `${signer(answer)} lacks ${action}${resource}, or a policy denies it.`;
  },
  SignatureDoesNotMatch: (_facts, answer) => {
    const seen = [
      answer.stringToSign && `signed the text ${JSON.stringify(answer.stringToSign)}`,
      answer.formatString && `for the request ${JSON.stringify(answer.formatString)}`,
    ].filter(Boolean);
    const server = seen.length > 0 ? ` The service ${seen.join(" ")}.` : "";
    return `Check that the SecretKey (tencentcos:secretKey or TENCENTCLOUD_SECRET_KEY) belongs to ${signer(answer)}; a proxy that changes headers has the same effect.${server}`;
  },
  RequestTimeTooSkewed: () => "This machine's clock is more than 15 minutes wrong; set it (NTP).",
  InvalidAccessKeyId: (_facts, answer) =>
    `${signer(answer)} is unknown or disabled: check tencentcos:secretId or TENCENTCLOUD_SECRET_ID in the CAM console.`,
  ExpiredToken: () =>
    "The temporary keys have ended: fetch new ones (tencentcos:securityToken or TENCENTCLOUD_SECURITY_TOKEN belongs to them).",
  NoSuchBucket: (facts) =>
    `There is no such bucket${facts.region ? ` in ${facts.region}` : ""}: check the region and the name; a bucket answers only in its own region.`,
  BucketAlreadyExists: () =>
    "The name is taken in this APPID, perhaps in another region: choose another name or import the bucket.",
  BucketAlreadyOwnedByYou: () => "You own this bucket already: import it instead of creating it.",
  BucketNotEmpty: () =>
    "Objects, old versions, delete markers and unfinished multipart uploads all count: empty the bucket or set forceDestroy.",
  BucketNameTooLong: () => "The whole host name may have 60 characters: shorten the bucket's name.",
  InvalidBucketName: () => "Use lower-case letters, digits and inner hyphens, then -APPID.",
  InvalidRegionName: () => "Use a region code such as ap-guangzhou.",
  TooManyBuckets: () =>
    "An account may own 200 buckets over all regions: delete some or ask Tencent Cloud for more.",
  PolicyFull: () => "An account holds about 1,000 ACL grants and policy entries: remove some.",
  AttachmentFull: () => "An account holds about 1,000 ACL grants and policy entries: remove some.",
  PaymentRequired: () => "The account is in arrears.",
  InvalidBucketState: () =>
    "Another configuration of the bucket is in the way or still being applied (object lock excludes versioning, lifecycle and replication).",
  InvalidObjectState: () => "The object is archived or locked: restore it first.",
  ObjectLocked: () => "The object is under a retention that has not ended.",
  BucketAccelerateNotEnabled: () => "Switch on acceleration for the bucket, or use its region's host.",
  BucketVersionNotOpen: () => "Switch on versioning of the bucket first.",
  SlowDown: () =>
    "The service is limiting this bucket's or account's request rate: try again, or lower the number of connections.",
  MethodNotAllowed: () => "The host does not offer this operation: check the endpoint.",
  NotImplemented: () => "This service does not offer the operation: check the endpoint.",
};

/** The hint for a refusal, or undefined when we know nothing better than the service's own words. */
export function explainServiceError(facts: RequestFacts, answer: ServiceAnswer): string | undefined {
  const remedy = Object.hasOwn(remedies, answer.code) ? remedies[answer.code] : undefined;
  return remedy?.(facts, answer);
}

/** The hint for a missing answer. Region names are part of COS host names, so a wrong one shows as "no such host". */
export function explainNetworkError(facts: RequestFacts, code: string): string | undefined {
  switch (code) {
    case "ENOTFOUND":
      return facts.region && facts.host.includes(facts.region)
        ? `The host name contains the region: "${facts.region}" may be misspelt or not exist.`
        : "Check the endpoint's name and this machine's DNS.";
    case "ECONNREFUSED":
      return "Nothing listens there: check the endpoint and whether the server runs.";
    case "ConnectTimeout":
      return "Check the network, a proxy or a firewall on the way.";
    default:
      return undefined;
  }
}

/** Shows who signed without showing the whole id: `AKIDQj…9U5q`. */
export function shortenSecretId(secretId: string): string {
  return secretId.length > 12 ? `${secretId.slice(0, 6)}…${secretId.slice(-4)}` : `${secretId.slice(0, 4)}…`;
}

function signer(answer: ServiceAnswer): string {
  return answer.secretId ? `SecretId ${shortenSecretId(answer.secretId)}` : "the SecretId";
}
