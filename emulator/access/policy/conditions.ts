/**
 * Conditions of a bucket policy: the operators, and what a request offers to compare.
 * https://www.tencentcloud.com/document/product/436/46205 and 46206
 */

import { BlockList, isIP } from "node:net";
import type { Query } from "../../format/query";
import { encode, fitsWildcards } from "../../format/text";

/** What of a request policies look at. */
export interface JudgedRequest {
  readonly raw: {
    readonly socket: {
      readonly remoteAddress?: string | undefined;
      /** Only where it is one of TLS. */
      readonly encrypted?: boolean;
      /** Such as `TLSv1.3`. */
      readonly getProtocol?: () => string | null;
    };
  };
  readonly query: Query;
  /** Lower-case names; every `x-amz-…` also stands under its `x-cos-…` name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The emulator's time when the request arrived, in milliseconds. */
  readonly now: number;
}

/** One key of one operator, with the values that it is compared with. */
export interface Condition {
  readonly operator: Operator;
  readonly key: string;
  readonly values: readonly string[];
}

/** A condition operator, such as `for_any_value:string_not_equal_if_exist`. */
export interface Operator {
  readonly comparison: Comparison;
  readonly negated: boolean;
  /** What holds for a request that does not have the key. */
  readonly ifExist: boolean;
  /** Whether all values of the request must fit: `for_all_value:`. */
  readonly all: boolean;
}

interface Comparison {
  readonly holds: (actual: string, expected: string) => boolean;
  /** Whether a policy may name the value. */
  readonly accepts: (expected: string) => boolean;
}

const anyText = () => true;
const isNumber = (text: string) => text.trim() !== "" && Number.isFinite(Number(text));
const isDate = (text: string) => !Number.isNaN(Date.parse(text));
const isTruth = (text: string) => /^(true|false)$/i.test(text);

type Order = (actual: number, expected: number) => boolean;

const orders: Readonly<Record<string, Order>> = {
  equal: (actual, expected) => actual === expected,
  greater_than: (actual, expected) => actual > expected,
  greater_than_equal: (actual, expected) => actual >= expected,
  less_than: (actual, expected) => actual < expected,
  less_than_equal: (actual, expected) => actual <= expected,
};

function ordered(type: string, read: (text: string) => number, accepts: Comparison["accepts"]) {
  return Object.entries(orders).map(([name, order]): [string, Comparison] => [
    `${type}_${name}`,
    { holds: (actual, expected) => order(read(actual), read(expected)), accepts },
  ]);
}

const comparisons = new Map<string, Comparison>([
  ["string_equal", { holds: (actual, expected) => actual === expected, accepts: anyText }],
  ["string_like", { holds: (actual, expected) => fitsWildcards(expected, actual), accepts: anyText }],
  ["ip_equal", { holds: isInRange, accepts: isRange }],
  [
    "bool_equal",
    { holds: (actual, expected) => actual.toLowerCase() === expected.toLowerCase(), accepts: isTruth },
  ],
  ...ordered("numeric", Number, isNumber),
  // Known from CAM in general; that COS takes them is unverified(policy-date-conditions).
  ...ordered("date", Date.parse, isDate),
]);

/** Reads the name of an operator, in any letter case; undefined when there is none of that name. */
export function readOperator(text: string): Operator | undefined {
  const match = /^(?:(for_any_value|for_all_value):)?([a-z_]+?)(_if_exist)?$/.exec(text.toLowerCase());
  const name = match?.[2] ?? "";
  const negated = /^[a-z]+_not_(equal|like)$/.test(name);
  const comparison = comparisons.get(negated ? name.replace("_not_", "_") : name);
  if (!comparison) {
    return undefined;
  }
  return {
    comparison,
    negated,
    ifExist: match?.[3] !== undefined,
    all: match?.[1] === "for_all_value",
  };
}

/**
 * Whether a request meets a condition. Without the key it meets none, not even a negated one, but all with `_if_exist`
 * (page 46205).
 */
export function isMet({ operator, key, values }: Condition, request: JudgedRequest): boolean {
  const { comparison, negated, ifExist, all } = operator;
  const actual = valuesOf(key, request);
  if (actual.length === 0) {
    return ifExist;
  }
  const fits = (one: string) => values.some((value) => comparison.holds(one, value)) !== negated;
  return all ? actual.every(fits) : actual.some(fits);
}

function valuesOf(key: string, request: JudgedRequest): string[] {
  switch (key.toLowerCase()) {
    case "qcs:ip":
      return [addressOf(request)];
    case "qcs:current_time":
      return [new Date(request.now).toISOString()];
    case "cos:secure-transport":
      return [String(request.raw.socket.encrypted ?? false)];
    case "cos:tls-version":
      return [/[\d.]+$/.exec(request.raw.socket.getProtocol?.() ?? "")?.[0] ?? []].flat();
    case "qcs:request_tag":
      return tagsOf(request.headers["x-cos-tagging"]);
    default:
      return key.toLowerCase().startsWith("cos:") ? named(key.slice(4), request) : [];
  }
}

/** Keys that are about a header; all others are about a parameter, whatever headers may have their names. */
const headerKey =
  /^(x-cos-.+|content-.+|if-.+|host|range|referer|user-agent|origin|date|expires|cache-control|authorization)$/;

/** A header or a parameter, never the one for the other. Policies name the values of parameters percent-encoded (page 46206). */
function named(name: string, { query, headers }: JudgedRequest): string[] {
  if (headerKey.test(name.toLowerCase())) {
    const header = headers[name.toLowerCase()];
    return header === undefined ? [] : [header];
  }
  const parameter = query.get(name);
  return parameter === undefined ? [] : [encode(parameter)];
}

/** `a=b&c=d` as `a&b` and `c&d`, which is how policies name tags (page 46206). */
function tagsOf(header: string | undefined): string[] {
  return (header ?? "")
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => pair.replace("=", "&"));
}

function addressOf({ raw }: JudgedRequest): string {
  // A socket that listens on IPv6 shows IPv4 clients in this form.
  return (raw.socket.remoteAddress ?? "").replace(/^::ffff:(?=\d+\.)/i, "");
}

function splitRange(range: string): { address: string; family: number; bits: number } {
  const [address = "", bits] = range.trim().split("/");
  const family = isIP(address);
  const most = family === 4 ? 32 : 128;
  return { address, family, bits: bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : -1 };
}

function isRange(range: string): boolean {
  const { family, bits } = splitRange(range);
  return family !== 0 && bits >= 0 && bits <= (family === 4 ? 32 : 128);
}

function isInRange(actual: string, range: string): boolean {
  const { address, family, bits } = splitRange(range);
  if (isIP(actual) !== family) {
    return false;
  }
  const type = family === 4 ? "ipv4" : "ipv6";
  const block = new BlockList();
  block.addSubnet(address, bits, type);
  return block.check(actual, type);
}
