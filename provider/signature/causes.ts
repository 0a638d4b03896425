/** Why signatures do not hold, and what to do about each. */

/** What to do, by cause. */
export const remedies = {
  method:
    "Sign the method with which the request is sent; a URL that is signed for one method works for no other.",
  encodedPath: "Sign the path decoded: /a b, not /a%20b.",
  doubleEncoding: "Encode once. COS decodes once, and signs what it gets.",
  leadingSlash: "Sign the path with its leading slash: /key.",
  bucketInPath:
    "Sign the path as it is sent: with the bucket only where the bucket is in the path and not in the host.",
  path: "Sign the path that is sent, decoded, without its query.",
  missingParameter: "Send every parameter that is in q-url-param-list, or sign again without it.",
  unlistedParameter: "Name every parameter that is signed in q-url-param-list.",
  addedParameter: "Sign the parameter with the value with which it is sent.",
  changedParameter: "Sign the parameter with the value with which it is sent.",
  plusForBlank: "Write a blank as %20 and a plus as %2B, in the query as in HttpParameters.",
  encoding: "Encode every byte but A-Z a-z 0-9 - _ . ~ in names and values, also ! ' ( ) * and /.",
  escapeCase: "Write the digits of escapes in capitals in values (%2F), and in small letters in names (%2f).",
  nameCase: "Write names in small letters in HttpParameters, HttpHeaders and both lists.",
  unsorted: "Sort the names, in HttpParameters and HttpHeaders as in both lists.",
  emptyValue: "Sign a parameter without a value as name=, with the equals sign.",
  hostPort: "Sign the Host as it is sent: with its port where it has one, without where it has none.",
  host: "Sign the Host that is sent; a proxy, a CDN or a domain of one's own has another one.",
  addedHeader:
    "Sign the header with the value with which it is sent, or leave it out of q-header-list. HTTP libraries add headers after the signature is made.",
  unlistedHeader: "Name every header that is signed in q-header-list.",
  missingHeader: "Send every header that is in q-header-list, or sign again without it.",
  changedHeader:
    "Sign the header with the value with which it arrives; proxies and HTTP libraries change some.",
  headerBlanks: "Sign values without the blanks around them, which HTTP takes away.",
  lineEnd: "End each line of HttpString and StringToSign with one line feed, the last one too.",
  signTime: "Use one time for q-sign-time, q-key-time, StringToSign and SignKey.",
  digest:
    "The last line of StringToSign is the SHA-1 of HttpString as 40 hexadecimal digits in small letters.",
  signKey:
    "Key the second HMAC with the 40 digits of SignKey as text, not with the 20 bytes that they stand for.",
  keyBlanks: "Remove the blanks or line feeds around the SecretKey.",
  policy: "Sign the SHA-1 of the policy's JSON exactly as it is in the field policy, before Base64.",
  policyFields: "Give the policy the same q-sign-algorithm, q-ak and q-sign-time as the form.",
  wrongKey: "Sign with the SecretKey that belongs to the SecretId in q-ak.",
  wrongId: "Put the SecretId into q-ak whose SecretKey signs.",
  tokenMissing:
    "Send the token of temporary keys as x-cos-security-token, as a header, a parameter of a URL or a field of a form.",
  wrongToken: "Send the token that came with these temporary keys.",
  changedOnTheWay:
    "Compare the request with the one that arrives: a proxy or a CDN may change its Host, its path or a header.",
  expiredToken: "Get new temporary keys, and sign with them.",
  expired: "Sign again.",
  clock: "Set the clock of the machine that signs (NTP).",
  time: "Write the times as start;end, in seconds since 1970.",
  missingItem:
    "Give all seven items, each once: q-sign-algorithm, q-ak, q-sign-time, q-key-time, q-header-list, q-url-param-list, q-signature.",
  algorithm: "Write q-sign-algorithm=sha1.",
  signatureForm: "Write the signature as 40 hexadecimal digits in small letters.",
} as const;

/** The name of a cause. */
export type Cause = keyof typeof remedies;

/** One reason why a signature does not hold. */
export interface Finding {
  readonly cause: Cause;
  /** Whether it is proved: by recomputing, by the answer of COS, or by the request itself. Otherwise it is likely. */
  readonly certain: boolean;
  /** What is wrong, as sentences. */
  readonly message: string;
  /** What to do. */
  readonly remedy: string;
}

/** A finding with the remedy of its cause. */
export function finding(cause: Cause, message: string, certain = true): Finding {
  return { cause, certain, message, remedy: remedies[cause] };
}
