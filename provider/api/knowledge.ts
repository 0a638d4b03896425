/** What the client has to know of COS to work for resources and calls: options of every such client. */

import { doubt } from "./answers";
import { operationTraits } from "./operations/traits";

/** Which answers are COS's, and what is known of each operation. */
export const knowledgeOfCos = { doubt, operations: operationTraits } as const;
