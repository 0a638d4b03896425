/** What the specs of bucket configurations share: short words for putting, reading and removing a document. */

import type { Ask, Bench } from "./http";

/** One sub-resource of buckets. Outcomes are statuses, with the code where it is an error: `409 BucketLocked`. */
export interface Documents {
  put(bucket: string, body: string, request?: Ask): Promise<string>;
  /** The document without blanks between elements, or the outcome where there is none. */
  get(bucket: string, request?: Ask): Promise<string>;
  remove(bucket: string, request?: Ask): Promise<string>;
}

/** A document as it means the same on one line. */
export function squeeze(xml: string): string {
  return xml
    .replace(/^<\?xml.*?\?>\s*/, "")
    .replace(/>\s+</g, "><")
    .replace(/<([\w-]+)><\/\1>/g, "<$1/>")
    .trim();
}

/** The documents of a sub-resource such as `lifecycle`; the bench is asked for when it is there. */
export function documentsOf(bench: () => Bench, query: string): Documents {
  const ask = (method: string, bucket: string, request: Ask = {}, body?: string) =>
    bench().ask({ method, bucket, query, ...(body !== undefined && { body }), ...request });
  return {
    put: async (bucket, body, request) => (await ask("PUT", bucket, request, body)).outcome,
    get: async (bucket, request) => {
      const answer = await ask("GET", bucket, request);
      return answer.status === 200 ? squeeze(answer.text) : answer.outcome;
    },
    remove: async (bucket, request) => (await ask("DELETE", bucket, request)).outcome,
  };
}

/** Puts one document after another and answers what differs from what was expected, so that all of it is seen at once. */
export async function surprises(
  put: (body: string) => Promise<string>,
  expected: readonly (readonly [outcome: string, body: string])[],
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [outcome, body] of expected) {
    const actual = await put(body);
    if (actual !== outcome) {
      found.push(`${actual} instead of ${outcome}: ${body}`);
    }
  }
  return found;
}
