/** One handler for every configuration of a bucket: it interprets a descriptor. */

import { type CosResponse, CosServiceError, generalRemedy } from "../client";
import {
  compareStructs,
  type Difference,
  decodeStruct,
  encodeStruct,
  type Failure,
  group,
  hasUnknown,
  keepWriteOnly,
  normaliseStruct,
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
import { type Context, type ImmediateHandler, IncompleteError, type Props } from "./handler";
import { type BucketAddress, bucketId, keyedId, parseKeyedId } from "./ids";
import { looker } from "./otherConfig";
import { permit, readable } from "./permissions";
import { explainMissingBucket, isBucketMissing, poll } from "./service";
import { serialise } from "./writeQueue";

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
