/** Errors of buckets themselves: names, regions, creation and removal. */
import type { ErrorGroup } from "./explanation";

export const bucketErrors: ErrorGroup = {
  title: "Buckets",
  codes: {
    NoSuchBucket: {
      status: 404,
      cause: "There is no bucket of that name in the region that was asked.",
      remedy: "Check the region and the name: a bucket answers only in its own region.",
    },
    BucketAlreadyExists: {
      status: 409,
      cause: "The name is taken in this APPID, perhaps in another region.",
      remedy: "Choose another name, or take the bucket over with adoptExisting: true in its own region.",
    },
    BucketAlreadyOwnedByYou: {
      status: 409,
      cause: "The account owns the bucket already.",
      remedy: "Set adoptExisting: true to manage it here.",
      selfExplanatory: true,
    },
    BucketNotEmpty: {
      status: 409,
      cause:
        "Something is left in the bucket: objects, old versions, delete markers and unfinished multipart uploads all count.",
      remedy: "Empty the bucket, or set forceDestroy: true, run pulumi up, and destroy again.",
    },
    InvalidBucketName: {
      status: 400,
      cause: "The bucket's name is not valid.",
      remedy: "Use lower-case letters, digits and inner hyphens, then -APPID.",
    },
    BucketNameTooLong: {
      status: 400,
      cause:
        "A name may have 50 characters before the APPID; for some accounts the whole host name, with region and APPID, is also limited to 60 characters.",
      remedy: "Shorten the bucket's name.",
    },
    InvalidRegionName: {
      status: 400,
      cause: "COS does not know the region.",
      remedy: "Use a region's code such as ap-guangzhou.",
    },
    InvalidLocationConstraint: {
      status: 400,
      cause: "COS does not know the region, or the account may not use it.",
      remedy: "Use a region's code such as ap-guangzhou.",
    },
    TooManyBuckets: {
      status: 400,
      cause: "An account may own 200 buckets over all regions.",
      remedy: "Delete some, or ask Tencent Cloud for more.",
    },
    MultiAZFeatureNotSupport: {
      status: 400,
      cause: "The region has no buckets in several availability zones.",
      remedy: 'Choose another region, or omit redundancy "MAZ".',
    },
    MAZOperationNotSupportOnOAZBucket: {
      status: 400,
      cause: "The bucket is in one availability zone, and the request is for several.",
      remedy: "Use a storage class without MAZ_, or a bucket with redundancy MAZ.",
    },
    OAZOperationNotSupportOnMAZBucket: {
      status: 400,
      cause: "The bucket is in several availability zones, and the request is for one.",
      remedy: "Use a storage class that begins with MAZ_; replicate only into such buckets.",
    },
    BucketAccelerateNotEnabled: {
      status: 400,
      cause: "The request came over the acceleration host, and acceleration of the bucket is off.",
      remedy: "Declare a BucketAcceleration, or use the region's own endpoint.",
    },
    ActionAccelerateNotSupported: {
      status: 400,
      cause: "The acceleration host does not serve this operation.",
      remedy: "Use the region's own endpoint.",
    },
    UserCnameInvalid: {
      status: 400,
      cause: "The host that was asked is no domain of a bucket.",
      remedy: "Check tencentcos:endpoint, and the domain's CNAME record.",
    },
    QuotaConflict: {
      status: 409,
      cause: "The bucket's quota prevents it.",
      remedy: "Look at the bucket's quota in the console.",
    },
    QuotaOperationConflict: {
      status: 409,
      cause: "The bucket's quota does not allow this in its present state.",
      remedy: "Look at the bucket's quota in the console.",
    },
  },
};
