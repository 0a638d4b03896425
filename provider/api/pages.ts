/** Listings page by page, the next one asked for while this one is used. */

import { setImmediate as turn } from "node:timers/promises";
import { CosError } from "../client";
import type { CallOptions, CosApiAnswer } from "./call";
import { CosParameterError } from "./errors";
import type { Operation } from "./operations";
import type { Paging } from "./operations/operation";
import { parameterName } from "./parameters";

type Parameters = Readonly<Record<string, unknown>>;

/**
 * The pages of a listing.
 * @param ask asks for one page
 * @throws CosParameterError when the operation is no listing
 */
export async function* pagesOf(
  { name, paging }: Operation,
  parameters: Parameters,
  options: CallOptions,
  ask: (parameters: Parameters, signal: AbortSignal) => Promise<CosApiAnswer>,
): AsyncIterableIterator<CosApiAnswer> {
  if (paging === undefined || options.format === "xml") {
    const reason = paging === undefined ? "lists nothing page by page" : "has pages in JSON only";
    throw new CosParameterError(name, [{ path: "", reason }]);
  }
  const end = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, end.signal]) : end.signal;
  let next: Promise<CosApiAnswer> | undefined = ask(parameters, signal);
  let before: Parameters = {};
  try {
    while (next !== undefined) {
      const page: CosApiAnswer = await next;
      const following = nextParameters(paging, page.body as Parameters);
      if (following !== undefined && isSame(following, before)) {
        throw new CosError(
          `${name}: the listing goes on where this page began, without end`,
          "EndlessListing",
        );
      }
      before = following ?? before;
      next = following && ask({ ...without(parameters, paging), ...following }, signal);
      // Whoever stops before the next page does not hear how it ends.
      next?.catch(() => undefined);
      // It goes out now, and not after what is done with this page.
      await turn();
      yield page;
    }
  } finally {
    end.abort();
  }
}

/** What asks for the next page; `undefined` after the last one. */
export function nextParameters({ more, next }: Paging, body: Parameters): Parameters | undefined {
  const entries = Object.entries(next).map(([member, name]) => [parameterName(name), body[member]] as const);
  const given = entries.filter(([, value]) => value !== undefined && value !== "");
  const isLast = more === undefined ? given.length === 0 : body[more] !== true;
  if (isLast) {
    return undefined;
  }
  if (given.length === 0) {
    throw new CosError(
      `the listing goes on, but does not say where (${Object.keys(next).join(", ")})`,
      "EndlessListing",
    );
  }
  return Object.fromEntries(given);
}

/** Parameters without those that say where a page begins: the next page has its own, or none. */
function without(parameters: Parameters, { next }: Paging): Parameters {
  const names = new Set(Object.values(next).flatMap((name) => [name, parameterName(name)]));
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => !names.has(name)));
}

function isSame(one: Parameters, other: Parameters): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
