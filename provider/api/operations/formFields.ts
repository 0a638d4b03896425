/** The fields of a form with which a browser uploads an object (https://www.tencentcloud.com/document/product/436/14690). */

import type { Parameters } from "./operation";
import {
  encryptionHeaders,
  metadataHeaders,
  objectAclHeaders,
  storageClassHeaders,
  trafficLimit,
} from "./parameters";

/** By their names. Headers of `PutObject` are fields here. */
export const formFields = {
  key: {
    type: "string",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: COS's own placeholder
    meaning: "The key; `${filename}` stands for the name of the file.",
    required: true,
  },
  acl: objectAclHeaders["x-cos-acl"],
  ...metadataHeaders,
  ...storageClassHeaders,
  ...trafficLimit,
  ...encryptionHeaders,
  "Content-MD5": { type: "base64", meaning: "The MD5 of the file." },
  success_action_status: {
    type: "integer",
    meaning: "The status of success; 201 answers a document.",
    default: 204,
    values: [200, 201, 204],
  },
  success_action_redirect: {
    type: "string",
    meaning: "Where the browser is sent after success, instead of an answer.",
  },
  policy: { type: "base64", meaning: "What the form may send, as JSON. It is signed." },
  "q-sign-algorithm": { type: "string", meaning: "How it is signed.", values: ["sha1"] },
  "q-ak": { type: "string", meaning: "The id of the key that signs." },
  "q-key-time": {
    type: "string",
    meaning: "From when until when the signature holds, in Unix seconds: `1;2`.",
  },
  "q-signature": { type: "string", meaning: "The signature of the policy.", secret: true },
  "x-cos-security-token": { type: "string", meaning: "The token of temporary keys.", secret: true },
  file: { type: "string", meaning: "The content. The last field.", required: true },
} as const satisfies Parameters;
