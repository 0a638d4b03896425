/** The contract with stacks: `provider(token)` is what the one line in every resource's `__provider` asks for. */

import { doubt } from "../api/answers";
import { operationTraits } from "../api/operations/traits";
import { CosClient, type CosRequest, visibleLines } from "../client";
import { fromWire, wireName } from "../codec";
import { explain } from "../explanations/explain";
import { Claims } from "../model/claims";
import type { Client, Context } from "../model/context";
import type { Log } from "../model/log";
import type { Props } from "../model/props";
import { handlers } from "../resources";
import { type Handler, IncompleteError } from "../resources/handler";
import { joinHost, toldOnce, urnOf } from "./dynamicHost";
import { endWithEngine } from "./engine";
import { engineLog, silentLog } from "./engineLog";
import { stackOwner } from "./owner";
import { type ClientSettings, digestSettings, resolveSettings } from "./settings";

/** The stack's configuration, as Pulumi's dynamic host hands it over: secrets in clear, keys with their namespace. */
interface ConfigureRequest {
  readonly config: { get(key: string): string | undefined };
}

/** What Pulumi's dynamic host calls (`ResourceProvider` in pulumi/pulumi `sdk/nodejs/dynamic/index.ts`). */
export interface DynamicProvider {
  configure(request: ConfigureRequest): Promise<void>;
  check(
    olds: Props,
    news: Props,
  ): Promise<{ inputs: Props; failures: { property: string; reason: string }[] }>;
  diff(
    id: string,
    olds: Props,
    news: Props,
  ): Promise<{ changes: boolean; replaces: string[]; deleteBeforeReplace: boolean }>;
  create(news: Props): Promise<{ id: string; outs: Props }>;
  read(id: string, olds: Props): Promise<{ id?: string; props?: Props; inputs?: Props }>;
  update(id: string, olds: Props, news: Props): Promise<{ outs: Props }>;
  delete(id: string, olds: Props): Promise<void>;
}

/** The input that names this file. Part of every resource's state, so it belongs to the host and to no handler. */
const providerKey = "__provider";

const providers = new Map<string, DynamicProvider>();

/**
 * The provider of one resource type, such as `provider("BucketCors")`. The same object every time.
 * @throws Error for a token of a later version of this package
 */
export function provider(token: string): DynamicProvider {
  let found = providers.get(token);
  if (found === undefined) {
    const handler = handlers.get(token);
    if (handler === undefined) {
      throw new Error(
        `this version of pulumi-tencentcos has no resource ${token}; it was made by a later one: update the package`,
      );
    }
    found = dynamicProvider(handler, new Host(engineAddress()));
    providers.set(token, found);
  }
  return found;
}

/** The engine's address is the dynamic host's only argument. */
function engineAddress(): string | undefined {
  const address = process.argv[2];
  return address !== undefined && /^[^/\s]+:\d+$/.test(address) ? address : undefined;
}

if (engineAddress() !== undefined) {
  joinHost(String(process.argv[1]));
}

/** One process serves one stack. */
const owner = stackOwner(engineAddress());

/** What all providers of the process share: one client, and so one pool of connections, per digest of settings and keys. */
const clients = new Map<string, CosClient>();

/** Whether the engine's end is waited for: once for all providers of the process. */
let endsWithEngine = false;

/** One process serves one run, whatever its resources are. */
const claims = new Claims();

/** Settings and context of one provider, made when first asked for: a preview needs no keys. */
class Host {
  readonly #logAbout: (urn: string) => Log;
  readonly #engine: string | undefined;
  #get: (key: string) => string | undefined = () => undefined;
  #settings: ClientSettings | undefined;

  constructor(engine: string | undefined) {
    this.#logAbout = engine === undefined ? () => silentLog : engineLog(engine);
    this.#engine = engine;
  }

  configure({ config }: ConfigureRequest): void {
    this.#get = (key) => config.get(`tencentcos:${key}`);
    this.#settings = undefined;
  }

  get settings(): ClientSettings {
    this.#settings ??= resolveSettings(this.#get);
    return this.#settings;
  }

  /** A log about the resource that a call is about. @param props as the host handed them over */
  log(props: Props): Log {
    return this.#logAbout(urnOf(props));
  }

  /** For one call of a handler. @param props as the host handed them over */
  context(props: Props): Context {
    const settings = this.settings;
    if (this.#engine !== undefined && !endsWithEngine) {
      endsWithEngine = true;
      endWithEngine(this.#engine);
    }
    return { client: withFairQueue(this.#client(settings)), settings, log: this.log(props), owner, claims };
  }

  #client(settings: ClientSettings): CosClient {
    const digest = digestSettings(this.#get);
    let client = clients.get(digest);
    if (client === undefined) {
      client = new CosClient({
        ...settings,
        doubt,
        operations: operationTraits,
        explain,
        onWarning: (message) => this.#logAbout("").warn(message),
      });
      clients.set(digest, client);
    }
    return client;
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

function dynamicProvider(handler: Handler, host: Host): DynamicProvider {
  return {
    async configure(request) {
      host.configure(request);
    },

    async check(olds, news) {
      return await readably(async () => {
        const { inputs, failures, warnings, notes } = await handler.check(
          host.settings,
          withoutProvider(olds),
          withoutProvider(news),
        );
        for (const message of warnings ?? []) {
          host.log(news).warn(message);
        }
        for (const message of notes ?? []) {
          host.log(news).info(message);
        }
        claims.declare(handler.token, inputs);
        return {
          inputs: prune(inputs),
          // The engine prints the value of a property that is named: in clear what the program made a secret, which nobody here is
          // told, `<nil>` for one inside another, and the address in memory of an asset.
          failures: failures.map(({ path, reason }) => ({
            property: "",
            reason: visibleLines(`${path} ${reason}`.trim()),
          })),
        };
      });
    },

    async diff(id, olds, news) {
      return await readably(async () => {
        const before = withoutProvider(olds);
        const wanted = withoutProvider(news);
        const { differences, deleteBeforeReplace, notes, warnings } = handler.diff(id, before, wanted);
        for (const message of warnings ?? []) {
          host.log(news).warn(message);
        }
        for (const message of notes ?? []) {
          host.log(news).info(message);
        }
        const replaces = differences.filter(({ kind }) => kind === "replace").map(({ path }) => path);
        const lost =
          replaces.length === 0 &&
          claims.isDeclared(handler.token, wanted) &&
          (await claims.keep(await handler.target(id, before, wanted)));
        return {
          changes: differences.length > 0 || lost,
          replaces,
          deleteBeforeReplace: replaces.length > 0 && deleteBeforeReplace === true,
        };
      });
    },

    async create(news) {
      return await keepingProvider(news, async () => {
        const { id, outputs } = await createHeld(handler, host.context(news), withoutProvider(news));
        return { id, outs: prune(outputs) };
      });
    },

    async read(id, olds) {
      return await readably(async () => {
        const live = await handler.read(host.context(olds), id, withoutProvider(olds));
        return live === undefined
          ? {}
          : { id: live.id, props: prune(live.outputs), inputs: prune(live.inputs) };
      });
    },

    async update(id, olds, news) {
      return await keepingProvider(news, async () => {
        const before = withoutProvider(olds);
        const wanted = withoutProvider(news);
        const hold = await claims.hold(await handler.target(id, before, wanted));
        try {
          const { outputs } = await handler.update(host.context(news), id, before, wanted);
          return { outs: prune(outputs) };
        } finally {
          // The state has it either way.
          hold.settle("kept");
        }
      });
    },

    async delete(id, olds) {
      await readably(async () => {
        const context = host.context(olds);
        const props = withoutProvider(olds);
        const target = await handler.target(id, props);
        await claims.remove(target, context, () => handler.delete(context, id, props));
      });
    },
  };
}

/** Creates what nobody may remove meanwhile, and from then on. */
async function createHeld(
  handler: Handler,
  context: Context,
  news: Props,
): Promise<{ id: string; outputs: Props }> {
  const place = await handler.locate(context, news);
  const hold = place === undefined ? undefined : await claims.hold(await handler.target(place, {}, news));
  try {
    const created = await handler.create(context, news);
    hold?.settle("kept");
    if (hold === undefined) {
      await claims.keep(await handler.target(created.id, created.outputs));
    }
    return created;
  } catch (error) {
    hold?.settle(error instanceof IncompleteError ? "kept" : "failed");
    throw error;
  }
}

function withoutProvider(props: Props): Props {
  const { [providerKey]: _, ...rest } = props;
  return fromWire(rest);
}

/**
 * Drops `undefined` members, at any depth: protobuf's Struct refuses them, which after a successful PUT would lose the
 * resource from the state.
 */
function prune<T>(value: T): T {
  if (Array.isArray(value)) {
    return value.filter((item) => item !== undefined).map(prune) as T;
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([name, member]) => [wireName(name), prune(member)]),
    ) as T;
  }
  return value;
}

/**
 * Create and update: an incomplete resource stays in the state. The host does not add `__provider` to what an error carries,
 * and without it the resource could never be read or deleted again.
 */
async function keepingProvider<T>(news: Props, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof IncompleteError) {
      throw Object.assign(new Error(messageOf(error)), {
        id: error.id,
        properties: { ...prune(error.outputs), [providerKey]: news[providerKey] },
        reasons: [messageOf(error)],
      });
    }
    throw new Error(messageOf(error));
  }
}

/** Check, diff, read and delete: the host would print beside the message, which the engine shows already. */
async function readably<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // Only the message goes on: an integer `code` would become the call's gRPC status.
    throw toldOnce(messageOf(error));
  }
}

/** Messages may hold keys and names of files: the engine prints them as they are. */
function messageOf(error: unknown): string {
  return visibleLines(error instanceof Error ? error.message : String(error));
}
