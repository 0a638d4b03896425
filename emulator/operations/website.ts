/**
 * The website of a bucket, as visitors of `<bucket>.cos-website.<region>.…` see it.
 * https://www.tencentcloud.com/document/product/436/30958 and 14984
 */

import { isAllowed } from "../access/access";
import { storedValue } from "../configurations/configuration";
import { checkReferer } from "../configurations/referer";
import { type RoutingRule, type Website, website } from "../configurations/website";
import { ServiceError } from "../format/errors";
import { Query } from "../format/query";
import { encode } from "../format/text";
import { type BucketCall, type ObjectCall, type Operation, seeVersion } from "../request/operation";
import { type CosRequest, type Reply, schemeOf } from "../request/request";
import { objectHeaders, replyWith, requireReadable } from "./object";

/** A visit takes the permission to read each object that it comes to. */
interface Visit {
  readonly call: BucketCall;
  /** The path without its first slash. */
  readonly key: string;
  readonly operation: "GetObject" | "HeadObject";
}

/** What visitors can do, by HTTP method; OPTIONS is answered for all hosts alike. */
export const websiteMethods: Readonly<Record<string, Operation>> = {
  GET: { name: "GetObject", on: "bucket", need: undefined, run: (call) => visit(call, "GetObject") },
  HEAD: { name: "HeadObject", on: "bucket", need: undefined, run: (call) => visit(call, "HeadObject") },
};

function visit(call: BucketCall, operation: Visit["operation"]): Reply {
  const { request, bucket } = call;
  const site = storedValue(website, bucket);
  if (!site) {
    throw new ServiceError("NoSuchWebsiteConfiguration");
  }
  if (site.RedirectAllRequestsTo) {
    return redirectTo(`https://${request.host}${pathAndQuery(request)}`);
  }
  const key = request.target.key ?? "";
  const current: Visit = { call, key, operation };
  const rules = site.RoutingRules?.RoutingRule ?? [];
  const byPrefix = rules.find(({ Condition: { KeyPrefixEquals } }) => {
    return KeyPrefixEquals !== undefined && key.startsWith(KeyPrefixEquals);
  });
  if (byPrefix) {
    return follow(byPrefix, current);
  }
  try {
    checkReferer(bucket, request);
    return show(current, findPage(current, site));
  } catch (error) {
    if (!(error instanceof ServiceError) || error.status < 400 || error.status > 499) {
      throw error;
    }
    const status = String(error.status);
    const byError = rules.find(({ Condition }) => Condition.HttpErrorCodeReturnedEquals === status);
    if (byError) {
      return follow(byError, current);
    }
    const page = errorPage(current, site, error);
    // Without an error document: the XML of every other error (unverified(website-error), it may be a page).
    if (!page) {
      throw error;
    }
    return page;
  }
}

/** The key that a path means; when nothing is there, the first that it could mean. */
function findPage({ call, key }: Visit, { IndexDocument, AutoAddressing }: Website): string {
  const candidates =
    key === "" || key.endsWith("/")
      ? [key + IndexDocument.Suffix, key]
      : [key, ...(AutoAddressing?.Status === "Enabled" ? [`${key}.html`] : [])];
  const found = candidates.find((each) => {
    const version = seeVersion(call, each, undefined);
    return version !== undefined && !version.deleteMarker;
  });
  return found ?? (candidates[0] as string);
}

/** Asks for an object on the visitor's behalf. */
function open({ call, operation }: Visit, key: string): ObjectCall {
  const { request, bucket } = call;
  const object = bucket.objects.get(key);
  if (!isAllowed({ request, operation, need: "object-read", bucket, key, object })) {
    throw new ServiceError("AccessDenied");
  }
  // Parameters belong to the page and its scripts: that they select no version here is unverified(website-parameters).
  return { ...call, request: { ...request, query: new Query("") }, key };
}

function show(current: Visit, key: string): Reply {
  const page = open(current, key);
  return replyWith(page.request, requireReadable(page));
}

/** Sends the visitor where a rule points; with URLRedirect off, shows what is there (that this is its meaning is unverified(website-url-redirect)). */
function follow({ Condition, Redirect }: RoutingRule, current: Visit): Reply {
  const { call, key } = current;
  const to =
    Redirect.ReplaceKeyWith ??
    (Redirect.ReplaceKeyPrefixWith ?? "") + key.slice(Condition.KeyPrefixEquals?.length ?? 0);
  if (Redirect.URLRedirect === "Disabled") {
    return show(current, to);
  }
  const path = to.split("/").map(encode).join("/");
  return redirectTo(`${Redirect.Protocol ?? schemeOf(call.request)}://${call.request.host}/${path}`);
}

/** That it is 302, and that the address is a whole one, is unverified(website-redirect). */
function redirectTo(location: string): Reply {
  return { status: 302, headers: { location } };
}

function pathAndQuery({ raw, target }: CosRequest): string {
  const url = raw.url ?? "";
  const question = url.indexOf("?");
  return target.rawPath + (question < 0 ? "" : url.slice(question));
}

/** The error document, when there is one that the visitor may read. */
function errorPage(current: Visit, { ErrorDocument }: Website, error: ServiceError): Reply | undefined {
  if (!ErrorDocument) {
    return undefined;
  }
  try {
    const page = open(current, ErrorDocument.Key);
    const version = requireReadable(page);
    return {
      status: ErrorDocument.OriginalHttpStatus === "Disabled" ? 200 : error.status,
      headers: objectHeaders(page.request, version),
      body: { body: version.body, start: 0, length: version.size },
    };
  } catch (inner) {
    if (inner instanceof ServiceError) {
      return undefined;
    }
    throw inner;
  }
}
