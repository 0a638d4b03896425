/** Collects what the comments in the sources say of the elements of bodies, for the explorer's form. */

import path from "node:path";
import { type Shape, shapeOf } from "../../provider/api/json/shape";
import { operations } from "../../provider/api/operations";
import type { Comments } from "./comments";

/** Where the meanings are kept. */
export const elementsFile = path.resolve(__dirname, "../../cli/explore/elements.json");

/** The text of the file: comments by operation, and by the path of the element below the document's root. */
export function writeElements(comments: Comments): string {
  const found = operations.flatMap(({ name, body }) => {
    const entries = body !== undefined && "group" in body ? below(shapeOf(body.group), "", comments) : [];
    return entries.length === 0 ? [] : [[name, Object.fromEntries(entries)]];
  });
  return `${JSON.stringify(Object.fromEntries(found), undefined, 2)}\n`;
}

function below({ members }: Shape, above: string, comments: Comments): (readonly [string, string])[] {
  return [...members].flatMap(([name, shape]) => {
    const at = above === "" ? name : `${above}>${name}`;
    const meaning = shape.field === undefined ? undefined : comments.fields.get(shape.field)?.text;
    const own = meaning === undefined || meaning === "" ? [] : [[at, meaning.replaceAll("\n", " ")] as const];
    return [...own, ...below(shape, at, comments)];
  });
}
