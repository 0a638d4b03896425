/** A bucket with one file that goes up in parts. */
import * as pulumi from "@pulumi/pulumi";
import * as cos from "pulumi-tencentcos";

const site = new cos.Bucket("site");
new cos.Object("film", { bucket: site, key: "film.bin", source: new pulumi.Config().require("file") });

export const bucket = site.bucket;
