/** Guesses about uploads by forms of web pages. */

import { formBoundary, formField, type Guess, step } from "../guess";

const open = step("PutBucketAcl", "PUT /?acl", { headers: { "x-cos-acl": "public-read-write" } });
const form = (fields: Readonly<Record<string, string>>, signedFields = "") => ({
  anonymous: true as const,
  headers: { "content-type": `multipart/form-data; boundary=${formBoundary}` },
  body: `${[
    ...Object.entries(fields).map(([name, value]) => formField(name, value)),
    signedFields,
    `--${formBoundary}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\ntext\r\n`,
  ].join("")}--${formBoundary}--\r\n`,
});

/** Uploads by forms. */
export const formGuesses: readonly Guess[] = [
  {
    id: "form-key",
    assumes: "A form without a key is refused with 400 InvalidArgument.",
    files: ["operations/postObject.ts"],
    probe: [open, step("PostObject", "POST /", { ...form({}), expect: { status: "400 InvalidArgument" } })],
  },
  {
    id: "form-redirect",
    assumes: "A success_action_redirect that is not a URL is ignored: 204.",
    files: ["operations/postObject.ts"],
    probe: [
      open,
      step("PostObject", "POST /", {
        ...form({ key: "a.txt", success_action_redirect: "nowhere" }),
        expect: { status: "204" },
      }),
    ],
  },
  {
    id: "form-document",
    assumes: "A form that asks for the status 201 gets a PostResponse with Location, Bucket, Key and ETag.",
    files: ["operations/postObject.ts"],
    probe: [
      open,
      step("PostObject", "POST /", {
        ...form({ key: "a.txt", success_action_status: "201" }),
        expect: {
          status: "201",
          body: /<PostResponse>\s*<Location>.*<Bucket>.*<Key>a\.txt<\/Key>\s*<ETag>/s,
        },
      }),
    ],
  },
  {
    id: "form-limits",
    assumes: "The fields of a form may have 20 KB together, the headers of a field 8 KB.",
    files: ["request/form.ts"],
    probe: [
      open,
      step("PostObject", "POST /", {
        ...form({ key: "a.txt", note: "x".repeat(21 * 1024) }),
        expect: { status: /^400 / },
      }),
    ],
  },
  {
    id: "form-signature-missing",
    assumes: "A signed form that lacks a part of its signature is refused with 400 InvalidArgument.",
    files: ["signature/formPolicy.ts"],
    probe: [
      step("PostObject", "POST /", {
        ...form({ key: "a.txt", "q-sign-algorithm": "sha1", "q-ak": "{secretId}" }),
        expect: { status: "400 InvalidArgument" },
      }),
    ],
  },
  {
    id: "form-policy-words",
    assumes: "A form that its policy does not allow is refused with S3's messages.",
    files: ["signature/formPolicy.ts"],
    probe: [
      step("PostObject", "POST /", {
        ...form({ key: "b.txt" }, "{signedFields}"),
        conditions: [["eq", "$key", "a.txt"]],
        expect: {
          status: "403 AccessDenied",
          "<Message>": /^Invalid according to Policy: Policy Condition failed: /,
        },
      }),
    ],
  },
];
