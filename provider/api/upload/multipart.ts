/**
 * Runs a multipart upload for parts from any source: begins it, sends parts concurrently, completes it, and removes its parts
 * when anything fails (https://www.tencentcloud.com/document/product/436/7746, 7742, 7740).
 */

import { CosServiceError } from "../../client";
import { parentElement, parseXml, renderXml, textAt, textElement } from "../../codec";
import { forEachConcurrently } from "../../model/concurrency";
import type { Context } from "../../model/context";
import type { ObjectAddress } from "../../model/ids";
import type { Action } from "../permissions";
import { mayBeDone } from "../service";
import { type Beginning, BegunUpload } from "./beginning";
import { type StoredContent, unixSeconds, versionOf } from "./stored";
import { searchActions } from "./unfinished";

/** Greatest number of parts (https://www.tencentcloud.com/document/product/436/14518). */
export const maxParts = 10_000;

/** The actions that `runMultipart` needs, apart from sending the parts. */
export const multipartActions: readonly Action[] = [
  { operation: "InitiateMultipartUpload" },
  { operation: "CompleteMultipartUpload" },
  { operation: "AbortMultipartUpload", otherwise: "parts of an upload that failed stay and are billed" },
  ...searchActions,
];

/** A part that was sent. */
export interface SentPart {
  /** From 1. */
  readonly number: number;
  /** As COS returned it, with its quotes. */
  readonly etag: string;
}

/** Options of a multipart upload. */
export interface MultipartOptions<P, S extends SentPart> extends Beginning {
  /** In the order of their numbers. The next part is asked for only when it can be sent. */
  readonly parts: AsyncIterable<P>;
  /** Parts in flight. */
  readonly inFlight: number;
  readonly send: (upload: BegunUpload, part: P, signal: AbortSignal) => Promise<S>;
  /** Called when all parts were sent; when it throws, the upload is aborted. */
  readonly beforeComplete?: (sent: readonly S[]) => Promise<void>;
  /**
   * The object if it consists of these parts. Called when the answer to the completion was lost, which may have been carried out.
   */
  readonly findDone: (
    sent: readonly S[],
  ) => Promise<Pick<StoredContent, "etag" | "versionId" | "writtenAt"> | undefined>;
}

/** A finished multipart upload. */
export interface MultipartResult<S> {
  /** By number. */
  readonly sent: readonly S[];
  /** Whether an upload was continued that may have been begun with other headers. */
  readonly resumed: boolean;
  /** CRC64 of the whole, where the answer had it. */
  readonly answered: string | undefined;
  /** Of the whole, without quotes. */
  readonly etag: string;
  readonly versionId?: string;
  /** When it was completed, or a little later, in Unix seconds of the service's clock. */
  readonly writtenAt: number;
}

/**
 * Runs a multipart upload.
 * @throws the first failure; its message names parts that had to be left behind
 */
export async function runMultipart<P, S extends SentPart>(
  context: Context,
  address: ObjectAddress,
  options: MultipartOptions<P, S>,
): Promise<MultipartResult<S>> {
  const begun = await BegunUpload.begin(context, address, options);
  try {
    const sent = await sendParts(options, begun, context.signal);
    await options.beforeComplete?.(sent);
    const made = await complete(context, address, begun.uploadId, sent, options);
    await begun.finish();
    return { sent, resumed: begun.held !== undefined, ...made };
  } catch (error) {
    throw await begun.giveUp(error);
  }
}

async function sendParts<P, S extends SentPart>(
  options: MultipartOptions<P, S>,
  begun: BegunUpload,
  end: AbortSignal | undefined,
): Promise<readonly S[]> {
  const sent: S[] = [];
  // Settles only after every request has: a part that arrives after the abort would stay behind.
  const sendPart = async (part: P, signal: AbortSignal): Promise<void> => {
    sent.push(await options.send(begun, part, signal));
  };
  await forEachConcurrently(options.parts, options.inFlight, sendPart, end);
  return sent.sort((a, b) => a.number - b.number);
}

async function complete<P, S extends SentPart>(
  context: Context,
  address: ObjectAddress,
  uploadId: string,
  sent: readonly S[],
  options: MultipartOptions<P, S>,
): Promise<Omit<MultipartResult<S>, "sent" | "resumed">> {
  const document = parentElement(
    "CompleteMultipartUpload",
    sent.map(({ number, etag }) =>
      parentElement("Part", [textElement("PartNumber", String(number)), textElement("ETag", etag)]),
    ),
  );
  try {
    const { headers, body } = await context.client.send({
      method: "POST",
      ...address,
      query: { uploadId },
      body: renderXml(document),
      headers: { "content-type": "application/xml" },
      operation: "CompleteMultipartUpload",
    });
    const etag = (textAt(parseXml(body.toString()), "ETag") ?? "").replaceAll('"', "").trim();
    const answered = headers["x-cos-hash-crc64ecma"];
    return { answered, etag, ...versionOf(headers), writtenAt: unixSeconds(headers.date) };
  } catch (error) {
    const lost = mayBeDone(context, error) || isUploadGone(error);
    const done = lost ? await options.findDone(sent).catch(() => undefined) : undefined;
    if (done === undefined) {
      throw error;
    }
    const { etag, versionId, writtenAt } = done;
    return { answered: undefined, etag, ...(versionId !== undefined && { versionId }), writtenAt };
  }
}

/** Whether an upload was ended from outside, by another process or a lifecycle rule. */
export function isUploadGone(error: unknown): boolean {
  return CosServiceError.isInstance(error) && error.code === "NoSuchUpload";
}
