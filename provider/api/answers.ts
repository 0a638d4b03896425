/**
 * Which answers are COS's. A captive portal, a proxy or a wrong host answers 200 too, with a page, an error or nothing; whoever
 * believed that would write "done", "gone" or "unchanged" into the state.
 */

import type { CosAnswer, CosRequest } from "../client";
import { elementsAt, parseXml } from "../codec";
import { bucketConfigs } from "../resources/configurations";

/** What an answer of success holds; with nothing said, an empty body. */
interface Expected {
  /** The document's root is one of these. */
  readonly roots?: readonly string[];
  /** Elements below the root that are never missing and never empty, as paths. */
  readonly elements?: readonly string[];
  /** The document is JSON: an object that has this member, in any case. */
  readonly member?: string;
  /** The body is an object's content: anything. */
  readonly content?: true;
  /** Headers that are never missing. */
  readonly headers?: readonly string[];
}

const empty: Expected = {};

function document(root: string, ...elements: readonly string[]): Expected {
  return { roots: [root], elements };
}

/** By operation of the API. Documents and headers: the page of each operation; an empty one: common response headers (https://www.tencentcloud.com/document/product/436/7729). */
const table: ReadonlyMap<string, Expected> = new Map<string, Expected>([
  // Also where nothing is configured, COS sends the root element: `<VersioningConfiguration/>`.
  ...bucketConfigs.flatMap(({ root, operations: { get, put, delete: remove } }): [string, Expected][] => [
    [get, document(root)],
    [put, empty],
    ...(remove === undefined ? [] : [[remove, empty] as [string, Expected]]),
  ]),
  ["GetBucketACL", document("AccessControlPolicy", "Owner>ID")],
  ["GetBucketPolicy", { member: "statement" }],
  ["ListBucketInventoryConfigurations", document("ListInventoryConfigurationResult")],
  [
    "ListBucketIntelligentTieringConfigurations",
    {
      // The page has the first, the Go SDK reads the second.
      roots: [
        "ListBucketIntelligentTieringConfigurationOutput",
        "ListBucketIntelligentTieringConfigurationsOutput",
      ],
    },
  ],

  ["GetService", document("ListAllMyBucketsResult", "Owner>ID")],
  ["PutBucket", empty],
  ["HeadBucket", empty],
  ["DeleteBucket", empty],
  ["GetBucket", document("ListBucketResult")],
  ["GetBucketObjectVersions", document("ListVersionsResult")],
  ["DeleteMultipleObjects", document("DeleteResult")],

  ["HeadObject", { headers: ["etag"] }],
  ["GetObject", { headers: ["etag"], content: true }],
  ["PutObject", { headers: ["etag"] }],
  ["PutObjectCopy", document("CopyObjectResult", "ETag")],
  ["DeleteObject", empty],
  ["GetObjectACL", document("AccessControlPolicy", "Owner>ID")],
  ["PutObjectACL", empty],
  ["GetObjectTagging", document("Tagging")],
  ["PutObjectTagging", empty],
  ["DeleteObjectTagging", empty],

  ["InitiateMultipartUpload", document("InitiateMultipartUploadResult", "UploadId")],
  ["UploadPart", { headers: ["etag"] }],
  ["UploadPartCopy", document("CopyPartResult", "ETag")],
  ["CompleteMultipartUpload", document("CompleteMultipartUploadResult", "ETag")],
  ["AbortMultipartUpload", empty],
  ["ListParts", document("ListPartsResult")],
  ["ListMultipartUploads", document("ListMultipartUploadsResult")],
]);

/** The operations whose answers are known. */
export const knownOperations: ReadonlySet<string> = new Set(table.keys());

/**
 * Why an answer is not COS's, as the rest of a sentence; `undefined` when it can be. Give it to every client that works for resources. A
 * refusal needs its request id alone: COS sends that with every answer, so that without it a 404 is not "gone" and a 403 no refusal.
 */
export function doubt(request: CosRequest, answer: CosAnswer): string | undefined {
  if (!answer.headers["x-cos-request-id"]) {
    return "has no x-cos-request-id, which COS sends with every answer";
  }
  const expected = answer.status < 300 ? table.get(operationOf(request)) : undefined;
  if (expected === undefined) {
    return undefined;
  }
  const missing = expected.headers?.find((name) => !answer.headers[name]);
  if (missing !== undefined) {
    return `has no header ${missing}`;
  }
  return expected.content === true || answer.body === undefined
    ? undefined
    : doubtBody(expected, answer.body, request.errorIn200 === true);
}

/** What is sent as another operation's name is what its CAM action is called. */
function operationOf({ operation = "", headers = {}, query = {} }: CosRequest): string {
  if (operation === "PutObject" && Object.keys(headers).some((name) => /^x-cos-copy-source$/i.test(name))) {
    return "PutObjectCopy";
  }
  return operation === "GetBucketIntelligentTiering" && "intelligent-tiering" in query && !query.id
    ? "ListBucketIntelligentTieringConfigurations"
    : operation;
}

function doubtBody(expected: Expected, body: Buffer, mayBeError: boolean): string | undefined {
  const { roots, elements = [], member } = expected;
  if (member !== undefined) {
    return hasMember(body, member) ? undefined : `is not a JSON object with the member ${member}`;
  }
  const begin = beginOf(body);
  const root = /^(?:<\?[^>]*\?>\s*|<!--[\s\S]*?-->\s*)*<(?:[\w.-]+:)?([\w.-]+)[\s/>]/.exec(begin)?.[1];
  if (roots === undefined) {
    return begin === "" ? undefined : "has a body, where COS sends none";
  }
  if (root === undefined || !roots.includes(root)) {
    const isRefusal = mayBeError && root === "Error";
    return isRefusal ? undefined : `is not the document ${roots[0]}`;
  }
  const missing = elements.length === 0 ? undefined : findMissing(elements, body);
  return missing === undefined ? undefined : `is a document ${root} without ${missing}`;
}

/** The first bytes after blanks, which a service that works for long sends before the document. */
function beginOf(body: Buffer): string {
  const start = body.findIndex((byte) => byte > 0x20);
  return start < 0 ? "" : body.toString("utf8", start, start + 4_096).replace(/^\ufeff\s*/, "");
}

/** Only small documents have such elements: a listing is not read twice. */
function findMissing(elements: readonly string[], body: Buffer): string | undefined {
  try {
    const root = parseXml(body.toString());
    return elements.find((path) => !elementsAt(root, path.split(">"))[0]?.text.trim());
  } catch {
    return "its end";
  }
}

function hasMember(body: Buffer, member: string): boolean {
  try {
    const value: unknown = JSON.parse(body.toString());
    return (
      typeof value === "object" &&
      value !== null &&
      !Array.isArray(value) &&
      Object.keys(value).some((name) => name.toLowerCase() === member)
    );
  } catch {
    return false;
  }
}
