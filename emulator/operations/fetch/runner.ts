/** Carries out tasks that fetch objects, some at a time. https://www.tencentcloud.com/document/product/436/39774 */

import type { IncomingMessage } from "node:http";
import { isAllowedToService } from "../../access/access";
import { ServiceError } from "../../format/errors";
import { appIdOf } from "../../format/names";
import { collectContent, type ReceivedBody } from "../../request/body";
import type { ObjectCall, Service } from "../../request/operation";
import type { BlobStore } from "../../store/blobs";
import { release } from "../../store/body";
import type { Bucket } from "../../store/bucket";
import type { FetchTask } from "../../store/fetchTasks";
import { callAs } from "../behalf";
import { storeContent } from "../object";
import { readTemplate } from "../write";
import { failed, openSource, readSourceUrl } from "./source";

const atOnce = 8;
/** The service that writes what it has fetched: the bucket's policy has to let it do so. */
const writerName = "cos.qcloud.com";

/** The tasks of an emulator, at work. */
export class FetchRunner {
  readonly #service: Service;
  readonly #ending = new AbortController();
  readonly #waiting: (readonly [Bucket, FetchTask])[] = [];
  readonly #running = new Set<Promise<void>>();

  constructor(service: Service) {
    this.#service = service;
  }

  /** Begins the tasks again that an earlier process did not end. */
  resume(): void {
    for (const bucket of this.#service.store.buckets.values()) {
      for (const task of bucket.fetchTasks.values()) {
        if (task.status === "doing") {
          this.start(bucket, task);
        }
      }
    }
  }

  /** Begins a task when it has its turn. */
  start(bucket: Bucket, task: FetchTask): void {
    this.#waiting.push([bucket, task]);
    this.#advance();
  }

  /** Breaks off what is at work. */
  async close(): Promise<void> {
    this.#ending.abort();
    await Promise.all(this.#running);
  }

  #advance(): void {
    while (this.#running.size < atOnce && !this.#ending.signal.aborted) {
      const next = this.#waiting.shift();
      if (!next) {
        return;
      }
      const work = this.#run(...next).finally(() => {
        this.#running.delete(work);
        this.#advance();
      });
      this.#running.add(work);
    }
  }

  async #run(bucket: Bucket, task: FetchTask): Promise<void> {
    const { signal } = this.#ending;
    try {
      await fetchObject(this.#service, bucket, task, signal);
      task.percent = 100;
      task.status = "done";
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      // Anything else is a fault of the emulator itself.
      if (!(error instanceof ServiceError)) {
        console.error(error);
      }
      const { code, message } = error instanceof ServiceError ? error : new ServiceError("InternalError");
      task.failure = { code, reason: message };
      task.status = "failed";
    }
    this.#service.store.changeFetchTask(bucket, task);
  }
}

/** @throws ServiceError that says why it cannot be done */
async function fetchObject(
  service: Service,
  bucket: Bucket,
  task: FetchTask,
  signal: AbortSignal,
): Promise<void> {
  if (isKept(openCall(service, bucket, task, {}), task)) {
    return;
  }
  const source = await openSource(readSourceUrl(task.url), signal);
  const content = await receive(source, task, service.store.blobs);
  // What of the source's headers stays is unverified(fetch-headers).
  const type = source.headers["content-type"];
  let call: ObjectCall;
  try {
    // The bucket and its policy may have changed while the content arrived.
    call = openCall(service, bucket, task, type === undefined ? {} : { "content-type": type });
  } catch (error) {
    release(content.body);
    throw error;
  }
  if (isKept(call, task)) {
    release(content.body);
  } else {
    storeContent(call, readTemplate(call.request, bucket, task.key), content);
  }
}

/** The write, on behalf of the bucket's owner. */
function openCall(
  service: Service,
  bucket: Bucket,
  { key }: FetchTask,
  headers: Readonly<Record<string, string>>,
): ObjectCall {
  const owner = { uin: bucket.ownerUin, appId: appIdOf(bucket.name) ?? "" };
  const call = callAs(owner, service, { region: bucket.region, bucket: bucket.name, key }, headers);
  if (call.bucket !== bucket) {
    throw new ServiceError("NoSuchBucket");
  }
  if (!isAllowedToService(writerName, { request: call.request, operation: "PutObject", bucket, key })) {
    throw new ServiceError("AccessDenied", {
      message: `The bucket's policy does not let the service ${writerName} do name/cos:PutObject with this key.`,
    });
  }
  return call;
}

/** Whether an object stays as it is; the task counts as done. */
function isKept({ bucket, key }: ObjectCall, { keepsExisting }: FetchTask): boolean {
  return keepsExisting && bucket.objects.get(key)?.deleteMarker === false;
}

async function receive(source: IncomingMessage, task: FetchTask, blobs: BlobStore): Promise<ReceivedBody> {
  const received = await collectContent(blobs, chunksOf(source, task));
  if (task.md5 !== undefined && task.md5 !== received.md5) {
    release(received.body);
    throw new ServiceError("BadDigest", { message: "The content does not have the MD5 of the task." });
  }
  return received;
}

/** What comes from a source. The task keeps how much that is. */
async function* chunksOf(source: IncomingMessage, task: FetchTask): AsyncGenerator<Buffer> {
  const length = Number(source.headers["content-length"]);
  let size = 0;
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      size += chunk.length;
      task.percent = length > 0 ? Math.min(99, Math.floor((size / length) * 100)) : 0;
      yield chunk;
    }
  } catch {
    throw failed("The source closed the connection too early.");
  }
}
