/** Faults: failures of the service, on demand. */

/** Which requests a fault hits; every member given must fit. */
export interface FaultMatch {
  /** HTTP method, e.g. `PUT`. */
  readonly method?: string;
  /** API operation, e.g. `PutBucketCors`; letter case does not count. */
  readonly operation?: string;
  readonly bucket?: string;
  readonly key?: string;
}

interface FaultBase {
  /** @default every request */
  readonly match?: FaultMatch;
  /** How many requests are hit; 0 means all until it is cleared. @default 1, and 0 for clockSkew */
  readonly times?: number;
  /** How many fitting requests pass unharmed first. @default 0 */
  readonly skip?: number;
}

/** A fault; its `kind` says what happens. */
export type Fault = FaultBase &
  (
    | {
        /** Answers with an error without doing the work. */
        readonly kind: "status";
        readonly status: number;
        /** @default by status: `SlowDown` for 503, `InternalError` for 500, `AccessDenied` for 403 … */
        readonly code?: string;
        readonly message?: string;
        /** Seconds, sent as `Retry-After`. */
        readonly retryAfter?: number;
      }
    /** Closes the connection without doing the work. */
    | { readonly kind: "drop" }
    /** Answers late. */
    | { readonly kind: "delay"; readonly milliseconds: number }
    /** A write whose old state reads still see for a while (also: a deleted bucket that HEAD still finds). */
    | { readonly kind: "stale"; readonly milliseconds: number }
    /** Does the work, then closes the connection instead of answering. */
    | { readonly kind: "loseAnswer" }
    /** Answers a copy or a completion with 200 and an `<Error>` body; the work is not done. */
    | { readonly kind: "errorBody"; readonly code?: string; readonly message?: string }
    /**
     * Answers a completion with 200 at once, then with blanks, and only after that time with the document. With a code that
     * is an `<Error>`, and the work is not done.
     */
    | {
        readonly kind: "slowCompletion";
        readonly milliseconds: number;
        readonly code?: string;
        readonly message?: string;
      }
    /** A created bucket is 404 NoSuchBucket for a while. */
    | { readonly kind: "notFoundAfterCreate"; readonly milliseconds: number }
    /** The name of a deleted bucket cannot be taken again for a while: 409. */
    | { readonly kind: "conflictAfterDelete"; readonly milliseconds: number; readonly code?: string }
    /** Leaves out `x-cos-request-id` and `x-cos-trace-id`. */
    | { readonly kind: "noRequestId" }
    /** The server's clock is wrong by so many seconds (positive: ahead), for signatures and for `Date`. */
    | { readonly kind: "clockSkew"; readonly seconds: number }
  );

/** The name of a fault's effect. */
export type FaultKind = Fault["kind"];

const kinds: Readonly<
  Record<FaultKind, readonly (readonly [member: string, type: string, required: boolean])[]>
> = {
  status: [
    ["status", "number", true],
    ["code", "string", false],
    ["message", "string", false],
    ["retryAfter", "number", false],
  ],
  drop: [],
  delay: [["milliseconds", "number", true]],
  stale: [["milliseconds", "number", true]],
  loseAnswer: [],
  errorBody: [
    ["code", "string", false],
    ["message", "string", false],
  ],
  slowCompletion: [
    ["milliseconds", "number", true],
    ["code", "string", false],
    ["message", "string", false],
  ],
  notFoundAfterCreate: [["milliseconds", "number", true]],
  conflictAfterDelete: [
    ["milliseconds", "number", true],
    ["code", "string", false],
  ],
  noRequestId: [],
  clockSkew: [["seconds", "number", true]],
};

/** Checks a fault that came as JSON; a misspelt member would otherwise be a fault that never happens. */
export function checkFault(value: unknown): Fault {
  if (typeof value !== "object" || value === null) {
    throw new TypeError("A fault is an object.");
  }
  const fault = value as Record<string, unknown>;
  const members = kinds[fault.kind as FaultKind];
  if (!members) {
    throw new TypeError(`kind must be one of ${Object.keys(kinds).join(", ")}.`);
  }
  for (const [name, type, required] of members) {
    if (fault[name] === undefined ? required : typeof fault[name] !== type) {
      throw new TypeError(`A ${String(fault.kind)} fault needs ${name} to be a ${type}.`);
    }
  }
  const known = ["kind", "match", "times", "skip", ...members.map(([name]) => name)];
  refuseOthers(fault, known, "a fault");
  for (const name of ["times", "skip"]) {
    if (fault[name] !== undefined && typeof fault[name] !== "number") {
      throw new TypeError(`${name} must be a number.`);
    }
  }
  if (fault.match !== undefined) {
    if (typeof fault.match !== "object" || fault.match === null) {
      throw new TypeError("match must be an object.");
    }
    refuseOthers(fault.match as Record<string, unknown>, ["method", "operation", "bucket", "key"], "match");
  }
  return value as Fault;
}

function refuseOthers(value: Record<string, unknown>, known: readonly string[], where: string): void {
  for (const name of Object.keys(value)) {
    if (!known.includes(name)) {
      throw new TypeError(`Unknown member ${name} in ${where}.`);
    }
  }
}

/** The API's lists disagree about letter case: `PutBucketCors`, and `PutBucketCORS` as a CAM action. */
function isSameName(one: string, other: string | undefined): boolean {
  return one.toLowerCase() === other?.toLowerCase();
}

interface Armed {
  readonly fault: Fault;
  left: number;
  skip: number;
}

/** The faults that are switched on. */
export class Faults {
  #armed: Armed[] = [];

  /** Switches a fault on. */
  add(fault: Fault): void {
    const times = fault.times ?? (fault.kind === "clockSkew" ? 0 : 1);
    this.#armed.push({ fault, left: times <= 0 ? Number.POSITIVE_INFINITY : times, skip: fault.skip ?? 0 });
  }

  /** Switches all faults off. */
  clear(): void {
    this.#armed = [];
  }

  /** Whether any fault is on. */
  get any(): boolean {
    return this.#armed.length > 0;
  }

  /** Takes the faults that hit a request, each once. `kinds` narrows what is asked for. */
  take(request: FaultMatch, wanted?: (kind: FaultKind) => boolean): Fault[] {
    const hits: Fault[] = [];
    for (const armed of this.#armed) {
      const { match, kind } = armed.fault;
      if (wanted && !wanted(kind)) {
        continue;
      }
      if (match?.method !== undefined && match.method.toUpperCase() !== request.method) {
        continue;
      }
      if (match?.operation !== undefined && !isSameName(match.operation, request.operation)) {
        continue;
      }
      if (match?.bucket !== undefined && match.bucket !== request.bucket) {
        continue;
      }
      if (match?.key !== undefined && match.key !== request.key) {
        continue;
      }
      if (armed.skip > 0) {
        armed.skip--;
        continue;
      }
      // Two refusals cannot both answer one request: the second one waits for the next.
      if (
        (kind === "status" || kind === "drop") &&
        hits.some((hit) => hit.kind === "status" || hit.kind === "drop")
      ) {
        continue;
      }
      hits.push(armed.fault);
      armed.left--;
    }
    this.#armed = this.#armed.filter(({ left }) => left > 0);
    return hits;
  }
}
