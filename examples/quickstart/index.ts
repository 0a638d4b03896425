/** A small website on COS: a bucket that everyone may read, a page, a picture, and an archive that goes up in parts. */
import * as cos from "pulumi-tencentcos";
import { makeArchive } from "./archive";

const site = new cos.Bucket("site");

const access = new cos.BucketAcl("site", { bucket: site, acl: "public-read" });

new cos.BucketCors("site", {
  bucket: site,
  rules: [
    {
      allowedOrigins: ["https://www.example.com"],
      allowedMethods: ["GET", "HEAD"],
      allowedHeaders: ["*"],
      maxAgeSeconds: 600,
    },
  ],
});

const page = new cos.Object("page", {
  bucket: site,
  key: "index.html",
  source: "index.html",
  cacheControl: "max-age=60",
});

new cos.Object("picture", { bucket: site, key: "picture.png", source: "picture.png" });

new cos.Object("archive", { bucket: site, key: "archive.bin", source: makeArchive() });

export const bucket = site.bucket;
export const url = page.url;
export const acl = access.acl;
