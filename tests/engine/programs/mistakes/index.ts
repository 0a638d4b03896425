/** A mistake beside a secret. The engine stops at the first, so the configuration says which it is to be. */
import * as pulumi from "@pulumi/pulumi";
import * as cos from "pulumi-tencentcos";

const bucket = "site-1250000000";

const mistakes: Record<string, () => unknown> = {
  "two that exclude each other": () =>
    new cos.BucketDomainCertificate("both", {
      bucket,
      domainName: "www.example.com",
      certId: "abc",
      privateKey: "-----BEGIN PRIVATE KEY-----\nhush\n-----END PRIVATE KEY-----",
    }),
  "a secret of the program's own": () =>
    new cos.BucketEncryption("own", { bucket, sseAlgorithm: pulumi.secret("hush" as never) }),
  "a list with a secret far below": () =>
    new cos.BucketOrigin("list", { bucket, rules: { credentialProvider: { secretKey: "hush" } } } as never),
  "a value inside of others": () =>
    new cos.BucketCors("inside", {
      bucket,
      rules: [{ allowedOrigins: ["*"], allowedMethods: ["FETCH" as never] }],
    }),
  "an archive": () =>
    new cos.Object("archive", { bucket, key: "b", source: new pulumi.asset.FileArchive(".") as never }),
};

mistakes[new pulumi.Config().require("mistake")]?.();
