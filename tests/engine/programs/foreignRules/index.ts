/** CORS rules of a bucket that is there already, under a name of the program that the stack's configuration gives. */
import * as pulumi from "@pulumi/pulumi";
import * as cos from "pulumi-tencentcos";

const config = new pulumi.Config();

new cos.BucketCors(config.require("name"), {
  bucket: config.require("bucket"),
  rules: [{ allowedOrigins: [config.require("origin")], allowedMethods: ["GET"] }],
});
