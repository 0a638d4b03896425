/**
 * What hosts share. A session is one run of one stack: its resources know one another (`claims`), and requests with the same
 * configuration go through one client. A host only translates.
 */

import { CosClient, type CosRequest } from "../client";
import { fromWire, wireName } from "../codec";
import { explain } from "../explanations/explain";
import { Claims } from "../model/claims";
import type { Client, Context } from "../model/context";
import { type Ending, endingWith } from "../model/ending";
import type { Log } from "../model/log";
import type { Props } from "../model/props";
import {
  type CheckResult,
  type Created,
  type DiffResult,
  type Handler,
  IncompleteError,
  type LiveResource,
} from "../resources/handler";
import { type ClientSettings, digestSettings, resolveSettings } from "./settings";

/** One call of a host: where it tells a person something, and how it may be ended. */
export interface Call extends Ending {
  readonly log: Log;
}

/** What a session knows of the engine that it works for. */
export interface SessionOptions {
  /** Which stack it is (`Context.owner`). */
  readonly owner: () => Promise<string>;
  /** Where the client tells what is about no single resource. */
  readonly log: Log;
}

/** One run of one stack. */
export class Session {
  readonly owner: () => Promise<string>;
  readonly claims = new Claims();
  readonly #log: Log;
  readonly #clients = new Map<string, CosClient>();

  constructor({ owner, log }: SessionOptions) {
    this.owner = owner;
    this.#log = log;
  }

  /**
   * Takes a configuration. Nothing is read of it before it is needed: a preview needs no keys.
   * @param get a setting by its name without `tencentcos:`, such as `region`
   */
  configure(get: (key: string) => string | undefined): Configured {
    return new Configured(this, get);
  }

  /**
   * The client of a configuration: the same one, and so one pool of connections, for the same settings and keys.
   * @throws CosConfigError for an unusable setting
   */
  client(get: (key: string) => string | undefined, settings: ClientSettings): CosClient {
    const digest = digestSettings(get);
    let client = this.#clients.get(digest);
    if (client === undefined) {
      // Loaded with the first client: check and diff, which are all of most previews, need no table of operations.
      const { knowledgeOfCos } = require("../api/knowledge") as typeof import("../api/knowledge");
      client = new CosClient({
        ...settings,
        ...knowledgeOfCos,
        explain,
        onWarning: (message) => this.#log.warn(message),
      });
      this.#clients.set(digest, client);
    }
    return client;
  }
}

/** A session with a configuration: runs handlers, with plain data as an engine has it in and out. */
export class Configured {
  readonly #session: Session;
  readonly #get: (key: string) => string | undefined;
  #settings: ClientSettings | undefined;

  constructor(session: Session, get: (key: string) => string | undefined) {
    this.#session = session;
    this.#get = get;
  }

  /** @throws CosConfigError for an unusable one */
  get settings(): ClientSettings {
    this.#settings ??= resolveSettings(this.#get);
    return this.#settings;
  }

  /** What a handler works with in one call. */
  context({ log, ...ending }: Call): Context {
    const { settings } = this;
    const { owner, claims } = this.#session;
    const client = withFairQueue(this.#session.client(this.#get, settings));
    return endingWith({ client, settings, log, owner, claims }, ending);
  }

  async check(handler: Handler, { log }: Call, olds: Props, news: Props): Promise<CheckResult> {
    const result = await handler.check(this.settings, fromEngine(olds), fromEngine(news));
    tell(log, result);
    this.#session.claims.declare(handler.token, result.inputs);
    return { ...result, inputs: toEngine(result.inputs) };
  }

  /** @returns also whether what the state has was removed earlier in this run, so that it has to be made again */
  async diff(
    handler: Handler,
    { log, signal }: Call,
    id: string,
    olds: Props,
    news: Props,
  ): Promise<DiffResult & { readonly isLost: boolean }> {
    const { claims } = this.#session;
    const [before, wanted] = [fromEngine(olds), fromEngine(news)];
    const result = handler.diff(id, before, wanted);
    tell(log, result);
    const stays = !result.differences.some(({ kind }) => kind === "replace");
    const isLost =
      stays &&
      claims.isDeclared(handler.token, wanted) &&
      (await claims.keep(await handler.target(id, before, wanted), signal));
    return { ...result, isLost };
  }

  /** Creates what no other resource may remove meanwhile, and from then on. */
  async create(handler: Handler, call: Call, news: Props): Promise<Created> {
    const { claims } = this.#session;
    const context = this.context(call);
    const wanted = fromEngine(news);
    const place = await handler.locate(context, wanted);
    const target = place === undefined ? undefined : await handler.target(place, {}, wanted);
    const hold = target && (await claims.hold(target, context.signal));
    try {
      const { id, outputs } = await handler.create(context, wanted);
      hold?.settle("kept");
      if (hold === undefined) {
        await claims.keep(await handler.target(id, outputs));
      }
      return { id, outputs: toEngine(outputs) };
    } catch (error) {
      hold?.settle(error instanceof IncompleteError ? "kept" : "failed");
      throw error;
    }
  }

  async read(handler: Handler, call: Call, id: string, olds: Props): Promise<LiveResource | undefined> {
    const live = await handler.read(this.context(call), id, fromEngine(olds));
    return live && { ...live, inputs: toEngine(live.inputs), outputs: toEngine(live.outputs) };
  }

  async update(
    handler: Handler,
    call: Call,
    id: string,
    olds: Props,
    news: Props,
  ): Promise<{ readonly outputs: Props }> {
    const [before, wanted] = [fromEngine(olds), fromEngine(news)];
    const context = this.context(call);
    const hold = await this.#session.claims.hold(await handler.target(id, before, wanted), context.signal);
    try {
      const { outputs } = await handler.update(context, id, before, wanted);
      return { outputs: toEngine(outputs) };
    } finally {
      // The state has it either way.
      hold.settle("kept");
    }
  }

  /** Deletes what no other resource of the run stands for. */
  async delete(handler: Handler, call: Call, id: string, olds: Props): Promise<void> {
    const context = this.context(call);
    const before = fromEngine(olds);
    const target = await handler.target(id, before);
    await this.#session.claims.remove(target, context, () => handler.delete(context, id, before));
  }
}

/** The input that names the dynamic host's file. Part of every resource's state, so it belongs to hosts and to no handler. */
export const providerKey = "__provider";

/** Properties as handlers have them. */
function fromEngine(props: Props): Props {
  const { [providerKey]: _, ...rest } = props;
  return fromWire(rest);
}

/**
 * Properties as an engine takes them. Drops `undefined` members, at any depth: protobuf's Struct refuses them, which after a successful PUT
 * would lose the resource from the state.
 */
export function toEngine(props: Props): Props {
  return Object.fromEntries(
    Object.entries(props)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => [wireName(name), valueToEngine(member)]),
  );
}

function valueToEngine(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.filter((item) => item !== undefined).map(valueToEngine);
  }
  return typeof value === "object" && value !== null ? toEngine({ ...value }) : value;
}

function tell(log: Log, { warnings = [], notes = [] }: Pick<CheckResult, "warnings" | "notes">): void {
  for (const message of warnings) {
    log.warn(message);
  }
  for (const message of notes) {
    log.info(message);
  }
}

/** Where requests wait, calls take turns: a folder of thousands of files does not keep a single object waiting. */
function withFairQueue(client: CosClient): Client {
  const queue = {};
  return {
    send: ((request: CosRequest & { responseBody: "stream" }) =>
      client.send({ ...request, queue })) as Client["send"],
    objectUrl: (target) => client.objectUrl(target),
  };
}
