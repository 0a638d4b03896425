/**
 * What a GET gets from another place when it fails here: the effect of `?origin`.
 * https://www.tencentcloud.com/document/product/436/31508
 */

import http from "node:http";
import https from "node:https";
import { defaultAcl } from "../access/acl";
import { storedValue } from "../configurations/configuration";
import { hostsOf, type OriginHost, type OriginRule, origin } from "../configurations/origin";
import { ServiceError } from "../format/errors";
import { replyWith, storeContent } from "../operations/object";
import { collectContent } from "../request/body";
import type { ObjectCall } from "../request/operation";
import { type Reply, schemeOf } from "../request/request";
import type { ObjectVersion } from "../store/bucket";
import { readStorageClass } from "../store/storageClasses";

/** How long one origin may take, in milliseconds. */
const patience = 10_000;
const maxRedirections = 5;
const maxErrorText = 64 * 1024;

/** What of an origin's answer is kept with the object. */
const keptHeader = /^(cache-control|content-(disposition|encoding|type)|expires|x-cos-meta-.*)$/;
/** What is about one connection, or about this bucket and not the origin. */
const ownHeader =
  /^(host|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|content-length|content-md5|expect|range|if-.*|authorization|x-(cos|amz)-security-token)$/;
/** Parameters of signatures. */
const ownParameter = /^(q-.*|sign|x-cos-security-token|x-amz-.*)$/i;

/** Answers a GET that failed as the bucket's rules say; undefined when none is about the failure. */
export async function answerFromOrigin(call: ObjectCall, error: ServiceError): Promise<Reply | undefined> {
  const rule = findRule(call, error);
  if (!rule) {
    return undefined;
  }
  const [first] = rule.OriginInfo.HostInfo;
  if (rule.OriginType === "Mirror") {
    return mirror(call, rule, error);
  }
  // Proxy sends the client to the origin, and fetches the object in the meantime.
  if (rule.OriginType === "Proxy") {
    void pull(call, rule).catch(() => undefined);
  }
  const code = rule.OriginParameter.HttpRedirectCode[0] ?? "302";
  const [host = ""] = first ? hostsOf(first) : [];
  return { status: Number(code), headers: { location: urlOf(call, rule, host) } };
}

/** The rule with the lowest number first; that this is the highest priority is unverified(origin-priority). */
function findRule({ bucket, key }: ObjectCall, error: ServiceError): OriginRule | undefined {
  const rules = [...(storedValue(origin, bucket)?.OriginRule ?? [])];
  return rules
    .sort((a, b) => Number(a.RulePriority) - Number(b.RulePriority))
    .find(({ OriginType, OriginCondition: { HTTPStatusCode, Prefix = "", Suffix = "" } }) => {
      if (error.code === "NoSuchBucket" || (OriginType !== "Redirect" && error.code !== "NoSuchKey")) {
        return false;
      }
      const about = [String(error.status), `${Math.floor(error.status / 100)}XX`].includes(HTTPStatusCode);
      return about && key.startsWith(Prefix) && key.endsWith(Suffix);
    });
}

async function mirror(call: ObjectCall, rule: OriginRule, error: ServiceError): Promise<Reply> {
  const pulled = await pull(call, rule);
  if (pulled === undefined || "status" in pulled) {
    // Without an answer, and with any that is not an object, the service says 424; the code is unverified(origin-no-answer).
    if (pulled?.status === 404 && rule.OriginParameter.TransparentErrorCode !== "true") {
      throw error;
    }
    if (pulled && (rule.OriginParameter.TransparentErrorCode === "true" || pulled.status < 400)) {
      return pulled;
    }
    throw new ServiceError("FailedDependency", {
      status: 424,
      message: "The origin did not answer with an object.",
    });
  }
  return replyWith(call.request, pulled);
}

/** Fetches and stores the object; answers what the origin said instead, or undefined when it said nothing. */
async function pull(call: ObjectCall, rule: OriginRule): Promise<ObjectVersion | Reply | undefined> {
  let last: Reply | undefined;
  for (const host of hostsOf(pickHost(rule.OriginInfo.HostInfo))) {
    const answer = await fetchFrom(urlOf(call, rule, host), headersFor(call, rule), rule).catch(
      () => undefined,
    );
    if (answer?.statusCode === 200) {
      const stored = await store(call, answer).catch(() => undefined);
      if (stored) {
        return stored;
      }
      continue;
    }
    if (!answer) {
      continue;
    }
    const status = answer.statusCode ?? 0;
    last = {
      status,
      headers: { location: answer.headers.location, "content-type": answer.headers["content-type"] },
      body: await readError(answer),
    };
    const switches = status >= 500 || rule.HTTPStandbyCode?.StatusCode.includes(String(status));
    if (!switches) {
      return last;
    }
  }
  return last;
}

/** One of several origins, each as often as its weight says; without a weight it counts one, unverified(origin-weights). */
function pickHost(hosts: readonly OriginHost[]): OriginHost {
  const weights = hosts.map(({ Weight }) => Number(Weight ?? 1));
  let rest = Math.random() * weights.reduce((sum, weight) => sum + weight, 0);
  const index = weights.findIndex((weight) => {
    rest -= weight;
    return rest < 0;
  });
  return hosts[Math.max(0, index)] as OriginHost;
}

function urlOf(
  { request, key }: ObjectCall,
  { OriginParameter, OriginInfo }: OriginRule,
  host: string,
): string {
  const { Protocol } = OriginParameter;
  const protocol = Protocol === "HTTPS" ? "https" : Protocol === "HTTP" ? "http" : schemeOf(request);
  const path = pathFor(key, OriginInfo.FileInfo).split("/").map(encodeURIComponent).join("/");
  const pairs = request.query.pairs.filter(([name]) => !ownParameter.test(name));
  const query =
    OriginParameter.FollowQueryString === "false" || pairs.length === 0
      ? ""
      : `?${pairs.map((pair) => pair.map(encodeURIComponent).join("=")).join("&")}`;
  return `${protocol}://${host}/${path}${query}`;
}

/** The key at the origin: a fixed file, or with another prefix and suffix. */
function pathFor(key: string, file: OriginRule["OriginInfo"]["FileInfo"]): string {
  const fixed = file?.FixedFileConfiguration?.FixedFilePath;
  if (fixed) {
    return fixed.replace(/^\//, "");
  }
  const { Prefix = file?.Prefix ?? "", ReplacedWithPrefix } = file?.PrefixConfiguration ?? {};
  const { Suffix = file?.Suffix ?? "", ReplacedWithSuffix } = file?.SuffixConfiguration ?? {};
  let path = key;
  if (ReplacedWithPrefix !== undefined) {
    if (path.startsWith(Prefix)) {
      path = ReplacedWithPrefix + path.slice(Prefix.length);
    }
  } else if (Prefix !== "") {
    // A prefix that is only named is put in front, as a folder.
    path = `${Prefix.replace(/\/$/, "")}/${path}`;
  }
  if (ReplacedWithSuffix === undefined) {
    return path + Suffix;
  }
  return path.endsWith(Suffix) ? path.slice(0, path.length - Suffix.length) + ReplacedWithSuffix : path;
}

function headersFor({ request }: ObjectCall, { OriginParameter }: OriginRule): Record<string, string> {
  const rules = OriginParameter.HttpHeader;
  const namesOf = (list: { readonly Header: readonly { readonly Key: string }[] } | undefined) =>
    (list?.Header ?? []).map(({ Key }) => Key.toLowerCase());
  const all = rules?.FollowAllHeaders === "true" || rules?.FollowHttpHeader === "true";
  const followed = namesOf(rules?.FollowHttpHeaders);
  const forbidden = [...namesOf(rules?.ForbidFollowHeaders), ...namesOf(rules?.ForbidFollowHttpHeaders)];
  const sent: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (ownHeader.test(name) || forbidden.includes(name)) {
      continue;
    }
    if (all || followed.includes(name)) {
      sent[name] = value;
    }
  }
  for (const { Key, Value } of [
    ...(rules?.NewHttpHeaders?.Header ?? []),
    ...(rules?.NewHttpHeader?.Header ?? []),
  ]) {
    if (Value) {
      sent[Key.toLowerCase()] = Value;
    }
  }
  return sent;
}

async function fetchFrom(
  url: string,
  headers: Record<string, string>,
  rule: OriginRule,
): Promise<http.IncomingMessage> {
  let target = url;
  for (let turn = 0; turn < maxRedirections; turn++) {
    const answer = await get(target, headers);
    const { location } = answer.headers;
    const leads = (answer.statusCode ?? 0) >= 300 && (answer.statusCode ?? 0) < 400 && location !== undefined;
    if (!leads || rule.OriginParameter.FollowRedirection === "false") {
      return answer;
    }
    answer.resume();
    target = new URL(location, target).href;
  }
  throw new Error("The origin redirects without an end.");
}

function get(url: string, headers: Record<string, string>): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { request } = url.startsWith("https:") ? https : http;
    request(url, { headers, signal: AbortSignal.timeout(patience) })
      // An emulator that is closed does not wait for an origin.
      .on("socket", (socket) => socket.unref())
      .on("response", resolve)
      .on("error", reject)
      .end();
  });
}

async function readError(answer: http.IncomingMessage): Promise<string> {
  let text = "";
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      text += chunk.toString();
      if (text.length > maxErrorText) {
        break;
      }
    }
  } catch {
    // What came so far is shown.
  }
  return text.slice(0, maxErrorText);
}

async function store(call: ObjectCall, answer: http.IncomingMessage): Promise<ObjectVersion> {
  const { request, service, bucket } = call;
  const content = await collectContent(service.store.blobs, answer as AsyncIterable<Buffer>);
  const kept = Object.entries(answer.headers).filter(([name]) => keptHeader.test(name));
  const template = {
    storageClass: readStorageClass(undefined, bucket),
    headers: {
      "content-type": "application/octet-stream",
      ...Object.fromEntries(kept.map(([name, value]) => [name, String(value)])),
    },
    encryption: bucket.defaultEncryption,
    acl: defaultAcl,
    tags: undefined,
    ownerUin: bucket.ownerUin,
    retainUntil: bucket.retainUntil(request.now),
  };
  return storeContent(call, template, content);
}
