/** What a program imports: `import * as cos from "pulumi-tencentcos"`. */

export { Bucket, type BucketArgs, type BucketReference, type BucketTarget } from "./bucket";
export { type AclGrantArgs, BucketAcl, type BucketAclArgs, type GranteeArgs } from "./bucketAcl";
export { BucketCors, type BucketCorsArgs, type CorsRuleArgs } from "./bucketCors";
// `Object` for `cos.Object`; `BucketObject` for programs that import names and still need JavaScript's own Object.
export {
  BucketObject,
  BucketObject as Object,
  type BucketObjectArgs,
  type BucketObjectArgs as ObjectArgs,
} from "./object";
