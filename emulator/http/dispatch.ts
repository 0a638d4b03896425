/** Carries out a request: finds its operation, lets faults happen, checks who asks and whether they may, and runs it. */

import { setTimeout as wait } from "node:timers/promises";
import { isAllowed } from "../access/access";
import { answerFromOrigin } from "../behaviour/originPull";
import { checkAcceleratedBucket, checkAcceleratedOperation } from "../configurations/accelerate";
import { preflight } from "../configurations/cors";
import { checkReferer } from "../configurations/referer";
import { checkStrictSignature } from "../configurations/strictSignature";
import { ServiceError } from "../format/errors";
import { copyObject } from "../operations/copy";
import { requireEmulated } from "../operations/missing";
import { completeMultipartUpload, uploadPartCopy } from "../operations/multipart";
import { getObject, headObject } from "../operations/object";
import { findOperation } from "../operations/router";
import { actionOf, type BucketCall, type Operation, type Service, seeVersion } from "../request/operation";
import { both, type Line, readTrafficLimit, trafficLimit } from "../request/pace";
import type { CosRequest, Reply } from "../request/request";
import { authenticate, findSignature, signedNames } from "../signature/authenticate";
import type { Bucket } from "../store/bucket";
import type { Fault, FaultKind, Faults } from "./faults";
import type { OpenLogEntry } from "./log";

/** What a request is carried out with. */
export interface Dispatcher {
  readonly service: Service;
  readonly faults: Faults;
}

/** What is found out about a request on its way; answers and the log are made from it, also after an error. */
export interface Journey {
  readonly entry: OpenLogEntry;
  faults: readonly Fault[];
  /** The bucket that it addresses, when there is one. */
  bucket: Bucket | undefined;
  /** The server's time for this request, which a fault may shift. */
  now: number;
  /** Spoken by an S3 library. */
  s3: boolean;
  /** Slows the answer down, as the request asks. */
  limit: Line | undefined;
}

/** Operations whose answer has a body that can hold an error after all. */
const withBody: readonly Operation[] = [copyObject, uploadPartCopy, completeMultipartUpload];

/** Operations to which a reader may not come from everywhere. A website asks for itself. */
const refererChecked: readonly Operation[] = [getObject, headObject];

/** Carries a request out. Undefined means that the connection is to be closed without an answer. */
export async function dispatch(
  dispatcher: Dispatcher,
  journey: Journey,
  request: CosRequest,
): Promise<Reply | undefined> {
  const { target, method } = request;
  const isPreflight = method === "OPTIONS" && target.bucket !== undefined;
  const found = isPreflight ? undefined : findOperation(request);
  journey.entry.operation = found?.name ?? "OptionsObject";
  const operation = found && requireEmulated(found, request);
  if (target.bucket !== undefined) {
    journey.bucket = dispatcher.service.findBucket(target.bucket, target.region);
  }
  takeFaults(dispatcher.faults, journey, request, operation);
  if (await isDropped(journey.faults)) {
    return undefined;
  }
  const work = operation
    ? carryOutForGood(dispatcher, journey, shiftClock(request, journey.now), operation)
    : answerPreflight(dispatcher, journey, request);
  if (!journey.faults.some(({ kind }) => kind === "loseAnswer")) {
    return work;
  }
  await work.catch(() => undefined);
  return undefined;
}

/** A fault may have shifted the clock since the request arrived. */
function shiftClock(request: CosRequest, clock: number): CosRequest {
  return { ...request, now: request.now + clock - request.clock, clock };
}

function takeFaults(
  faults: Faults,
  journey: Journey,
  { method, target }: CosRequest,
  operation: Operation | undefined,
): void {
  if (!faults.any) {
    return;
  }
  const { bucket, key } = target;
  journey.faults = faults.take(
    {
      method,
      ...(journey.entry.operation !== undefined && { operation: journey.entry.operation }),
      ...(bucket !== undefined && { bucket }),
      ...(key !== undefined && { key }),
    },
    (kind) => canHit(kind, operation),
  );
  journey.entry.faults = journey.faults.map(({ kind }) => kind);
  for (const fault of journey.faults) {
    if (fault.kind === "clockSkew") {
      journey.now += fault.seconds * 1000;
    }
  }
}

/** Some faults are about one kind of operation; they wait until one comes. */
function canHit(kind: FaultKind, operation: Operation | undefined): boolean {
  switch (kind) {
    case "stale":
      return operation?.writes === true;
    case "errorBody":
      return operation !== undefined && withBody.includes(operation);
    case "slowCompletion":
      return operation === completeMultipartUpload;
    case "notFoundAfterCreate":
      return operation?.name === "PutBucket";
    case "conflictAfterDelete":
      return operation?.name === "DeleteBucket";
    default:
      return true;
  }
}

/** Faults that come before the work: waits, refuses by throwing, or says that the connection is to be closed. */
async function isDropped(faults: readonly Fault[]): Promise<boolean> {
  for (const fault of faults) {
    if (fault.kind === "delay") {
      await wait(fault.milliseconds, undefined, { ref: false });
    }
  }
  for (const fault of faults) {
    if (fault.kind === "drop") {
      return true;
    }
    if (fault.kind !== "status") {
      continue;
    }
    throw new ServiceError(fault.code ?? codeOf(fault.status), {
      status: fault.status,
      ...(fault.message !== undefined && { message: fault.message }),
      ...(fault.retryAfter !== undefined && { headers: { "retry-after": String(fault.retryAfter) } }),
    });
  }
  return false;
}

const codes: Readonly<Record<number, string>> = {
  403: "AccessDenied",
  409: "OperationAborted",
  500: "InternalError",
  503: "SlowDown",
};

function codeOf(status: number): string {
  return codes[status] ?? (status >= 500 ? "ServiceUnavailable" : "InvalidRequest");
}

async function answerPreflight(
  { service }: Dispatcher,
  { bucket }: Journey,
  request: CosRequest,
): Promise<Reply> {
  if (!bucket || isHidden(service, bucket, request.now)) {
    throw new ServiceError("NoSuchBucket");
  }
  return { status: 200, headers: preflight(bucket, request.headers) };
}

/** What a request changed is kept before it is answered. */
async function carryOutForGood(
  dispatcher: Dispatcher,
  journey: Journey,
  request: CosRequest,
  operation: Operation,
): Promise<Reply> {
  if (!operation.writes) {
    return carryOutOrPull(dispatcher, journey, request, operation);
  }
  const { changes } = dispatcher.service.store;
  try {
    const reply = await carryOutOrPull(dispatcher, journey, request, operation);
    const { bucket, key } = request.target;
    if (bucket !== undefined && key !== undefined) {
      changes.add("object", bucket, key);
    } else if (bucket !== undefined) {
      changes.add("bucket", bucket);
    }
    return reply;
  } finally {
    await changes.settled();
  }
}

/** A GET that fails may be answered from the bucket's origin. */
async function carryOutOrPull(
  dispatcher: Dispatcher,
  journey: Journey,
  request: CosRequest,
  operation: Operation,
): Promise<Reply> {
  try {
    return await carryOut(dispatcher, journey, request, operation);
  } catch (error) {
    const { bucket } = journey;
    const { key } = request.target;
    const pulls = operation === getObject && bucket && key !== undefined && error instanceof ServiceError;
    const call = pulls ? { request, service: dispatcher.service, bucket, key } : undefined;
    const reply = call && (await answerFromOrigin(call, error as ServiceError));
    if (!reply) {
      throw error;
    }
    return reply;
  }
}

async function carryOut(
  { service }: Dispatcher,
  journey: Journey,
  request: CosRequest,
  operation: Operation,
): Promise<Reply> {
  const signature = findSignature(request);
  if (signature && service.verifySignatures && journey.bucket) {
    checkStrictSignature(journey.bucket, actionOf(operation), request, signedNames(signature, request));
  }
  request.caller = authenticate(request, signature, service.accounts, service.verifySignatures);
  journey.entry.caller = request.caller.account?.secretId;
  checkAcceleratedOperation(request.target, operation.name);
  if (operation.on === "service") {
    return operation.run({ request, service });
  }
  if (operation.on === "name") {
    const reply = await operation.run({ request, service });
    hideNewBucket(journey.faults, service, request);
    return reply;
  }
  const bucket = journey.bucket ?? deletedBucket(service, request, operation);
  if (!bucket || isHidden(service, bucket, request.now)) {
    throw new ServiceError("NoSuchBucket");
  }
  journey.bucket = bucket;
  checkAcceleratedBucket(request.target, bucket);
  const { key } = request.target;
  if (refererChecked.includes(operation)) {
    checkReferer(bucket, request);
  }
  if (operation.need !== undefined) {
    const versionId = request.query.get("versionId");
    const object = key === undefined ? undefined : seeVersion({ request, service, bucket }, key, versionId);
    const { need } = operation;
    if (!isAllowed({ request, operation: actionOf(operation), need, bucket, key, object })) {
      throw new ServiceError("AccessDenied");
    }
  }
  refuseInBody(journey.faults);
  if (operation.slowable) {
    journey.limit = readTrafficLimit(request.headers[trafficLimit] ?? request.query.get(trafficLimit));
  }
  const call = { request: slowed(request, journey.limit), service, bucket };
  try {
    return await run(call, journey.faults, operation, key);
  } finally {
    // A form says by its fields who sent it.
    journey.entry.caller = call.request.caller.account?.secretId;
  }
}

function slowed(request: CosRequest, limit: Line | undefined): CosRequest {
  return limit ? { ...request, carry: (bytes) => both(request.carry(bytes), limit.carry(bytes)) } : request;
}

/** An error that comes with the status 200. */
function refuseInBody(faults: readonly Fault[]): void {
  for (const fault of faults) {
    if (fault.kind !== "errorBody" && !(fault.kind === "slowCompletion" && fault.code !== undefined)) {
      continue;
    }
    throw new ServiceError(fault.code ?? "InternalError", {
      status: 200,
      ...(fault.message !== undefined && { message: fault.message }),
    });
  }
}

async function run(
  call: BucketCall,
  faults: readonly Fault[],
  operation: Exclude<Operation, { on: "service" } | { on: "name" }>,
  key: string | undefined,
): Promise<Reply> {
  const { stale, blockedNames } = call.service.store;
  const { name } = call.bucket;
  const ends = faults.flatMap((fault) =>
    fault.kind === "stale" ? [stale.arm(name, undefined, fault.milliseconds)] : [],
  );
  try {
    const reply = await (operation.on === "bucket"
      ? operation.run(call)
      : operation.run({ ...call, key: key as string }));
    for (const fault of faults) {
      if (fault.kind !== "conflictAfterDelete") {
        continue;
      }
      const { milliseconds, code = "OperationAborted" } = fault;
      blockedNames.set(name, { until: call.request.now + milliseconds, code });
    }
    return reply;
  } finally {
    for (const end of ends) {
      end();
    }
  }
}

function hideNewBucket(faults: readonly Fault[], { store }: Service, { target, now }: CosRequest): void {
  for (const fault of faults) {
    if (fault.kind === "notFoundAfterCreate") {
      store.hiddenBuckets.set(target.bucket ?? "", now + fault.milliseconds);
    }
  }
}

/** A deleted bucket that HEAD still finds for a while. */
function deletedBucket({ store }: Service, { target }: CosRequest, { name }: Operation): Bucket | undefined {
  return name === "HeadBucket" && target.bucket !== undefined
    ? store.stale.see<Bucket | undefined>(target.bucket, "bucket", undefined)
    : undefined;
}

function isHidden({ store }: Service, bucket: Bucket, now: number): boolean {
  const until = store.hiddenBuckets.get(bucket.name);
  if (until === undefined) {
    return false;
  }
  if (now < until) {
    return true;
  }
  store.hiddenBuckets.delete(bucket.name);
  return false;
}
