/** A configuration's requests and documents, as its descriptor says. */

import { type CosResponse, CosServiceError } from "../../../client";
import {
  compareStructs,
  type Difference,
  decodeStruct,
  encodeStruct,
  keepWriteOnly,
  parseXml,
  renderXml,
  type Struct,
} from "../../../codec";
import { generalRemedy } from "../../../explanations/explain";
import type { Context } from "../../../model/context";
import type { BucketAddress } from "../../../model/ids";
import type { Props } from "../../../model/props";
import type { BucketConfig, ConfigOperations, LiveConfig, WriteRequest } from "../descriptor";

/** Reads, writes and compares one configuration. */
export class ConfigAccess {
  readonly config: BucketConfig;

  constructor(config: BucketConfig) {
    this.config = config;
  }

  /** What tells a bucket's several configurations of this kind apart. */
  keyOf(props: Props): string | undefined {
    const { key } = this.config;
    const value = key && props[key.field];
    return value === undefined || value === null ? undefined : String(value);
  }

  /** The operations with such a key. */
  operationsOf(key: string | undefined): ConfigOperations {
    return this.#form(key).operations;
  }

  /** The query of its requests. */
  queryOf(key: string | undefined, method: "GET" | "PUT" | "DELETE"): Record<string, string> {
    const { config } = this;
    const subResource = { [this.#form(key).query]: "" };
    return config.key === undefined || key === undefined || (method === "PUT" && config.key.onlyInDocument)
      ? subResource
      : { ...subResource, [config.key.query]: key };
  }

  #form(key: string | undefined): Pick<BucketConfig, "query" | "operations"> {
    return (key === undefined ? this.config.key?.without : undefined) ?? this.config;
  }

  /**
   * Reads it; `undefined` when the bucket has none.
   * @param spelling decides between spellings of the same
   * @param kept has what COS never returns
   */
  async get(
    context: Context,
    address: BucketAddress,
    key: string | undefined,
    spelling: Props,
    kept: Props,
  ): Promise<LiveConfig | undefined> {
    const { config } = this;
    try {
      const response = await context.client.send({
        method: "GET",
        ...address,
        query: this.queryOf(key, "GET"),
        operation: this.operationsOf(key).get,
      });
      const live = this.#decode(response, spelling);
      // Some configurations answer an empty document instead of a 404.
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

  /** Writes or removes it. */
  async send(
    context: Context,
    address: BucketAddress,
    method: "PUT" | "DELETE",
    key: string | undefined,
    request: WriteRequest,
  ): Promise<void> {
    const { put, delete: remove } = this.operationsOf(key);
    await context.client.send({
      method,
      ...address,
      query: this.queryOf(key, method),
      operation: method === "PUT" ? put : remove,
      retryConflicts: true,
      ...request,
    });
  }

  /** Where two of them differ in what they mean. */
  compare(olds: Props, news: Props): readonly Difference[] {
    const { overrides, struct } = this.config;
    return overrides?.compare?.(olds, news) ?? compareStructs(struct, olds, news);
  }

  /** What is sent to write it. */
  encode(value: Props, live: LiveConfig | undefined): WriteRequest {
    const { overrides, root, struct } = this.config;
    return overrides?.encode?.(value, live) ?? { body: renderXml(encodeStruct(root, struct, value)) };
  }

  /** The service's refusal with what it means for this configuration, which takes the place of what it means in general. */
  withRemedy(error: unknown, news: Props, live: LiveConfig | undefined): unknown {
    const { remedies = {} } = this.config;
    if (CosServiceError.isInstance(error) && Object.hasOwn(remedies, error.code)) {
      const remedy = remedies[error.code]?.(news, live);
      if (remedy !== undefined) {
        const general = generalRemedy(error.code);
        const lines = error.message.split("\n").filter((line) => line !== general);
        error.message = [...lines, remedy].join("\n");
      }
    }
    return error;
  }

  /** The answer in the shape of the inputs, and what of it no program can say. */
  #decode(response: CosResponse, olds: Props): LiveConfig {
    const { overrides, struct, outputs } = this.config;
    const live =
      overrides?.decode?.(response, olds) ?? decodeStruct(struct, parseXml(response.body.toString()));
    return outputs === undefined ? live : withOutputs(live, outputs, response);
  }
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

/** Takes the outputs that stand in the document or in a header. Elements of theirs are known, whatever the configuration itself knows. */
function withOutputs(live: LiveConfig, outputs: Struct, { headers, body }: CosResponse): LiveConfig {
  const fields = Object.entries(outputs.fields);
  const elements = fields.flatMap(([, { element }]) => (element === undefined ? [] : [element.join(">")]));
  const inDocument = elements.length === 0 ? {} : decodeStruct(outputs, parseXml(body.toString())).value;
  const inHeaders = fields.flatMap(([name, { options }]) => {
    const value = options.header === undefined ? undefined : headers[options.header];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...live,
    unknownElements: live.unknownElements.filter((path) => !elements.includes(path)),
    computed: { ...live.computed, ...inDocument, ...Object.fromEntries(inHeaders) },
  };
}
