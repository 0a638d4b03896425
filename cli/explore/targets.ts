/** Where calls go: the account of the environment, and an emulator of this process. */

import { type Emulator, startEmulator } from "../../emulator";
import type { CallParameters } from "../../provider/api/call";
import { ApiCalls } from "../../provider/api/cosApi";
import type { Operation } from "../../provider/api/operations";
import { CosConfigError } from "../../provider/client/errors";
import { shortenSecretId } from "../../provider/explanations/explain";
import { type CommandContext, type ConnectionFlags, createContext } from "../context";
import { ProblemError } from "./problem";
import { writeSampleData } from "./sampleData";
import type { Target, TargetName } from "./wire";

type Environment = Readonly<Record<string, string | undefined>>;

/** What targets are made of. */
export interface TargetsOptions {
  readonly flags: ConnectionFlags;
  /** Only the emulator, whatever keys there are. */
  readonly emulator: boolean;
  /** @default process.env */
  readonly env?: Environment;
}

/** A target that can be called. */
export interface OpenTarget {
  readonly name: TargetName;
  readonly context: CommandContext;
  readonly api: ApiCalls;
  /** The UIN of the root account, where it is known without asking. */
  readonly uin?: string;
}

/** Parameters with what is known of the target, and would have to be asked otherwise. */
export function completed(
  { uin }: OpenTarget,
  { host }: Operation,
  parameters: CallParameters,
): CallParameters {
  return host === "control" && uin !== undefined ? { Uin: uin, ...parameters } : parameters;
}

/** The emulator, with all that speaks to it. */
interface Running extends OpenTarget {
  readonly emulator: Emulator;
}

/** The region of the emulator's first bucket. */
const emulatorRegion = "ap-guangzhou";

/** The targets of one server. Each is opened when it is first used. */
export class Targets {
  readonly #cos: OpenTarget | undefined;
  #emulator: Promise<Running> | undefined;
  /** Ends what is being started. */
  readonly #ended = new AbortController();

  /** @throws CosConfigError for an unusable setting */
  constructor({ flags, emulator, env = process.env }: TargetsOptions) {
    if (!emulator) {
      const context = createContext({ flags, env });
      this.#cos = { name: "cos", context, api: new ApiCalls(context) };
    }
  }

  /** What can be called, and why something cannot. Keys are in none of it. */
  async list(): Promise<readonly Target[]> {
    return [...(this.#cos === undefined ? [] : [await describeAccount(this.#cos)]), await this.#described()];
  }

  /**
   * Opens a target; the emulator is started by its first use.
   * @throws ProblemError when there is none of that name
   */
  async open(name: TargetName): Promise<OpenTarget> {
    if (name === "emulator") {
      this.#emulator ??= startRunning(this.#ended.signal).catch((error: unknown) => {
        this.#emulator = undefined;
        throw error;
      });
      return await this.#emulator;
    }
    if (this.#cos === undefined || name !== "cos") {
      throw new ProblemError(
        400,
        "There is only the emulator here: without --emulator there is the account.",
      );
    }
    return this.#cos;
  }

  /** Closes all connections, and ends the emulator. */
  async close(): Promise<void> {
    this.#ended.abort();
    const running = await this.#emulator?.catch(() => undefined);
    await Promise.all([this.#cos?.context.close(), running?.context.close()]);
    await running?.emulator.close();
  }

  async #described(): Promise<Target> {
    const running = await this.#emulator?.catch(() => undefined);
    if (running === undefined) {
      return { name: "emulator", missing: "It is not started." };
    }
    const { url, appId, secretId } = running.emulator;
    return {
      name: "emulator",
      endpoint: url,
      region: emulatorRegion,
      appId,
      secretId: shortenSecretId(secretId),
    };
  }
}

async function describeAccount({ context: { settings } }: OpenTarget): Promise<Target> {
  const { endpoint, region, appId } = settings;
  const place = {
    name: "cos",
    ...(endpoint !== undefined && { endpoint }),
    ...(region !== undefined && { region }),
    ...(appId !== undefined && { appId }),
  } as const;
  try {
    const { secretId } = await settings.credentials();
    return { ...place, secretId: shortenSecretId(secretId) };
  } catch (error) {
    if (!CosConfigError.isInstance(error)) {
      throw error;
    }
    return { ...place, missing: error.message };
  }
}

async function startRunning(signal: AbortSignal): Promise<Running> {
  const emulator = await startEmulator({ region: emulatorRegion });
  try {
    signal.throwIfAborted();
    return await connect(emulator, signal);
  } catch (error) {
    await emulator.close();
    throw error;
  }
}

async function connect(emulator: Emulator, signal: AbortSignal): Promise<Running> {
  const context = createContext({
    env: {
      TENCENTCLOUD_SECRET_ID: emulator.secretId,
      TENCENTCLOUD_SECRET_KEY: emulator.secretKey,
      TENCENTCLOUD_APP_ID: emulator.appId,
      TENCENTCLOUD_REGION: emulatorRegion,
      TENCENTCOS_ENDPOINT: emulator.url,
    },
  });
  // Whoever ends the explorer does not wait until all samples are there.
  signal.addEventListener("abort", () => void context.close(), { once: true });
  const api = new ApiCalls(context);
  await writeSampleData(api, emulator.appId, emulator.uin);
  return { name: "emulator", emulator, context, api, uin: emulator.uin };
}
