/** Who may do what with reports: an editor writes drafts, a partner reads what is published, and nobody removes that again. */
import * as pulumi from "@pulumi/pulumi";
import * as cos from "pulumi-tencentcos";

const config = new pulumi.Config();
const account = config.require("account"); // the UIN of the bucket's account
const editor = config.require("editor"); // of one of its sub-accounts
const partner = config.require("partner"); // of other accounts
const auditor = config.require("auditor");

const reports = new cos.Bucket("reports");

const encryption = new cos.BucketEncryption("reports", { bucket: reports, sseAlgorithm: "AES256" });

const report = new cos.Object(
  "published/2026.txt",
  { bucket: reports, content: "All is well.\n" },
  { dependsOn: encryption }, // which is for objects that are written after it
);

new cos.BucketAcl("reports", {
  bucket: reports,
  grants: [{ grantee: { uin: auditor }, permission: "READ" }],
});

new cos.BucketPolicy(
  "reports",
  {
    bucket: reports,
    policy: {
      statement: [
        cos.policyStatement({
          sid: "drafts",
          effect: "allow",
          principals: [cos.subUin(account, editor)],
          actions: [...cos.readActions, ...cos.writeActions],
          resources: [cos.objectsOf(reports, "drafts/")],
        }),
        cos.policyStatement({
          sid: "published",
          effect: "allow",
          principals: [cos.uin(partner)],
          actions: cos.readActions,
          resources: [cos.objectsOf(reports, "published/")],
          condition: { ip_equal: { "qcs:ip": [config.require("partnerNetwork")] } },
        }),
        cos.policyStatement({
          sid: "kept",
          effect: "deny",
          principals: [cos.uin(account), cos.subUin(account, editor)],
          actions: cos.deleteActions,
          resources: [cos.objectsOf(reports, "published/")],
        }),
      ],
    },
  },
  // What the policy protects, not even a destroy could remove: so the policy comes last and goes first.
  { dependsOn: report },
);

// A link for an upload, once signed, cannot be used for another host or with other COS headers.
new cos.BucketStrictSignature("reports", {
  bucket: reports,
  rules: [{ id: "uploads", actions: ["PutObject"], headers: ["Host", "x-cos-*"] }],
});

export const bucket = reports.bucket;
