/** How a call ends early: its host cancels it, or its time is over. Every request and every wait of the call then rejects with the reason. */

import { setMaxListeners } from "node:events";
import type { Client, Context } from "./context";

/** How a host ends a call early. */
export interface Ending {
  /** Aborts when the host cancels. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds that the call may take from now. @default no limit */
  readonly timeoutMs?: number | undefined;
}

/** A call took longer than its time-out. */
export class DeadlineError extends Error {
  override readonly name = "DeadlineError";
}

/** Milliseconds for cleaning up after a call was ended: an engine waits 10 s for a plugin to exit. */
const cleanUpMs = 8_000;

/** The longest delay of a Node timer in milliseconds: 24 days. */
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
 * The context for cleaning up, or for checking what was done: the call's own, or after it was ended one that lasts 8 s more.
 */
export function forCleanUp(context: Context): Context {
  const { signal, unending } = context;
  return signal?.aborted && unending !== undefined ? endingWith(unending, { timeoutMs: cleanUpMs }) : context;
}

/** Whether an error is the reason for which a call was ended. Its last request may or may not have been carried out. */
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
    controller.abort(new DeadlineError(`not done within the time-out of ${timeoutMs / 1_000} s`));
  setTimeout(end, Math.min(timeoutMs, longestMs)).unref();
  return controller.signal;
}
