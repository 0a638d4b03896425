/** The engine's service for providers, over gRPC. */

import { createRequire } from "node:module";

/** A message of the engine's log. */
interface LogRequest {
  /** The resource that it is about; an empty text for the stack. */
  setUrn(urn: string): void;
  /** `LogSeverity` of pulumi/pulumi `proto/pulumi/engine.proto`: 0 debug, 1 info, 2 warning, 3 error. */
  setSeverity(severity: number): void;
  setMessage(message: string): void;
  setEphemeral(ephemeral: boolean): void;
}

/** What providers ask of the engine. */
export interface EngineClient {
  readonly LogRequest: new () => LogRequest;
  log(request: LogRequest, done: (error: unknown) => void): void;
  /** The URN of the stack's own resource, which Pulumi's SDKs register first; an empty text before, and without a program. */
  rootUrn(timeoutMs: number): Promise<string>;
}

/** One connection to the engine at an address such as `127.0.0.1:40123` for all who need it, made when the first of them does. */
export function engineConnection(address: string): () => EngineClient {
  let client: EngineClient | undefined;
  return () => {
    client ??= connectEngine(address);
    return client;
  };
}

function connectEngine(address: string): EngineClient {
  // The generated bindings have no types that fit, and only a process that needs them should pay for loading them.
  // A client takes no credentials of another copy of gRPC than its own: the bindings' copy is asked for them.
  const grpc = createRequire(require.resolve("@pulumi/pulumi/proto/engine_grpc_pb"))("@grpc/grpc-js");
  const { EngineClient: Client } = require("@pulumi/pulumi/proto/engine_grpc_pb");
  const { GetRootResourceRequest, LogRequest } = require("@pulumi/pulumi/proto/engine_pb");
  const client = new Client(address, grpc.credentials.createInsecure());
  return {
    LogRequest,
    log: (request, done) => client.log(request, done),
    rootUrn: (timeoutMs) =>
      new Promise((resolve, reject) => {
        const options = { deadline: Date.now() + timeoutMs };
        client.getRootResource(
          new GetRootResourceRequest(),
          options,
          (error: unknown, answer: { getUrn(): string }) => {
            if (error) {
              reject(error);
            } else {
              resolve(answer.getUrn());
            }
          },
        );
      }),
  };
}
