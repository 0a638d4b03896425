/** Sends a call, and describes the request, the signature and the answer. */

import { Readable } from "node:stream";
import type { CosApiAnswer } from "../../provider/api/call";
import type { Operation } from "../../provider/api/operations";
import { recordsOf, type SelectionEvent } from "../../provider/api/selection";
import { type CosBodySource, CosServiceError } from "../../provider/client";
import { explainSignature } from "../../provider/signature";
import { explainSignedForm } from "../signature/explanation";
import { describeDocument, describeResponse, readHead, spellings } from "./answer";
import { operationOf } from "./details";
import { type DraftedCall, type DraftedRequest, readDraft, readFree } from "./draft";
import { describeCancelled, describeError, describeFailures, verdictOn } from "./errors";
import { hidingSecretsOf, withoutSecretsOf } from "./freeSecrets";
import { describeRequest } from "./sentRequest";
import { completed, type OpenTarget } from "./targets";
import { nextOf, usesOf } from "./uses";
import { Watch } from "./watch";
import type { ExplainedSignature, Response, SendAnswer, SendRequest } from "./wire";

/** What free requests are called. */
const freeName = "Request";

/** How a call is sent. */
export interface SendOptions {
  /** The content of a file, which can be opened once. */
  readonly content?: CosBodySource | undefined;
  readonly signal: AbortSignal;
}

/** What became of a call; its entry of the history comes later. */
export type Sent = Omit<SendAnswer, "id">;

/** Sends it. What COS refuses, and what cannot be sent, is an answer too. */
export async function sendCall(
  target: OpenTarget,
  request: SendRequest,
  { content, signal }: SendOptions,
): Promise<Sent> {
  const began = performance.now();
  const { free } = request;
  const drafted =
    free === undefined ? readDraft(operationOf(request.operation), request, content) : readFree(free);
  const operation = "operation" in drafted ? drafted.operation : undefined;
  const watch = new Watch();
  const outcome = await answerOf(target, request, drafted, watch, signal);
  const sent: Sent = {
    ...outcome,
    ...(watch.sent !== undefined && { request: describeRequest(operation, watch.sent, watch.body) }),
    signatures: await signaturesOf(target, watch),
    milliseconds: Math.round(performance.now() - began),
    attempts: watch.attempts,
  };
  return free === undefined ? sent : withoutSecretsOf(free, sent);
}

type Outcome = Pick<SendAnswer, "response" | "error">;

async function answerOf(
  target: OpenTarget,
  request: SendRequest,
  drafted: DraftedCall | DraftedRequest,
  watch: Watch,
  signal: AbortSignal,
): Promise<Outcome> {
  if (drafted.failures.length > 0) {
    return { error: describeFailures(drafted.failures) };
  }
  try {
    const { context } = target;
    if ("request" in drafted) {
      const answer = await watch
        .over(context, freeName)
        .request({ ...drafted.request, operation: freeName, format: "stream", signal });
      return { response: await describeContent(answer, answer.body as Readable) };
    }
    const { name } = drafted.operation;
    const parameters = completed(target, drafted.operation, drafted.parameters);
    const answer = await watch.over(context, name).call(name as string, parameters, { signal });
    return await describeAnswer(drafted, answer, request, watch);
  } catch (error) {
    if (signal.aborted) {
      return { error: describeCancelled(watch.sent !== undefined) };
    }
    const described = describeError(error, "operation" in drafted ? drafted.operation : undefined);
    const { answered } = watch;
    if (answered === undefined) {
      return { error: described };
    }
    const hide = request.free === undefined ? (text: string) => text : hidingSecretsOf(request.free);
    const redact = (text: string) => hide(watch.redact(text));
    const response = answered.body === undefined ? undefined : describeDocument(answered, redact);
    const verdict = await verdictOf(target, error, watch);
    return {
      error: { ...described, ...(verdict !== undefined && { verdict }) },
      ...(response !== undefined && { response }),
    };
  }
}

/** Content of an object is shown as far as it is text; the rest of it is not asked for. */
async function describeContent(
  answer: Pick<CosApiAnswer, "status" | "headers">,
  body: Readable,
): Promise<Response> {
  const { "content-encoding": encoding, "content-type": type = "" } = answer.headers;
  const read = await readHead(body, encoding);
  const isDocument = read.text !== undefined && !read.cut && /xml|json/.test(type);
  return { ...describeResponse(answer, read), ...(isDocument && spellings(read.text)) };
}

async function describeAnswer(
  { operation }: DraftedCall,
  answer: CosApiAnswer,
  { parameters }: SendRequest,
  watch: Watch,
): Promise<Outcome> {
  const known = { uses: usesOf(operation, answer, parameters), ...nextIn(operation, answer) };
  if (operation.answer?.kind === "frames") {
    return await describeRecords(answer);
  }
  if (answer.body instanceof Readable) {
    return { response: { ...(await describeContent(answer, answer.body)), ...known } };
  }
  const document = operation.answer === undefined ? undefined : answer.body;
  const raw = watch.answered ?? { status: answer.status, headers: answer.headers };
  return { response: { ...describeDocument(raw, watch.redact, document), ...known } };
}

function nextIn(operation: Operation, { body }: CosApiAnswer): Pick<Response, "next"> {
  const next = nextOf(operation, body);
  return next === undefined ? {} : { next };
}

/** Records of a selection are shown as far as they came, also when it fails amid them. */
async function describeRecords(answer: CosApiAnswer): Promise<Outcome> {
  let failure: unknown;
  const records = async function* () {
    try {
      yield* recordsOf(answer.body as AsyncIterable<SelectionEvent>);
    } catch (error) {
      failure = error;
    }
  };
  const response = describeResponse(answer, await readHead(records(), undefined));
  return failure === undefined ? { response } : { response, error: describeError(failure, undefined) };
}

async function verdictOf({ context }: OpenTarget, error: unknown, { sent, answered }: Watch) {
  const isSignature = CosServiceError.isInstance(error) && error.code === "SignatureDoesNotMatch";
  return isSignature && sent !== undefined && answered?.body !== undefined
    ? verdictOn(sent, answered.body.toString(), await context.settings.credentials())
    : undefined;
}

async function signaturesOf({ context }: OpenTarget, { sent, form }: Watch): Promise<ExplainedSignature[]> {
  if (form !== undefined) {
    return [{ carrier: "form", ...explainSignedForm(form, await context.settings.credentials()) }];
  }
  if (sent?.signature === undefined) {
    return [];
  }
  const { method, url, signature } = sent;
  return [{ carrier: "header", request: `${method} ${url}`, steps: explainSignature(signature) }];
}
