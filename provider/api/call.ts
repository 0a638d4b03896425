/** What a call takes and answers, for every operation. */

import type { Readable } from "node:stream";
import type { CosBody, CosMethod } from "../client";

/** Parameters of a call: `Bucket`, `Key`, `Region`, `Body`, and those of the table. */
export type CallParameters = Readonly<Record<string, unknown>>;

/** What is asked of COS without the table. */
export interface FreeRequest {
  readonly method: CosMethod;
  /** A short name gets the account's APPID. Left out, the service itself is asked. */
  readonly Bucket?: string | undefined;
  readonly Region?: string | undefined;
  readonly Key?: string | undefined;
  /** Parameters of the query; `""` sends the bare name. */
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: CosBody | undefined;
  /** What errors call it. */
  readonly operation?: string | undefined;
  /** `xml` answers documents as they came, `stream` anything without reading it. @default "json" */
  readonly format?: "json" | "xml" | "stream" | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How a call is made. */
export interface CallOptions {
  /** `xml` answers documents as they came, also those that are JSON on the wire, and a selection with its frames. @default "json" */
  readonly format?: "json" | "xml" | undefined;
  /** Whether parameters and documents are checked before anything is sent. @default true */
  readonly validate?: boolean | undefined;
  /** Headers that the table does not know, by their names on the wire. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Parameters of the query that the table does not know. */
  readonly query?: Readonly<Record<string, string>> | undefined;
  /** Ends the call early. */
  readonly signal?: AbortSignal | undefined;
  /** Told how many bytes of the body have been sent; begins again at 0 with each try. */
  readonly onProgress?: ((bytesSent: number) => void) | undefined;
}

/** What COS answered. */
export interface CosApiAnswer<Body = unknown, Head = Readonly<Record<string, unknown>>> {
  /**
   * The document without its root: names as on the wire, lists as lists. The content of an object is a stream, a selection an iteration of
   * its messages. Where COS answers headers alone, these are the body.
   */
  readonly body: Body;
  /** The headers that belong to the operation, typed: `VersionId` is `x-cos-version-id`. */
  readonly head: Head;
  /** All headers as they came, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly requestId: string;
  readonly status: number;
  /** The name of the document's root element. */
  readonly root?: string;
  /** Paths of elements that the body holds though the table does not know them. */
  readonly unknownElements: readonly string[];
  /** The document had keys URL-encoded (`EncodingType: "url"`), and the body has them decoded. */
  readonly urlDecoded: boolean;
}

/** A method of an operation. */
export interface ApiMethod<Parameters, Body, Head> {
  /** Answers the document as it came; what is streamed is a stream of bytes. */
  (
    parameters: Parameters,
    options: CallOptions & { readonly format: "xml" },
  ): Promise<CosApiAnswer<Body extends AsyncIterable<unknown> ? Readable : string, Head>>;
  (parameters: Parameters, options?: CallOptions): Promise<CosApiAnswer<Body, Head>>;
}
