/** The contract with stacks: `provider(token)` is what the one line in every resource's `__provider` asks for. */

import { visibleLines } from "../client";
import { messageOf } from "../model/messages";
import type { Props } from "../model/props";
import { handlers } from "../resources";
import { type Handler, IncompleteError } from "../resources/handler";
import { joinHost, toldOnce, urnOf } from "./dynamicHost";
import { endWithEngine } from "./engine";
import { engineConnection } from "./engineClient";
import { engineLog, silentLog } from "./engineLog";
import { stackOwner } from "./owner";
import { type Call, providerKey, Session, toEngine } from "./session";

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
    found = dynamicProvider(handler);
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

const engine = engineAddress();
const connection = engine === undefined ? undefined : engineConnection(engine);
const logAbout = connection === undefined ? () => silentLog : engineLog(connection);

/** One process serves one run of one stack, whatever its resources are. */
const session = new Session({ owner: stackOwner(connection), log: logAbout("") });

/** Whether the engine's end is waited for: once for all providers of the process. */
let endsWithEngine = false;

function dynamicProvider(handler: Handler): DynamicProvider {
  let configured = session.configure(() => undefined);
  /** A call that changes nothing. @param props as the host handed them over; it has no cancel to hand on */
  const call = (props: Props): Call => ({ log: logAbout(urnOf(props)) });
  /** A call that sends requests: they end with the engine. */
  const sending = (props: Props): Call => {
    if (engine !== undefined && !endsWithEngine) {
      endsWithEngine = true;
      endWithEngine(engine);
    }
    return call(props);
  };

  return {
    async configure({ config }) {
      configured = session.configure((key) => config.get(`tencentcos:${key}`));
    },

    async check(olds, news) {
      return await readably(async () => {
        const { inputs, failures } = await configured.check(handler, call(news), olds, news);
        return {
          inputs,
          // The engine prints the value of a property that is named: in clear what the program made a secret, of which nothing is known
          // here, `<nil>` for one inside another, and the address in memory of an asset.
          failures: failures.map(({ path, reason }) => ({
            property: "",
            reason: visibleLines(`${path} ${reason}`.trim()),
          })),
        };
      });
    },

    async diff(id, olds, news) {
      return await readably(async () => {
        const { differences, deleteBeforeReplace, isLost } = await configured.diff(
          handler,
          call(news),
          id,
          olds,
          news,
        );
        const replaces = differences.filter(({ kind }) => kind === "replace").map(({ path }) => path);
        return {
          changes: differences.length > 0 || isLost,
          replaces,
          deleteBeforeReplace: replaces.length > 0 && deleteBeforeReplace === true,
        };
      });
    },

    async create(news) {
      return await keepingProvider(news, async () => {
        const { id, outputs } = await configured.create(handler, sending(news), news);
        return { id, outs: outputs };
      });
    },

    async read(id, olds) {
      return await readably(async () => {
        const live = await configured.read(handler, sending(olds), id, olds);
        return live === undefined ? {} : { id: live.id, props: live.outputs, inputs: live.inputs };
      });
    },

    async update(id, olds, news) {
      return await keepingProvider(news, async () => {
        const { outputs } = await configured.update(handler, sending(news), id, olds, news);
        return { outs: outputs };
      });
    },

    async delete(id, olds) {
      await readably(() => configured.delete(handler, sending(olds), id, olds));
    },
  };
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
      throw Object.assign(new Error(shown(error)), {
        id: error.id,
        properties: { ...toEngine(error.outputs), [providerKey]: news[providerKey] },
        reasons: [shown(error)],
      });
    }
    throw new Error(shown(error));
  }
}

/** Check, diff, read and delete: the host would print beside the message, which the engine shows already. */
async function readably<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // Only the message goes on: an integer `code` would become the call's gRPC status.
    throw toldOnce(shown(error));
  }
}

/** Messages may hold keys and names of files: the engine prints them as they are. */
function shown(error: unknown): string {
  return visibleLines(messageOf(error));
}
