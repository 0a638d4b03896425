/**
 * What a resource is to a host: functions over plain data, which know nothing of Pulumi. Arguments stand in one order everywhere: the
 * context, the id, what was (`olds`), what is wanted (`news`).
 */

import type { Permissions } from "../api/permissions";
import type { Difference, Failure } from "../codec";
import type { Context, Settings } from "../model/context";
import type { Props } from "../model/props";
import type { Target } from "../model/targets";

/** The inputs as they will be kept and sent, and everything that is wrong with them. */
export interface CheckResult {
  readonly inputs: Props;
  readonly failures: readonly Failure[];
  /** What a person should know before it happens, such as that it cannot be undone. */
  readonly warnings?: readonly string[];
  /** What is going to happen, where the arguments alone do not show it. */
  readonly notes?: readonly string[];
}

/** Where a resource differs from what is wanted. */
export interface DiffResult {
  readonly differences: readonly Difference[];
  /** The replacement cannot exist beside the old resource, because both have the same name. */
  readonly deleteBeforeReplace?: true;
  /** What is going to happen, where the properties alone do not show it. */
  readonly notes?: readonly string[];
  /** What a person should know before it happens. */
  readonly warnings?: readonly string[];
}

/** A resource that was made. */
export interface Created<Outputs extends Props = Props> {
  readonly id: string;
  readonly outputs: Outputs;
}

/** A resource as COS has it. */
export interface LiveResource<Inputs extends Props = Props, Outputs extends Props = Props> {
  readonly id: string;
  /** What a program would have to say to get this, as far as COS tells it. */
  readonly inputs: Inputs;
  /** The inputs' shape plus what COS computed. */
  readonly outputs: Outputs;
  /** Paths of elements of its document that this version does not know (docs/promises.md#unknown-elements-are-kept-in-sight); a configuration's next update removes them. */
  readonly unknownElements?: readonly string[];
}

/**
 * A resource, served by any host. Within a handler the types of its values hold: what `check` has passed are `Inputs`. Hosts know plain data
 * only, so that the registry keeps handlers without these types.
 */
export interface Handler<Inputs extends Props = Props, Outputs extends Props = Props> {
  /** The part of the type token after `tencentcos:`. */
  readonly token: string;
  /**
   * Refuses bad inputs, all at once, and fills in fallbacks. No network.
   * @param olds the inputs of the last time; empty for a new resource
   */
  check(settings: Settings, olds: Partial<Inputs>, news: Props): CheckResult | Promise<CheckResult>;
  /** The id that `create` is going to give; nothing while the name is yet to be made. */
  locate(context: Context, news: Inputs): Promise<string | undefined>;
  /**
   * What it stands for in COS.
   * @param olds the outputs of the last time; empty for a new resource
   * @param news with which it is created or updated; left out, it stands for what the state has
   */
  target(id: string, olds: Partial<Outputs>, news?: Inputs): Target | Promise<Target>;
  /** Compares old outputs with new inputs. No network, no slow work. */
  diff(id: string, olds: Partial<Outputs>, news: Inputs): DiffResult;
  /** Makes COS have it. May be repeated after a crash. */
  create(context: Context, news: Inputs): Promise<Created<Outputs>>;
  /** Reads it; the id alone is enough, `olds` only decide between spellings of the same. `undefined` means gone. */
  read(
    context: Context,
    id: string,
    olds: Partial<Outputs>,
  ): Promise<LiveResource<Partial<Inputs>, Outputs> | undefined>;
  /** Makes COS have the new inputs. */
  update(
    context: Context,
    id: string,
    olds: Partial<Outputs>,
    news: Inputs,
  ): Promise<{ readonly outputs: Outputs }>;
  /** Removes it. Succeeds when it is gone already. A host asks the claims first whether another resource stands for the same. */
  delete(context: Context, id: string, olds: Partial<Outputs>): Promise<void>;
  /**
   * The CAM actions that the five functions before need in the ordinary course of things, so that none of their requests is refused.
   * @param props the outputs of the last time
   */
  permissions(settings: Settings, id: string, props: Partial<Outputs>): Permissions;
}

/** A handler that has nothing to look at to check inputs. */
export interface ImmediateHandler<Inputs extends Props = Props, Outputs extends Props = Props>
  extends Handler<Inputs, Outputs> {
  check(settings: Settings, olds: Partial<Inputs>, news: Props): CheckResult;
}

/**
 * COS has the resource, but not as wanted. The host keeps it in the state as incomplete, so that the next `up` updates it
 * and a `destroy` removes it.
 */
export class IncompleteError<Outputs extends Props = Props> extends Error {
  override readonly name = "IncompleteError";

  constructor(
    readonly id: string,
    /** What is known of it; an update begins with that. */
    readonly outputs: Partial<Outputs>,
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
  }
}
