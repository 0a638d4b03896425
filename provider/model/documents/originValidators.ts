/** Validators of origin-pull rules: relations between their members. */

import type { Failure } from "../../codec/fields";
import { type Draft, known } from "../../codec/unknown";

/** Greatest number of origins of a `Mirror` rule (the page of the API). */
const maxMirrorHosts = 10;

/** The reason why a string is not a host as COS wants it (https://www.tencentcloud.com/document/product/436/13310). */
export function hostReason(value: string): string | undefined {
  return /^[^\s/:?#@]+(:\d{1,5})?$/.test(value)
    ? undefined
    : "must be a host name or an address, with a port if need be, and without https:// and a path";
}

/** The id of a key goes with the key, and neither with a role. */
export function keyOfId({
  role,
  secretId,
  secretKey,
  encryptedSecretKey,
}: Draft<Record<"role" | "secretId" | "secretKey" | "encryptedSecretKey", string>>): readonly Failure[] {
  const given = [
    ...(secretKey === undefined ? [] : ["secretKey"]),
    ...(encryptedSecretKey === undefined ? [] : ["encryptedSecretKey"]),
  ];
  if (secretId !== undefined) {
    return given.length > 0
      ? []
      : [{ path: "secretKey", reason: "is required together with secretId", doubtful: true }];
  }
  return role === undefined
    ? []
    : given.map((path) => ({ path, reason: "cannot be given together with role", doubtful: true }));
}

/** Each of the three modes allows something else (the page of the API). */
export function validateMode({
  originType,
  originCondition,
  originParameter,
  originInfo,
}: Draft<{
  originType: string;
  originCondition: { httpStatusCode: string };
  originParameter: { httpRedirectCode: string };
  originInfo: { hostInfos: readonly object[] };
}>): readonly Failure[] {
  const hosts = known(known(originInfo)?.hostInfos)?.length ?? 1;
  const status = known(known(originCondition)?.httpStatusCode);
  const failures: Failure[] = [];
  if ((originType === "Mirror" || originType === "Proxy") && status !== undefined && status !== "404") {
    failures.push({ path: "originCondition.httpStatusCode", reason: `must be 404 for ${originType}` });
  }
  if (originType === "Mirror" && known(originParameter)?.httpRedirectCode !== undefined) {
    failures.push({
      path: "originParameter.httpRedirectCode",
      reason: "can be given for Redirect and Proxy only",
      doubtful: true,
    });
  }
  if (originType === "Mirror" && hosts > maxMirrorHosts) {
    failures.push({
      path: "originInfo.hostInfos",
      reason: `must have at most ${maxMirrorHosts} items for Mirror, not ${hosts}`,
    });
  }
  if ((originType === "Redirect" || originType === "Proxy") && hosts > 1) {
    failures.push({
      path: "originInfo.hostInfos",
      reason: `must have 1 item for ${originType}, not ${hosts}`,
    });
  }
  return failures;
}
