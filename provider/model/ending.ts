/** How a call ends early: its host cancels it, or its time is over. Every request and every wait of the call then rejects with the reason. */

import { setMaxListeners } from "node:events";
import type { Client, Context } from "./context";

/** What a host knows of the end of a call. */
export interface Ending {
  /** The host's cancel. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds from now that the call may take. @default as long as it needs */
  readonly timeoutMs?: number | undefined;
}

/** The time of a call is over. */
export class DeadlineError extends Error {
  override readonly name = "DeadlineError";
}

/** Milliseconds that a call which was ended has for clearing away what it had begun: an engine waits 10 s for a plugin to exit. */
const cleanUpMs = 8_000;

/** The longest time that a timer of Node takes, in milliseconds: 24 days. */
const longestMs = 2 ** 31 - 1;

/** The context of one call that may be ended. */
export function endingWith(context: Context, { signal, timeoutMs }: Ending): Context {
  const signals = [
    ...(signal === undefined ? [] : [signal]),
    ...(timeoutMs === undefined ? [] : [deadline(timeoutMs)]),
  ];
  if (signals.length === 0) {
    return context;
  }
  const end = AbortSignal.any(signals);
  // Each request in flight listens.
  setMaxListeners(0, end);
  return { ...context, client: endedBy(end, context.client), signal: end, unending: context };
}

/**
 * The context in which a call clears away what it had begun, or looks at what it has done: its own, or for 8 s more when the call was
 * ended.
 */
export function forCleanUp(context: Context): Context {
  const { signal, unending } = context;
  return signal?.aborted && unending !== undefined ? endingWith(unending, { timeoutMs: cleanUpMs }) : context;
}

/** Whether an error is the reason for which a call was ended: what it was doing may be done or not. */
export function isEnd({ signal }: Pick<Context, "signal">, error: unknown): boolean {
  return signal?.aborted === true && error === signal.reason;
}

function endedBy(end: AbortSignal, client: Client): Client {
  return {
    send: (async (request: Parameters<Client["send"]>[0]) => {
      end.throwIfAborted();
      const signal = request.signal === undefined ? end : AbortSignal.any([request.signal, end]);
      return await client.send({ ...request, signal });
    }) as Client["send"],
    objectUrl: (target) => client.objectUrl(target),
  };
}

function deadline(timeoutMs: number): AbortSignal {
  const controller = new AbortController();
  const end = () =>
    controller.abort(new DeadlineError(`not done within ${timeoutMs / 1_000} s, which is its time-out`));
  setTimeout(end, Math.min(timeoutMs, longestMs)).unref();
  return controller.signal;
}
