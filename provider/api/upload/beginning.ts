/** Begins and ends uploads in parts, and keeps track of each, even where an answer was lost. */

import { createHash } from "node:crypto";
import { CosServiceError } from "../../client";
import { parseXml, textAt } from "../../codec";
import type { Context } from "../../model/context";
import { forCleanUp } from "../../model/ending";
import type { ObjectAddress } from "../../model/ids";
import { messageOf } from "../../model/messages";
import { mayBeDone } from "../service";
import { abortAll, abortUpload } from "./endUploads";
import { type Search, searchUploads, type Unfinished, type UnfinishedPart } from "./unfinished";
import { UploadRecord, type UploadTrace } from "./uploadJournal";

/** An upload failed, and parts of it are, or may be, left in COS. */
export class UnfinishedUploadError extends Error {
  override readonly name = "UnfinishedUploadError";

  constructor(
    message: string,
    /** The uploads that may be left. */
    readonly trace: UploadTrace,
    options: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Options for beginning an upload. */
export interface Beginning {
  /** The headers of the object. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether an interrupted upload can be continued, because the parts in COS can be compared with the content. */
  readonly canContinue: boolean;
  /** Earlier uploads recorded in the state. */
  readonly traces?: readonly UploadTrace[] | undefined;
  /**
   * Whether only uploads that this machine began are looked at, and continued only if their headers were the same. @default false: those
   * of others count as abandoned when they have not grown for a while, and whoever continues one corrects the headers
   */
  readonly onlyOwn?: boolean | undefined;
}

/** An upload under way, new or continued. */
export class BegunUpload {
  readonly #context: Context;
  readonly #address: ObjectAddress;
  readonly #record: UploadRecord;

  private constructor(
    context: Context,
    address: ObjectAddress,
    record: UploadRecord,
    readonly uploadId: string,
    /** The parts that COS holds already, by number; `undefined` for a new upload. */
    readonly held: ReadonlyMap<number, UnfinishedPart> | undefined,
  ) {
    this.#context = context;
    this.#address = address;
    this.#record = record;
  }

  /**
   * Continues the abandoned upload that has got furthest, else begins a new one. Aborts all other abandoned uploads of the key.
   * @throws UnfinishedUploadError when the upload could not be begun, or COS may have begun it although no answer came
   */
  static async begin(context: Context, address: ObjectAddress, beginning: Beginning): Promise<BegunUpload> {
    const { headers, traces, onlyOwn = false } = beginning;
    const found = await searchUploads(context, address, traces, !onlyOwn);
    const digest = digestOf(headers);
    const begunWith = (uploadId: string) =>
      found.entries.find(({ trace }) => trace.uploadIds.includes(uploadId))?.headers;
    const fits = ({ uploadId }: Unfinished) => !onlyOwn || begunWith(uploadId) === digest;
    const continued = beginning.canContinue ? furthest(found.abandoned.filter(fits)) : undefined;
    if (continued !== undefined) {
      const { uploadId } = continued;
      const record = new UploadRecord(address, { uploadIds: [uploadId] }, begunWith(uploadId));
      const begun = new BegunUpload(context, address, record, continued.uploadId, continued.parts);
      await abortOthers(context, address, found, continued.uploadId);
      return begun;
    }
    await abortOthers(context, address, found, undefined);
    const { now, uploadIds: known } = found;
    const trace = { uploadIds: [], ...(now !== undefined && { unanswered: { from: now, known } }) };
    const record = new UploadRecord(address, trace, digest);
    try {
      const uploadId = await initiate(context, address, headers, record);
      return new BegunUpload(context, address, record, uploadId, undefined);
    } catch (error) {
      throw await clearAway(context, address, record, error);
    }
  }

  /** The object is complete: forgets the upload. */
  async finish(): Promise<void> {
    const { unanswered } = this.#record.trace;
    this.#record.update({ uploadIds: [], ...(unanswered !== undefined && { unanswered }) });
    const left = await clearAway(this.#context, this.#address, this.#record, undefined);
    if (left instanceof Error) {
      this.#context.log.warn(left.message);
    }
  }

  /**
   * Aborts the upload.
   * @returns the error to throw: the failure, which also names parts that had to be left behind
   */
  async giveUp(failure: unknown): Promise<unknown> {
    return await clearAway(this.#context, this.#address, this.#record, failure);
  }
}

/** Tells apart the headers with which uploads were begun; nothing can be read out of it. */
function digestOf(headers: Readonly<Record<string, string>>): string {
  const entries = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return createHash("sha256").update(JSON.stringify(entries.sort())).digest("base64");
}

/** The abandoned upload with the most bytes. */
function furthest(abandoned: readonly Unfinished[]): Unfinished | undefined {
  const bytes = ({ parts }: Unfinished) => [...parts.values()].reduce((sum, { size }) => sum + size, 0);
  const [first] = abandoned.filter(({ parts }) => parts.size > 0).sort((a, b) => bytes(b) - bytes(a));
  return first;
}

async function abortOthers(
  context: Context,
  address: ObjectAddress,
  found: Search,
  continued: string | undefined,
): Promise<void> {
  try {
    await abortAll(context, address, found, continued);
  } catch (error) {
    context.log.warn(leftBehind(address, messageOf(error)));
  }
}

async function initiate(
  context: Context,
  address: ObjectAddress,
  headers: Readonly<Record<string, string>>,
  record: UploadRecord,
): Promise<string> {
  const sentAt = Date.now();
  try {
    const answer = await context.client.send({
      method: "POST",
      ...address,
      query: { uploads: "" },
      headers,
      operation: "InitiateMultipartUpload",
    });
    const uploadId = textAt(parseXml(answer.body.toString()), "UploadId")?.trim() ?? "";
    // An earlier attempt may also have begun an upload, if its answer was lost.
    record.update({ uploadIds: [uploadId], ...(answer.attempts > 1 && unansweredUntilNow(record, sentAt)) });
    return uploadId;
  } catch (error) {
    const isRefused = CosServiceError.isInstance(error) && !mayBeDone(context, error);
    record.update({ uploadIds: [], ...(!isRefused && unansweredUntilNow(record, sentAt)) });
    throw error;
  }
}

/** @param sentAt when the first request was sent, in Unix milliseconds of this machine */
function unansweredUntilNow({ trace }: UploadRecord, sentAt: number): Pick<UploadTrace, "unanswered"> {
  const { unanswered } = trace;
  if (unanswered === undefined) {
    return {};
  }
  // `from` is as old as the listing before, in whole seconds.
  return { unanswered: { ...unanswered, until: unanswered.from + (Date.now() - sentAt) + 2_000 } };
}

/**
 * Aborts an upload, and those whose beginning was never answered.
 * @returns the failure, or an error that also names what could not be removed
 */
async function clearAway(
  context: Context,
  address: ObjectAddress,
  record: UploadRecord,
  failure: unknown,
): Promise<unknown> {
  const { trace } = record;
  const cleaning = forCleanUp(context);
  try {
    for (const uploadId of trace.uploadIds) {
      await abortUpload(cleaning, address, uploadId);
    }
    if (trace.unanswered !== undefined) {
      // This process no longer works on them either.
      record.release(trace);
      await abortAll(cleaning, address, await searchUploads(cleaning, address, [trace], false));
    }
    record.remove();
    return failure;
  } catch (error) {
    record.release(trace);
    const left = leftBehind(address, messageOf(error), trace.uploadIds);
    const message = failure === undefined ? left : `${messageOf(failure)}\n${left}`;
    return new UnfinishedUploadError(message, trace, { cause: failure });
  }
}

function leftBehind(
  { key, bucket }: ObjectAddress,
  reason: string,
  uploadIds: readonly string[] = [],
): string {
  const upload =
    uploadIds.length > 0 ? `The unfinished upload ${uploadIds.join(", ")}` : "An unfinished upload";
  return `${upload} of ${key} stays in ${bucket} and its parts are billed: it could not be aborted (${reason}). The next attempt aborts it; so does a lifecycle rule for unfinished uploads`;
}
