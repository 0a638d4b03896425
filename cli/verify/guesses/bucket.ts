/** Guesses about buckets: rules for web pages, tags, signatures, and the list of buckets. */

import { type Guess, step } from "../guess";
import { listOfBuckets } from "./reasons";

const referer = (domain: string, more = "") =>
  `<RefererConfiguration><Status>Enabled</Status><RefererType>White-List</RefererType><DomainList><Domain>${domain}</Domain></DomainList>${more}</RefererConfiguration>`;
const strict = (action: string, header: string) =>
  `<StrictSignatureConfiguration><Rule><ID>a</ID><actionlist><action>${action}</action></actionlist><headerlist><header>${header}</header></headerlist></Rule></StrictSignatureConfiguration>`;
const cors = (more = "") =>
  `<CORSConfiguration><CORSRule><AllowedOrigin>https://www.example.com</AllowedOrigin><AllowedMethod>GET</AllowedMethod>${more}</CORSRule></CORSConfiguration>`;

/** Configurations that say who may use a bucket, and its name and tags. */
export const bucketGuesses: readonly Guess[] = [
  {
    id: "configuration-delete-absent",
    assumes: "Deleting a configuration that is not there gets 204.",
    files: ["configurations/configuration.ts"],
    probe: [
      step("DeleteBucketCors", "DELETE /?cors", { expect: { status: "204" } }),
      step("DeleteBucketLifecycle", "DELETE /?lifecycle", { expect: { status: "204" } }),
      step("DeleteBucketWebsite", "DELETE /?website", { expect: { status: "204" } }),
      step("DeleteBucketEncryption", "DELETE /?encryption", { expect: { status: "204" } }),
      step("DeleteBucketReplication", "DELETE /?replication", { expect: { status: "204" } }),
      step("DeleteBucketOrigin", "DELETE /?origin", { expect: { status: "204" } }),
      step("DeleteBucketDomain", "DELETE /?domain", { expect: { status: "204" } }),
    ],
  },
  {
    id: "configuration-size",
    assumes:
      "A lifecycle or replication may have a thousand rules, more than the 64 KB of other configurations.",
    files: ["configurations/lifecycle.ts", "configurations/replication.ts"],
    probe: [
      step("PutBucketLifecycle", "PUT /?lifecycle", {
        body: `<LifecycleConfiguration>${Array.from(
          { length: 1_000 },
          (_, index) =>
            `<Rule><ID>r${index}</ID><Filter><Prefix>${index}/</Prefix></Filter><Status>Enabled</Status><Expiration><Days>3650</Days></Expiration></Rule>`,
        ).join("")}</LifecycleConfiguration>`,
        expect: { status: "200" },
      }),
    ],
  },
  {
    id: "cors-expose-asterisk",
    assumes: "An asterisk within a name of ExposeHeader is refused with 400 MalformedXML.",
    files: ["configurations/cors.ts"],
    probe: [
      step("PutBucketCors", "PUT /?cors", {
        body: cors("<ExposeHeader>x-cos-*</ExposeHeader>"),
        expect: { status: "400 MalformedXML" },
      }),
    ],
  },
  {
    id: "cors-no-match",
    assumes: "A request from an origin that no CORS rule allows is served, without the headers for it.",
    files: ["configurations/cors.ts"],
    probe: [
      step("PutObject", "PUT /a.txt", { body: "text" }),
      step("PutBucketCors", "PUT /?cors", { body: cors() }),
      step("GetObject", "GET /a.txt", {
        headers: { origin: "https://other.example.com" },
        expect: { status: "200", "access-control-allow-origin": null },
      }),
    ],
  },
  {
    id: "policy-absent",
    assumes: "A bucket without a policy answers 404 NoSuchBucketPolicy.",
    files: ["configurations/policy.ts"],
    probe: [step("GetBucketPolicy", "GET /?policy", { expect: { status: "404 NoSuchBucketPolicy" } })],
  },
  {
    id: "referer-scheme",
    assumes: "A domain of a referer rule that begins with a scheme is refused with 400 MalformedXML.",
    files: ["configurations/referer.ts"],
    probe: [
      step("PutBucketReferer", "PUT /?referer", {
        body: referer("https://www.example.com"),
        expect: { status: "400 MalformedXML" },
      }),
    ],
  },
  {
    id: "referer-verify-url",
    assumes:
      "VerifySignatureURL comes back as it was put, and where it is shown without having been put it is `Disabled`.",
    files: ["configurations/referer.ts", "emulator.ts"],
    probe: [
      step("PutBucketReferer", "PUT /?referer", {
        body: referer("www.example.com", "<VerifySignatureURL>Enabled</VerifySignatureURL>"),
      }),
      step("GetBucketReferer", "GET /?referer", { expect: { "<VerifySignatureURL>": "Enabled" } }),
    ],
  },
  {
    id: "referer-signed-url",
    assumes: "Signed URLs are checked against the referer rules only when VerifySignatureURL is on.",
    files: ["configurations/referer.ts"],
    probe: "It is about signed URLs, and probes sign in a header.",
  },
  {
    id: "referer-case",
    assumes: "The letter case of a domain does not count in referer rules.",
    files: ["configurations/referer.ts"],
    probe: [
      step("PutObject", "PUT /a.txt", { body: "text", headers: { "x-cos-acl": "public-read" } }),
      step("PutBucketReferer", "PUT /?referer", { body: referer("www.example.com") }),
      step("GetObject", "GET /a.txt", {
        anonymous: true,
        headers: { referer: "https://WWW.EXAMPLE.COM/" },
        expect: { status: "200" },
      }),
    ],
  },
  {
    id: "strict-signature-headers",
    assumes: "A strict signature may ask for any header that begins with x-cos-.",
    files: ["configurations/strictSignature.ts"],
    probe: [
      step("PutBucketStrictSignature", "PUT /?strict-signature", {
        body: strict("PutObject", "x-cos-meta-a"),
        expect: { status: "200" },
      }),
    ],
  },
  {
    id: "strict-signature-actions",
    assumes: "A strict signature for an action that has none is refused with 400 InvalidArgument.",
    files: ["configurations/strictSignature.ts"],
    probe: [
      step("PutBucketStrictSignature", "PUT /?strict-signature", {
        body: strict("PostObject", "Host"),
        expect: { status: "400 InvalidArgument" },
      }),
    ],
  },
  {
    id: "strict-signature-absent",
    assumes: "A bucket without strict signatures answers 404 NoSuchStrictSignatureConfiguration.",
    files: ["configurations/strictSignature.ts"],
    probe: [
      step("GetBucketStrictSignature", "GET /?strict-signature", {
        expect: { status: "404 NoSuchStrictSignatureConfiguration" },
      }),
    ],
  },
  {
    id: "tagging-empty",
    assumes: "An empty set of tags for a bucket is refused with 400 MalformedXML.",
    files: ["configurations/tagging.ts"],
    probe: [
      step("PutBucketTagging", "PUT /?tagging", {
        body: "<Tagging><TagSet></TagSet></Tagging>",
        expect: { status: "400 MalformedXML" },
      }),
    ],
  },
  {
    id: "max-keys-zero",
    assumes: "A page of no entries (max-keys=0) is refused with 400 InvalidArgument.",
    files: ["operations/query.ts"],
    probe: [step("GetBucket", "GET /?max-keys=0", { expect: { status: "400 InvalidArgument" } })],
  },
  {
    id: "bucket-order",
    assumes: "The buckets of an account are listed by their names.",
    files: ["operations/service.ts"],
    probe: listOfBuckets,
  },
  {
    id: "bucket-type-ofs",
    assumes: "The list of buckets calls one with metadata acceleration `ofs`.",
    files: ["operations/service.ts"],
    probe: listOfBuckets,
  },
];
