/** Calls of the history as they are made again: with the names that the account filled in, and without secrets and content. */

import type { CallParameters } from "../../../provider/api/call";
import { findOperation, type Operation } from "../../../provider/api/operations";
import type { CodeOptions } from "../../code/call";
import { type DraftedCall, readDraft } from "../draft";
import { freeOperation } from "../freeOperation";
import type { Draft, HistoryEntry } from "../wire";

/** A call, as writers of code take it. */
export interface Replay {
  readonly entry: HistoryEntry;
  readonly operation: Operation;
  readonly parameters: CallParameters;
  readonly options: CodeOptions;
  /** Bytes of content that was sent. */
  readonly contentLength?: number;
}

/** Those that can be made again. */
export function replaysOf(entries: readonly HistoryEntry[]): readonly Replay[] {
  return entries.flatMap((entry) => {
    const { draft } = entry;
    const call = callOf(draft);
    if (call === undefined) {
      return [];
    }
    const { operation } = call;
    const { Body, File, ...others } = call.parameters;
    const isContent = operation.body?.kind === "content" || operation.body?.kind === "form";
    const isFile = typeof (Body ?? File) === "object" && isContent;
    const content = draft.content;
    return [
      {
        entry,
        operation,
        parameters: {
          ...others,
          ...(Body !== undefined && !isFile && { Body }),
          ...(File !== undefined && !isFile && { File }),
          ...namesSent(entry, operation),
        },
        options: {
          endpoint: endpointOf(entry),
          ...(isFile && content !== undefined && "file" in content && { input: content.file }),
        },
        ...(isFile && content !== undefined && "length" in content && { contentLength: content.length }),
      },
    ];
  });
}

function callOf(draft: Draft): Pick<DraftedCall, "operation" | "parameters"> | undefined {
  if (draft.free !== undefined) {
    return freeOperation(draft.free);
  }
  const operation = findOperation(draft.operation);
  return operation && readDraft(operation, draft);
}

/** Bucket, region and account as they were found out: they stand in the Host. */
function namesSent({ request, draft }: HistoryEntry, { host: kind }: Operation): CallParameters {
  const [first = "", second = "", third = ""] = request?.headers.host?.split(".") ?? [];
  const appId = request?.headers["x-cos-appid"];
  const given = draft.free === undefined ? draft.parameters : {};
  switch (kind) {
    case "bucket":
      return second === "cos" ? { Bucket: first, Region: third } : {};
    case "control":
      return { Uin: first, Region: third, ...(appId !== undefined && { Appid: appId }) };
    case "migration": {
      const bucket = new URL(request?.url ?? "http://none").pathname.split("/")[1];
      return { Region: first, ...(bucket && { Bucket: decodeURIComponent(bucket) }) };
    }
    default:
      return given.Region === undefined ? {} : { Region: given.Region };
  }
}

/** Where it was sent, when that was not COS itself. */
function endpointOf({ request }: HistoryEntry): string | undefined {
  if (request === undefined) {
    return undefined;
  }
  const { origin, host } = new URL(request.url);
  return host === request.headers.host ? undefined : origin;
}
