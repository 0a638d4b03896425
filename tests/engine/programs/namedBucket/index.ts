/** A bucket whose name the stack's configuration gives. */
import * as pulumi from "@pulumi/pulumi";
import * as cos from "pulumi-tencentcos";

const name = new pulumi.Config().require("name");

export const bucket = new cos.Bucket("data", { bucket: name }).bucket;
