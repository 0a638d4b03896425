/** The log of requests that tests and users read. */

/** One request as the emulator saw it. */
export interface LoggedRequest {
  /** Counts up from 1 over the life of the emulator. */
  readonly number: number;
  readonly method: string;
  readonly host: string;
  /** As sent, without the query. */
  readonly path: string;
  /** As sent, without the question mark. */
  readonly query: string;
  readonly bucket: string | undefined;
  /** Decoded. */
  readonly key: string | undefined;
  /** The API operation, e.g. `PutBucketCors`. */
  readonly operation: string | undefined;
  /** The secret id of the caller; undefined for anonymous requests. */
  readonly caller: string | undefined;
  /** The HTTP status; 0 when no answer was sent. */
  readonly status: number;
  /** The service's error code. */
  readonly code: string | undefined;
  readonly requestId: string;
  /** Lower-case names; signatures and tokens are cut out. */
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes of the request's body, as declared by its length. */
  readonly bytesIn: number;
  /** Bytes of the answer's body. */
  readonly bytesOut: number;
  /** When the request arrived, in milliseconds since 1970. */
  readonly time: number;
  /** How long the answer took, in milliseconds. */
  readonly duration: number;
  /** The kinds of the faults that were applied. */
  readonly faults: readonly string[];
  /** Elements of the body that the service does not know and passes over, such as `CORSRule/Cache`. */
  readonly ignored: readonly string[];
}

/** A log entry while its request is being served. */
export type OpenLogEntry = { -readonly [Name in keyof LoggedRequest]: LoggedRequest[Name] };

const maxEntries = 5_000;

/** What all requests of one operation add up to, those that the log has dropped included. */
export interface Totals {
  requests: number;
  failed: number;
  bytesIn: number;
  bytesOut: number;
  longestDuration: number;
}

/** The newest requests, oldest first. */
export class RequestLog {
  readonly #entries: LoggedRequest[] = [];
  readonly #totals = new Map<string, Totals>();
  #count = 0;

  /** By operation; under `""` the requests that named none. */
  get totals(): ReadonlyMap<string, Totals> {
    return this.#totals;
  }

  /** The entries; grows as requests arrive. */
  get entries(): readonly LoggedRequest[] {
    return this.#entries;
  }

  /** Adds a request. Only the newest 5,000 are kept. */
  add(entry: OpenLogEntry): void {
    entry.number = ++this.#count;
    this.#entries.push(entry);
    this.#sumUp(entry);
    if (this.#entries.length >= maxEntries * 1.1) {
      this.#entries.splice(0, this.#entries.length - maxEntries);
    }
  }

  #sumUp({ operation = "", status, bytesIn, bytesOut, duration }: LoggedRequest): void {
    let totals = this.#totals.get(operation);
    if (totals === undefined) {
      totals = { requests: 0, failed: 0, bytesIn: 0, bytesOut: 0, longestDuration: 0 };
      this.#totals.set(operation, totals);
    }
    totals.requests++;
    if (status === 0 || status >= 400) {
      totals.failed++;
    }
    totals.bytesIn += bytesIn;
    totals.bytesOut += bytesOut;
    totals.longestDuration = Math.max(totals.longestDuration, duration);
  }

  /** Forgets everything. */
  clear(): void {
    this.#entries.length = 0;
    this.#totals.clear();
  }
}

const secretHeaders = ["x-cos-security-token", "x-amz-security-token", "cookie", "proxy-authorization"];
const keyHeaders = /^x-(cos|amz)-(copy-source-)?server-side-encryption-customer-key$/;

/** Headers without secrets. The secret id stays: it tells who asked. */
export function redactHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const copy = { ...headers };
  if (copy.authorization !== undefined) {
    copy.authorization = copy.authorization.replace(/((?:q-signature|Signature)=)[^&,\s]*/g, "$1…");
    if (!/q-ak=|Credential=/.test(copy.authorization)) {
      copy.authorization = "…";
    }
  }
  for (const name of secretHeaders) {
    if (copy[name] !== undefined) {
      copy[name] = "…";
    }
  }
  for (const name in copy) {
    if (keyHeaders.test(name)) {
      copy[name] = "…";
    }
  }
  return copy;
}

/** A query without secrets. */
export function redactQuery(query: string): string {
  return query.replace(
    /((?:^|&)(?:q-signature|sign|X-Amz-Signature|x-cos-security-token|X-Amz-Security-Token)=)[^&]*/gi,
    "$1…",
  );
}
