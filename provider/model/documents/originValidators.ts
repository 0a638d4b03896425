/** Validators of origin-pull rules: relations between their members. */

import { doubtful, exclusive, type Failure, type Rule } from "../../codec/fields";
import { isMembers } from "../../codec/members";
import { isUnknown } from "../../codec/unknown";

/** Greatest number of origins of a `Mirror` rule (the page of the API). */
const maxMirrorHosts = 10;

/** The reason why a string is not a host as COS wants it (https://www.tencentcloud.com/document/product/436/13310). */
export function hostReason(value: string): string | undefined {
  return /^[^\s/:?#@]+(:\d{1,5})?$/.test(value)
    ? undefined
    : "must be a host name or an address, with a port if need be, and without https:// and a path";
}

/** A role, or the id of a key with the key. */
export const credentialValidators: readonly Rule[] = [
  doubtful(exclusive(["role", "secretId"], { required: true })),
  ({ role, secretId, secretKey, encryptedSecretKey }) => {
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
  },
];

/** A standby is a name or a private host. */
export const validateStandby = exclusive(["hostName", "privateHost"], { required: true });

/** An origin has a name; the SDK's tests show private ones with and without it. */
export const validateHost: Rule = ({ hostName, privateHost }) =>
  hostName === undefined && privateHost === undefined
    ? [{ path: "", reason: "one of hostName, privateHost is required" }]
    : [];

/** Each of the three modes allows something else (the page of the API). */
export const validateMode: Rule = ({ originType, originCondition, originParameter, originInfo }) => {
  const [condition, parameter, info] = [originCondition, originParameter, originInfo].map((value) =>
    isMembers(value) ? value : undefined,
  );
  const hosts = Array.isArray(info?.hostInfos) ? info.hostInfos.length : 1;
  const status = condition?.httpStatusCode;
  const failures: Failure[] = [];
  if ((originType === "Mirror" || originType === "Proxy") && wrong(status, "404")) {
    failures.push({ path: "originCondition.httpStatusCode", reason: `must be 404 for ${originType}` });
  }
  if (originType === "Mirror" && parameter?.httpRedirectCode !== undefined) {
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
};

function wrong(value: unknown, right: string): boolean {
  return typeof value === "string" && !isUnknown(value) && value !== right;
}
