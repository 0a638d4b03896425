/** Makes an object in COS as wanted: reads it, sends only what differs, and reads it again. */

import { fullName } from "../../api/account";
import { awaitBucket, poll, waitsOf } from "../../api/service";
import { uploadAttempts } from "../../api/upload/attempts";
import { type Content, openContent } from "../../api/upload/content";
import { settleUploads } from "../../api/upload/endUploads";
import { uploadLimits } from "../../api/upload/parts";
import { mayHaveWritten, uploadContent, WrongObjectError } from "../../api/upload/upload";
import type { UploadTrace } from "../../api/upload/uploadJournal";
import { CosServiceError, Crc64 } from "../../client";
import { type Difference, topLevel } from "../../codec";
import type { Context } from "../../model/context";
import { type ObjectAddress, objectId } from "../../model/ids";
import { withoutUndefined } from "../../model/props";
import type { Created } from "../handler";
import { afterFailure, type FailedWrite } from "./afterFailure";
import { meetObject, noteWritten } from "./foreign";
import { settingDifferences, writeHeaders } from "./headers";
import { type LiveObject, liveArguments, type ReadOptions, readLive } from "./live";
import { outputsOf } from "./outputs";
import { type OutsideSettings, outsideSettings, warnOfOutside, withoutOutside } from "./outside";
import { copyOntoItself, correctHeaders } from "./serverCopy";
import { assetHash, contentSource } from "./source";
import { writeAcl, writeTags } from "./tags";
import type { ObjectInputs, ObjectSettings, ObjectState } from "./values";

const headersOnly: ReadOptions = { tags: "never", acl: "never" };
const everything: ReadOptions = { tags: "lenient", acl: "lenient" };

/**
 * Makes the object as `news` wants it. Sends only what differs, so it may be repeated after a crash.
 * @param olds the outputs recorded before; `{}` on create
 * @throws IncompleteError when something was written, but not all
 */
export async function converge(
  context: Context,
  olds: Partial<ObjectState>,
  news: ObjectInputs,
): Promise<Created<ObjectState>> {
  const { region, key } = news;
  const address = { region, bucket: await fullName(context, news.bucket), key };
  const once = () => awaitBucket(context, address, () => new Convergence(context, address, olds, news).run());
  for (let attempt = 1; ; attempt++) {
    try {
      return await once();
    } catch (error) {
      // The object was changed between our read and our copy: start again.
      const isOvertaken = CosServiceError.isInstance(error) && error.status === 412;
      if (!isOvertaken || attempt === uploadAttempts.converge) {
        throw error;
      }
    }
  }
}

class Convergence {
  readonly #context: Context;
  readonly #address: ObjectAddress;
  /** The program's arguments. */
  readonly #news: ObjectInputs;
  /** The same, with the settings to keep that were made outside the program. */
  #wanted: ObjectInputs;
  readonly #olds: Partial<ObjectState>;
  readonly #id: string;
  /** Stands in for what COS does not return: values recorded before, or sent since. */
  #unread: ObjectSettings;
  /** CRC64 of the wanted content, once known. */
  #crc64: string | undefined;
  #live: LiveObject | undefined;
  #outside: OutsideSettings = {};
  /** The object before anything was written. */
  #before: LiveObject | undefined;
  #content: Content | undefined;
  #wrote = false;
  /** How the object was overwritten: with new content, or with new headers only. */
  #overwrote: "content" | "headers" | undefined;
  /** Whether a write was begun: if it fails, its outcome may be unknown. */
  #began = false;

  constructor(context: Context, address: ObjectAddress, olds: Partial<ObjectState>, news: ObjectInputs) {
    this.#context = context;
    this.#address = address;
    this.#news = news;
    this.#wanted = news;
    this.#olds = olds;
    this.#unread = olds;
    this.#id = objectId(address);
  }

  async run(): Promise<Created<ObjectState>> {
    try {
      await this.#look();
      await this.#writeObject();
      await this.#writeTagsAndAcl();
      const outputs = this.#verified();
      if (this.#wrote || this.#olds.bucket === undefined) {
        await noteWritten(this.#context, this.#address, outputs.etag ?? "");
      }
      if (this.#overwrote !== undefined && this.#before !== undefined && !this.#isNew) {
        const { tags = this.#overwrote === "headers" ? {} : undefined } = this.#before;
        const before = { ...this.#before, ...(tags !== undefined && { tags }) };
        warnOfOutside(this.#context, this.#address, this.#news, before, this.#outside);
      }
      await settleUploads(this.#context, this.#address, {
        traces: this.#traces,
        expected: this.#wrote && Number(this.#olds.contentLength) > uploadLimits.single,
      });
      return { id: this.#id, outputs };
    } catch (error) {
      throw await afterFailure(this.#context, this.#address, error, {
        wrote: this.#outcome(error),
        isNew: this.#isNew,
        before: this.#before,
        live: this.#live,
        outside: this.#outside,
        traces: this.#traces,
        outputsOf: (live) => this.#incompleteOutputs(live),
      });
    } finally {
      await this.#content?.close();
    }
  }

  /** Whether COS may differ from the state; on create, whether it may hold anything (docs/promises.md#a-written-resource-is-in-the-state). */
  #outcome(error: unknown): FailedWrite["wrote"] {
    if (this.#wrote) {
      return "yes";
    }
    const mayDiffer =
      error instanceof WrongObjectError || (this.#began && mayHaveWritten(this.#context, error));
    return mayDiffer ? "maybe" : "no";
  }

  /** Whether the state has no object yet. */
  get #isNew(): boolean {
    return this.#olds.crc64 === undefined;
  }

  get #traces(): readonly UploadTrace[] {
    return this.#olds.unfinishedUploads ?? [];
  }

  async #look(): Promise<void> {
    try {
      this.#live = await readLive(this.#context, this.#address, everything);
      this.#before = this.#live;
      if (this.#live !== undefined && !this.#isNew) {
        this.#outside = outsideSettings(this.#live, this.#olds, this.#news);
        this.#wanted = { ...this.#news, ...this.#outside };
      }
    } catch (error) {
      // Without the permission to list, a missing object may answer 403. The PUT will show whether it may be written.
      if (!(this.#isNew && CosServiceError.isInstance(error) && error.status === 403)) {
        throw error;
      }
    }
  }

  /** Content and headers, which go out together. */
  async #writeObject(): Promise<void> {
    const over = this.#live;
    if (over === undefined || !(await this.#holdsContent(over))) {
      if (this.#olds.bucket === undefined) {
        await meetObject(this.#context, this.#address, over);
      }
      const content = await this.#open();
      this.#began = true;
      const uploaded = await uploadContent(
        this.#context,
        this.#address,
        content,
        writeHeaders(this.#wanted, over),
        { traces: this.#traces },
      );
      this.#crc64 = uploaded.crc64;
      this.#wrote = true;
      this.#overwrote = "content";
      if (uploaded.resumed) {
        await correctHeaders(this.#context, this.#address, this.#wanted);
      }
      await this.#settle(over === undefined ? headersOnly : everything);
    } else if (this.#headerDifferences().length > 0) {
      this.#began = true;
      await copyOntoItself(this.#context, this.#address, this.#wanted, over).catch(explainArchive);
      this.#overwrote = "headers";
      await this.#settle(everything);
    }
  }

  /** Waits until COS shows the content and the headers that were sent. */
  async #settle(options: ReadOptions): Promise<void> {
    this.#wrote = true;
    this.#unread = this.#wanted;
    await this.#readUntil(options, () => this.#hasCrc64() && this.#headerDifferences().length === 0);
  }

  async #writeTagsAndAcl(): Promise<void> {
    const differs = (name: string) => this.#differences().some(({ path }) => topLevel(path) === name);
    const grants = this.#before?.aclDocument;
    const writes = {
      tags: () => writeTags(this.#context, this.#address, this.#wanted.tags),
      acl: () => writeAcl(this.#context, this.#address, this.#wanted.acl, grants),
    };
    for (const name of ["tags", "acl"] as const) {
      if (differs(name)) {
        this.#began = true;
        await writes[name]();
        this.#wrote = true;
        this.#unread = { ...this.#unread, ...withoutUndefined({ [name]: this.#wanted[name] }) };
        await this.#readUntil(everything, () => !differs(name));
      }
    }
  }

  async #readUntil(options: ReadOptions, agrees: () => boolean): Promise<void> {
    await poll(this.#context, waitsOf(this.#context).readAfterWriteMs, async () => {
      this.#live = await readLive(this.#context, this.#address, options);
      return this.#live !== undefined && agrees();
    });
  }

  /** The outputs. Throws unless COS shows everything as wanted. */
  #verified(): ObjectState {
    const live = this.#live;
    const paths = [...(this.#hasCrc64() ? [] : ["content"]), ...this.#differences().map(({ path }) => path)];
    if (live !== undefined && paths.length === 0) {
      const outputs = outputsOf(this.#context, this.#address, this.#news, live, {
        sameContent: true,
        unread: this.#news,
      });
      return withoutOutside(outputs, this.#outside);
    }
    const { key, bucket, region } = this.#address;
    const what =
      live === undefined ? "does not show it" : `still answers something else at ${paths.join(", ")}`;
    throw new Error(
      `COS accepted ${key} in ${bucket} (${region}), but ${waitsOf(this.#context).readAfterWriteMs / 1000} s later ${what}. Somebody else may be writing it too; run pulumi up again`,
    );
  }

  #differences(): readonly Difference[] {
    const { ...current } =
      this.#live === undefined ? {} : liveArguments(this.#live, this.#wanted, this.#unread);
    return settingDifferences(current, this.#wanted);
  }

  #headerDifferences(): readonly Difference[] {
    return this.#differences().filter(({ path }) => !["tags", "acl"].includes(topLevel(path)));
  }

  #hasCrc64(): boolean {
    const live = this.#live;
    return (
      live !== undefined &&
      (this.#crc64 === undefined || live.crc64 === undefined || live.crc64 === this.#crc64)
    );
  }

  /** Whether an object holds the wanted content. Reads a file only when there is no other way to know. */
  async #holdsContent(live: LiveObject): Promise<boolean> {
    if (live.crc64 === undefined) {
      return false;
    }
    const [recorded, wanted] = [assetHash(this.#olds.source), assetHash(this.#news.source)];
    if (wanted !== undefined && wanted === recorded && this.#olds.crc64 === live.crc64) {
      this.#crc64 = live.crc64;
      return true;
    }
    const content = await this.#open();
    if (content.length !== undefined && content.length !== live.contentLength) {
      return false;
    }
    const crc = new Crc64();
    for await (const piece of content.read()) {
      this.#context.signal?.throwIfAborted();
      crc.update(piece);
    }
    if (crc.toString() !== live.crc64) {
      return false;
    }
    this.#crc64 = live.crc64;
    return true;
  }

  async #open(): Promise<Content> {
    this.#content ??= await openContent(contentSource(this.#news), this.#context.signal);
    return this.#content;
  }

  /** The outputs of the object after a failure. */
  #incompleteOutputs(live: LiveObject | undefined): Partial<ObjectState> {
    const { bucket, region, key } = this.#news;
    if (live === undefined) {
      return { bucket, region, key };
    }
    const outputs = outputsOf(this.#context, this.#address, this.#news, live, {
      sameContent: this.#crc64 !== undefined && live.crc64 === this.#crc64,
      unread: this.#unread,
    });
    return withoutOutside(outputs, this.#outside);
  }
}

/** https://www.tencentcloud.com/document/product/436/13361: the headers of archived objects cannot be changed. */
function explainArchive(error: unknown): never {
  if (CosServiceError.isInstance(error) && error.code === "InvalidObjectState") {
    throw new Error(
      `${error.message}\nThe object is archived: COS changes its headers only after it has been restored. Restore it in the console, or upload other content`,
      { cause: error },
    );
  }
  throw error;
}
