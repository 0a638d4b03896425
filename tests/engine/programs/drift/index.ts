/** A bucket with something of each kind that can drift, one way or another. */
import * as pulumi from "@pulumi/pulumi";
import * as cos from "pulumi-tencentcos";

const config = new pulumi.Config();

const site = new cos.Bucket("site", { bucket: "shop-site", forceDestroy: true });

new cos.BucketCors("site", {
  bucket: site,
  rules: [
    { id: "pages", allowedOrigins: ["https://www.example.com"], allowedMethods: ["GET"] },
    {
      id: "uploads",
      allowedOrigins: ["https://app.example.com"],
      allowedMethods: ["PUT"],
      maxAgeSeconds: 60,
    },
  ],
});
new cos.BucketTagging("site", { bucket: site, tags: { team: "web", stage: "prod" } });
new cos.BucketLifecycle("site", {
  bucket: site,
  rules: [{ id: "old", status: "Enabled", filter: { prefix: "logs/" }, expiration: { days: 30 } }],
});
new cos.BucketReferer("site", {
  bucket: site,
  status: "Enabled",
  refererType: "White-List",
  domainList: ["www.example.com"],
  emptyReferConfiguration: "Allow",
});
new cos.Object("note", {
  bucket: site,
  key: "note.txt",
  content: config.requireSecret("note"),
  metadata: { by: "us" },
});
new cos.Object("page", { bucket: site, key: "page.html", content: "<h1>Page</h1>\n" });
new cos.Folder("files", { bucket: site, source: "./files", prefix: "files/" });

// What COS keeps so can only be kept longer.
const archive = new cos.Bucket("archive", { bucket: "shop-archive" });
new cos.BucketObjectLock("archive", { bucket: archive, days: 10 });

// The whole bucket of this one is gone when it is looked for.
const lost = new cos.Bucket("lost", { bucket: "shop-lost" });
new cos.BucketTagging("lost", { bucket: lost, tags: { team: "web" } });
