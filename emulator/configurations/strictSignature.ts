/**
 * Strict signature mode: what the signatures of some requests must cover.
 * https://www.tencentcloud.com/document/product/436/53889, 53890, 53891, 53892 (overview)
 */

import { fitsAction } from "../access/accounts";
import { ServiceError } from "../format/errors";
import type { XmlElement } from "../format/xml";
import type { CosRequest } from "../request/request";
import type { SignedNames } from "../signature/authenticate";
import type { Bucket } from "../store/bucket";
import { type Configuration, storedValue } from "./configuration";
import { group, many, one, optional, readDocument, renderShape, text, type ValueOf } from "./shape";

const root = "StrictSignatureConfiguration";
const name = /^[A-Za-z0-9\-_.]+$/;

// Of the headers in x-cos- the page lists those of access rules and "x-cos-*"; that others are taken is unverified(strict-signature-headers).
const header = text({
  pattern: /^(host|content-length|content-type|content-md5|range|x-cos-[a-z0-9-]+|x-cos-\*)$/i,
});

const rule = group({
  ID: one(text({ max: 255, pattern: name })),
  actionlist: optional(group({ action: many(text({ pattern: /^[A-Za-z*]+$/ }), { max: 200 }) })),
  headerlist: optional(group({ header: many(header, { max: 20 }) })),
  paramlist: optional(group({ param: many(text({ max: 255, pattern: name }), { max: 20 }) })),
});

const document = group({ Rule: many(rule, { min: 1, max: 10 }) }, ({ Rule }) => {
  if (new Set(Rule.map(({ ID }) => ID)).size < Rule.length) {
    throw new ServiceError("MalformedXML", { message: "Two rules have the same ID." });
  }
  const refused = Rule.flatMap(({ actionlist }) => actionlist?.action ?? []).find((action) =>
    unsupported.includes(action),
  );
  // Page 53892 says that it is an error; the code is unverified(strict-signature-actions).
  if (refused) {
    throw new ServiceError("InvalidArgument", { message: `There is no strict mode for ${refused}.` });
  }
});

/** Requests for which there is no strict mode; asterisks pass over them. */
const unsupported = ["PostObject", "GetService"];

/** `?strict-signature` */
export const strictSignature: Configuration<ValueOf<typeof document>> = {
  query: "strict-signature",
  operations: {
    get: "GetBucketStrictSignature",
    put: "PutBucketStrictSignature",
    delete: "DeleteBucketStrictSignature",
  },
  // The code is unverified(strict-signature-absent).
  absent: { code: "NoSuchStrictSignatureConfiguration" },
  read: (source) => readDocument(root, document, source as XmlElement),
  render: (value) => renderShape(root, document, value),
};

/** Refuses a signed request whose signature leaves out something that it has and that a rule wants covered. */
export function checkStrictSignature(
  bucket: Bucket,
  operation: string,
  request: CosRequest,
  signed: SignedNames,
): void {
  const rules = (storedValue(strictSignature, bucket)?.Rule ?? []).filter(({ actionlist }) =>
    actionlist?.action.some((action) => fitsAction(action, operation)),
  );
  for (const { headerlist, paramlist } of rules) {
    if (
      headerlist?.header.some((wanted) =>
        headersOf(wanted, request).some((each) => !signed.headers.has(each)),
      )
    ) {
      throw denied("header");
    }
    if (
      paramlist?.param.some((wanted) =>
        paramsOf(wanted, request).some((each) => !signed.parameters.has(each)),
      )
    ) {
      throw denied("param");
    }
  }
}

/** The headers of a request that an entry of a rule means, in lower case. */
function headersOf(wanted: string, { headers }: CosRequest): string[] {
  const lower = wanted.toLowerCase();
  return Object.keys(headers).filter((each) =>
    lower === "x-cos-*" ? each.startsWith("x-cos-") && each !== "x-cos-security-token" : each === lower,
  );
}

/** The parameters of a request that an entry of a rule means, in lower case, without those that are the signature. */
function paramsOf(wanted: string, { query }: CosRequest): string[] {
  const lower = wanted.toLowerCase();
  return query.pairs
    .map(([each]) => each.toLowerCase())
    .filter((each) =>
      lower === "all" ? !/^(q-|sign$|x-amz-|x-cos-security-token$)/.test(each) : each === lower,
    );
}

function denied(what: "header" | "param"): ServiceError {
  return new ServiceError("AccessDenied", {
    message: `Strict signature missing ${what} that must be signed`,
  });
}
