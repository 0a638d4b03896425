/** Reads all configurations of a bucket at the same time, through the handlers that also serve stacks. */

import { type Permission, permit, readable } from "../provider/api/permissions";
import { CosServiceError } from "../provider/client";
import type { Context } from "../provider/model/context";
import { type BucketAddress, keyedId } from "../provider/model/ids";
import { handlers } from "../provider/resources";
import { bucketConfigs } from "../provider/resources/configurations";
import type { BucketConfig } from "../provider/resources/configurations/descriptor";
import type { Handler, LiveResource } from "../provider/resources/handler";
import { listKeys } from "./configurationKeys";

/** One configuration of a bucket, as COS answers it. */
export type ConfigurationState = PresentConfiguration | AbsentConfiguration | RefusedConfiguration;

/** A configuration that a bucket has. */
export interface PresentConfiguration extends LiveResource {
  readonly state: "present";
  /** The part of the type token after `tencentcos:`, such as `BucketCors`; with the id it tells it from all others. */
  readonly token: string;
}

/**
 * A configuration that a bucket does not have. What COS answers of a bucket that was never configured counts as none: a private ACL,
 * suspended acceleration. So does what COS does not offer in the bucket's region.
 */
export interface AbsentConfiguration {
  readonly state: "absent";
  readonly token: string;
}

/** A configuration that could not be read: whether the bucket has it is unknown. */
export interface RefusedConfiguration {
  readonly state: "refused";
  readonly token: string;
  /** The resource's id; `undefined` when not even the keys could be listed. */
  readonly id: string | undefined;
  /** Names the CAM action where one is missing. */
  readonly error: Error;
}

/**
 * Reads the configurations of a bucket, in parallel: two round trips in all, three where there are keyed ones. Inputs are what a program would
 * have to declare, with the bucket's full name. Never throws for a single configuration; that the bucket is there is for the caller to know,
 * since one that is not looks like one without any configuration.
 * @param tokens which of them; left out, all
 * @returns in the order of the registry, keyed ones in the order in which COS lists them
 */
export async function readBucketState(
  context: Context,
  address: BucketAddress,
  tokens?: readonly string[],
): Promise<readonly ConfigurationState[]> {
  const configs = bucketConfigs.filter(({ token }) => tokens === undefined || tokens.includes(token));
  const states = await Promise.all(configs.map((config) => readKind(context, address, config)));
  return states.flat();
}

/** What `readBucketState` needs: an action for each request that it makes. */
export function statePermissions(address: BucketAddress): readonly Permission[] {
  const reading = bucketConfigs.map((config) => {
    const { operations, query } = config.key?.without ?? config;
    return readable(operations.get, { [query]: "" });
  });
  const listing = bucketConfigs.flatMap(({ key }) =>
    key === undefined ? [] : [readable(key.list.operation, { [key.list.query]: "" })],
  );
  return permit(address, [...reading, ...listing]);
}

async function readKind(
  context: Context,
  address: BucketAddress,
  config: BucketConfig,
): Promise<readonly ConfigurationState[]> {
  const { token } = config;
  const handler = handlers.get(token) as Handler;
  const none: AbsentConfiguration = { state: "absent", token };
  try {
    const keys = await listKeys(context, address, config);
    const states = await Promise.all(
      keys.map((key) => readOne(context, config, handler, keyedId(address, key), none)),
    );
    const found = withoutRepeated(token, states).filter((state) => state !== none);
    return found.length === 0 ? [none] : found;
  } catch (error) {
    return [isNotOffered(error) ? none : { state: "refused", token, id: undefined, error: error as Error }];
  }
}

async function readOne(
  context: Context,
  { natural }: BucketConfig,
  handler: Handler,
  id: string,
  none: AbsentConfiguration,
): Promise<ConfigurationState> {
  const { token } = handler;
  try {
    const live = await handler.read(context, id, {});
    return live === undefined || natural?.(live.inputs) === true
      ? none
      : { state: "present", token, ...live };
  } catch (error) {
    return isNotOffered(error) ? none : { state: "refused", token, id, error: error as Error };
  }
}

/** Older regions lack newer configurations. */
function isNotOffered(error: unknown): boolean {
  return CosServiceError.isInstance(error) && (error.status === 405 || error.status === 501);
}

/**
 * Intelligent tiering in its old form shows as the rule `default` of the new one too. It is one rule, and as the old form it was set:
 * only that is certain to last.
 */
function withoutRepeated(
  token: string,
  states: readonly ConfigurationState[],
): readonly ConfigurationState[] {
  const oldForm =
    token === "BucketIntelligentTiering" &&
    states.some((state) => state.state === "present" && state.inputs.tieringId === undefined);
  return oldForm
    ? states.filter((state) => state.state !== "present" || state.inputs.tieringId !== "default")
    : states;
}
