/**
 * The errors the service answers with: code, status, message and XML body.
 * https://www.tencentcloud.com/document/product/436/7730
 */

const codesByStatus: Readonly<Record<number, string>> = {
  400: `ActionAccelerateNotSupported AttachmentFull BadDigest BadRquest BucketAccelerateNotEnabled
    BucketNameTooLong BucketVersionNotOpen DNSRecordVerifyFailed EntitySizeNotMatch EntityTooLarge EntityTooSmall
    ExpiredToken IncompleteBody IncorrectNumberOfFilesInPostRequest InvalidArgument InvalidBucketName
    InvalidCopySource InvalidDelimiter InvalidDigest InvalidLocationConstraint InvalidObjectName InvalidPart
    InvalidPartOrder InvalidPolicyDocument InvalidRegionName InvalidRequest InvalidSHA1Digest InvalidTag
    InvalidTargetBucketForLogging InvalidUploadStatus InvalidURI InventoryFull KeyTooLong KmsException
    KmsKeyDisabled KmsKeyNotExist ListPartUploadIdIsEmpty LoggingConfExists LoggingPrefixInvalid MalformedPolicy
    MalformedPOSTRequest MalformedXML MAZOperationNotSupportOnOAZBucket MissingRequestBodyError
    MultiAZFeatureNotSupport MultiBucketNotSupport NotSupportedStorageClass OAZOperationNotSupportOnMAZBucket
    PolicyFull PolicyVersionFull RequestTimeout SsecDecryptHeaderInvalid SSEContentNotSupported SSEHeaderNotAllowed
    TargetBucketNameInvalid TooManyBuckets UnexpectedContent UserCnameInvalid UserNetworkTooSlow WebsiteURLInvalid
    XMLSizeLimit`,
  402: "PaymentRequired",
  403: `AccessDenied AccessForbidden InvalidAccessKeyId NoProcessAuthority RequestTimeTooSkewed
    SignatureDoesNotMatch UserNotSourceBucketOwner UserNotTargetBucketOwner`,
  404: `NoSuchBucket NoSuchKey NoSuchVersion NoSuchUpload NoSuchCopySource NoSuchJob NoSuchCORSConfiguration
    NoSuchEncryptionConfiguration NoSuchLifecycleConfiguration NoSuchObjectLockConfiguration NoSuchPolicyVersion
    NoSuchTagSet NoSuchWebsiteConfiguration InventoryConfigurationNotFoundError OriginConfigurationNotFoundError
    ReplicationConfigurationNotFoundError NoBucketQuotaPolicy NoSuchBucketPolicy NoSuchPolicy
    NoSuchRefererConfiguration DomainConfigNotFoundError`,
  405: "MethodNotAllowed RestoreNonArchiveObject UploadIdNotSupported",
  409: `AppendPositionErr BucketAlreadyExists BucketAlreadyOwnedByYou BucketLocked BucketNotEmpty
    DomainConfigConflict InvalidBucketState InvalidLockedTime ObjectLocked ObjectNotAppendable
    OperationAborted PathConflict QuotaConflict QuotaOperationConflict RecordAlreadyExist RestoreAlreadyInProgress
    UploadConflict FileAlreadyExists`,
  411: "MissingContentLength",
  412: "PreconditionFailed",
  416: "InvalidRange",
  451: "DomainAuditFailed UnavailableForLegalReasons",
  500: "InternalError KmsInternalException",
  501: "NotImplemented",
  503: "ServiceUnavailable SlowDown KmsFreqControl",
};

const statusByCode = new Map<string, number>();
for (const [status, codes] of Object.entries(codesByStatus)) {
  for (const code of codes.split(/\s+/)) {
    statusByCode.set(code, Number(status));
  }
}
// The service lists this code twice; reading an archived object is the case an emulator meets.
statusByCode.set("InvalidObjectState", 403);

const messages: Readonly<Record<string, string>> = {
  AccessDenied: "Access Denied.",
  AccessForbidden: "CORSResponse: This CORS request is not allowed.",
  BadDigest: "The Content-MD5 you specified did not match what we received.",
  BucketAlreadyExists: "The requested bucket name is not available.",
  BucketAlreadyOwnedByYou:
    "Your previous request to create the named bucket succeeded and you already own it.",
  BucketNotEmpty: "The bucket you tried to delete is not empty.",
  EntityTooLarge: "Your proposed upload exceeds the maximum allowed object size.",
  EntityTooSmall: "Your proposed upload is smaller than the minimum allowed object size.",
  IncompleteBody: "You did not provide the number of bytes specified by the Content-Length HTTP header.",
  InternalError: "We encountered an internal error. Please try again.",
  InvalidAccessKeyId: "The Access Key Id you provided does not exist in our records.",
  InvalidDigest: "The Content-MD5 you specified was invalid.",
  InvalidObjectState: "The operation is not valid for the object's storage class.",
  InvalidPart: "One or more of the specified parts could not be found.",
  InvalidPartOrder: "The list of parts was not in ascending order.",
  InvalidRange: "The requested range is not satisfiable.",
  KeyTooLong: "Your key is too long.",
  MalformedXML: "The XML you provided was not well-formed or did not validate against our published schema.",
  MethodNotAllowed: "The specified method is not allowed against this resource.",
  MissingContentLength: "You must provide the Content-Length HTTP header.",
  MissingRequestBodyError: "Request body is empty.",
  NoSuchBucket: "The specified bucket does not exist.",
  NoSuchKey: "The specified key does not exist.",
  NoSuchUpload: "The specified multipart upload does not exist.",
  NoSuchVersion: "The specified version does not exist.",
  NoSuchCORSConfiguration: "The CORS configuration does not exist.",
  NoSuchTagSet: "The TagSet does not exist.",
  ObjectNotAppendable: "The operation is not valid for the current state of the object.",
  PathConflict: "Path conflict.",
  PreconditionFailed: "Precondition not match.",
  RequestTimeout:
    "Your socket connection to the server was not read from or written to within the timeout period.",
  RequestTimeTooSkewed: "The difference between the request time and the server's time is too large.",
  ServiceUnavailable: "Please reduce your request rate.",
  SignatureDoesNotMatch: "The Signature you specified is invalid.",
  SlowDown: "Please reduce your request rate.",
  TooManyBuckets: "You have attempted to create more buckets than allowed.",
  XMLSizeLimit: "The XML you provided is too large.",
};

/** What an error may carry besides its code. */
export interface ServiceErrorOptions {
  /** The sentence in `<Message>`; each code has a default. */
  readonly message?: string;
  /** The HTTP status; each known code has its own. */
  readonly status?: number;
  /** Further children of `<Error>`, such as `StringToSign`. */
  readonly details?: Readonly<Record<string, string>>;
  /** Further response headers. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer of the service that is an error: thrown by operations, turned into XML by the server. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";
  readonly code: string;
  readonly status: number;
  readonly details: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: string, options: ServiceErrorOptions = {}) {
    super(options.message ?? messages[code] ?? `${code}.`);
    this.code = code;
    this.status = options.status ?? statusByCode.get(code) ?? 400;
    this.details = options.details ?? {};
    this.headers = options.headers ?? {};
  }
}

/** The refusal of something by name. */
export function notImplemented(what: string): ServiceError {
  return new ServiceError("NotImplemented", { message: `The emulator does not emulate ${what}.` });
}
