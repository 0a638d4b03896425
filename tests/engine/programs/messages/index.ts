/** Resources with something to say: a warning at each check, and what COS refuses to delete. */
import * as cos from "pulumi-tencentcos";

const site = new cos.Bucket("site");

new cos.BucketLogging("itself", { bucket: site, targetBucket: site.bucket, targetPrefix: "logs/" });
new cos.BucketCors("cors", {
  bucket: site,
  rules: [{ allowedOrigins: ["https://www.example.com"], allowedMethods: ["GET"] }],
});
