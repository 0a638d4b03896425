/** What a guess about COS is: an assumption of the emulator that no page of COS's documentation confirms. */

import type { CosMethod, FormCondition } from "../../provider/client";

/** What is expected: a string as it is, a pattern, or `null` for what must not be there. */
export type Expected = string | RegExp | null;

/**
 * What an answer must show, by what is looked at: `status` is the status with the error's code, such as `404 NoSuchKey`; `<Name>` the
 * texts of all elements of that name, with commas between them; `body` the whole body; anything else is a header.
 */
export type Expectations = Readonly<Record<string, Expected>>;

/**
 * What a request has beside its address. In all strings `{bucket}`, `{second}`, `{third}`, `{missing}`, `{region}`, `{appId}`, `{uin}` and
 * `{secretId}` are filled in.
 */
export interface StepOptions {
  /** The bucket that is asked. @default "first" */
  readonly of?: "first" | "second" | "third";
  /** The host before the domain, instead of the bucket's own. */
  readonly host?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Sent without a signature. @default false */
  readonly anonymous?: true;
  /** Conditions of a form: the fields that sign it are filled in as `{signedFields}`. */
  readonly conditions?: readonly FormCondition[];
  /** Values for later requests by their names, each from a header or an `<Element>`. */
  readonly take?: Readonly<Record<string, string>>;
  /** What is asked. A request without it prepares what is asked, and must succeed. */
  readonly expect?: Expectations;
}

/** One request of a probe. */
export interface Step extends StepOptions {
  /** As the table calls it. */
  readonly operation: string;
  readonly method: CosMethod;
  readonly key: string | undefined;
  readonly query: Readonly<Record<string, string>>;
}

/** A guess. */
export interface Guess {
  /** Its name in the emulator's sources: `unverified(id)`. */
  readonly id: string;
  /** What the emulator does, as a statement about COS. */
  readonly assumes: string;
  /** Where it stands, below `emulator/`. */
  readonly files: readonly string[];
  /** The requests that find out, in an own bucket each time; or why it cannot be found out. */
  readonly probe: readonly Step[] | string;
  /** How many buckets it needs. @default 1 */
  readonly buckets?: 1 | 2 | 3;
  /** The document by which its buckets are created. @default none: ordinary buckets */
  readonly configuration?: string;
}

/** What separates the fields of forms. */
export const formBoundary = "cut";

/** A field of a form. */
export function formField(name: string, value: string): string {
  return `--${formBoundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
}

/**
 * A request of a probe.
 * @param line method, key and query, such as `PUT /a.txt?acl`
 */
export function step(operation: string, line: string, options: StepOptions = {}): Step {
  const [, method, path = "", query = ""] = /^([A-Z]+) \/([^?]*)\??(.*)$/.exec(line) ?? [];
  return {
    ...options,
    operation,
    method: method as CosMethod,
    key: path === "" ? undefined : path,
    query: Object.fromEntries(new URLSearchParams(query)),
  };
}
