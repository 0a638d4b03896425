/** What becomes of photos with time: cheaper classes, an end for drafts and for old versions, nothing left of broken uploads. */
import * as cos from "pulumi-tencentcos";

// Versions and delete markers outlive their objects; forceDestroy removes them together with the bucket.
const photos = new cos.Bucket("photos", { forceDestroy: true });

new cos.BucketTagging("photos", { bucket: photos, tags: { team: "archive", "cost-center": "4711" } });

new cos.BucketVersioning("photos", { bucket: photos, status: "Enabled" });

new cos.BucketLifecycle("photos", {
  bucket: photos,
  rules: [
    {
      id: "originals get cheaper",
      filter: { prefix: "originals/" },
      transitions: [
        { days: 30, storageClass: "STANDARD_IA" },
        { days: 365, storageClass: "DEEP_ARCHIVE" },
      ],
      noncurrentVersionTransitions: [{ noncurrentDays: 7, storageClass: "ARCHIVE" }],
      noncurrentVersionExpiration: { noncurrentDays: 90 },
    },
    {
      id: "rejected drafts go",
      filter: { and: { prefix: "drafts/", tags: { state: "rejected" } } },
      expiration: { days: 7 },
    },
    {
      id: "previews go in 2030",
      status: "Disabled", // not decided yet; a disabled rule is kept and does nothing
      filter: { tag: { key: "kind", value: "preview" } },
      expiration: { date: "2030-01-01T00:00:00+08:00" },
    },
    {
      id: "nothing stays behind",
      expiration: { expiredObjectDeleteMarker: true },
      abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
    },
  ],
});

// Objects of the class INTELLIGENT_TIERING move between its tiers by how often they are used.
const tiering = new cos.BucketIntelligentTiering("default", {
  bucket: photos,
  tieringId: "default",
  tierings: [{ accessTier: "INFREQUENT", days: 60 }],
});

new cos.BucketIntelligentTiering(
  "scans",
  {
    bucket: photos,
    tieringId: "scans",
    filter: { prefix: "scans/" },
    tierings: [
      { accessTier: "ARCHIVE_ACCESS", days: 180 },
      { accessTier: "DEEP_ARCHIVE_ACCESS", days: 365 },
    ],
  },
  { dependsOn: tiering },
);

export const bucket = photos.bucket;
