/** Every operation of COS as a method, and by its name. */

import type { Readable } from "node:stream";
import type { CosClient, CosRequest, CosResponse, FormCondition } from "../client";
import { Claims } from "../model/claims";
import type { Context } from "../model/context";
import type { Log } from "../model/log";
import { AccountNames } from "./accountNames";
import type { CallOptions, CallParameters, CosApiAnswer, FreeRequest } from "./call";
import { ownParameters, readAnswer, requestOf, requireOperation } from "./calls";
import { type Download, type DownloadOptions, downloadObject } from "./download";
import { CosAnswerError, CosParameterError } from "./errors";
import { type FormFile, formBody, type PostForm, type PostFormParameters } from "./form";
import type { Operation } from "./operations";
import { pagesOf } from "./pages";
import { namedParameters } from "./parameters";
import type { AnswerOf, ParametersOf } from "./typed";
import type { GetObjectParameters, PutObjectParameters } from "./types";
import { readUnknownAnswer } from "./unknownAnswer";
import { uploadHeaders } from "./uploadHeaders";
import {
  limitFailures,
  type Upload,
  type UploadOptions,
  type UploadSource,
  uploadObject,
} from "./uploadObject";

/** What a client of the API needs. */
export interface ApiParts {
  readonly client: Pick<CosClient, "send" | "objectUrl" | "presign" | "presignForm" | "close">;
  /** Where nothing else is said, and the APPID of short bucket names. */
  readonly settings: { readonly region?: string; readonly appId?: string };
  /** Where warnings go. @default nowhere */
  readonly log?: Pick<Log, "warn">;
}

/** What an upload takes: headers of the object, and nothing that is about one request. */
export type UploadParameters = Omit<
  PutObjectParameters,
  "Body" | "Expect" | "ContentSha1" | "ForbidOverwrite"
>;

/** Calls operations by name; `pulumi-tencentcos/api` adds a method for each. */
export class ApiCalls {
  readonly #parts: ApiParts;
  readonly #names: AccountNames;

  constructor(parts: ApiParts) {
    this.#parts = parts;
    this.#names = new AccountNames(parts);
  }

  /**
   * Calls an operation by its name or an alias, in any case.
   * @throws CosParameterError when something is wrong with the parameters; nothing was sent then
   * @throws CosServiceError when COS refuses
   * @throws CosNetworkError when no answer comes
   * @throws CosAnswerError when the answer's document is broken
   */
  async call<Name extends string>(
    name: Name,
    parameters?: ParametersOf<Name>,
    options: CallOptions = {},
  ): Promise<AnswerOf<Name>> {
    return (await this.#call(
      requireOperation(name),
      parameters as CallParameters,
      options,
    )) as AnswerOf<Name>;
  }

  async #call(
    operation: Operation,
    parameters: CallParameters = {},
    options: CallOptions = {},
  ): Promise<CosApiAnswer> {
    const request = await this.#resolve(operation, parameters, options);
    const response = await this.#send(request, operation.statuses);
    return reading(operation.name, response, () => readAnswer(operation, response, options));
  }

  /**
   * The pages of a listing. The next page is asked for while this one is used. Keys are asked for URL-encoded and come decoded, so that
   * those survive that XML cannot hold.
   */
  pages<Name extends string>(
    name: Name,
    parameters?: ParametersOf<Name>,
    options: CallOptions = {},
  ): AsyncIterableIterator<AnswerOf<Name>> {
    const operation = requireOperation(name);
    const given = (parameters ?? {}) as CallParameters;
    const says = Object.keys(given).some((name) => /^encoding-?type$/i.test(name));
    const encodes = !says && "encoding-type" in (operation.query ?? {});
    const first = encodes ? { ...given, EncodingType: "url" } : given;
    const pages = pagesOf(operation, first, options, (page, signal) =>
      this.#call(operation, page, { ...options, signal }),
    );
    return pages as AsyncIterableIterator<AnswerOf<Name>>;
  }

  /**
   * Downloads an object into a file: in ranges at the same time, checked by its CRC64. Called again after it broke off, it goes on from
   * there, unless the object has changed.
   */
  download(
    parameters: Omit<GetObjectParameters, "Range">,
    file: string,
    options: DownloadOptions = {},
  ): Promise<Download> {
    const ask = (name: "HeadObject" | "GetObject", given: GetObjectParameters, signal?: AbortSignal) =>
      this.#call(requireOperation(name), only(requireOperation(name), given), { signal });
    return downloadObject(ask, parameters, file, options);
  }

  /**
   * Uploads content of any length: up to 32 MiB in one request, more in parts at the same time, checked by its CRC64. A file whose upload
   * was killed is gone on with by the next call on the same machine; one that fails leaves no parts behind.
   * @param source the path of a file, bytes, or a stream
   */
  async upload(
    parameters: UploadParameters,
    source: UploadSource,
    options: UploadOptions = {},
  ): Promise<Upload> {
    const operation = requireOperation("PutObject");
    const { request, failures } = requestOf(operation, parameters as unknown as CallParameters);
    const headers = uploadHeaders(
      request.headers,
      requireOperation("InitiateMultipartUpload"),
      requireOperation("UploadPart"),
      requireOperation("HeadObject"),
    );
    const found = [
      ...failures,
      ...headers.strange.map((path) => ({ path, reason: "is for one request: use putObject" })),
      ...limitFailures(options),
    ];
    if (found.length > 0) {
      throw new CosParameterError("upload", found);
    }
    const { Bucket, Key } = parameters;
    const address = {
      region: this.#names.region(parameters),
      bucket: await this.#names.fullName(Bucket),
      key: Key,
    };
    return await uploadObject(this.#context(), address, source, headers, options);
  }

  /** Uploads are the resources' too, and these have more around them. */
  #context(): Context {
    const { client, settings, log } = this.#parts;
    return {
      client,
      settings,
      log: { warn: (message) => log?.warn(message), info: () => {}, status: () => {} },
      claims: new Claims(),
    };
  }

  /**
   * A URL that anyone may use for one operation until it expires.
   * @param parameters those of the call, and `expires` in seconds @default 900
   */
  async presign<Name extends string>(
    name: Name,
    given: Omit<ParametersOf<Name>, "Body"> & { readonly expires?: number },
    options: Pick<CallOptions, "headers" | "query"> = {},
  ): Promise<string> {
    const { expires, ...parameters } = given as CallParameters & { readonly expires?: number };
    const operation = requireOperation(name);
    if (operation.unsigned || operation.host === "control" || operation.host === "migration") {
      throw new CosParameterError(operation.name, [{ path: "", reason: "has no URL that could be signed" }]);
    }
    const { Body: _, ...others } = parameters;
    const request = await this.#resolve(operation, others, { ...options, validate: false }, "Body");
    return this.#parts.client.presign({
      method: request.method,
      bucket: request.bucket,
      region: request.region,
      key: request.key,
      query: request.query ?? {},
      headers: request.headers ?? {},
      expiresInSeconds: expires,
    });
  }

  /**
   * A form that a browser may send until it expires, so that it uploads without keys: the address, and the fields that come before the
   * file. The sender cannot change what is given here.
   */
  async postForm(form: PostFormParameters): Promise<PostForm> {
    const { expires, KeyPrefix, MinBytes, MaxBytes, ...parameters } = form;
    const operation = requireOperation("PostObject");
    const given = { ...parameters, Key: parameters.Key ?? `${KeyPrefix ?? ""}\${filename}`, File: "" };
    const { form: fields, failures } = requestOf(operation, given);
    if (failures.length > 0) {
      throw new CosParameterError("postForm", failures);
    }
    const bucket = await this.#names.fullName(form.Bucket);
    const { key = "", ...others } = fields;
    const conditions: FormCondition[] = [
      { bucket },
      parameters.Key === undefined ? ["starts-with", "$key", KeyPrefix ?? ""] : { key },
      ...Object.entries(others).map(([name, value]) => ({ [name]: value })),
      ...(MaxBytes === undefined ? [] : [["content-length-range", MinBytes ?? 0, MaxBytes] as const]),
    ];
    const target = { bucket, region: form.Region };
    const signed = await this.#parts.client.presignForm(target, conditions, expires);
    return { url: signed.url, fields: { ...fields, ...signed.fields } };
  }

  /** Sends what the table does not know. An XML document becomes JSON with all texts as strings; lists are lists where a name comes again. */
  async request(free: FreeRequest): Promise<CosApiAnswer> {
    const { method, query = {}, headers = {}, body, operation = "Request", format, signal } = free;
    const bucket = free.Bucket === undefined ? undefined : await this.#names.fullName(free.Bucket);
    const request: CosRequest = { method, bucket, region: free.Region, key: free.Key, query, headers };
    const response = await this.#send(
      { ...request, body, operation, signal, responseBody: format === "stream" ? "stream" : undefined },
      [],
    );
    return reading(operation, response, () => ({
      status: response.status,
      requestId: response.headers["x-cos-request-id"] ?? "",
      ...readUnknownAnswer(response, format),
      head: {},
      headers: response.headers,
      urlDecoded: false,
    }));
  }

  /** Waits for requests in flight and closes the connections. */
  async close(): Promise<void> {
    await this.#parts.client.close();
  }

  /** The request of a call, with the account's names filled in. */
  async #resolve(
    operation: Operation,
    parameters: CallParameters,
    options: CallOptions,
    optional?: string,
  ): Promise<CosRequest> {
    const complete = await this.#names.complete(operation, parameters);
    const { request, form, failures } = requestOf(operation, complete, options);
    const found = failures.filter(({ path }) => path !== optional);
    if (found.length > 0) {
      throw new CosParameterError(operation.name, found);
    }
    const { Bucket, File } = complete;
    const body =
      operation.body?.kind === "form"
        ? await this.#signedForm(String(Bucket), request.region, form, File as FormFile)
        : {};
    return {
      ...request,
      ...body,
      ...(operation.host === "bucket" && { bucket: await this.#names.fullName(String(Bucket)) }),
      ...(operation.host === "control" && { host: await this.#names.controlHost(complete) }),
      ...(operation.host === "migration" && { host: `${this.#names.region(complete)}.migration` }),
    };
  }

  async #signedForm(
    Bucket: string,
    Region: string | undefined,
    form: Readonly<Record<string, string>>,
    file: FormFile,
  ): Promise<Pick<CosRequest, "body" | "headers">> {
    const bucket = await this.#names.fullName(Bucket);
    const conditions = [{ bucket }, ...Object.entries(form).map(([name, value]) => ({ [name]: value }))];
    const { fields } = await this.#parts.client.presignForm({ bucket, region: Region }, conditions);
    return formBody({ ...form, ...fields }, file);
  }

  #send(request: CosRequest, statuses: readonly number[]): Promise<CosResponse | CosResponse<Readable>> {
    const answers = statuses.filter((status) => status >= 300);
    return this.#parts.client.send({ ...request, answers } as CosRequest & { responseBody?: "buffer" });
  }
}

/** The parameters that an operation knows: HEAD takes fewer than GET. */
function only(operation: Operation, parameters: object): CallParameters {
  const known = new Set([...ownParameters(operation), ...namedParameters(operation).keys()]);
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => known.has(name)));
}

function reading(
  operation: string,
  { status, headers }: CosResponse | CosResponse<Readable>,
  read: () => CosApiAnswer,
): CosApiAnswer {
  try {
    return read();
  } catch (error) {
    throw new CosAnswerError(operation, { status, requestId: headers["x-cos-request-id"] ?? "" }, error);
  }
}
