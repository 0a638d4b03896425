/** Guesses about objects: writing, copying, deleting, parts and links. */

import { type Guess, step } from "../guess";
import { library, lock } from "./reasons";

const put = step("PutObject", "PUT /a.txt", { body: "text" });
const link = step("PutSymlink", "PUT /b.txt?symlink", { headers: { "x-cos-symlink-target": "a.txt" } });
const copy = (source: string, headers: Readonly<Record<string, string>> = {}) => ({
  "x-cos-copy-source": `${source}.cos.{region}.myqcloud.com/a.txt`,
  ...headers,
});
const start = step("InitiateMultipartUpload", "POST /a.txt?uploads", { take: { uploadId: "<UploadId>" } });
const complete = (number: number) =>
  step("CompleteMultipartUpload", "POST /a.txt?uploadId={uploadId}", {
    body: `<CompleteMultipartUpload><Part><PartNumber>${number}</PartNumber><ETag>{etag}</ETag></Part></CompleteMultipartUpload>`,
  });
const part = (number: number) =>
  step("UploadPart", `PUT /a.txt?partNumber=${number}&uploadId={uploadId}`, {
    body: "text",
    take: { etag: "etag" },
  });
const rename = (key: string, source: string, status: string) =>
  step("RenameObject", `PUT ${key}?rename`, {
    headers: { "x-cos-rename-source": source },
    expect: { status },
  });
const folders =
  "<CreateBucketConfiguration><BucketArchConfig>OFS</BucketArchConfig></CreateBucketConfiguration>";
const versioned = step("PutBucketVersioning", "PUT /?versioning", {
  body: "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>",
});

/** Writing, copying, deleting, parts and links. */
export const objectGuesses: readonly Guess[] = [
  {
    id: "s3-answer-headers",
    assumes: "COS answers libraries for S3 with headers under Amazon's names.",
    files: ["http/send.ts"],
    probe: library,
  },
  {
    id: "s3-list-v2",
    assumes: "Only libraries for S3 get the second version of the listing; to others list-type is unknown.",
    files: ["operations/listObjects.ts"],
    probe: [step("GetBucket", "GET /?list-type=2", { expect: { status: "200", "<KeyCount>": null } })],
  },
  {
    id: "s3-checksums",
    assumes: "Check sums of libraries for S3 are compared, with S3's codes.",
    files: ["request/body.ts"],
    probe: library,
  },
  {
    id: "append-zones",
    assumes: "Appending in a bucket of several zones is refused with ObjectNotAppendable.",
    files: ["operations/append.ts"],
    configuration:
      "<CreateBucketConfiguration><BucketAZConfig>MAZ</BucketAZConfig></CreateBucketConfiguration>",
    probe: [
      step("AppendObject", "POST /a.txt?append&position=0", {
        body: "text",
        expect: { status: /^4\d\d ObjectNotAppendable$/ },
      }),
    ],
  },
  {
    id: "append-versioning",
    assumes: "An object that is appended to while versioning is enabled is the version `null`.",
    files: ["store/store.ts"],
    probe: [
      versioned,
      step("AppendObject", "POST /a.txt?append&position=0", { body: "text" }),
      step("HeadObject", "HEAD /a.txt", { expect: { "x-cos-version-id": "null" } }),
    ],
  },
  {
    id: "copy-no-bucket",
    assumes: "A copy from a bucket that is not there gets 404 NoSuchBucket.",
    files: ["operations/copy.ts"],
    probe: [
      step("PutObjectCopy", "PUT /b.txt", {
        headers: copy("{missing}"),
        expect: { status: "404 NoSuchBucket" },
      }),
    ],
  },
  {
    id: "copy-onto-itself",
    assumes: "Copying an object onto itself without replacing anything is refused with 400 InvalidRequest.",
    files: ["operations/copy.ts"],
    probe: [
      put,
      step("PutObjectCopy", "PUT /a.txt", {
        headers: copy("{bucket}"),
        expect: { status: "400 InvalidRequest" },
      }),
    ],
  },
  {
    id: "copy-parts-etag",
    assumes: "The copy of an object that was uploaded in parts has an ETag without the number of parts.",
    files: ["operations/copy.ts"],
    probe: [
      start,
      part(1),
      complete(1),
      step("PutObjectCopy", "PUT /b.txt", { headers: copy("{bucket}") }),
      step("HeadObject", "HEAD /b.txt", { expect: { etag: /^"[0-9a-f]{32}"$/ } }),
    ],
  },
  {
    id: "symlink-copy",
    assumes: "The copy of a symbolic link is a copy of its target.",
    files: ["operations/copy.ts"],
    probe: [
      put,
      link,
      step("PutObjectCopy", "PUT /c.txt", {
        headers: { "x-cos-copy-source": "{bucket}.cos.{region}.myqcloud.com/b.txt" },
      }),
      step("GetObject", "GET /c.txt", { expect: { status: "200", body: "text" } }),
      step("GetSymlink", "GET /c.txt?symlink", { expect: { "x-cos-symlink-target": null } }),
    ],
  },
  {
    id: "delete-empty-key",
    assumes: "Deleting many objects refuses an empty key with 400 MalformedXML.",
    files: ["operations/deleteMultiple.ts"],
    probe: [
      step("DeleteMultipleObjects", "POST /?delete", {
        body: "<Delete><Object><Key></Key></Object></Delete>",
        expect: { status: "400 MalformedXML" },
      }),
    ],
  },
  {
    id: "part-number",
    assumes: "A part number out of range is refused with 400 InvalidArgument.",
    files: ["operations/multipart.ts"],
    probe: [start, { ...part(0), take: {}, expect: { status: "400 InvalidArgument" } }],
  },
  {
    id: "parts-from-two",
    assumes: "The numbers of parts need not begin at 1.",
    files: ["operations/multipart.ts"],
    probe: [start, part(2), { ...complete(2), expect: { status: "200" } }],
  },
  {
    id: "forbid-overwrite",
    assumes: "With x-cos-forbid-overwrite an object that is there is not replaced: 409 FileAlreadyExists.",
    files: ["operations/object.ts"],
    probe: [
      put,
      step("PutObject", "PUT /a.txt", {
        body: "other",
        headers: { "x-cos-forbid-overwrite": "true" },
        expect: { status: "409 FileAlreadyExists" },
      }),
    ],
  },
  {
    id: "tagging-count",
    assumes: "GET and HEAD of an object count its tags in x-cos-tagging-count.",
    files: ["operations/object.ts"],
    probe: [
      step("PutObject", "PUT /a.txt", { body: "text", headers: { "x-cos-tagging": "a=1&b=2" } }),
      step("GetObject", "GET /a.txt", { expect: { "x-cos-tagging-count": "2" } }),
      step("HeadObject", "HEAD /a.txt", { expect: { "x-cos-tagging-count": "2" } }),
    ],
  },
  {
    id: "object-tagging-empty",
    assumes: "An object without tags answers 200 with an empty set.",
    files: ["operations/tagging.ts"],
    probe: [
      put,
      step("GetObjectTagging", "GET /a.txt?tagging", { expect: { status: "200", "<Key>": null } }),
    ],
  },
  {
    id: "content-type-guess",
    assumes: "COS derives a missing Content-Type from the extension.",
    files: ["operations/write.ts"],
    probe: [
      step("PutObject", "PUT /a.png", { body: "text" }),
      step("HeadObject", "HEAD /a.png", { expect: { "content-type": "image/png" } }),
    ],
  },
  {
    id: "delete-marker-header",
    assumes: "GET of a delete marker sends x-cos-delete-marker, as HEAD does.",
    files: ["request/operation.ts"],
    probe: [
      versioned,
      put,
      step("DeleteObject", "DELETE /a.txt"),
      step("GetObject", "GET /a.txt", { expect: { status: "404 NoSuchKey", "x-cos-delete-marker": "true" } }),
    ],
  },
  {
    id: "traffic-limit-range",
    assumes: "An x-cos-traffic-limit out of range is refused with 400 InvalidArgument.",
    files: ["request/pace.ts"],
    probe: [
      put,
      step("GetObject", "GET /a.txt", {
        headers: { "x-cos-traffic-limit": "1" },
        expect: { status: "400 InvalidArgument" },
      }),
    ],
  },
  {
    id: "object-retention-absent",
    assumes: "An object that nothing locks answers ?retention with 404 NoSuchObjectLockConfiguration.",
    files: ["operations/retention.ts"],
    probe: [
      put,
      step("GetObjectRetention", "GET /a.txt?retention", {
        expect: { status: "404 NoSuchObjectLockConfiguration" },
      }),
    ],
  },
  {
    id: "object-retention-codes",
    assumes: "A retention of an object that would end earlier is refused.",
    files: ["operations/retention.ts"],
    probe: lock,
  },
  {
    id: "symlink-not-a-link",
    assumes: "Asking for the target of an object that is not a link is refused with 400 InvalidRequest.",
    files: ["operations/symlink.ts"],
    probe: [put, step("GetSymlink", "GET /a.txt?symlink", { expect: { status: "400 InvalidRequest" } })],
  },
  {
    id: "symlink-encoding",
    assumes: "The target of a link is shown percent-encoded, slashes excepted.",
    files: ["operations/symlink.ts"],
    probe: [
      step("PutSymlink", "PUT /b.txt?symlink", { headers: { "x-cos-symlink-target": "x/%C3%A4%20b.txt" } }),
      step("GetSymlink", "GET /b.txt?symlink", { expect: { "x-cos-symlink-target": "x/%C3%A4%20b.txt" } }),
    ],
  },
  {
    id: "symlink-no-target",
    assumes: "A link without a target is refused with 400 InvalidArgument.",
    files: ["operations/symlink.ts"],
    probe: [step("PutSymlink", "PUT /b.txt?symlink", { expect: { status: "400 InvalidArgument" } })],
  },
  {
    id: "symlink-targets",
    assumes:
      "A link to a link, or to what is not there, gets 404 NoSuchKey, and the target must be readable too.",
    files: ["request/operation.ts"],
    probe: [
      put,
      link,
      step("PutSymlink", "PUT /c.txt?symlink", { headers: { "x-cos-symlink-target": "b.txt" } }),
      step("GetObject", "GET /c.txt", { expect: { status: "404 NoSuchKey" } }),
      step("PutSymlink", "PUT /d.txt?symlink", { headers: { "x-cos-symlink-target": "none.txt" } }),
      step("GetObject", "GET /d.txt", { expect: { status: "404 NoSuchKey" } }),
    ],
  },
  {
    id: "ofs-rename",
    assumes:
      "Renaming overwrites nothing, and no folder moves into itself: 409 FileAlreadyExists, 400 InvalidArgument.",
    files: ["operations/rename.ts"],
    configuration: folders,
    probe: [
      put,
      step("PutObject", "PUT /b.txt", { body: "text" }),
      rename("/b.txt", "/a.txt", "409 FileAlreadyExists"),
      step("PutObject", "PUT /c/d.txt", { body: "text" }),
      rename("/c/e/", "/c/", "400 InvalidArgument"),
    ],
  },
  {
    id: "rename-without-folders",
    assumes: "Renaming in a bucket without metadata acceleration is refused with 405 MethodNotAllowed.",
    files: ["operations/rename.ts"],
    probe: [put, rename("/b.txt", "/a.txt", "405 MethodNotAllowed")],
  },
  {
    id: "ofs-rename-source",
    assumes: "Renaming without a source is refused with 400 InvalidArgument.",
    files: ["operations/rename.ts"],
    configuration: folders,
    probe: [step("RenameObject", "PUT /b.txt?rename", { expect: { status: "400 InvalidArgument" } })],
  },
];
