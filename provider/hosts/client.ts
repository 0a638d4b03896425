/** `pulumi-tencentcos/client`: the signing client with the settings and explanations of this package. */

import { operationTraits } from "../api/operations/traits";
import * as client from "../client";
import { explain } from "../explanations/explain";

export * from "../client";
export { type ErrorGroup, type Explanation, errorGroups, explainCode } from "../explanations";
export { generalRemedy } from "../explanations/explain";
export { type ClientSettings, resolveSettings } from "./settings";

/**
 * A client of the COS XML API that knows the operations of its table, and whose errors end with what to do. The options
 * `operations` and `explain` replace either; `explain: {}` says nothing.
 */
export class CosClient extends client.CosClient {
  constructor(options: client.CosClientOptions) {
    super({
      ...options,
      operations: options.operations ?? operationTraits,
      explain: options.explain ?? explain,
    });
  }
}
