/** What calls leave out because the account or the settings know it: APPID, UIN and region. */

import { CosConfigError } from "../client";
import { isFullName } from "../model/bucketNames";
import type { Context } from "../model/context";
import { findAppId, readAccount } from "./account";
import type { CallParameters } from "./call";
import type { Operation } from "./operations";
import { isGiven } from "./parameters";

/** What it takes to ask for the account, and what need not be asked. */
export interface AccountParts {
  readonly client: Pick<Context["client"], "send" | "objectUrl">;
  readonly settings: { readonly region?: string; readonly appId?: string };
}

/** Completes calls. The account is asked at most once for each of APPID and UIN; a failure is asked again. */
export class AccountNames {
  readonly #parts: AccountParts;
  readonly #findUin: () => Promise<string>;
  readonly #findAppId: () => Promise<string>;

  constructor(parts: AccountParts) {
    this.#parts = parts;
    this.#findUin = once(async () => (await readAccount(parts)).uin);
    this.#findAppId = once(() => findAppId(parts));
  }

  /** The parameters of a call with those that COS needs and a person leaves out. */
  async complete({ host, headers = {} }: Operation, parameters: CallParameters): Promise<CallParameters> {
    if (host === "migration" && typeof parameters.Bucket === "string") {
      return { ...parameters, Bucket: await this.fullName(parameters.Bucket) };
    }
    const needsAppId = "x-cos-appid" in headers && !isGiven(parameters, "x-cos-appid");
    return needsAppId ? { ...parameters, Appid: await this.#findAppId() } : parameters;
  }

  /** The host of batch jobs, before the domain: `100000000001.cos-control.ap-guangzhou`. */
  async controlHost(parameters: CallParameters): Promise<string> {
    const { Uin } = parameters;
    return `${Uin ?? (await this.#findUin())}.cos-control.${this.region(parameters)}`;
  }

  /**
   * The region of a call, or that of the settings.
   * @throws CosConfigError where neither has one
   */
  region({ Region = this.#parts.settings.region }: { readonly Region?: unknown }): string {
    if (typeof Region !== "string") {
      throw new CosConfigError("No region: give Region, or region to the constructor.");
    }
    return Region;
  }

  /** The name of a bucket with the APPID. */
  async fullName(name: string): Promise<string> {
    return isFullName(name, this.#parts.settings.appId) ? name : `${name}-${await this.#findAppId()}`;
  }
}

/** Asks at the first call; a failure is asked again. */
function once(ask: () => Promise<string>): () => Promise<string> {
  let answer: Promise<string> | undefined;
  return () => {
    answer ??= ask().catch((error: unknown) => {
      answer = undefined;
      throw error;
    });
    return answer;
  };
}
