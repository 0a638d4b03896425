/** What the client asks of the table: give it to every client that sends operations by name. */

import type { OperationTraits } from "../../client";
import { findOperation, type Operation } from ".";

const isDocument = ({ body }: Operation) => body?.kind === "xml" || body?.kind === "json";

/** What the client has to know of an operation; `undefined` when there is none of that name. */
export function operationTraits(name: string): OperationTraits | undefined {
  const operation = findOperation(name);
  return (
    operation && {
      action: operation.action,
      repeatable: operation.repeatable,
      sendsDocument: isDocument(operation),
      answersContent: operation.answer?.kind === "content" || operation.answer?.kind === "frames",
      mayFailIn200: operation.answer?.kind === "xml" && operation.answer.mayBeError === true,
    }
  );
}
