/** Parses refusals: the flat `<Error>` body and what they tell of the service's clock; and describes answers that are not COS's. */
import type { ServiceAnswer } from "./facts";
import type { ClockEvidence } from "./retry";

/** A parsed error answer. */
export interface Refusal extends ServiceAnswer {
  clock: ClockEvidence;
  retryAfter: string | undefined;
}

/** Error codes for answers without a body (HEAD), by status. */
const bareCodes: Record<number, string> = {
  403: "AccessDenied",
  404: "NotFound",
  405: "MethodNotAllowed",
  412: "PreconditionFailed",
  416: "InvalidRange",
};

/** Parses a refusal. `hide` removes secrets that the service echoes. */
export function readRefusal(
  status: number,
  headers: Record<string, string>,
  body: Buffer,
  hide: (text: string) => string,
): Refusal {
  const text = body.toString("utf8");
  const element = (name: string) => extract(text, name);
  const isError = hasErrorRoot(body);
  const bare = body.length === 0;
  // JSON operations of COS return the code in a header (https://www.tencentcloud.com/document/product/436/7730).
  const code =
    (isError && element("Code")) ||
    headers["x-cos-error-code"] ||
    (bare ? bareCodes[status] : undefined) ||
    `Http${status}`;
  const serverMessage = (isError && element("Message")) || headers["x-cos-error-message"] || "";
  const stringToSign = isError ? element("StringToSign") : undefined;
  const formatString = isError ? element("FormatString") : undefined;
  return {
    status,
    code,
    serverMessage: hide(serverMessage),
    requestId: headers["x-cos-request-id"] ?? ((isError && element("RequestId")) || ""),
    stringToSign: stringToSign === undefined ? undefined : hide(stringToSign),
    formatString: formatString === undefined ? undefined : hide(formatString),
    retryAfter: headers["retry-after"],
    clock: {
      status,
      code,
      serverMessage,
      bare,
      date: headers.date,
      serverTime: isError ? element("ServerTime") : undefined,
    },
  };
}

/** True when the document's root element is `Error`; looks at the first bytes only. */
export function hasErrorRoot(body: Buffer): boolean {
  const start = body
    .subarray(0, 1024)
    .toString("utf8")
    .replace(/^\uFEFF/, "")
    .trimStart();
  return /^(?:<\?[^>]*\?>\s*|<!--[\s\S]*?-->\s*)*<Error[\s>/]/.test(start);
}

/** Characters of an unexpected answer that a message shows. */
const shownCharacters = 120;

/** Describes an answer that is not COS's: status, server, and the beginning of its body. */
export function describeAnswer(
  status: number,
  headers: Record<string, string>,
  body: Buffer | undefined,
): string {
  const text =
    body
      ?.toString("utf8", 0, 4 * shownCharacters)
      .replace(/\s+/g, " ")
      .trim() ?? "";
  const begin = text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text;
  return [
    `status ${status}`,
    headers.server && `server ${headers.server.slice(0, shownCharacters)}`,
    begin === "" ? body && "no body" : `it begins with ${begin}`,
  ]
    .filter(Boolean)
    .join(", ");
}

/** Text of the first element with a name, entities resolved; `undefined` when there is none. */
function extract(xml: string, name: string): string | undefined {
  const open = xml.indexOf(`<${name}>`);
  if (open < 0) {
    return undefined;
  }
  const from = open + name.length + 2;
  const to = xml.indexOf(`</${name}>`, from);
  if (to < 0) {
    return undefined;
  }
  const inner = xml.slice(from, to);
  if (inner.startsWith("<![CDATA[") && inner.endsWith("]]>")) {
    return inner.slice(9, -3);
  }
  return inner.replace(/&(#x[0-9a-fA-F]+|#\d+|\w+);/g, (whole, entity: string) => {
    if (!entity.startsWith("#")) {
      return entities.get(entity) ?? whole;
    }
    const code = entity[1] === "x" ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

const entities: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);
