/** A website from a folder: assets with hashes in their names are kept for a year, pages are asked for anew each time. */
import * as pulumi from "@pulumi/pulumi";
import * as cos from "pulumi-tencentcos";

// The folder that a site generator has written; `pulumi config set source dist` takes another one.
const source = new pulumi.Config().get("source") ?? "public";

const site = new cos.Bucket("site");

new cos.BucketAcl("site", { bucket: site, acl: "public-read" });

const website = new cos.BucketWebsite("site", {
  bucket: site,
  indexDocument: { suffix: "index.html" },
  errorDocument: { key: "404.html" },
});

const files = new cos.Folder("site", {
  bucket: site,
  source,
  rules: [
    { match: "assets/**", cacheControl: "max-age=31536000, immutable" },
    { match: "*.html", cacheControl: "no-cache" },
  ],
});

export const bucket = site.bucket;
export const fileCount = files.fileCount;
export const address = pulumi.interpolate`http://${website.websiteEndpoint}`;
