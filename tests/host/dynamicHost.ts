/** Pulumi's real dynamic-provider process, spoken to over gRPC as the engine does. */

import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import * as grpc from "@grpc/grpc-js";

const engineRpc = require("@pulumi/pulumi/proto/engine_grpc_pb");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb");
const emptyProto = require("google-protobuf/google/protobuf/empty_pb");
const providerRpc = require("@pulumi/pulumi/proto/provider_grpc_pb");
const proto = require("@pulumi/pulumi/proto/provider_pb");
const statusProto = require("@pulumi/pulumi/proto/status_pb");

export type Values = Record<string, unknown>;

/** A message that the provider sent to the engine. */
export interface LogMessage {
  readonly severity: number;
  readonly message: string;
  readonly ephemeral: boolean;
}

/** What a failed create or update carries, when the resource exists all the same. */
export interface InitFailure {
  readonly id: string;
  readonly properties: Values;
  readonly reasons: readonly string[];
}

const root = path.resolve(__dirname, "../..");

/** The process and its calls. */
export class DynamicHost {
  readonly messages: LogMessage[] = [];
  /** What the process printed: nothing, when all is well. */
  output = "";
  private closing: Promise<void> | undefined;

  private constructor(
    private readonly child: ChildProcess,
    private readonly engine: grpc.Server,
    // The generated clients have no usable types.
    // biome-ignore lint/suspicious/noExplicitAny: see above
    private readonly client: any,
  ) {}

  /**
   * Starts the process.
   * @param cwd where `pulumi-tencentcos` is looked for from
   * @param env its environment beside PATH
   */
  static async start(
    config: Record<string, string>,
    cwd = root,
    env: Record<string, string> = {},
  ): Promise<DynamicHost> {
    const messages: LogMessage[] = [];
    const engine = new grpc.Server();
    engine.addService(engineRpc.EngineService, {
      // biome-ignore lint/suspicious/noExplicitAny: generated bindings
      log(call: any, done: any) {
        const { request } = call;
        messages.push({
          severity: request.getSeverity(),
          message: request.getMessage(),
          ephemeral: request.getEphemeral(),
        });
        done(null, new emptyProto.Empty());
      },
      getRootResource: (_: unknown, done: (error: Error) => void) => done(new Error("not here")),
      setRootResource: (_: unknown, done: (error: Error) => void) => done(new Error("not here")),
      startDebugging: (_: unknown, done: (error: Error) => void) => done(new Error("not here")),
      requirePulumiVersion: (_: unknown, done: (error: Error) => void) => done(new Error("not here")),
    });
    const enginePort = await new Promise<number>((resolve, reject) => {
      engine.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
        error ? reject(error) : resolve(port),
      );
    });
    const script = require.resolve("@pulumi/pulumi/cmd/dynamic-provider");
    const child = spawn(process.execPath, [script, `127.0.0.1:${enginePort}`], {
      cwd,
      env: { PATH: process.env.PATH, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const port = await new Promise<string>((resolve, reject) => {
      child.stdout?.once("data", (data: Buffer) => resolve(data.toString().trim()));
      child.stderr?.once("data", (data: Buffer) => reject(new Error(data.toString())));
    });
    const client = new providerRpc.ResourceProviderClient(
      `127.0.0.1:${port}`,
      grpc.credentials.createInsecure(),
    );
    const host = new DynamicHost(child, engine, client);
    Object.defineProperty(host, "messages", { value: messages });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (data: Buffer) => {
        host.output += data.toString();
      });
    }
    const configure = new proto.ConfigureRequest();
    configure.setArgs(Struct.fromJavaScript(config));
    await host.call("configure", configure);
    return host;
  }

  async check(
    olds: Values,
    news: Values,
  ): Promise<{ inputs: Values; failures: { property: string; reason: string }[] }> {
    const request = new proto.CheckRequest();
    request.setOlds(Struct.fromJavaScript(olds));
    request.setNews(Struct.fromJavaScript(news));
    const response = await this.call("check", request);
    return {
      inputs: response.getInputs().toJavaScript(),
      // biome-ignore lint/suspicious/noExplicitAny: generated bindings
      failures: response.getFailuresList().map((failure: any) => ({
        property: failure.getProperty(),
        reason: failure.getReason(),
      })),
    };
  }

  async diff(
    id: string,
    olds: Values,
    news: Values,
  ): Promise<{ changes: number; replaces: string[]; deleteBeforeReplace: boolean }> {
    const request = new proto.DiffRequest();
    request.setId(id);
    request.setOlds(Struct.fromJavaScript(olds));
    request.setNews(Struct.fromJavaScript(news));
    const response = await this.call("diff", request);
    return {
      changes: response.getChanges(),
      replaces: response.getReplacesList(),
      deleteBeforeReplace: response.getDeletebeforereplace(),
    };
  }

  async create(news: Values): Promise<{ id: string; properties: Values }> {
    const request = new proto.CreateRequest();
    request.setProperties(Struct.fromJavaScript(news));
    const response = await this.call("create", request);
    return { id: response.getId(), properties: response.getProperties().toJavaScript() };
  }

  async read(
    id: string,
    olds: Values,
  ): Promise<{ id: string; properties: Values; inputs: Values | undefined }> {
    const request = new proto.ReadRequest();
    request.setId(id);
    request.setProperties(Struct.fromJavaScript(olds));
    const response = await this.call("read", request);
    return {
      id: response.getId(),
      properties: response.getProperties().toJavaScript(),
      inputs: response.getInputs()?.toJavaScript(),
    };
  }

  async update(id: string, olds: Values, news: Values): Promise<Values> {
    const request = new proto.UpdateRequest();
    request.setId(id);
    request.setOlds(Struct.fromJavaScript(olds));
    request.setNews(Struct.fromJavaScript(news));
    return (await this.call("update", request)).getProperties().toJavaScript();
  }

  async delete(id: string, olds: Values): Promise<void> {
    const request = new proto.DeleteRequest();
    request.setId(id);
    request.setProperties(Struct.fromJavaScript(olds));
    await this.call("delete", request);
  }

  /** The number of the process. */
  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Ends it. May be repeated. */
  async close(): Promise<void> {
    this.closing ??= this.end();
    await this.closing;
  }

  private async end(): Promise<void> {
    this.client.close();
    const ended = new Promise((resolve) => this.child.once("exit", resolve));
    this.child.kill("SIGKILL");
    await ended;
    this.engine.forceShutdown();
  }

  // biome-ignore lint/suspicious/noExplicitAny: generated bindings
  private call(method: string, request: unknown): Promise<any> {
    return new Promise((resolve, reject) => {
      // biome-ignore lint/suspicious/noExplicitAny: generated bindings
      this.client[method](request, (error: any, response: unknown) => {
        if (error === null) {
          resolve(response);
        } else {
          reject(Object.assign(error, { failure: initFailure(error) }));
        }
      });
    });
  }
}

function initFailure(error: { metadata?: grpc.Metadata }): InitFailure | undefined {
  const [details] = error.metadata?.get("grpc-status-details-bin") ?? [];
  if (details === undefined) {
    return undefined;
  }
  const status = statusProto.Status.deserializeBinary(details);
  const detail = proto.ErrorResourceInitFailed.deserializeBinary(status.getDetailsList()[0].getValue_asU8());
  return {
    id: detail.getId(),
    properties: detail.getProperties().toJavaScript(),
    reasons: detail.getReasonsList(),
  };
}
