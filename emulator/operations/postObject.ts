/** Uploading by an HTML form. https://www.tencentcloud.com/document/product/436/14690 */

import { isAllowed } from "../access/access";
import { ServiceError } from "../format/errors";
import { checkObjectKey } from "../format/names";
import { element, xmlDocument } from "../format/xml";
import { ContentWriter, readContent, requireLength } from "../request/body";
import { FormReader, readBoundary } from "../request/form";
import type { BucketCall, Operation } from "../request/operation";
import { both, readTrafficLimit, trafficLimit } from "../request/pace";
import { type CosRequest, type Reply, schemeOf } from "../request/request";
import { authenticateForm, checkFormPolicy, type FormFields, readFormPolicy } from "../signature/formPolicy";
import type { ObjectTemplate, ObjectVersion } from "../store/bucket";
import { refuseAdditions } from "./missing";
import { checkOverwrite, storeContent, writtenHeaders } from "./object";
import { readTemplate } from "./write";

/** `POST /` with `multipart/form-data`. Who asks stands in the form, and so does the key. */
export const postObject: Operation = {
  name: "PostObject",
  writes: true,
  on: "bucket",
  need: undefined,
  run: post,
};

/** A form whose file may be stored. */
interface Upload {
  readonly fields: FormFields;
  readonly key: string;
  readonly request: CosRequest;
  readonly template: ObjectTemplate;
  readonly content: ContentWriter;
  /** The fewest bytes that the policy allows. */
  readonly least: number;
}

async function post(call: BucketCall): Promise<Reply> {
  requireLength(call.request);
  const opened: { upload?: Upload } = {};
  const reader = new FormReader(readBoundary(call.request.headers["content-type"]), (fields, fileName) => {
    const upload = openUpload(call, fields, fileName);
    opened.upload = upload;
    const limit = readTrafficLimit(fields.get(trafficLimit)?.value);
    return (chunk) => both(limit?.carry(chunk.length), upload.content.write(chunk));
  });
  try {
    await readContent(call.request, (chunk) => reader.push(chunk));
    reader.end();
    return await store(call, opened.upload as Upload);
  } catch (error) {
    await opened.upload?.content.discard();
    throw error;
  }
}

/** Checks all that the fields say, before the first byte of the file is stored. */
function openUpload(call: BucketCall, fields: FormFields, fileName: string): Upload {
  const { request, service, bucket } = call;
  refuseAdditions(
    [...fields.values()].map(({ name }) => name),
    "field",
  );
  const key = fields.get("key")?.value.replace(/\$\{filename\}/g, () => fileName);
  // unverified(form-key): the code
  if (!key) {
    throw new ServiceError("InvalidArgument", { message: "The field key is missing." });
  }
  checkObjectKey(key);
  const policy = readFormPolicy(fields);
  const { accounts, verifySignatures } = service;
  request.caller = authenticateForm(fields, policy, request, accounts, verifySignatures) ?? request.caller;
  if (policy) {
    checkFormPolicy(policy, fields, { bucket: bucket.name, key, now: request.clock });
  }
  const own: CosRequest = { ...request, headers: headersOf(fields) };
  if (!isAllowed({ request: own, operation: "PostObject", need: "bucket-write", bucket, key })) {
    throw new ServiceError("AccessDenied");
  }
  const template = readTemplate(own, bucket, key);
  checkOverwrite({ ...call, request: own }, key);
  const content = new ContentWriter(service.store.blobs, policy?.most);
  return { fields, key, request: own, template, content, least: policy?.least ?? 0 };
}

/** The fields that would be headers of a PUT. */
function headersOf(fields: FormFields): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, { value }] of fields) {
    if (/^(x-cos-|content-|cache-control$|expires$)/.test(name)) {
      headers[name] = value;
    }
  }
  const acl = fields.get("acl")?.value;
  if (acl !== undefined) {
    headers["x-cos-acl"] = acl;
  }
  return headers;
}

async function store(call: BucketCall, upload: Upload): Promise<Reply> {
  const { key, request, template, content, least } = upload;
  if (content.size < least) {
    throw new ServiceError("EntityTooSmall");
  }
  const received = await content.finish(request.headers["content-md5"]);
  return answer(call, upload, storeContent({ ...call, request, key }, template, received));
}

function answer({ request, bucket }: BucketCall, { fields, key }: Upload, version: ObjectVersion): Reply {
  const place = request.target.rawPath.replace(/\/*$/, "/");
  const location = `${schemeOf(request)}://${request.host}${place}${key.split("/").map(encodeURIComponent).join("/")}`;
  const etag = `"${version.etag}"`;
  const headers = { ...writtenHeaders(version), location };
  const redirect = fields.get("success_action_redirect")?.value;
  // unverified(form-redirect): that what is no URL is passed over
  if (redirect && URL.canParse(redirect)) {
    const url = new URL(redirect);
    for (const [name, value] of Object.entries({ bucket: bucket.name, key, etag })) {
      url.searchParams.append(name, value);
    }
    return { status: 303, headers: { ...headers, location: url.href } };
  }
  const status = fields.get("success_action_status")?.value;
  if (status === "200") {
    return { status: 200, headers };
  }
  if (status !== "201") {
    return { status: 204, headers };
  }
  const parts = { Location: location, Bucket: bucket.name, Key: key, ETag: etag };
  // unverified(form-document): the document
  const elements = Object.entries(parts).map(([name, text]) => element(name, text));
  return { status: 201, headers, body: xmlDocument(element("PostResponse", elements)) };
}
