/** A bucket that somebody set up in the console, taken under management as it is: where both agree, `up` writes nothing. */
import * as pulumi from "@pulumi/pulumi";
import * as cos from "pulumi-tencentcos";

const name = new pulumi.Config().require("bucket");

// The bucket was there before this stack, and is there after it.
const shop = new cos.Bucket("shop", { bucket: name, adoptExisting: true }, { retainOnDelete: true });

new cos.BucketAcl("shop", { bucket: shop, acl: "public-read" });

new cos.BucketTagging("shop", { bucket: shop, tags: { team: "shop" } });

new cos.BucketCors("shop", {
  bucket: shop,
  rules: [
    { allowedOrigins: ["https://till.example.com"], allowedMethods: ["GET", "PUT"], maxAgeSeconds: 300 },
  ],
});

new cos.BucketWebsite("shop", {
  bucket: shop,
  indexDocument: { suffix: "index.html" },
  rules: [{ condition: { keyPrefixEquals: "sale/" }, redirect: { replaceKeyPrefixWith: "goods/" } }],
});

new cos.BucketReferer("shop", {
  bucket: shop,
  refererType: "Black-List",
  domainList: ["*.example.org"],
  emptyReferConfiguration: "Allow",
});

new cos.BucketLifecycle("shop", {
  bucket: shop,
  rules: [
    { id: "receipts", filter: { prefix: "receipts/" }, transitions: [{ days: 90, storageClass: "ARCHIVE" }] },
    { id: "carts", status: "Disabled", filter: { prefix: "carts/" }, expiration: { days: 3 } },
  ],
});

new cos.BucketPolicy("shop", {
  bucket: shop,
  policy: {
    statement: [
      cos.policyStatement({
        effect: "deny",
        principals: [cos.anyone],
        actions: ["name/cos:GetObject"],
        resources: [cos.objectsOf(shop, "receipts/")],
      }),
    ],
  },
});

// Content types as they were uploaded; left out, they follow from the keys, `text/html; charset=utf-8`.
new cos.Object("index.html", {
  bucket: shop,
  content: "<h1>The shop</h1>\n",
  contentType: "text/html",
});

new cos.Object("goods/prices.json", {
  bucket: shop,
  content: '{"tea":3}\n',
  contentType: "application/json",
  cacheControl: "max-age=60",
});

export const bucket = shop.bucket;
