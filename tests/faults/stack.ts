/** What the engine does with one resource of a stack: keeps its state, and calls its handler. */

import { Claims } from "../../provider/model/claims";
import type { Context } from "../../provider/model/context";
import type { Props } from "../../provider/model/props";
import { type Handler, IncompleteError } from "../../provider/resources/handler";

/** How a run ended: as wanted, with the resource kept as incomplete, or with a plain error that keeps the state of before. */
export type Outcome = "done" | "incomplete" | "failed";

/** One resource of a stack. */
export class Stack {
  readonly #handler: Handler;
  readonly #given: Context;
  #context: Context;
  #state: { readonly id: string; readonly outputs: Props; readonly incomplete: boolean } | undefined;
  /** Why the last run did not end as wanted. */
  error: Error | undefined;

  constructor(handler: Handler, context: Context) {
    this.#handler = handler;
    this.#given = context;
    this.#context = context;
  }

  /** Whether the state has the resource. */
  get exists(): boolean {
    return this.#state !== undefined;
  }

  /** `pulumi up` with such inputs. */
  async up(inputs: Props): Promise<Outcome> {
    this.#beginRun();
    const { settings } = this.#context;
    const { inputs: news, failures } = await this.#handler.check(
      settings,
      this.#state?.outputs ?? {},
      inputs,
    );
    if (failures.length > 0) {
      throw new Error(JSON.stringify(failures));
    }
    const state = this.#state;
    return await this.#attempt(async () => {
      if (state === undefined) {
        const { id, outputs } = await this.#handler.create(this.#context, news);
        this.#state = { id, outputs, incomplete: false };
        return;
      }
      const changed = this.#handler.diff(state.id, state.outputs, news).differences.length > 0;
      // The engine updates what is incomplete without asking for a difference.
      if (changed || state.incomplete) {
        const { outputs } = await this.#handler.update(this.#context, state.id, state.outputs, news);
        this.#state = { id: state.id, outputs, incomplete: false };
      }
    });
  }

  /** `pulumi destroy`. */
  async destroy(): Promise<Outcome> {
    this.#beginRun();
    const state = this.#state;
    return await this.#attempt(async () => {
      if (state !== undefined) {
        await this.#handler.delete(this.#context, state.id, state.outputs);
        this.#state = undefined;
      }
    });
  }

  /** Each command of the CLI has a process of its own, which knows nothing of the one before. */
  #beginRun(): void {
    this.#context = { ...this.#given, claims: new Claims() };
  }

  async #attempt(work: () => Promise<void>): Promise<Outcome> {
    this.error = undefined;
    try {
      await work();
      return "done";
    } catch (error) {
      this.error = error as Error;
      if (!(error instanceof IncompleteError)) {
        return "failed";
      }
      this.#state = { id: error.id, outputs: error.outputs, incomplete: true };
      return "incomplete";
    }
  }
}
