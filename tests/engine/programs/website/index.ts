/** A bucket with every kind of thing that hangs on a bucket. */
import * as cos from "pulumi-tencentcos";

const site = new cos.Bucket("site");

new cos.BucketAcl("site", { bucket: site, acl: "public-read" });

new cos.BucketCors("site", {
  bucket: site,
  rules: [{ allowedOrigins: ["https://www.example.com"], allowedMethods: ["GET"] }],
});

new cos.Object("page", { bucket: site, key: "index.html", content: "<h1>Hello</h1>\n" });

export const bucket = site.bucket;
