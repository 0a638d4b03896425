/** The smallest program: a bucket whose name is made for it. */
import * as cos from "pulumi-tencentcos";

const data = new cos.Bucket("data");

export const bucket = data.bucket;
