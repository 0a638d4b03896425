/** Origin-pull of a bucket in a program. */

import type * as pulumi from "@pulumi/pulumi";
import type { originInfo, originRule } from "../provider/model/documents/origin";
import type {
  originCondition,
  originCredentialProvider,
  originFileInfo,
  originFollowRedirection,
  originHostInfo,
  originHttpHeader,
  originParameter,
  originPrefixConfiguration,
  originPrivateHost,
  originStandbyHost,
  originSuffixConfiguration,
} from "../provider/model/documents/originFields";
import { bucketOrigin } from "../provider/resources/configurations/origin";
import type { Args, BucketTarget } from "./bucket";
import { BucketConfigResource } from "./bucketConfig";
import type { Outputs } from "./resource";

/** Arguments of a `BucketOrigin`. */
export interface BucketOriginArgs extends BucketTarget, Args<typeof bucketOrigin.struct.fields> {}

/** One rule. */
export interface OriginRuleArgs extends Args<typeof originRule.fields> {}

/** When a request goes to the origin. */
export interface OriginConditionArgs extends Args<typeof originCondition.fields> {}

/** How the origin is asked, and what the answer becomes. */
export interface OriginParameterArgs extends Args<typeof originParameter.fields> {}

/** Which headers go to the origin. */
export interface OriginHttpHeaderArgs extends Args<typeof originHttpHeader.fields> {}

/** What happens when the origin redirects. COS decides what is left out. */
export interface OriginFollowRedirectionArgs extends Args<typeof originFollowRedirection.fields> {}

/** The origins, and the file that they are asked for. */
export interface OriginInfoArgs extends Args<typeof originInfo.fields> {}

/** One origin. */
export interface OriginHostInfoArgs extends Args<typeof originHostInfo.fields> {}

/** An origin that is asked when its better ones fail: `{ hostName }` or `{ privateHost }`. */
export interface OriginStandbyHostArgs extends Args<typeof originStandbyHost.fields> {}

/** An origin that wants signed requests. */
export interface OriginPrivateHostArgs extends Args<typeof originPrivateHost.fields> {}

/** With what COS signs requests to a private origin: a role, or keys. */
export interface OriginCredentialProviderArgs extends Args<typeof originCredentialProvider.fields> {}

/** Which file the origin is asked for. `prefix`, `suffix` and `prefixDirective` are the old form. */
export interface OriginFileInfoArgs extends Args<typeof originFileInfo.fields> {}

/** What the keys' beginning becomes at the origin. */
export interface OriginPrefixConfigurationArgs extends Args<typeof originPrefixConfiguration.fields> {}

/** What the keys' end becomes at the origin. */
export interface OriginSuffixConfigurationArgs extends Args<typeof originSuffixConfiguration.fields> {}

/**
 * What COS does when an object is not there: fetch it from an origin and keep it, or redirect. A feature of the Chinese site.
 *
 * @example
 * ```ts
 * const images = new cos.Bucket("images");
 *
 * new cos.BucketOrigin("images", {
 *   bucket: images,
 *   rules: [
 *     {
 *       rulePriority: 1,
 *       originType: "Mirror",
 *       originCondition: { httpStatusCode: "404", prefix: "img/" },
 *       originParameter: { protocol: "HTTPS", httpHeader: { followHttpHeaders: ["Range"] } },
 *       originInfo: { hostInfos: [{ hostName: "images.example.com" }] },
 *     },
 *   ],
 * });
 * ```
 *
 * @unseen
 * Keys of private origins come back only in a form that COS alone can read, so that a key which somebody changes in the console is not seen.
 *
 * @remarks
 * - Keys of private origins are secrets of the stack, and the state keeps them encrypted.
 * - Rules are known by their `rulePriority`, wherever they stand.
 * - What a mode does not allow is refused at preview, such as several hosts for `Redirect`.
 *
 * @see https://www.tencentcloud.com/document/product/436/13310 (how it works; the API's pages belong to the Chinese site)
 */
export class BucketOrigin extends BucketConfigResource {
  constructor(name: string, args: BucketOriginArgs, options?: pulumi.CustomResourceOptions) {
    super(bucketOrigin, name, args, options);
  }
}

export interface BucketOrigin extends Outputs<typeof bucketOrigin.struct.fields> {}
