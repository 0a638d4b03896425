/** Requests of the service itself, on behalf of an account: those of a batch job, in the role that it was given, and of a task that fetches. */

import { isAllowed, type Need } from "../access/access";
import { ServiceError } from "../format/errors";
import { newRequestId } from "../format/ids";
import { Query } from "../format/query";
import { encode } from "../format/text";
import { type ObjectCall, type Service, seeVersion } from "../request/operation";
import type { CosRequest } from "../request/request";
import type { Job } from "../store/jobs";

/** Whom such a request addresses. */
export interface Addressed {
  readonly region: string;
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string | undefined;
}

/**
 * A call on behalf of an account. A role may do whatever its account may: its own policies are not known here.
 * @throws ServiceError when the bucket does not exist
 */
export function callAs(
  { uin, appId }: Pick<Job, "uin" | "appId">,
  service: Service,
  { region, bucket: name, key, versionId }: Addressed,
  headers: Readonly<Record<string, string>> = {},
): ObjectCall {
  const bucket = service.findBucket(name, region);
  if (!bucket) {
    throw new ServiceError("NoSuchBucket");
  }
  const clock = Date.now();
  const request: CosRequest = {
    // It comes from no connection; policies that look at its address or encryption find none.
    raw: { socket: {} } as unknown as CosRequest["raw"],
    method: "PUT",
    host: "",
    target: { kind: "bucket", bucket: name, key, region, path: `/${key}`, rawPath: `/${encode(key)}` },
    query: new Query(versionId === undefined ? "" : `versionId=${encode(versionId)}`),
    headers,
    s3: false,
    now: clock + service.ahead(),
    clock,
    requestId: newRequestId(clock),
    caller: { account: { secretId: "", secretKey: "", appId, uin } },
    chunkSigning: undefined,
    ignored: [],
    carry: () => undefined,
    proceed: () => undefined,
  };
  return { request, service, bucket, key };
}

/** @throws ServiceError when the account may not do that */
export function requireAllowed(call: ObjectCall, operation: string, need: Need): void {
  const { request, bucket, key } = call;
  const object = seeVersion(call, key, request.query.get("versionId"));
  if (!isAllowed({ request, operation, need, bucket, key, object })) {
    throw new ServiceError("AccessDenied");
  }
}
