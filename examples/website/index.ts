/** A website on a host of its own: old addresses lead on, errors have a page, and other people's pages show no picture of it. */
import * as pulumi from "@pulumi/pulumi";
import * as cos from "pulumi-tencentcos";

const site = new cos.Bucket("site");

new cos.BucketAcl("site", { bucket: site, acl: "public-read" });

const website = new cos.BucketWebsite("site", {
  bucket: site,
  indexDocument: { suffix: "index.html" },
  errorDocument: { key: "error.html" },
  autoAddressing: { status: "Enabled" }, // articles/first is found without its .html
  rules: [
    { condition: { keyPrefixEquals: "blog/" }, redirect: { replaceKeyPrefixWith: "articles/" } },
    { condition: { keyPrefixEquals: "start" }, redirect: { replaceKeyWith: "index.html" } },
  ],
});

new cos.BucketReferer("site", {
  bucket: site,
  refererType: "White-List",
  domainList: [site.websiteDomainName, "*.example.com"],
  emptyReferConfiguration: "Allow", // an address that somebody types has no referer
});

new cos.BucketCors("site", {
  bucket: site,
  rules: [
    { allowedOrigins: ["https://app.example.com"], allowedMethods: ["GET", "HEAD"], maxAgeSeconds: 600 },
  ],
});

for (const key of ["index.html", "articles/first.html", "error.html", "logo.svg"]) {
  new cos.Object(key, { bucket: site, source: `pages/${key}` });
}

export const bucket = site.bucket;
export const address = pulumi.interpolate`http://${website.websiteEndpoint}`;
