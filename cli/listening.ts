/** What commands share that listen on a port until they are interrupted. */

import { InvalidArgumentError } from "commander";

/** What the system says of an address that cannot be listened on, in words. */
const listenProblems: Readonly<Record<string, string>> = {
  EADDRINUSE: "the port is taken; --port 0 takes any that is free",
  EACCES: "this user may not; ports below 1024 are for the system",
  EADDRNOTAVAIL: "this machine has no such address; 127.0.0.1 is its own, 0.0.0.0 all of them",
  ENOTFOUND: "the name is not known; give an address such as 127.0.0.1",
};

/**
 * Starts a server.
 * @throws Error that says in words why the address cannot be listened on
 */
export async function listening<T>(host: string, port: number, start: () => Promise<T>): Promise<T> {
  try {
    return await start();
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    const problem = Object.hasOwn(listenProblems, code) ? listenProblems[code] : undefined;
    if (problem === undefined) {
      throw error;
    }
    throw new Error(`cannot listen on ${host}:${port}: ${problem}`, { cause: error });
  }
}

/** Reads the value of `--port`. */
export function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new InvalidArgumentError("It must be from 0 to 65535.");
  }
  return port;
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Waits for Ctrl-C, or for whatever else ends a command. The second one ends it at once. */
export function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      resolve();
      // An emulator that hears the same signal leaves the ending to whoever else listens.
      setImmediate(() => {
        for (const signal of signals) {
          process.off(signal, end);
        }
      });
    };
    for (const signal of signals) {
      process.on(signal, end);
    }
  });
}
