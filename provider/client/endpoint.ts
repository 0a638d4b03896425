/** Where a request goes: connection, Host header, path on the wire and path to sign. */
import { CosConfigError } from "./errors";
import type { Explain } from "./facts";
import { percentEncode } from "./signature";
import type { CosTarget } from "./types";

/** The client's settings for addresses. */
export interface EndpointOptions {
  region?: string | undefined;
  endpoint?: string | undefined;
  pathStyle?: boolean | undefined;
  /** @default "myqcloud.com" */
  domain?: string | undefined;
  explain?: Explain | undefined;
}

/** One resolved address. */
export interface Address {
  /** The origin to connect to, `https://…` without a path. */
  origin: string;
  /** Value of the Host header, which is signed. */
  host: string;
  /** Encoded path as it is sent. */
  path: string;
  /** The same path decoded, as the signature wants it. */
  signedPath: string;
  /** The region that was used, absent for the host of all regions. */
  region: string | undefined;
}

const defaultDomain = "myqcloud.com";

/** Resolves a request's address. Hosts: https://www.tencentcloud.com/document/product/436/6224 */
export function resolveAddress(options: EndpointOptions, target: CosTarget): Address {
  const endpoint =
    options.endpoint === undefined ? undefined : parseEndpoint(options.endpoint, options.explain);
  const pathStyle = options.pathStyle === true && target.host === undefined;
  const host = pathStyle && endpoint ? endpoint.host : cosHost(options, target, pathStyle);
  const inPath = pathStyle && target.bucket !== undefined ? `/${target.bucket}` : "";
  return {
    origin: endpoint?.origin ?? `https://${host}`,
    host,
    path: (endpoint?.path ?? "") + inPath + encodePath(target.key),
    // A path prefix of the endpoint belongs to the gateway in front, not to COS.
    signedPath: `${inPath}/${target.key ?? ""}`,
    region: target.region ?? (target.bucket === undefined ? undefined : options.region),
  };
}

/**
 * The address that a visitor's browser can open: path style under a custom endpoint (`bucket.127.0.0.1` does not resolve),
 * the virtual host of COS otherwise.
 */
export function resolvePublicAddress(options: EndpointOptions, target: CosTarget): Address {
  return resolveAddress(options.endpoint === undefined ? options : { ...options, pathStyle: true }, target);
}

/**
 * Encodes an object key for the path. Slashes stay, except beside a segment `.` or `..`: there they become `%2F`, because
 * every URL parser on the way would remove such a segment (also as `%2e`), and COS decodes the path exactly once.
 */
export function encodeKey(key: string): string {
  const segments = key.split("/");
  if (key === "." || key === "..") {
    return key === "." ? "%2E" : "%2E%2E";
  }
  let encoded = percentEncode(segments[0] ?? "");
  for (let index = 1; index < segments.length; index++) {
    const glued = isDots(segments[index - 1]) || isDots(segments[index]);
    encoded += (glued ? "%2F" : "/") + percentEncode(segments[index] ?? "");
  }
  return encoded;
}

/** Encodes query parameters in the order given; an empty value sends the bare name. */
export function encodeQuery(
  query: Readonly<Record<string, string | number | undefined>> | undefined,
): string {
  let encoded = "";
  for (const name in query) {
    const value = query[name];
    if (value === undefined) {
      continue;
    }
    encoded += `${encoded && "&"}${percentEncode(name)}${value === "" ? "" : `=${percentEncode(String(value))}`}`;
  }
  return encoded;
}

function encodePath(key: string | undefined): string {
  return `/${key === undefined ? "" : encodeKey(key)}`;
}

function isDots(segment: string | undefined): boolean {
  return segment === "." || segment === "..";
}

function cosHost(options: EndpointOptions, target: CosTarget, pathStyle: boolean): string {
  const domain = options.domain ?? defaultDomain;
  if (target.host !== undefined) {
    const labels = target.host.split(".");
    return [...labels.map((label) => requireLabel(label, "host name")), domain].join(".");
  }
  if (target.bucket === undefined) {
    // Without the client's own region, so that a listing has the buckets of every region.
    return target.region === undefined
      ? `service.cos.${domain}`
      : `cos.${requireLabel(target.region, "region")}.${domain}`;
  }
  const region = target.region ?? options.region;
  if (region === undefined) {
    const help = options.explain?.setting?.("region");
    throw new CosConfigError(
      `No region for bucket ${target.bucket}: ${help?.advice ?? "the request or the client must name one."}`,
      help,
    );
  }
  requireLabel(region, "region");
  requireLabel(target.bucket, "bucket name");
  return pathStyle ? `cos.${region}.${domain}` : `${target.bucket}.cos.${region}.${domain}`;
}

/** Both become part of a host name: a slash or an @ in one would send the signed request elsewhere. */
function requireLabel(text: string, what: string): string {
  if (/^[A-Za-z0-9-]+$/.test(text)) {
    return text;
  }
  throw new CosConfigError(`The ${what} ${JSON.stringify(text)} cannot be part of a host name.`);
}

/** The parts of an endpoint. */
interface Endpoint {
  origin: string;
  host: string;
  path: string;
}

/**
 * Reads a custom endpoint.
 * @param explain says where the endpoint is set, for the error
 * @throws CosConfigError that shows the right form, and neither a password nor a query, which may hold secrets
 */
export function parseEndpoint(text: string, explain?: Explain): Endpoint {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (
    !url ||
    (url.protocol !== "http:" && url.protocol !== "https:") ||
    url.search ||
    url.hash ||
    url.username ||
    url.password
  ) {
    const help = explain?.setting?.("endpoint");
    throw new CosConfigError(
      `The endpoint ${JSON.stringify(addressAlone(text))} ${endpointProblem(url, text)} an address like http://127.0.0.1:9000${help ? `: ${help.advice}` : "."}`,
      help,
    );
  }
  return {
    origin: url.origin,
    host: url.host,
    path: url.pathname === "/" ? "" : url.pathname.replace(/\/$/, ""),
  };
}

function endpointProblem(url: URL | undefined, text: string): string {
  if (url?.search || url?.hash) {
    return "has a query, which COS would read as part of each request; give";
  }
  return text.includes("@") ? "has a user or a password, which COS does not know; give" : "is not";
}

/**
 * An address as messages may show it: without user, password, query and fragment, where secrets can be.
 * @param text an address, or what was given instead of one
 */
export function addressAlone(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.host
    ? `${url.protocol}//${url.host}${url.pathname}`
    : text.replace(/[?#].*$/s, "").replace(/^.*@/s, "");
}
