/** An object whose file is not there. */
import * as cos from "pulumi-tencentcos";

const data = new cos.Bucket("data");

new cos.Object("report", { bucket: data, source: "reports/2026.pdf" });
