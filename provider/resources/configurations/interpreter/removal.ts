/** Removes a configuration: deletes it, writes what "off" is, or only forgets it. */

import { poll, unlessGone, waitsOf } from "../../../api/service";
import { CosServiceError } from "../../../client";
import type { Context } from "../../../model/context";
import { type BucketAddress, bucketId, parseKeyedId } from "../../../model/ids";
import type { Props } from "../../../model/props";
import { WriteJournal } from "../../writeJournal";
import { serialise } from "../../writeQueue";
import { configOf } from "..";
import { type ConfigAccess, isAbsent } from "./access";
import { thingOf } from "./convergence";
import { lookAt } from "./look";

/** Removes what a state tells of. Succeeds when it is gone already. */
export async function removeConfig(
  context: Context,
  access: ConfigAccess,
  id: string,
  olds: Props,
): Promise<void> {
  const { key, ...address } = parseKeyedId(id);
  const { config } = access;
  const permanent = config.permanent?.(olds);
  if (permanent !== undefined) {
    context.log.warn(permanent);
    return;
  }
  const remove = async (): Promise<void> => {
    try {
      await serialise(context, bucketId(address), () =>
        unlessGone(context, address, () => sendRemoval(context, access, address, key, olds)),
      );
    } catch (error) {
      if (!isAbsent(config, error)) {
        throw error;
      }
    }
  };
  await remove().catch((error: unknown) => afterBlocker(context, access, address, error, remove));
  (await WriteJournal.of(context)).forget([thingOf(access, id)]);
}

async function sendRemoval(
  context: Context,
  access: ConfigAccess,
  address: BucketAddress,
  key: string | undefined,
  olds: Props,
): Promise<void> {
  const { overrides, reset } = access.config;
  if (overrides?.remove !== undefined) {
    await overrides.remove(context, address, olds);
  } else if (access.operationsOf(key).delete !== undefined) {
    await access.send(context, address, "DELETE", key, {});
  } else if (reset !== undefined) {
    await access.send(context, address, "PUT", key, typeof reset === "function" ? reset(olds) : reset);
  }
}

/** Removes it when what keeps it from being removed is gone: a destroy removes both at the same time. */
async function afterBlocker(
  context: Context,
  { config: { blockedBy } }: ConfigAccess,
  address: BucketAddress,
  refusal: unknown,
  remove: () => Promise<void>,
): Promise<void> {
  const isBlocked = (error: unknown) => CosServiceError.isInstance(error) && error.code === blockedBy?.code;
  if (blockedBy === undefined || !isBlocked(refusal)) {
    throw refusal;
  }
  const document = await lookAt(context, address, configOf(blockedBy.token));
  // Whoever may not look waits. Where it is gone it may have gone right after the refusal.
  const waits = document === undefined || document.children.length > 0;
  if (waits) {
    context.log.status(`${address.bucket}: waiting for its ${blockedBy.title} to be removed`);
  }
  let last = refusal as Error;
  const removed = await poll(context, waits ? waitsOf(context).blockedMs : 0, async () => {
    try {
      await remove();
      return true;
    } catch (error) {
      if (!isBlocked(error)) {
        throw error;
      }
      last = error as Error;
      return false;
    }
  });
  if (!removed) {
    last.message += waits
      ? `\nThe ${blockedBy.title} of ${address.bucket} is still there: remove it first`
      : "";
    throw last;
  }
}
