/** What a call would send, with its signatures, and all that is wrong with it. Nothing is sent. */

import type { CallParameters } from "../../provider/api/call";
import { requestOf as readyCall } from "../../provider/api/calls";
import { CosParameterError } from "../../provider/api/errors";
import type { PostForm } from "../../provider/api/form";
import type { Operation } from "../../provider/api/operations";
import { isGiven } from "../../provider/api/parameters";
import { CosConfigError, type CosRequest, type DryRun } from "../../provider/client";
import type { Failure } from "../../provider/codec";
import { isFullName } from "../../provider/model/bucketNames";
import { explainSignature } from "../../provider/signature";
import { freeRequestOf, requestOf } from "../api/intercept";
import { UsageError } from "../api/usage";
import { wrappedClient } from "../api/wrappedClient";
import { explainUrl } from "../signature/explainUrl";
import { explainSignedForm } from "../signature/explanation";
import { carriersOf, operationOf } from "./details";
import { readDraft, readFree } from "./draft";
import { withoutSecretsOf } from "./freeSecrets";
import { describeRequest } from "./sentRequest";
import { completed, type OpenTarget } from "./targets";
import type { Draft, ExplainedSignature, FreeDraft, Preview } from "./wire";

/**
 * The preview of a draft, however much of it is there.
 * @throws ProblemError when there is no operation of its name
 */
export async function previewOf(target: OpenTarget, draft: Draft): Promise<Preview> {
  if (draft.free !== undefined) {
    return await previewFree(target, draft.free);
  }
  const operation = operationOf(draft.operation);
  const { parameters: given, failures: unreadable } = readDraft(operation, draft);
  const parameters = completed(target, operation, given);
  const found = readyCall(operation, { ...standIn(operation), ...parameters }).failures;
  const failures = [
    ...unreadable,
    // A document that cannot be read is not missing as well.
    ...found.filter(({ path }) => !unreadable.some((each) => each.path === path)),
    ...regionFailures(target, operation, parameters),
  ];
  if (failures.length > 0) {
    return { failures, signatures: [] };
  }
  return await orReason(
    () => described(target, operation, parameters),
    () => reasonOf(target, operation, parameters),
  );
}

async function previewFree(target: OpenTarget, free: FreeDraft): Promise<Preview> {
  const { bucket, region, key } = free;
  const { settings, client } = target.context;
  const { request: asked, failures: unreadable } = readFree(free);
  const failures = [
    ...unreadable,
    ...(bucket !== "" && region === "" && settings.region === undefined ? [noRegion] : []),
    ...(bucket === "" && key !== "" ? [{ path: "Bucket", reason: "is required where there is a key" }] : []),
  ];
  if (failures.length > 0) {
    return { failures, signatures: [] };
  }
  return await orReason(
    async () => {
      const request = await freeRequestOf(target.context, asked);
      const dryRun = await client.dryRun(request);
      return withoutSecretsOf(free, {
        failures: [],
        request: describeRequest(undefined, dryRun, request.body),
        signatures: header(dryRun),
      });
    },
    () => needs(bucket !== "" && !isFullName(bucket, settings.appId), false),
  );
}

/** Runs it; what would have to be asked first, and what is not set up, becomes the reason why there is no request. */
async function orReason(describe: () => Promise<Preview>, asked: () => string): Promise<Preview> {
  try {
    return await describe();
  } catch (error) {
    if (error instanceof CosParameterError) {
      return { failures: error.failures, signatures: [] };
    }
    if (error instanceof UsageError || CosConfigError.isInstance(error)) {
      const reason = error instanceof UsageError ? asked() : error.message;
      return { failures: [], reason, signatures: [] };
    }
    throw error;
  }
}

async function described(
  target: OpenTarget,
  operation: Operation,
  parameters: CallParameters,
): Promise<Preview> {
  const { context } = target;
  const { request, form } = await intercepted(target, operation, parameters);
  const dryRun = await context.client.dryRun(request);
  const carriers = carriersOf(operation);
  const signatures: ExplainedSignature[] = [
    ...(carriers.includes("header") ? header(dryRun) : []),
    ...(carriers.includes("url")
      ? [{ carrier: "url", ...(await explainUrl(context, operation, parameters)) } as const]
      : []),
    ...(form === undefined
      ? []
      : [{ carrier: "form", ...explainSignedForm(form, await context.settings.credentials()) } as const]),
  ];
  return { failures: [], request: describeRequest(operation, dryRun, request.body), signatures };
}

function header({ method, url, signature }: DryRun): ExplainedSignature[] {
  return signature === undefined
    ? []
    : [{ carrier: "header", request: `${method} ${url}`, steps: explainSignature(signature) }];
}

/** The request, and the form where it is one. */
async function intercepted(
  { context: { client, settings } }: OpenTarget,
  operation: Operation,
  parameters: CallParameters,
): Promise<{ readonly request: CosRequest; readonly form?: PostForm | undefined }> {
  let form: PostForm | undefined;
  const presignForm: typeof client.presignForm = async (...asked) => {
    form = await client.presignForm(...asked);
    return form;
  };
  const request = await requestOf(
    { client: wrappedClient(client, { presignForm }), settings },
    operation,
    parameters,
  );
  return { request, form };
}

// --- what is wrong or missing ---

/** What the call itself finds out, so that it is not missing. */
function standIn({ headers = {} }: Operation): CallParameters {
  return "x-cos-appid" in headers ? { Appid: "1250000000" } : {};
}

const noRegion: Failure = {
  path: "Region",
  reason: "is required: neither --region nor TENCENTCLOUD_REGION names one",
};

function regionFailures(
  { context: { settings } }: OpenTarget,
  { host }: Operation,
  { Region = settings.region }: CallParameters,
): readonly Failure[] {
  return host === "service" || Region !== undefined ? [] : [noRegion];
}

/** What would have to be asked of COS first. */
function reasonOf(target: OpenTarget, { host, headers = {} }: Operation, parameters: CallParameters): string {
  const { appId } = target.context.settings;
  const { Bucket, Uin } = parameters;
  const needsAppId =
    (typeof Bucket === "string" && !isFullName(Bucket, appId)) ||
    ("x-cos-appid" in headers && appId === undefined && !isGiven(parameters, "x-cos-appid"));
  return needs(needsAppId, host === "control" && Uin === undefined);
}

function needs(appId: boolean, uin: boolean): string {
  const wanted = [
    ...(appId ? ["the APPID (give the bucket's full name, or set TENCENTCLOUD_APP_ID)"] : []),
    ...(uin ? ["the UIN of the root account (give Uin)"] : []),
  ];
  return `COS is asked first when this is sent: for ${wanted.join(" and ")}.`;
}
