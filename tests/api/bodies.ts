/** Bodies of requests whose pages have no sample, or one with placeholders in it. */
export const bodies: Readonly<Record<string, unknown>> = {
  PutBucketCors: { CORSRule: [{ AllowedOrigin: ["*"], AllowedMethod: ["GET"] }] },
  PutBucketPolicy: {
    Statement: [
      {
        Principal: { qcs: ["qcs::cam::anyone:anyone"] },
        Effect: "allow",
        Action: ["name/cos:GetObject"],
        Resource: ["*"],
      },
    ],
    version: "2.0",
  },
  PutBucketStrictSignature: { Rule: [{ ID: "reads", headerlist: { header: ["host"] } }] },
  PutBucketIntelligentTiering: {
    Id: "archive",
    Status: "Enabled",
    Tiering: [{ AccessTier: "ARCHIVE_ACCESS", Days: 180 }],
  },
  PutBucketAccessMonitor: { Status: "Enabled" },
  PutBucketNotification: {
    CloudFunctionConfiguration: [{ CloudFunction: "f", Event: ["cos:ObjectCreated:*"] }],
  },
  PutBucketDomainCertificate: {
    CertificateInfo: { CertType: "CustomCert", CustomCert: { Cert: "C", PrivateKey: "K" } },
    DomainList: { DomainName: "www.example.com" },
  },
  PutObjectRetention: { Mode: "COMPLIANCE", RetainUntilDate: "2030-01-01T00:00:00.000Z" },
  PostObjectDecompression: {
    OutputConfiguration: { BucketName: "b-1250000000", PrefixReplaced: false, ResourcesPrefix: "" },
  },
  PutLiveChannel: { Target: { Type: "HLS" } },
};
