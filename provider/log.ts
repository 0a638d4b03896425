/** Messages to the engine while it works, over its Log service. */

import { createRequire } from "node:module";
import { visibleLines } from "./client";
import type { Log } from "./resources/handler";

/** How long the same status may stand before the next one is sent, in milliseconds: a terminal shows no more. */
const statusIntervalMs = 200;

/**
 * A log that speaks to the engine at an address such as `127.0.0.1:40123`. A provider must not print: the engine shows what
 * it prints twice, and takes it for an error. The connection is made at the first message.
 */
export function engineLog(address: string): Log {
  let client: EngineClient | undefined;
  let lastStatus = 0;
  const send = (severity: number, message: string, ephemeral: boolean): void => {
    client ??= connect(address);
    const request = new client.LogRequest();
    request.setSeverity(severity);
    request.setMessage(visibleLines(message));
    request.setEphemeral(ephemeral);
    // A message that does not arrive is no reason to fail the work it tells about.
    client.log(request, () => {});
  };
  return {
    warn: (message) => send(2, message, false),
    info: (message) => send(1, message, false),
    status: (message) => {
      if (Date.now() - lastStatus >= statusIntervalMs) {
        lastStatus = Date.now();
        send(1, message, true);
      }
    },
  };
}

/** A log for where no engine listens. */
export const silentLog: Log = { warn: () => {}, info: () => {}, status: () => {} };

interface LogRequest {
  /** `LogSeverity` of pulumi/pulumi `proto/pulumi/engine.proto`: 0 debug, 1 info, 2 warning, 3 error. */
  setSeverity(severity: number): void;
  setMessage(message: string): void;
  setEphemeral(ephemeral: boolean): void;
}

interface EngineClient {
  readonly LogRequest: new () => LogRequest;
  log(request: LogRequest, done: (error: unknown) => void): void;
}

function connect(address: string): EngineClient {
  // The generated bindings have no types that fit, and only a process that logs should pay for loading them.
  // A client takes no credentials of another copy of gRPC than its own: the bindings' copy is asked for them.
  const grpc = createRequire(require.resolve("@pulumi/pulumi/proto/engine_grpc_pb"))("@grpc/grpc-js");
  const { EngineClient: Client } = require("@pulumi/pulumi/proto/engine_grpc_pb");
  const { LogRequest } = require("@pulumi/pulumi/proto/engine_pb");
  const client = new Client(address, grpc.credentials.createInsecure());
  return { LogRequest, log: (request, done) => client.log(request, done) };
}
