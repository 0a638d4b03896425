/** One handler for every configuration of a bucket: it interprets a descriptor. */

import { type CosResponse, CosServiceError, generalRemedy } from "../client";
import {
  type CheckedFailure,
  compareStructs,
  type Difference,
  decodeStruct,
  encodeStruct,
  type Failure,
  type Fields,
  group,
  hasUnknown,
  keepWriteOnly,
  normaliseStruct,
  parseXml,
  renderXml,
  type Struct,
  validateStruct,
} from "../codec";
import { fullName, namePermissions } from "./account";
import { bucketField, missingRegionReason, regionField, sameBucket, settleTarget } from "./bucketName";
import { type Context, type ImmediateHandler, IncompleteError, type Props } from "./handler";
import { type BucketAddress, bucketId, keyedId, parseKeyedId } from "./ids";
import { type Look, looker } from "./otherConfig";
import { type Permission, permit, readable } from "./permissions";
import { explainMissingBucket, isBucketMissing, poll } from "./service";
import { serialise } from "./writeQueue";

/** What is sent to write a configuration. */
export interface WriteRequest {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A configuration as COS has it. */
export interface LiveConfig {
  /** In the shape of the inputs, without `bucket` and `region`. */
  readonly value: Props;
  /** Elements that the descriptor does not know. */
  readonly unknownElements: readonly string[];
  /** Anything that `encode` needs to know of the live document. */
  readonly extra?: Props;
  /** What COS says and no program can: becomes outputs, never inputs. */
  readonly computed?: Props;
  /** COS holds another one than the state tells of, so the state's write-only values do not belong to it. */
  readonly replaced?: true;
}

/** A configuration of a bucket, as data. */
export interface BucketConfig<F extends Fields = Fields> {
  /** Token and class name, such as `BucketCors`. */
  readonly token: string;
  /** What a person calls it, such as `CORS rules`. */
  readonly title: string;
  /** The sub-resource in the query, such as `cors`. */
  readonly query: string;
  /** The document's root element. */
  readonly root: string;
  /** The API's operation names, which are the names of the CAM actions too. Without `delete`, COS has no such operation. */
  readonly operations: { readonly get: string; readonly put: string; readonly delete?: string };
  /**
   * Codes of the 404 that mean "not configured". Compared without regard to case. `*` is any but `NoSuchBucket`, for
   * configurations whose code nobody has written down.
   */
  readonly absent: readonly string[];
  /** The document's fields, in the documented order. */
  readonly struct: Struct<F>;
  /** Greatest size of the document, in bytes. */
  readonly maxBytes?: number;
  /** What "off" is, where COS has no DELETE. Some of it may have to be as it was. */
  readonly reset?: WriteRequest | ((olds: Props) => WriteRequest);
  /**
   * The field that tells a bucket's several configurations of this kind apart, and the query parameter that carries it. It
   * becomes part of the id and cannot be changed.
   */
  readonly key?: {
    readonly field: string;
    readonly query: string;
    /** The sub-resource of configurations that have a key, where those without one (the field left out) are another. */
    readonly subResource?: string;
    /** A PUT takes the key from the document alone. */
    readonly onlyInDocument?: true;
  };
  /** Names of outputs that only COS knows. */
  readonly outputs?: readonly string[];
  /** Those of them that follow from where the bucket is. */
  readonly computed?: (address: BucketAddress) => Props;
  /** What a person should know before it happens: irreversible steps, things that a destroy leaves behind. */
  readonly warnings?: (news: Props, olds: Props) => readonly string[];
  /** Changes that COS never makes to what it has, found at preview. */
  readonly forbidden?: (news: Props, olds: Props) => readonly Failure[];
  /**
   * Why a destroy can only forget it, as a sentence; `undefined` when it can be removed. Shown before it is created, and when
   * it is forgotten.
   */
  readonly permanent?: (props: Props) => string | undefined;
  /** What to do about a refusal that has a special meaning here, by the service's code. */
  readonly hints?: Readonly<Record<string, (news: Props, live: LiveConfig | undefined) => string>>;
  /** What `prepare` and `remove` need beside the configuration's own operations. */
  readonly looks?: (address: BucketAddress, value: Props) => readonly Permission[];
  /** What differs from the derived behaviour. */
  readonly overrides?: {
    /** The inputs in the shape in which they are kept. Called after the fallbacks are filled in. */
    readonly settle?: (value: Props) => Props;
    readonly encode?: (value: Props, live: LiveConfig | undefined) => WriteRequest;
    readonly decode?: (response: CosResponse, olds: Props) => LiveConfig;
    readonly compare?: (olds: Props, news: Props) => readonly Difference[];
    /** Looks whether COS can take it, before it is written; throws an error that says what is missing. */
    readonly prepare?: (
      look: Look,
      address: BucketAddress,
      news: Props,
      live: LiveConfig | undefined,
    ) => Promise<void>;
    /** Instead of the derived removal. */
    readonly remove?: (context: Context, address: BucketAddress, olds: Props) => Promise<void>;
  };
}

const targetStruct = group({ bucket: bucketField, region: regionField });

/** Milliseconds within which COS shows what was written: policies need about 3 s, domains 4 s (reference §8). */
const readAfterWriteMs = 20_000;

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

  /** Makes COS hold `news`; no request is written when it already does. */
  async function converge(
    context: Context,
    news: Props,
    olds: Props,
  ): Promise<{ id: string; outputs: Props }> {
    const address = { region: String(news.region), bucket: await fullName(context, String(news.bucket)) };
    const key = keyOf(news);
    const id = keyedId(address, key);
    const outputs = (live: LiveConfig | undefined): Props => ({
      bucket: news.bucket,
      region: news.region,
      ...live?.value,
      ...live?.computed,
    });
    const get = (kept: Props): Promise<LiveConfig | undefined> => getLive(context, address, key, news, kept);
    return await serialise(bucketId(address), async () => {
      let live = await explainMissingBucket(context, address, () => get(olds));
      if (live !== undefined && compare(live.value, news).length === 0) {
        return { id, outputs: outputs(live) };
      }
      warnOfUnknownElements(context, address, live);
      await config.overrides?.prepare?.(looker(context), address, news, live);
      try {
        await write(context, address, config.operations.put, "PUT", key, encode(news, live));
      } catch (error) {
        throw withHint(error, news, live);
      }
      const agreed = await poll({ deadlineMs: readAfterWriteMs }, async () => {
        live = await get(news);
        return live !== undefined && compare(live.value, news).length === 0;
      });
      if (!agreed) {
        throw new IncompleteError(id, outputs(live), disagreement(address, live, news));
      }
      return { id, outputs: outputs(live) };
    });
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
    const hint = CosServiceError.isInstance(error) ? config.hints?.[error.code] : undefined;
    if (CosServiceError.isInstance(error) && hint !== undefined) {
      const general = generalRemedy(error.code);
      const lines = error.message.split("\n");
      error.message = [...lines.filter((line) => line !== general), hint(news, live)].join("\n");
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
    { bucket, region }: BucketAddress,
    live: LiveConfig | undefined,
    news: Props,
  ): string {
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

    diff(_id, olds, news) {
      const moved = [
        ...(sameBucket(olds.bucket, news.bucket) ? [] : ["bucket"]),
        ...(olds.region === news.region ? [] : ["region"]),
        ...(config.key === undefined || olds[config.key.field] === news[config.key.field]
          ? []
          : [config.key.field]),
      ];
      const changed = compare(olds, news).filter(({ path }) => !moved.includes(path));
      return { differences: [...moved.map((path) => ({ path, kind: "replace" as const })), ...changed] };
    },

    async create(context, news) {
      return await converge(context, news, {});
    },

    async update(context, _id, olds, news) {
      return await converge(context, news, olds);
    },

    async read(context, id, olds) {
      const { key, ...address } = parseKeyedId(id);
      try {
        const live = await getLive(context, address, key, olds, olds);
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
      } catch (error) {
        if (isBucketMissing(error)) {
          return undefined;
        }
        throw error;
      }
    },

    async delete(context, id, olds) {
      const { key, ...address } = parseKeyedId(id);
      const { operations, overrides, reset } = config;
      const permanent = config.permanent?.(olds);
      if (permanent !== undefined) {
        context.log.warn(permanent);
        return;
      }
      try {
        await serialise(bucketId(address), async () => {
          if (overrides?.remove !== undefined) {
            await overrides.remove(context, address, olds);
          } else if (operations.delete !== undefined) {
            await write(context, address, operations.delete, "DELETE", key, {});
          } else if (reset !== undefined) {
            const off = typeof reset === "function" ? reset(olds) : reset;
            await write(context, address, operations.put, "PUT", key, off);
          }
        });
      } catch (error) {
        if (!isBucketMissing(error) && !isAbsent(config, error)) {
          throw error;
        }
      }
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

/** Whether an error says that the bucket exists and has no such configuration. */
export function isAbsent(config: Pick<BucketConfig, "absent">, error: unknown): boolean {
  return (
    CosServiceError.isInstance(error) &&
    error.status === 404 &&
    error.code !== "NoSuchBucket" &&
    config.absent.some((code) => code === "*" || code.toLowerCase() === error.code.toLowerCase())
  );
}

/** "is required" alone would not say that a region can also be configured. */
export function nameMissingRegion<T extends Failure | CheckedFailure>(failure: T): T {
  return failure.path === "region" && failure.reason === "is required"
    ? { ...failure, reason: missingRegionReason }
    : failure;
}
