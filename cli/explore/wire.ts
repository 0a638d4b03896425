/**
 * What the page and its server say to each other: JSON over HTTP below `/api/`, with the token in the header `x-explorer-token`.
 * Types and two names: the page is built with this file alone, and loads nothing else of the package.
 *
 * | Route | Takes | Answers |
 * |---|---|---|
 * | GET /api/session | | Session |
 * | GET /api/catalogue | | Catalogue |
 * | GET /api/operations/NAME | | OperationDetails |
 * | POST /api/targets/emulator | | Session, once it runs |
 * | POST /api/body | BodyRequest | BodyAnswer |
 * | POST /api/preview | Draft | Preview |
 * | POST /api/code | CodeRequest | CodeAnswer |
 * | POST /api/suggest | SuggestRequest | SuggestAnswer |
 * | POST /api/send | SendRequest; with a file, in the header `x-explorer-call`, and the content of the file as the body | SendAnswer |
 * | POST /api/downloads | SendRequest | DownloadTicket |
 * | GET /downloads/ID | | the content, once, without a token |
 * | POST /api/verify | VerifyRequest | VerifyAnswer |
 * | GET /api/history | | readonly HistoryEntry[], newest first |
 * | DELETE /api/history, /api/history/ID | | 204 |
 * | POST /api/history/export | ExportRequest | ExportAnswer |
 *
 * What goes wrong is answered with a status of 400 or more and a `Problem`; what COS refuses is an answer like any other.
 */

import type { Effect, Parameter } from "../../provider/api/operations/operation";
import type { Failure } from "../../provider/codec";
import type { Cause, Corrected, Difference, Finding, SignatureStep, Verdict } from "../../provider/signature";
import type { LanguageName } from "../code/languages";

export type {
  Cause,
  Corrected,
  Difference,
  Effect,
  Failure,
  Finding,
  LanguageName,
  Parameter,
  SignatureStep,
  Verdict,
};

/** The header that carries the token of the address's fragment. */
export const tokenHeader = "x-explorer-token";

/**
 * The header that describes a call to which the content of a file is brought: a `SendRequest` as JSON, in Base64 for URLs. A call without
 * a file is the body itself, as `application/json`: documents are longer than headers may be.
 */
export const callHeader = "x-explorer-call";

/** Why the server did not do what was asked. */
export interface Problem {
  readonly message: string;
}

/** Where calls go: the account of the environment, or the emulator of this server. */
export type TargetName = "cos" | "emulator";

export interface Target {
  readonly name: TargetName;
  /** Why calls cannot go there yet: there are no keys, or the emulator is not started. */
  readonly missing?: string;
  /** Where it connects, when that is not COS itself. */
  readonly endpoint?: string;
  /** The region of calls that name none. */
  readonly region?: string;
  readonly appId?: string;
  /** The SecretId, shortened. */
  readonly secretId?: string;
}

/** What the server is. */
export interface Session {
  readonly version: string;
  /** What changes anything is refused. */
  readonly readOnly: boolean;
  readonly targets: readonly Target[];
  /** Where calls go at first. */
  readonly target: TargetName;
}

// --- the table ---

/** All operations, as far as searching and listing them needs. */
export interface Catalogue {
  readonly families: readonly { readonly name: string; readonly title: string }[];
  readonly operations: readonly OperationEntry[];
  /** The languages in which a free request can be written. */
  readonly freeLanguages: readonly LanguageName[];
}

/** An operation, and what it can be found by. */
export interface OperationEntry {
  readonly name: string;
  readonly family: string;
  readonly title: string;
  readonly method: string;
  readonly effect: Effect;
  readonly aliases: readonly string[];
  readonly action: string;
  readonly subresource?: string;
  /** Names of the SDKs' methods, and commands of coscli. */
  readonly methods: readonly string[];
  /** Parameters and headers, by their names on the wire and in calls. */
  readonly parameters: readonly string[];
  readonly errors: readonly string[];
  /** Numbers of its pages. */
  readonly pages: readonly string[];
}

/** All that the form of an operation and the text around it need. */
export interface OperationDetails extends OperationEntry {
  /** The path, with its parameters in braces. */
  readonly path: string;
  readonly notes?: string;
  /** The address of its page. */
  readonly page?: string;
  readonly certainty: "documented" | "SDK only" | "unverified";
  readonly repeatable: boolean;
  readonly statuses: readonly number[];
  /** What is lost for good, or what else a person must know before it is sent; left out where nothing is destroyed. */
  readonly warning?: string;
  /** Bucket, Region and Key first, then as in the table, the required ones before the others. */
  readonly fields: readonly FormField[];
  readonly body?: BodyForm;
  /** What the answer holds: a listing has further pages. */
  readonly paged: boolean;
  readonly answer: "none" | "xml" | "json" | "content" | "frames" | "text";
  /** Names of the SDKs' methods by language. */
  readonly sdk: Readonly<Record<string, readonly string[]>>;
  readonly errorStatuses: Readonly<Record<string, number>>;
  /** Languages for which there is code. */
  readonly languages: readonly LanguageName[];
  /** Whether its signature can travel in a URL, and in a form. */
  readonly signs: readonly ("header" | "url" | "form")[];
}

/** A field of the form. */
export interface FormField {
  /** As calls name it: `Prefix`. */
  readonly name: string;
  /** As it is on the wire: `prefix`, `x-cos-acl`; the name again where it is part of the host or the path. */
  readonly wireName: string;
  readonly location: "host" | "path" | "query" | "header" | "form";
  readonly facts: Parameter;
  /** Values can be offered from what exists. */
  readonly suggests: boolean;
}

/** The body of the form. */
export type BodyForm =
  | {
      readonly kind: "xml" | "json";
      /** The root element of XML. */
      readonly root?: string;
      readonly optional: boolean;
      readonly shape: BodyShape;
      /** A body with every element once, as JSON, to begin with. */
      readonly skeleton: string;
    }
  | { readonly kind: "content"; readonly maxBytes: number }
  | { readonly kind: "form" };

/** An element of a body: what a tree needs to let it be typed. */
export interface BodyShape {
  readonly name: string;
  readonly kind: "string" | "integer" | "boolean" | "empty" | "object";
  readonly repeated: boolean;
  readonly required: boolean;
  readonly meaning?: string;
  readonly values?: readonly string[];
  /** The list of values grows from time to time: another one is only doubtful. */
  readonly open?: true;
  /** What COS assumes without it. */
  readonly default?: string | number | boolean;
  readonly secret?: true;
  readonly members: readonly BodyShape[];
}

// --- a call ---

/** A value of a field: its text, or names and values of a map; `true` sends a field whose only value is `""`, a bare name. */
export type FieldValue = string | Readonly<Record<string, string>>;

/** A call as the page holds it; what is empty is left out. */
export interface Draft {
  readonly target: TargetName;
  /** `""` for a free request. */
  readonly operation: string;
  /** By the names of fields. */
  readonly parameters: Readonly<Record<string, FieldValue>>;
  /** A document, as it was typed. */
  readonly body?: { readonly format: "json" | "xml"; readonly text: string };
  /** Content, which only `SendRequest` brings: a file by its name and length, or text. */
  readonly content?: { readonly file: string; readonly length: number } | { readonly text: string };
  readonly free?: FreeDraft;
}

/** A request that the table does not know. */
export interface FreeDraft {
  readonly method: "GET" | "HEAD" | "PUT" | "POST" | "DELETE" | "OPTIONS";
  readonly bucket: string;
  readonly region: string;
  readonly key: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly text: string;
}

/** The other spelling of a body. */
export interface BodyRequest {
  readonly operation: string;
  readonly format: "json" | "xml";
  readonly text: string;
}

/** A body in both spellings; one that cannot be read is missing. */
export interface BodyAnswer {
  readonly json?: string;
  readonly xml?: string;
  readonly failures: readonly Failure[];
}

/** What would be sent, and all that is wrong with it. */
export interface Preview {
  /** Paths are names of fields, or begin with `Body`. */
  readonly failures: readonly Failure[];
  /** Left out where something would have to be asked first, or something is wrong. */
  readonly request?: SentRequest;
  /** Why there is no request though nothing is wrong. */
  readonly reason?: string;
  readonly signatures: readonly ExplainedSignature[];
}

/** A request without what is secret in it. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A document or a text; `***` stands for what is secret in it. */
  readonly body?: string;
  /** Content that is not shown. */
  readonly bodyBytes?: number;
}

export interface ExplainedSignature {
  readonly carrier: "header" | "url" | "form";
  /** What is signed, as one line: `PUT https://…`. */
  readonly request: string;
  readonly steps: readonly SignatureStep[];
}

export interface CodeRequest {
  readonly draft: Draft;
  readonly language: LanguageName;
  /** All pages of a listing instead of one. */
  readonly all?: boolean;
  /** A pre-signed URL of so many seconds instead of the call. */
  readonly expires?: number;
}

export interface CodeAnswer {
  readonly code: string;
  /** How a file of it ends. */
  readonly extension: string;
}

export interface SuggestRequest {
  readonly draft: Draft;
  /** The name of the field. */
  readonly field: string;
}

export interface SuggestAnswer {
  readonly values: readonly { readonly value: string; readonly note?: string }[];
  /** Why there are none. */
  readonly reason?: string;
}

/** What is to be sent. */
export interface SendRequest extends Draft {
  /** A person has agreed to what cannot be undone. */
  readonly confirmed?: true;
}

// --- an answer ---

/** What became of a call. */
export interface SendAnswer {
  /** Its entry of the history. */
  readonly id: string;
  readonly request?: SentRequest;
  readonly signatures: readonly ExplainedSignature[];
  /** Left out where none came. */
  readonly response?: Response;
  readonly error?: CallError;
  readonly milliseconds: number;
  readonly attempts: number;
}

/** What COS answered. */
export interface Response {
  readonly status: number;
  /** How HTTP calls the status: `Not Found`; empty where it has no name. */
  readonly statusText: string;
  readonly requestId: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly contentType: string;
  /** The whole length where it is known. */
  readonly bytes?: number;
  /** Only the beginning is in `text`. */
  readonly cut: boolean;
  /** As it came; left out where it is no text. */
  readonly text?: string;
  /** The document as JSON, indented. */
  readonly json?: string;
  /** The document as XML, indented. */
  readonly xml?: string;
  /** Parameters of the next page. */
  readonly next?: Readonly<Record<string, string>>;
  /** Values that other calls take. */
  readonly uses: readonly UsableValue[];
}

/** A value of an answer, and where it goes. */
export interface UsableValue {
  /** The field that takes it: `UploadId`. */
  readonly field: string;
  readonly value: string;
  /** Operations that take it, with what else they need of this call. */
  readonly operations: readonly {
    readonly name: string;
    readonly parameters: Readonly<Record<string, FieldValue>>;
  }[];
}

/** Why a call failed. */
export interface CallError {
  /** The code of COS, or of the network. */
  readonly code: string;
  readonly message: string;
  /** What it means, and what to do. */
  readonly meaning?: string;
  readonly remedy?: string;
  /** Where a page of COS tells more. */
  readonly page?: string;
  readonly failures: readonly Failure[];
  /** For `SignatureDoesNotMatch`: what differs. */
  readonly verdict?: Verdict;
}

/** Where the content can be had, once and soon. */
export interface DownloadTicket {
  readonly path: string;
}

// --- signatures ---

export interface VerifyRequest {
  readonly texts: readonly string[];
  readonly method?: string;
  readonly host?: string;
  readonly path?: string;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  /** Keys that were pasted, and are kept nowhere. */
  readonly credentials?: {
    readonly secretId?: string;
    readonly secretKey?: string;
    readonly securityToken?: string;
  };
  /** Whose keys are taken where none were pasted. */
  readonly target?: TargetName;
}

export interface VerifyAnswer {
  readonly verdict: Verdict;
}

// --- the history ---

/** A call that was sent from this machine. Keys, secrets and content are in none. */
export interface HistoryEntry {
  readonly id: string;
  /** Unix milliseconds. */
  readonly time: number;
  readonly draft: Draft;
  readonly request?: SentRequest;
  readonly status?: number;
  readonly requestId?: string;
  /** The code of an error. */
  readonly code?: string;
  readonly milliseconds: number;
  /** The document of the answer, up to 64 KiB; never the content of an object. */
  readonly answer?: string;
  readonly responseHeaders?: Readonly<Record<string, string>>;
}

export interface ExportRequest {
  readonly ids: readonly string[];
  /** A shell script, a test of the emulator, or a HAR. */
  readonly format: "shell" | "test" | "har";
}

export interface ExportAnswer {
  /** The name of the file. */
  readonly name: string;
  readonly text: string;
}
