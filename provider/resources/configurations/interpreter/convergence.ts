/** Makes COS hold a configuration: looks, writes what differs, and looks again. */

import { awaitBucket, isBucketMissing, mayBeDone, poll, waitsOf } from "../../../api/service";
import { hasSecret, omitSecrets } from "../../../codec";
import type { Context } from "../../../model/context";
import { type BucketAddress, bucketId, keyedId } from "../../../model/ids";
import type { Props } from "../../../model/props";
import { meetForeignConfig } from "../../foreign";
import { IncompleteError } from "../../handler";
import { type Held, WriteJournal } from "../../writeJournal";
import { serialise } from "../../writeQueue";
import type { LiveConfig } from "../descriptor";
import type { ConfigAccess } from "./access";
import { meetRequirements } from "./requirements";

/**
 * Makes COS hold `news`; no request is written when it already does.
 * @param olds the outputs of the last time; `undefined` for a new resource
 * @throws IncompleteError when it was written, or may have been, and is not seen to be as wanted
 */
export async function convergeConfig(
  context: Context,
  access: ConfigAccess,
  address: BucketAddress,
  olds: Props | undefined,
  news: Props,
): Promise<{ readonly id: string; readonly outputs: Props }> {
  return await serialise(context, bucketId(address), () =>
    new ConfigConvergence(context, access, address, olds, news).run(),
  );
}

/** What the journal calls a configuration: several may have one id. */
export function thingOf({ config }: ConfigAccess, id: string): string {
  return `${config.token} ${id}`;
}

class ConfigConvergence {
  readonly #context: Context;
  readonly #access: ConfigAccess;
  readonly #address: BucketAddress;
  readonly #key: string | undefined;
  readonly #id: string;
  readonly #news: Props;
  readonly #olds: Props | undefined;

  constructor(
    context: Context,
    access: ConfigAccess,
    address: BucketAddress,
    olds: Props | undefined,
    news: Props,
  ) {
    this.#context = context;
    this.#access = access;
    this.#address = address;
    this.#news = news;
    this.#olds = olds;
    this.#key = access.keyOf(news);
    this.#id = keyedId(address, this.#key);
  }

  async run(): Promise<{ readonly id: string; readonly outputs: Props }> {
    const [context, address, news] = [this.#context, this.#address, this.#news];
    const isNew = this.#olds === undefined;
    const journal = await WriteJournal.of(context);
    let live = await awaitBucket(context, address, () => this.#get(this.#olds ?? {}));
    if (!this.#agrees(live)) {
      this.#warnOfUnknownElements(live);
      await meetRequirements(context, this.#access.config, address, news, live);
      if (isNew) {
        this.#meetForeign(live, journal);
        journal.begin([this.#held(live)]);
      }
      live = await this.#write(live, journal);
    }
    journal.end([this.#held(live)]);
    return { id: this.#id, outputs: this.#outputs(live) };
  }

  /** Writes it, and waits until COS shows it. */
  async #write(before: LiveConfig | undefined, journal: WriteJournal): Promise<LiveConfig | undefined> {
    const [context, access, news] = [this.#context, this.#access, this.#news];
    try {
      await access.send(context, this.#address, "PUT", this.#key, access.encode(news, before));
    } catch (error) {
      const failure = access.withRemedy(error, news, before) as Error;
      if (!mayBeDone(context, error)) {
        journal.undo([thingOf(access, this.#id)]);
        throw failure;
      }
      const live = await this.#get(news).catch(() => {
        throw this.#unread(failure);
      });
      if (!this.#agrees(live)) {
        throw this.#incomplete(live, failure.message, failure);
      }
      return live;
    }
    let live: LiveConfig | undefined;
    try {
      await poll(context, waitsOf(context).readAfterWriteMs, async () => {
        live = await this.#get(news).catch(absentWhenBucketMissing);
        return this.#agrees(live);
      });
    } catch (error) {
      throw this.#unread(error as Error);
    }
    if (live === undefined) {
      throw this.#unread(new Error(this.#disagreement(live)));
    }
    if (!this.#agrees(live)) {
      throw this.#incomplete(live, this.#disagreement(live));
    }
    return live;
  }

  #get(kept: Props): Promise<LiveConfig | undefined> {
    return this.#access.get(this.#context, this.#address, this.#key, this.#news, kept);
  }

  #agrees(live: LiveConfig | undefined): boolean {
    return live !== undefined && this.#access.compare(live.value, this.#news).length === 0;
  }

  #outputs(live: Pick<LiveConfig, "value" | "computed"> | undefined): Props {
    const { bucket, region } = this.#news;
    return { bucket, region, ...live?.value, ...live?.computed };
  }

  #incomplete(live: LiveConfig | undefined, message: string, cause?: Error): IncompleteError {
    return new IncompleteError(this.#id, this.#outputs(live), message, { cause });
  }

  /** Nobody knows what COS holds: what was wanted of a new one, so that it can be removed, else what was there. */
  #unread(cause: Error): IncompleteError {
    const outputs = this.#olds ?? this.#outputs({ value: this.#news });
    return new IncompleteError(this.#id, outputs, cause.message, { cause });
  }

  #held(live: LiveConfig | undefined): Held {
    return [thingOf(this.#access, this.#id), live?.document ?? ""];
  }

  /** Tells what others have made, before it is replaced. */
  #meetForeign(live: LiveConfig | undefined, journal: WriteJournal): void {
    const { token, title, struct, natural, leftover } = this.#access.config;
    if (
      live === undefined ||
      natural?.(live.value) ||
      leftover?.(live.value) ||
      journal.wrote(this.#held(live))
    ) {
      return;
    }
    meetForeignConfig(this.#context, this.#address, {
      token,
      id: this.#id,
      title,
      value: omitSecrets(struct, live.value),
      ...(live.document !== undefined && !hasSecret(struct) && { document: live.document }),
    });
  }

  #warnOfUnknownElements(live: LiveConfig | undefined): void {
    if (live !== undefined && live.unknownElements.length > 0) {
      this.#context.log.warn(
        `The ${this.#access.config.title} of ${this.#address.bucket} hold elements that this version does not know and that this update removes: ${live.unknownElements.join(", ")}`,
      );
    }
  }

  #disagreement(live: LiveConfig | undefined): string {
    const { bucket, region } = this.#address;
    const { readAfterWriteMs } = waitsOf(this.#context);
    const paths = this.#access.compare(live?.value ?? {}, this.#news).map(({ path }) => path);
    return `COS accepted the ${this.#access.config.title} of ${bucket} in ${region}, but ${readAfterWriteMs / 1000} s later still answers something else at ${paths.join(", ")}. Somebody else may be writing them too; run pulumi up again`;
  }
}

/** A new bucket may be unknown to one server after another has taken a write. */
function absentWhenBucketMissing(error: unknown): undefined {
  if (!isBucketMissing(error)) {
    throw error;
  }
}
