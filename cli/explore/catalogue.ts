/** All operations, as the page's search and list need them. */

import { families, type Operation, operations } from "../../provider/api/operations";
import { namedParameters } from "../../provider/api/parameters";
import { commandName } from "../api/flags";
import { freeLanguages } from "../code/languages";
import type { Catalogue, OperationEntry } from "./wire";

/** The whole table. */
export function catalogue(): Catalogue {
  return {
    families: Object.entries(families).map(([name, { title }]) => ({ name, title })),
    operations: operations.map(entryOf),
    freeLanguages,
  };
}

/** An operation, and what it can be found by. */
export function entryOf(operation: Operation): OperationEntry {
  const { name, family, title, method, effect, aliases = [], action, subresource, sdk } = operation;
  return {
    name,
    family,
    title,
    method,
    effect,
    aliases: [...aliases, commandName(operation)],
    action: `name/cos:${action}`,
    ...(subresource !== undefined && { subresource }),
    methods: Object.values(sdk as Readonly<Record<string, readonly string[]>>).flat(),
    parameters: [
      ...new Set([
        ...[...namedParameters(operation).values()].flatMap(({ name, wireName }) => [name, wireName]),
        ...Object.keys(operation.answerHeaders ?? {}),
      ]),
    ],
    errors: Object.keys(operation.errors ?? {}),
    pages: [operation.page, operation.chinesePage].flatMap((page) => page ?? []).map(String),
  };
}
