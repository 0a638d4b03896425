/** A folder with the arguments and options that the stack's configuration gives. */
import * as pulumi from "@pulumi/pulumi";
import * as cos from "pulumi-tencentcos";

const config = new pulumi.Config();
const args = config.requireObject<{ source: string }>("args");
const ignoreChanges = config.getObject<string[]>("ignoreChanges") ?? [];

// A bucket of its own, or one that another stack has.
const bucket = config.get("bucket") ?? new cos.Bucket("site").bucket;
const files = new cos.Folder("site", { bucket, ...args }, { ignoreChanges });

export const fileCount = files.fileCount;
