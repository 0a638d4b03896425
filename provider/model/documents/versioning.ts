/** Versioning of a bucket (https://www.tencentcloud.com/document/product/436/19889, 19888; overview: 19883). */

import { group, string } from "../../codec/fields";

/** The document of `?versioning`. */
export const versioningConfiguration = group("BucketVersioning", {
  /**
   * `Enabled` keeps every version of an object, and a delete only marks it. `Suspended` keeps the versions that there are; new writes
   * replace each other.
   */
  status: string("Status", { oneOf: ["Enabled", "Suspended"] }),
});
