/** A folder with the arguments and options that the stack's configuration gives. */
import * as pulumi from "@pulumi/pulumi";
import * as cos from "pulumi-tencentcos";

const config = new pulumi.Config();
const args = config.requireObject<{ source: string }>("args");
const ignoreChanges = config.getObject<string[]>("ignoreChanges") ?? [];

const bucket = new cos.Bucket("site");
const files = new cos.Folder("site", { bucket, ...args }, { ignoreChanges });

export const name = bucket.bucket;
export const fileCount = files.fileCount;
