/**
 * Which bucket, region and key a request means: from its Host header and its raw path.
 * https://www.tencentcloud.com/document/product/436/6224
 */

import { isIP } from "node:net";

import { ServiceError } from "../format/errors";
import { hostName } from "../format/names";

/** What kind of address a request was sent to. */
export type HostKind = "bucket" | "service" | "website" | "accelerate" | "batch" | "migration" | "ci";

/** What a Host header says. */
export interface HostMeaning {
  readonly kind: HostKind;
  readonly bucket?: string;
  /** Absent when the host does not show it (127.0.0.1, localhost, `service.cos…`). */
  readonly region?: string;
  /** The account of a control host. */
  readonly uin?: string;
  /** The first segment of the path is a bucket. */
  readonly pathStyle: boolean;
}

/** What a request addresses. */
export interface Target {
  readonly kind: HostKind;
  readonly bucket: string | undefined;
  readonly key: string | undefined;
  readonly region: string | undefined;
  /** The account of a control host. */
  readonly uin?: string | undefined;
  /** The decoded path as the client saw it, which is what q-sign covers. */
  readonly path: string;
  /** The path before decoding, without the query. */
  readonly rawPath: string;
}

const cosLabels = new Set(["cos", "cos-internal", "cos-cdc"]);
const websiteLabels = new Set(["cos-website", "cos-website-internal"]);

/** What decides whether a request to a host is meant for this emulator. */
export interface OwnHosts {
  /** Configured names, in lower case. */
  readonly hosts: readonly string[];
  /** The address at which the request arrived. */
  readonly local: string | undefined;
  readonly isAppId: (digits: string) => boolean;
}

const cosDomains = /\.(myqcloud\.com|tencentcos\.cn)$/;
/** Browsers take what ends in a number for an address, so that no page can have such a name. */
const loopback = /^((.+\.)?localhost|(.+\.)?127(\.\d{1,3}){3}|::1)$/;

/**
 * Reads a Host header that names this machine, COS or a configured host; undefined for all others. A request without a Host
 * can come from no web page, and is taken for one to this machine.
 */
export function readOwnHost(host: string, { hosts, local, isAppId }: OwnHosts): HostMeaning | undefined {
  const name = hostName(host);
  const address = local?.replace(/^::ffff:(?=\d+\.)/i, "");
  if (name === "" || name === address || loopback.test(name) || cosDomains.test(name)) {
    return readHost(host, isAppId);
  }
  const own = hosts.find((each) => name === each || name.endsWith(`.${each}`));
  if (own === undefined) {
    return undefined;
  }
  if (name === own) {
    return { kind: "service", pathStyle: true };
  }
  const below = name.slice(0, -own.length - 1);
  return below.includes(".") ? readHost(host, isAppId) : { kind: "bucket", bucket: below, pathStyle: false };
}

/** Reads a Host header. `isAppId` tells whether a number is the APPID of an account of this emulator. */
export function readHost(host: string, isAppId: (digits: string) => boolean): HostMeaning {
  const name = hostName(host);
  const pathStyle: HostMeaning = { kind: "service", pathStyle: true };
  if (isIP(name) || name === "localhost" || !name.includes(".")) {
    return pathStyle;
  }

  const labels = name.split(".");
  const [first = "", second = "", third] = labels;
  if (first === "service" && cosLabels.has(second)) {
    return { kind: "service", pathStyle: false };
  }
  if (cosLabels.has(first)) {
    if (second === "accelerate") {
      return { kind: "accelerate", pathStyle: true };
    }
    return { kind: "service", region: second, pathStyle: true };
  }
  if (cosLabels.has(second) && third !== undefined) {
    if (third === "accelerate") {
      return { kind: "accelerate", bucket: first, pathStyle: false };
    }
    return { kind: "bucket", bucket: first, region: third, pathStyle: false };
  }
  if (websiteLabels.has(second) && third !== undefined) {
    return { kind: "website", bucket: first, region: third, pathStyle: false };
  }
  if (second === "cos-control") {
    return { kind: "batch", uin: first, ...(third !== undefined && { region: third }), pathStyle: false };
  }
  if (second === "migration") {
    return { kind: "migration", region: first, pathStyle: true };
  }
  if (second === "ci" && /-\d+$/.test(first)) {
    return { kind: "ci", bucket: first, pathStyle: false };
  }

  // `{Bucket}.localhost:9000` and the like. A machine may be called `web-1.internal`, so short numbers must be known.
  const digits = /-(\d+)$/.exec(first)?.[1];
  if (digits !== undefined && (digits.length >= 8 || isAppId(digits))) {
    return { kind: "bucket", bucket: first, pathStyle: false };
  }
  if (labels.length === 2 && second === "localhost") {
    return { kind: "bucket", bucket: first, pathStyle: false };
  }
  return pathStyle;
}

/** Percent-decodes once; bytes that are not UTF-8 are an InvalidURI error. */
export function decodePath(rawPath: string): string {
  // Raw UTF-8 can only come from a copy source: Node reads headers as Latin-1 and refuses it in the request line.
  const text = /[^\u0000-\u007f]/.test(rawPath) ? Buffer.from(rawPath, "latin1").toString("utf8") : rawPath;
  if (!text.includes("%")) {
    return text;
  }
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ServiceError("InvalidURI", { message: "The path is not percent-encoded UTF-8." });
  }
}

/** Joins host and raw path into what the request addresses. Nothing in the path is normalised. */
export function readTarget(host: HostMeaning, rawPath: string): Target {
  const path = decodePath(rawPath);
  let bucket = host.bucket;
  let rest = path.slice(1);
  if (host.pathStyle) {
    const slash = rest.indexOf("/");
    bucket = (slash < 0 ? rest : rest.slice(0, slash)) || undefined;
    rest = slash < 0 ? "" : rest.slice(slash + 1);
  }
  return {
    kind: host.kind === "service" && bucket !== undefined ? "bucket" : host.kind,
    bucket,
    // A path of nothing but empty and "." segments is the bucket, never an object. On the migration host the rest is a task.
    key: bucket === undefined || host.kind === "migration" || /^(\.?\/)*\.?$/.test(rest) ? undefined : rest,
    region: host.region,
    uin: host.uin,
    path,
    rawPath,
  };
}
