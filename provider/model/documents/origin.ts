/**
 * Origin-pull of a bucket: what COS does when an object is not there. The vendor's pages "PUT Bucket Origin", "GET Bucket Origin" and
 * "DELETE Bucket Origin" belong to the Chinese site; the rest is from the Go SDK (`bucket_origin.go`).
 */

import { group, int, string, strings, struct, structs } from "../../codec/fields";
import { originCondition, originFileInfo, originHostInfo, originParameter } from "./originFields";
import { validateMode } from "./originValidators";

/** The origins, and the file that they are asked for. */
export const originInfo = group("OriginInfo", {
  /** The origins: 1 to 10 for `Mirror`, which share the requests by their weights; exactly one for `Proxy` and `Redirect`. */
  hostInfos: structs("HostInfo", originHostInfo),
  /** Which file the origin is asked for. Left out, that of the key. */
  fileInfo: struct("FileInfo", originFileInfo, { optional: true }),
});

/** One rule. */
export const originRule = group(
  "OriginRule",
  {
    /** Where the rule stands among the others; the lowest number is tried first. Each only once, at least 1. */
    rulePriority: int("RulePriority"),
    /**
     * What COS does: fetches the object, keeps it and answers it (`Mirror`); redirects the request and fetches the object meanwhile
     * (`Proxy`); or only redirects (`Redirect`).
     */
    originType: string("OriginType", { oneOf: ["Mirror", "Proxy", "Redirect"] }),
    /** When a request goes to the origin. */
    originCondition: struct("OriginCondition", originCondition),
    /** How the origin is asked, and what the answer becomes. */
    originParameter: struct("OriginParameter", originParameter),
    /** The origins, and the file that they are asked for. */
    originInfo: struct("OriginInfo", originInfo),
    /** Statuses of 4xx at which a standby host is asked too; at 5xx it is always. The order means nothing. */
    httpStandbyCodes: strings("HTTPStandbyCode>StatusCode", {
      optional: true,
      unordered: true,
      verify: (value) => (/^4\d\d$/.test(value) ? undefined : "must be a status of 400 to 499, such as 404"),
    }),
  },
  validateMode,
);

/** The document of `?origin`. */
export const originConfiguration = group("BucketOrigin", {
  /** The rules, known by their priorities, wherever they stand. At least 1. */
  rules: structs("OriginRule", originRule, { identity: "rulePriority" }),
});
