/** One request as the operations see it, and the answer they give. */

import type { IncomingMessage } from "node:http";
import type { TLSSocket } from "node:tls";

import type { Caller } from "../access/accounts";
import type { Query } from "../format/query";
import type { ChunkSigning } from "../signature/chunks";
import type { Body } from "../store/body";
import type { Target } from "./host";

/** A request after its host, path and signature were read. */
export interface CosRequest {
  readonly raw: IncomingMessage;
  readonly method: string;
  /** The Host header, or the host of an absolute-form request line. */
  readonly host: string;
  readonly target: Target;
  readonly query: Query;
  /** Lower-case names; every `x-amz-…` also stands under its `x-cos-…` name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Spoken by an S3 library: Signature V4 or `x-amz-` headers. */
  readonly s3: boolean;
  /** The emulator's time when the request arrived, in milliseconds: what objects are dated with. */
  readonly now: number;
  /** The server's clock then, with which signatures are compared; `now` may have been moved ahead of it. */
  readonly clock: number;
  readonly requestId: string;
  /** Who asks; set once the signature was checked. */
  caller: Caller;
  /** How the chunks of an `aws-chunked` body are signed. */
  chunkSigning: ChunkSigning | undefined;
  /** Called with each chunk of the body; what it returns is the time that the line takes to carry it. */
  readonly carry: (bytes: number) => Promise<void> | undefined;
  /** Where elements of the body are named that the service does not know; the log shows them. */
  readonly ignored: string[];
  /** Tells a client that sent `Expect: 100-continue` to go on; called before the first byte is read. */
  readonly proceed: () => void;
}

/** An answer to be sent. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** XML or other text, (a slice of) a stored body, or bytes that are made while they are sent. */
  readonly body?:
    | string
    | { readonly body: Body; readonly start: number; readonly length: number }
    | AsyncIterable<Buffer>;
}

/** The scheme of the URL that was asked for. */
export function schemeOf({ raw }: Pick<CosRequest, "raw">): "http" | "https" {
  return (raw.socket as Partial<TLSSocket>).encrypted ? "https" : "http";
}

const twins: Readonly<Record<string, (value: string) => string>> = {
  "x-cos-server-side-encryption": (value) => (value === "aws:kms" ? "cos/kms" : value),
};

/** Headers that count as absent when they are empty: clients send them for unset values. */
const absentWhenEmpty =
  /^(content-md5|x-(cos|amz)-(acl|grant-.+|server-side-encryption.*|copy-source-server-side-encryption.*))$/;

/** Flattens Node's headers and gives every `x-amz-…` header its `x-cos-…` twin. */
export function readHeaders(raw: IncomingMessage): { headers: Record<string, string>; s3: boolean } {
  const headers: Record<string, string> = {};
  let s3 = false;
  for (const name in raw.headers) {
    const value = raw.headers[name];
    if (value === undefined) {
      continue;
    }
    const text = typeof value === "string" ? value : value.join(", ");
    if (text.trim() === "" && absentWhenEmpty.test(name)) {
      continue;
    }
    headers[name] = text;
    if (name.startsWith("x-amz-")) {
      s3 = true;
      const twin = `x-cos-${name.slice(6)}`;
      if (!raw.headers[twin]) {
        headers[twin] = twins[twin]?.(text) ?? text;
      }
    }
  }
  return { headers, s3: s3 || headers.authorization?.startsWith("AWS4-HMAC-SHA256") === true };
}
