/** A document to be filled in. */

import { type Shape, shapeOf } from "../../provider/api/json/shape";
import { writeXml } from "../../provider/api/json/write";
import type { Operation } from "../../provider/api/operations";
import type { JsonBody, XmlBody } from "../../provider/api/operations/operation";
import { renderXml } from "../../provider/codec";
import type { CallFlags } from "./callFlags";
import { write } from "./stdout";
import { UsageError } from "./usage";

type Document = Readonly<Record<string, unknown>>;

/**
 * Prints the document that an operation takes, with every member that it may have.
 * @throws UsageError when it takes none
 */
export async function printSkeleton({ name, body }: Operation, output: CallFlags["output"]): Promise<void> {
  if (body?.kind !== "xml" && body?.kind !== "json") {
    throw new UsageError(`${name} takes no document`);
  }
  const document = skeletonOf(body);
  await write(
    output === "xml" && body.kind === "xml"
      ? `${renderXml(writeXml(shapeOf(body.group), body.root, document))}\n`
      : `${JSON.stringify(document, undefined, 2)}\n`,
  );
}

/** Such a document as JSON. */
export function skeletonOf(body: XmlBody | JsonBody): Document {
  const shape = shapeOf(body.group);
  const filled = fill(shape);
  return shape.kind === "object" || body.kind === "json" ? (filled as Document) : { [body.root]: filled };
}

/** A value of the right type for each member; of what has but a few values, the first. */
function fill(shape: Shape): unknown {
  if (shape.repeated) {
    return [fill({ ...shape, repeated: false })];
  }
  const { kind, field, members } = shape;
  switch (kind) {
    case "object":
      return Object.fromEntries([...members].map(([name, member]) => [name, fill(member)]));
    case "integer":
      return field?.options.min ?? 1;
    case "boolean":
      return false;
    case "empty":
      return {};
    case "string":
      return field?.kind === "date" ? "2030-01-31T00:00:00.000Z" : (field?.options.oneOf?.[0] ?? "");
    default:
      return kind satisfies never;
  }
}
