/** `pulumi-tencentcos/client`: the signing client with the settings and explanations of this package. */

import * as client from "../client";
import { explain } from "../explanations/explain";

export * from "../client";
export { type ErrorGroup, type Explanation, errorGroups, explainCode } from "../explanations";
export { generalRemedy } from "../explanations/explain";
export { type ClientSettings, resolveSettings } from "./settings";

/** A client of the COS XML API whose errors end with what to do; `explain` replaces that, also with nothing: `explain: {}`. */
export class CosClient extends client.CosClient {
  constructor(options: client.CosClientOptions) {
    super({ ...options, explain: options.explain ?? explain });
  }
}
