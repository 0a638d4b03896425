/** One handler for every configuration of a bucket: it interprets a descriptor. */

import { type CosResponse, CosServiceError, generalRemedy } from "../client";
import {
  compareStructs,
  type Difference,
  decodeStruct,
  encodeStruct,
  type Failure,
  group,
  hasSecret,
  hasUnknown,
  keepWriteOnly,
  normaliseStruct,
  omitSecrets,
  parseXml,
  renderXml,
  validateStruct,
} from "../codec";
import { fullName, namePermissions } from "./account";
import { type BucketConfig, isAbsent, type LiveConfig, type WriteRequest } from "./bucketConfig";
import {
  bucketField,
  nameMissingRegion,
  regionField,
  sameBucket,
  settleTarget,
  staysInBucket,
} from "./bucketName";
import { meetForeignConfig } from "./foreign";
import { type Context, type ImmediateHandler, IncompleteError, type Props } from "./handler";
import { type BucketAddress, bucketId, keyedId, parseKeyedId } from "./ids";
import { looker } from "./otherConfig";
import { permit, readable } from "./permissions";
import { explainMissingBucket, isBucketMissing, mayBeDone, poll, unlessGone, waitsOf } from "./service";
import { type Held, WriteJournal } from "./writeJournal";
import { serialise } from "./writeQueue";

async function addressOf(context: Context, { bucket, region }: Props): Promise<BucketAddress> {
  return { region: String(region), bucket: await fullName(context, String(bucket)) };
}

const targetStruct = group({ bucket: bucketField, region: regionField });

/** Makes the handler of a configuration. */
export function configHandler(config: BucketConfig): ImmediateHandler {
  const struct = group({ ...targetStruct.fields, ...config.struct.fields }, ...config.struct.rules);

  const keyOf = (props: Props): string | undefined => {
    const key = config.key && props[config.key.field];
    return key === undefined || key === null ? undefined : String(key);
  };

  function queryOf(key: string | undefined, method: "GET" | "PUT" | "DELETE"): Record<string, string> {
    if (config.key === undefined || key === undefined) {
      return { [config.query]: "" };
    }
    const { query, subResource = config.query, onlyInDocument } = config.key;
    return { [subResource]: "", ...(!(method === "PUT" && onlyInDocument) && { [query]: key }) };
  }

  /**
   * @param spelling decides between spellings of the same
   * @param kept has what COS never returns
   */
  async function getLive(
    context: Context,
    address: BucketAddress,
    key: string | undefined,
    spelling: Props,
    kept: Props,
  ): Promise<LiveConfig | undefined> {
    try {
      const response = await context.client.send({
        method: "GET",
        ...address,
        query: queryOf(key, "GET"),
        operation: config.operations.get,
      });
      const live = decode(response, spelling);
      // Some configurations answer an empty document instead of a 404 (reference: §4 of the API).
      if (Object.keys(live.value).length === 0) {
        return undefined;
      }
      const value = live.replaced ? live.value : keepWriteOnly(config.struct, live.value, kept);
      // A document need not repeat its key.
      return {
        ...live,
        document: response.body.toString(),
        computed: { ...config.computed?.(address), ...live.computed },
        value: config.key && key !== undefined ? { [config.key.field]: key, ...value } : value,
      };
    } catch (error) {
      if (isAbsent(config, error)) {
        return undefined;
      }
      throw error;
    }
  }

  function decode(response: CosResponse, olds: Props): LiveConfig {
    return (
      config.overrides?.decode?.(response, olds) ??
      decodeStruct(config.struct, parseXml(response.body.toString()))
    );
  }

  function compare(olds: Props, news: Props): readonly Difference[] {
    return config.overrides?.compare?.(olds, news) ?? compareStructs(config.struct, olds, news);
  }

  function encode(value: Props, live: LiveConfig | undefined): WriteRequest {
    return (
      config.overrides?.encode?.(value, live) ?? {
        body: renderXml(encodeStruct(config.root, config.struct, value)),
      }
    );
  }

  /**
   * Makes COS hold `news`; no request is written when it already does.
   * @param olds the outputs of the last time; `undefined` for a new resource
   * @throws IncompleteError when it was written, or may have been, and is not seen to be as wanted
   */
  async function converge(
    context: Context,
    news: Props,
    olds: Props | undefined,
  ): Promise<{ id: string; outputs: Props }> {
    const address = await addressOf(context, news);
    const key = keyOf(news);
    const id = keyedId(address, key);
    const get = (kept: Props): Promise<LiveConfig | undefined> => getLive(context, address, key, news, kept);
    const agrees = (live: LiveConfig | undefined): boolean =>
      live !== undefined && compare(live.value, news).length === 0;
    const outputs = (live: Pick<LiveConfig, "value" | "computed"> | undefined): Props => ({
      bucket: news.bucket,
      region: news.region,
      ...live?.value,
      ...live?.computed,
    });
    return await serialise(bucketId(address), async () => {
      let live = await explainMissingBucket(context, address, () => get(olds ?? {}));
      const journal = await WriteJournal.of(context);
      if (agrees(live)) {
        journal.end(olds === undefined ? [heldOf(id, live)] : []);
        return { id, outputs: outputs(live) };
      }
      warnOfUnknownElements(context, address, live);
      await config.overrides?.prepare?.(looker(context), address, news, live);
      if (olds === undefined) {
        meetForeign(context, address, id, live, journal);
        journal.begin([heldOf(id, live)]);
      }
      const unread = (cause: Error) =>
        new IncompleteError(id, olds ?? outputs({ value: news }), cause.message, { cause });
      try {
        await write(context, address, config.operations.put, "PUT", key, encode(news, live));
      } catch (error) {
        const failure = withHint(error, news, live) as Error;
        if (!mayBeDone(error)) {
          journal.forget(olds === undefined ? [thingOf(id)] : []);
          throw failure;
        }
        const now = await get(news).catch(() => {
          throw unread(failure);
        });
        if (agrees(now)) {
          journal.end([heldOf(id, now)]);
          return { id, outputs: outputs(now) };
        }
        throw new IncompleteError(id, outputs(now), failure.message, { cause: failure });
      }
      try {
        await poll({ deadlineMs: waitsOf(context).readAfterWriteMs }, async () => {
          live = await get(news).catch(absentWhenBucketMissing);
          return agrees(live);
        });
      } catch (error) {
        throw unread(error as Error);
      }
      if (!agrees(live)) {
        throw new IncompleteError(id, outputs(live), disagreement(context, address, live, news));
      }
      journal.end([heldOf(id, live)]);
      return { id, outputs: outputs(live) };
    });
  }

  /** What the journal calls a configuration: several may have one id. */
  function thingOf(id: string): string {
    return `${config.token} ${id}`;
  }

  function heldOf(id: string, live: LiveConfig | undefined): Held {
    return [thingOf(id), live?.document ?? ""];
  }

  /** Tells what others have made, before it is replaced. */
  function meetForeign(
    context: Context,
    address: BucketAddress,
    id: string,
    live: LiveConfig | undefined,
    journal: WriteJournal,
  ): void {
    if (live === undefined || config.natural?.(live.value) || journal.wrote(heldOf(id, live))) {
      return;
    }
    const { token, title, struct: known } = config;
    meetForeignConfig(context, address, {
      token,
      id,
      title,
      value: omitSecrets(known, live.value),
      ...(live.document !== undefined && !hasSecret(known) && { document: live.document }),
    });
  }

  /** Removes it when what keeps it from being removed is gone: a destroy removes both at the same time. */
  async function afterBlocker(
    context: Context,
    address: BucketAddress,
    refusal: unknown,
    remove: () => Promise<void>,
  ): Promise<void> {
    const { blockedBy } = config;
    const isBlocked = (error: unknown) =>
      blockedBy !== undefined && CosServiceError.isInstance(error) && error.code === blockedBy.code;
    if (!isBlocked(refusal)) {
      throw refusal;
    }
    // It may have been removed right after the refusal.
    const waits = await hasBlocker(context, address);
    if (waits) {
      context.log.status(`${address.bucket}: waiting for its ${blockedBy?.title} to be removed`);
    }
    let last = refusal;
    const removed = await poll({ deadlineMs: waits ? waitsOf(context).blockedMs : 0 }, async () => {
      try {
        await remove();
        return true;
      } catch (error) {
        if (!isBlocked(error)) {
          throw error;
        }
        last = error;
        return false;
      }
    });
    if (!removed) {
      (last as Error).message +=
        `\nThe ${blockedBy?.title} of ${address.bucket} is still there: remove it first`;
      throw last;
    }
  }

  /** Whoever may not look waits. */
  async function hasBlocker(context: Context, address: BucketAddress): Promise<boolean> {
    const document = config.blockedBy && (await looker(context)(address, config.blockedBy.config));
    return document === undefined || document.children.length > 0;
  }

  async function write(
    context: Context,
    address: BucketAddress,
    operation: string,
    method: "PUT" | "DELETE",
    key: string | undefined,
    request: WriteRequest,
  ): Promise<void> {
    await context.client.send({
      method,
      ...address,
      query: queryOf(key, method),
      operation,
      retryConflicts: true,
      ...request,
    });
  }

  function warnOfUnknownElements(
    context: Context,
    { bucket }: BucketAddress,
    live: LiveConfig | undefined,
  ): void {
    if (live !== undefined && live.unknownElements.length > 0) {
      context.log.warn(
        `The ${config.title} of ${bucket} hold elements that this version does not know and that this update removes: ${live.unknownElements.join(", ")}`,
      );
    }
  }

  /** The service's refusal with what it means for this configuration, which takes the place of what it means in general. */
  function withHint(error: unknown, news: Props, live: LiveConfig | undefined): unknown {
    const { hints = {} } = config;
    if (CosServiceError.isInstance(error) && Object.hasOwn(hints, error.code)) {
      const general = generalRemedy(error.code);
      const lines = error.message.split("\n");
      error.message = [...lines.filter((line) => line !== general), hints[error.code]?.(news, live)].join(
        "\n",
      );
    }
    return error;
  }

  function sizeFailures(inputs: Props): readonly Failure[] {
    const { maxBytes } = config;
    if (maxBytes === undefined || hasUnknown(inputs)) {
      return [];
    }
    const bytes = Buffer.byteLength(encode(inputs, undefined).body ?? "");
    const [name = "", ...others] = Object.keys(config.struct.fields);
    const reason = `makes a document of ${bytes} bytes; COS takes ${maxBytes}`;
    return bytes > maxBytes ? [{ path: others.length === 0 ? name : "", reason }] : [];
  }

  /** What is worth knowing of a configuration that is new, or not as it was. */
  function warnings(news: Props, olds: Props): readonly string[] {
    const reason = config.permanent && compare(olds, news).length > 0 ? config.permanent(news) : undefined;
    return [...(reason === undefined ? [] : [reason]), ...(config.warnings?.(news, olds) ?? [])];
  }

  function disagreement(
    context: Context,
    { bucket, region }: BucketAddress,
    live: LiveConfig | undefined,
    news: Props,
  ): string {
    const { readAfterWriteMs } = waitsOf(context);
    const paths = compare(live?.value ?? {}, news).map(({ path }) => path);
    return `COS accepted the ${config.title} of ${bucket} in ${region}, but ${readAfterWriteMs / 1000} s later still answers something else at ${paths.join(", ")}. Somebody else may be writing them too; run pulumi up again`;
  }

  return {
    token: config.token,

    check(settings, news, olds = {}) {
      const inputs = settleTarget(settings, normaliseStruct(struct, news));
      const same = sameBucket(olds.bucket, inputs.bucket) && olds.region === inputs.region;
      const failures = [
        ...validateStruct(struct, inputs).map(nameMissingRegion),
        ...((same && config.forbidden?.(inputs, olds)) || []),
      ];
      if (failures.length > 0) {
        return { inputs, failures };
      }
      const settled = config.overrides?.settle?.(inputs) ?? inputs;
      return {
        inputs: settled,
        failures: sizeFailures(settled),
        warnings: warnings(settled, same ? olds : {}),
      };
    },

    async locate(context, news) {
      return keyedId(await addressOf(context, news), keyOf(news));
    },

    target(id) {
      const { key = "", ...address } = parseKeyedId(id);
      const label = `${key === "" ? "" : `${key} of `}the ${config.title} of ${address.bucket}`;
      return { kind: config.token, address, name: key, label };
    },

    diff(id, olds, news) {
      const moved = [
        ...(staysInBucket(id, olds, news) ? [] : ["bucket"]),
        ...(olds.region === news.region ? [] : ["region"]),
        ...(config.key === undefined || olds[config.key.field] === news[config.key.field]
          ? []
          : [config.key.field]),
      ];
      const changed = compare(olds, news).filter(({ path }) => !moved.includes(path));
      return { differences: [...moved.map((path) => ({ path, kind: "replace" as const })), ...changed] };
    },

    async create(context, news) {
      return await converge(context, news, undefined);
    },

    async update(context, _id, olds, news) {
      return await converge(context, news, olds);
    },

    async read(context, id, olds) {
      const { key, ...address } = parseKeyedId(id);
      const found = await unlessGone(context, address, () => getLive(context, address, key, olds, olds));
      const live = found?.value;
      if (live === undefined) {
        return undefined;
      }
      const bucket = sameBucket(address.bucket, olds.bucket) ? olds.bucket : address.bucket;
      const inputs = { bucket, region: address.region, ...live.value };
      return {
        id,
        inputs,
        outputs: { ...inputs, ...live.computed },
        ...(live.unknownElements.length > 0 && { unknownElements: live.unknownElements }),
      };
    },

    async delete(context, id, olds) {
      const { key, ...address } = parseKeyedId(id);
      const { operations, overrides, reset } = config;
      const permanent = config.permanent?.(olds);
      if (permanent !== undefined) {
        context.log.warn(permanent);
        return;
      }
      const remove = async (): Promise<void> => {
        if (overrides?.remove !== undefined) {
          await overrides.remove(context, address, olds);
        } else if (operations.delete !== undefined) {
          await write(context, address, operations.delete, "DELETE", key, {});
        } else if (reset !== undefined) {
          const off = typeof reset === "function" ? reset(olds) : reset;
          await write(context, address, operations.put, "PUT", key, off);
        }
      };
      const removeInLine = async (): Promise<void> => {
        try {
          await serialise(bucketId(address), () => unlessGone(context, address, remove));
        } catch (error) {
          if (!isAbsent(config, error)) {
            throw error;
          }
        }
      };
      await removeInLine().catch((error) => afterBlocker(context, address, error, removeInLine));
      (await WriteJournal.of(context)).forget([thingOf(id)]);
    },

    permissions(settings, id, props) {
      const { key, ...address } = parseKeyedId(id);
      const { get, put, delete: remove } = config.operations;
      const removes =
        remove !== undefined && !config.overrides?.remove && config.permanent?.(props) === undefined;
      return {
        read: permit(address, [readable(get, queryOf(key, "GET"))]),
        write: [
          ...permit(address, [{ action: put }, ...(removes ? [{ action: remove }] : [])]),
          ...(config.looks?.(address, props) ?? []),
          ...namePermissions(settings, props.bucket),
        ],
      };
    },
  };
}

/** A new bucket may be unknown to one server after another has taken a write. */
function absentWhenBucketMissing(error: unknown): undefined {
  if (!isBucketMissing(error)) {
    throw error;
  }
}
