/** What a program imports: `import * as cos from "pulumi-tencentcos"`. */

export { Bucket, type BucketArgs, type BucketReference, type BucketTarget } from "./bucket";
export { type AclGrantArgs, BucketAcl, type BucketAclArgs, type GranteeArgs } from "./bucketAcl";
export { BucketCors, type BucketCorsArgs, type CorsRuleArgs } from "./bucketCors";
export { Object, Object as BucketObject, type ObjectArgs, type ObjectArgs as BucketObjectArgs } from "./object";
