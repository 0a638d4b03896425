/** Files under domains of your own, by https and from anywhere: what the bucket lacks is fetched from the server that had it before. */
import * as pulumi from "@pulumi/pulumi";
import * as cos from "pulumi-tencentcos";

const config = new pulumi.Config();
const domain = config.require("domain"); // such as www.example.com
const accelerated = config.require("acceleratedDomain"); // such as global.example.com

// What is fetched from the old server belongs to no program; forceDestroy removes it together with the bucket.
const files = new cos.Bucket("files", { forceDestroy: true });

new cos.BucketAcl("files", { bucket: files, acl: "public-read" });

new cos.BucketOrigin("files", {
  bucket: files,
  rules: [
    {
      rulePriority: 1,
      originType: "Mirror",
      originCondition: { httpStatusCode: "404", prefix: "archive/" },
      originParameter: { protocol: "HTTP", httpHeader: { followHttpHeaders: ["Accept-Language"] } },
      originInfo: {
        hostInfos: [{ hostName: config.require("oldServer") }],
        fileInfo: { prefixConfiguration: { prefix: "archive/", replacedWithPrefix: "old/" } },
      },
    },
  ],
});

const acceleration = new cos.BucketAcceleration("files", { bucket: files, status: "Enabled" });

const domains = new cos.BucketDomain(
  "files",
  { bucket: files, rules: [{ name: domain }, { name: accelerated, type: "ACCELERATE" }] },
  { dependsOn: acceleration },
);

// pulumi config set --secret privateKey < www.key
const certificate = new cos.BucketDomainCertificate(
  "files",
  {
    bucket: files,
    domainName: domain,
    cert: config.require("certificate"),
    privateKey: config.requireSecret("privateKey"),
  },
  { dependsOn: domains },
);

new cos.Object("new.txt", { bucket: files, content: "New.\n" });

export const bucket = files.bucket;
export const dnsProof = domains.domainTxtVerification; // the TXT record with which COS believes that a domain is yours
export const certificateEnds = certificate.validityExpire.apply((seconds) =>
  new Date((seconds ?? 0) * 1000).toISOString(),
);
