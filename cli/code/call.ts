/** A call as writers of code see it: what is given, where it stands in the request, and nothing of any language. */

import type { CallParameters } from "../../provider/api/call";
import { requestOf } from "../../provider/api/calls";
import { CosParameterError } from "../../provider/api/errors";
import type { Operation } from "../../provider/api/operations";
import {
  isFixed,
  type NamedParameter,
  namedParameters,
  placeParameters,
  spelling,
} from "../../provider/api/parameters";
import { encodeKey, encodeQuery } from "../../provider/client/endpoint";
import { isFullName } from "../../provider/model/bucketNames";
import { documentOf, type GivenDocument } from "./document";
import { Variables } from "./variables";

/** How a program makes a call. */
export interface CodeOptions {
  /** The region, where the parameters have none. */
  readonly region?: string | undefined;
  /** The account's APPID, for short bucket names. */
  readonly appId?: string | undefined;
  /** Where to connect instead of COS: programs use it as a proxy, such as the emulator's `http://127.0.0.1:9000`. */
  readonly endpoint?: string | undefined;
  /** The file whose content is sent. @default what `Body` holds, as a file with the last name of the key when it is not a string */
  readonly input?: string | undefined;
  /** The file that takes the content of the answer. @default the last name of the key */
  readonly output?: string | undefined;
  /** All pages of a listing instead of one. */
  readonly all?: boolean | undefined;
  /** A pre-signed URL that holds for so many seconds, instead of the call. */
  readonly expires?: number | undefined;
}

/** A parameter with its value: what is sent, or for a map the strings of its entries. */
export interface GivenParameter extends NamedParameter {
  readonly value: string | Readonly<Record<string, string>>;
}

/** The content of an object, by its file or as text. */
export type GivenContent = { readonly file: string } | { readonly text: string };

/** The request as it is on the wire, but for its signature. */
export interface RawRequest {
  readonly method: string;
  readonly host: string;
  /** Decoded, with its leading slash. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Without Content-MD5. */
  readonly headers: Readonly<Record<string, string>>;
  readonly url: string;
}

/** A call. Texts in it may hold marks of `Variables`. */
export interface Call {
  readonly operation: Operation;
  /** With the APPID. */
  readonly bucket: string;
  readonly region: string;
  readonly key: string;
  readonly uin: string;
  /** Those that say something that COS does not assume, in the order of the table. */
  readonly parameters: readonly GivenParameter[];
  readonly document?: GivenDocument | undefined;
  readonly content?: GivenContent | undefined;
  /** The file that takes the content of the answer. */
  readonly output: string;
  readonly all: boolean;
  readonly expires?: number | undefined;
  readonly endpoint?: URL | undefined;
  readonly raw: RawRequest;
  /** Fields of a form, without its signature and its file. */
  readonly form: Readonly<Record<string, string>>;
  readonly variables: Variables;
}

/**
 * Describes a call.
 * @param given parameters as `CosApi` takes them
 * @throws CosParameterError when something is wrong with them, or nothing says region, APPID or UIN
 */
export function describeCall(operation: Operation, given: CallParameters, options: CodeOptions = {}): Call {
  const complete = completed(operation, given, options);
  const variables = new Variables();
  const { kind } = operation.body ?? {};
  const document = documentOf(operation, complete.Body, variables);
  const sent = kind === "content" || kind === "form" ? withoutBody(complete) : complete;
  const { request, form, failures } = requestOf(operation, { ...sent, ...(kind === "form" && { File: "" }) });
  // Of the service, the region is a parameter of the query.
  const own = new Set(operation.host === "service" ? [] : ["Bucket", "Key", "Region", "Uin"]);
  const text = (name: string) =>
    own.has(name) && typeof complete[name] === "string" ? (complete[name] as string) : "";
  const missing = ["Bucket", "Region", "Uin"].filter((name) => complete[name] === "");
  const found = [...failures, ...missing.map((path) => ({ path, reason: missingReasons[path] ?? "" }))];
  if (found.length > 0) {
    throw new CosParameterError(operation.name, found);
  }
  const parameters = parametersOf(operation, sent, variables);
  const secrets = new Map(
    parameters.filter(({ facts }) => facts.secret).map(({ wireName, value }) => [wireName, value as string]),
  );
  const veiled = (texts: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, secrets.get(name) ?? value]));
  const { "content-md5": _, ...headers } = request.headers ?? {};
  const endpoint = options.endpoint === undefined ? undefined : new URL(options.endpoint);
  const raw = {
    method: request.method,
    host: hostOf(operation, text("Bucket"), text("Region"), text("Uin")),
    path: `/${request.key ?? ""}`,
    query: veiled(request.query as Record<string, string>),
    headers: veiled(headers as Record<string, string>),
  };
  const name = text("Key").split("/").filter(Boolean).at(-1) ?? "content";
  return {
    operation,
    bucket: text("Bucket"),
    region: text("Region"),
    key: text("Key"),
    uin: text("Uin"),
    parameters,
    document,
    content:
      kind === "content" || kind === "form"
        ? contentOf(kind === "form" ? complete.File : complete.Body, options.input, name)
        : undefined,
    output: options.output ?? name,
    all: options.all === true && operation.paging !== undefined,
    expires: options.expires,
    endpoint,
    raw: {
      ...raw,
      url: `${endpoint === undefined ? "https" : "http"}://${raw.host}/${encodeKey(raw.path.slice(1))}${questionMark(raw.query)}`,
    },
    form: veiled(form),
    variables,
  };
}

/** Where a form is sent: a browser knows no proxy, so that an endpoint has the bucket in its path. */
export function formUrl({ endpoint, bucket, raw }: Call): string {
  return endpoint === undefined ? raw.url : `${endpoint.origin}/${bucket}/`;
}

const missingReasons: Readonly<Record<string, string>> = {
  Bucket: "needs its full name, such as site-1250000000, or the account's APPID",
  Region: "is required: nothing is asked of COS",
  Uin: "is required: nothing is asked of COS",
};

/** Region, APPID and full names, where the options know them; `""` where something is missing. */
function completed({ host, headers = {} }: Operation, given: CallParameters, options: CodeOptions) {
  const { Bucket, Region = options.region, Uin, Appid = options.appId } = given;
  const fullName =
    typeof Bucket !== "string" || isFullName(Bucket, options.appId)
      ? Bucket
      : options.appId === undefined
        ? ""
        : `${Bucket}-${options.appId}`;
  const needsAppId = "x-cos-appid" in headers && Appid !== undefined;
  return {
    ...given,
    ...(Bucket !== undefined && { Bucket: fullName }),
    ...(host !== "service" && { Region: Region ?? "" }),
    ...(host === "control" && { Uin: Uin ?? "" }),
    ...(needsAppId && { Appid }),
  } as CallParameters;
}

function withoutBody({ Body: _, File: __, ...others }: CallParameters): CallParameters {
  return others;
}

/** What is given beside what COS assumes anyway, and what cannot be otherwise. */
function parametersOf(
  operation: Operation,
  given: CallParameters,
  variables: Variables,
): readonly GivenParameter[] {
  return [...namedParameters(operation).values()].flatMap((parameter): readonly GivenParameter[] => {
    const { wireName, location, facts, name } = parameter;
    if (isFixed(facts)) {
      return [];
    }
    const own = new Set(Object.keys(given).filter((each) => spelling(each) !== spelling(wireName)));
    const placed = placeParameters(operation, given, own, []);
    const values = placed[location === "header" ? "headers" : location];
    if (facts.type === "map") {
      const [start] = wireName.split("*") as [string];
      const entries = Object.entries(values).filter(([key]) => key.startsWith(start));
      const value = Object.fromEntries(entries.map(([key, item]) => [key.slice(start.length), item]));
      return entries.length === 0 ? [] : [{ ...parameter, value }];
    }
    const value = values[wireName];
    if (value === undefined || own.size === Object.keys(given).length || value === String(facts.default)) {
      return [];
    }
    return [{ ...parameter, value: facts.secret ? variables.mark(name) : value }];
  });
}

function hostOf({ host }: Operation, bucket: string, region: string, uin: string): string {
  switch (host) {
    case "service":
      return "service.cos.myqcloud.com";
    case "bucket":
      return `${bucket}.cos.${region}.myqcloud.com`;
    case "control":
      return `${uin}.cos-control.${region}.myqcloud.com`;
    case "migration":
      return `${region}.migration.myqcloud.com`;
    default:
      return host satisfies never;
  }
}

function questionMark(query: Readonly<Record<string, string>>): string {
  const encoded = encodeQuery(query);
  return encoded === "" ? "" : `?${encoded}`;
}

function contentOf(given: unknown, input: string | undefined, name: string): GivenContent | undefined {
  if (input !== undefined) {
    return { file: input };
  }
  return typeof given === "string" ? { text: given } : { file: name };
}
