/** As many objects as the stack's configuration says, as a website would have them. */
import * as pulumi from "@pulumi/pulumi";
import * as cos from "pulumi-tencentcos";

const count = new pulumi.Config().requireNumber("count");

const site = new cos.Bucket("site");

for (let number = 1; number <= count; number++) {
  const name = `page-${String(number).padStart(2, "0")}`;
  new cos.Object(name, { bucket: site, key: `pages/${name}.html`, source: "page.html" });
}
