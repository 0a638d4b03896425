/** Messages to the engine while it works, over its Log service. */

import { visibleLines } from "../client";
import type { Log } from "../model/log";
import type { EngineClient } from "./engineClient";

/** How long the same status may stand before the next one is sent, in milliseconds: a terminal shows no more. */
const statusIntervalMs = 200;

/**
 * Logs that speak to the engine, each about the resource of a URN, or with an empty one about the stack. A provider must not print: the
 * engine shows what it prints twice, and takes it for an error.
 */
export function engineLog(connection: () => EngineClient): (urn: string) => Log {
  const send = (urn: string, severity: number, message: string, ephemeral: boolean): void => {
    const client = connection();
    const request = new client.LogRequest();
    request.setUrn(urn);
    request.setSeverity(severity);
    request.setMessage(visibleLines(message));
    request.setEphemeral(ephemeral);
    // A message that does not arrive is no reason to fail the work it tells about.
    client.log(request, () => {});
  };
  return (urn) => {
    let lastStatus = 0;
    return {
      warn: (message) => send(urn, 2, message, false),
      info: (message) => send(urn, 1, message, false),
      status: (message) => {
        if (Date.now() - lastStatus >= statusIntervalMs) {
          lastStatus = Date.now();
          send(urn, 1, message, true);
        }
      },
    };
  };
}

/** A log for where no engine listens. */
export const silentLog: Log = { warn: () => {}, info: () => {}, status: () => {} };
