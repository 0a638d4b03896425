/** Guesses about websites, domains, acceleration and origins. */

import { type Guess, step } from "../guess";
import { ownDomain, ownServer } from "./reasons";

const putPublic = (key: string) =>
  step("PutObject", `PUT /${key}`, { body: "text", headers: { "x-cos-acl": "public-read" } });
const website = (rules = "") =>
  step("PutBucketWebsite", "PUT /?website", {
    body: `<WebsiteConfiguration><IndexDocument><Suffix>index.html</Suffix></IndexDocument>${rules && `<RoutingRules><RoutingRule>${rules}</RoutingRule></RoutingRules>`}</WebsiteConfiguration>`,
  });
const site = "{bucket}.cos-website.{region}";
const redirect = (priority: number, status: string, host: string) =>
  `<OriginRule><RulePriority>${priority}</RulePriority><OriginType>Redirect</OriginType><OriginCondition><HTTPStatusCode>${status}</HTTPStatusCode></OriginCondition><OriginParameter><Protocol>HTTPS</Protocol><HttpRedirectCode>302</HttpRedirectCode></OriginParameter><OriginInfo><HostInfo><HostName>${host}</HostName></HostInfo></OriginInfo></OriginRule>`;
const mirror = (parameter: string, host = "www.example.com") =>
  `<OriginRule><RulePriority>1</RulePriority><OriginType>Mirror</OriginType><OriginCondition><HTTPStatusCode>404</HTTPStatusCode></OriginCondition><OriginParameter><Protocol>HTTPS</Protocol>${parameter}</OriginParameter><OriginInfo><HostInfo><HostName>${host}</HostName></HostInfo></OriginInfo></OriginRule>`;
const origin = (...rules: readonly string[]) =>
  `<OriginConfiguration>${rules.join("")}</OriginConfiguration>`;

/** Websites, domains, acceleration and origins. */
export const deliveryGuesses: readonly Guess[] = [
  {
    id: "accelerated-operations",
    assumes: "Listing buckets, and creating and deleting one, is refused at the acceleration host.",
    files: ["configurations/accelerate.ts"],
    probe: [
      step("PutBucketAccelerate", "PUT /?accelerate", {
        body: "<AccelerateConfiguration><Status>Enabled</Status></AccelerateConfiguration>",
      }),
      step("DeleteBucket", "DELETE /", {
        host: "{bucket}.cos.accelerate",
        expect: { status: /ActionAccelerateNotSupported$/ },
      }),
    ],
  },
  {
    id: "domain-twice",
    assumes: "A domain that a document lists twice is refused with DomainConfigConflict.",
    files: ["configurations/domain.ts"],
    probe: ownDomain,
  },
  {
    id: "domain-requirements",
    assumes: "A domain for a website or acceleration that the bucket does not have is refused.",
    files: ["configurations/domain.ts"],
    probe: ownDomain,
  },
  {
    id: "domain-certificate-removed",
    assumes: "The certificate of a domain goes when the domain is removed.",
    files: ["configurations/domain.ts"],
    probe: ownDomain,
  },
  {
    id: "certificate-validity",
    assumes: "A certificate that is given by its id holds for a year.",
    files: ["configurations/domainCertificate.ts"],
    probe: ownDomain,
  },
  {
    id: "certificate-key",
    assumes: "A key that does not belong to the certificate is refused with 400 InvalidArgument.",
    files: ["configurations/domainCertificate.ts"],
    probe: ownDomain,
  },
  {
    id: "certificate-absent",
    assumes: "A domain without a certificate answers 404 DomainCertificateNotFoundError.",
    files: ["configurations/domainCertificate.ts"],
    probe: [
      step("GetBucketDomainCertificate", "GET /?domaincertificate&domainname=www.example.com", {
        expect: { status: "404 DomainCertificateNotFoundError" },
      }),
    ],
  },
  {
    id: "certificate-without-domain",
    assumes:
      "A certificate for a domain that the bucket does not have is refused with DomainConfigNotFoundError.",
    files: ["configurations/domainCertificate.ts"],
    probe: "It needs a certificate that COS accepts.",
  },
  {
    id: "origin-priority",
    assumes: "Of several origin rules that fit, the one with the lowest number decides.",
    files: ["behaviour/originPull.ts"],
    probe: [
      step("PutBucketOrigin", "PUT /?origin", {
        body: origin(redirect(1, "404", "one.example.com"), redirect(2, "404", "two.example.com")),
      }),
      step("GetObject", "GET /none.txt", { expect: { location: /^https:\/\/one\.example\.com\// } }),
    ],
  },
  {
    id: "origin-no-answer",
    assumes: "An object that its origin does not answer gets 424 FailedDependency.",
    files: ["behaviour/originPull.ts"],
    probe: [
      step("PutBucketOrigin", "PUT /?origin", { body: origin(mirror("", "origin.invalid")) }),
      step("GetObject", "GET /none.txt", { expect: { status: "424 FailedDependency" } }),
    ],
  },
  {
    id: "origin-weights",
    assumes: "An origin without a weight counts as one with the weight 1.",
    files: ["behaviour/originPull.ts"],
    probe: ownServer,
  },
  {
    id: "origin-header-names",
    assumes:
      "Elements of HttpHeader that only SDKs know, such as FollowHttpHeader, come back as they were put.",
    files: ["configurations/origin.ts"],
    probe: [
      step("PutBucketOrigin", "PUT /?origin", {
        body: origin(mirror("<HttpHeader><FollowHttpHeader>true</FollowHttpHeader></HttpHeader>")),
      }),
      step("GetBucketOrigin", "GET /?origin", { expect: { "<FollowHttpHeader>": "true" } }),
    ],
  },
  {
    id: "origin-status-wildcards",
    assumes: "HTTPStatusCode may be 4XX, and comes back so.",
    files: ["configurations/origin.ts"],
    probe: [
      step("PutBucketOrigin", "PUT /?origin", { body: origin(redirect(1, "4XX", "www.example.com")) }),
      step("GetBucketOrigin", "GET /?origin", { expect: { "<HTTPStatusCode>": "4XX" } }),
    ],
  },
  {
    id: "origin-error-codes",
    assumes: "Origin rules that contradict each other are refused with 400 InvalidArgument.",
    files: ["configurations/origin.ts"],
    probe: [
      step("PutBucketOrigin", "PUT /?origin", {
        body: origin(redirect(1, "404", "one.example.com"), redirect(1, "403", "two.example.com")),
        expect: { status: "400 InvalidArgument" },
      }),
    ],
  },
  {
    id: "origin-secret",
    assumes: "The keys of a private origin are not shown.",
    files: ["configurations/origin.ts"],
    probe: "It needs keys of another object storage.",
  },
  {
    id: "website-error",
    assumes: "A website without an error document answers errors as XML.",
    files: ["operations/website.ts"],
    probe: [
      putPublic("index.html"),
      website(),
      step("GetObject", "GET /none.html", { host: site, anonymous: true, expect: { status: /^40[34] \w+/ } }),
    ],
  },
  {
    id: "website-parameters",
    assumes: "The parameter versionId of a website's URL is ignored.",
    files: ["operations/website.ts"],
    probe: [
      putPublic("index.html"),
      website(),
      step("GetObject", "GET /index.html?versionId=none", {
        host: site,
        anonymous: true,
        expect: { status: "200" },
      }),
    ],
  },
  {
    id: "website-url-redirect",
    assumes:
      "A routing rule whose URLRedirect is Disabled shows the other page instead of redirecting there.",
    files: ["operations/website.ts"],
    probe: [
      putPublic("b.html"),
      website(
        "<Condition><KeyPrefixEquals>a/</KeyPrefixEquals></Condition><Redirect><ReplaceKeyWith>b.html</ReplaceKeyWith><URLRedirect>Disabled</URLRedirect></Redirect>",
      ),
      step("GetObject", "GET /a/x.html", {
        host: site,
        anonymous: true,
        expect: { status: "200", body: "text" },
      }),
    ],
  },
  {
    id: "website-redirect",
    assumes: "A routing rule redirects to a whole URL, with 302.",
    files: ["operations/website.ts"],
    probe: [
      website(
        "<Condition><KeyPrefixEquals>a/</KeyPrefixEquals></Condition><Redirect><ReplaceKeyWith>b.html</ReplaceKeyWith></Redirect>",
      ),
      step("GetObject", "GET /a/x.html", {
        host: site,
        anonymous: true,
        expect: { status: "302", location: /^https?:\/\/[^/]+\/b\.html$/ },
      }),
    ],
  },
];
