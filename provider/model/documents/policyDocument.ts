/** A policy's many spellings of the same: keys with small and capital letters, single values and lists, text and object. */

import type { Failure } from "../../codec/fields";
import { isMembers, type Members } from "../../codec/members";
import { memberPath } from "../../codec/paths";
import { isUnknown } from "../../codec/unknown";

/** Members that a policy has, at each level, by their lower-case name. */
const documentNames = ["version", "principal", "statement"];
const statementNames = ["sid", "principal", "effect", "action", "resource", "condition"];

/**
 * Brings a policy into the shape of the fields.
 * @param value an object, or its JSON text
 * @throws Error whose message is the reason why it is none
 */
export function parsePolicy(value: unknown): unknown {
  if (typeof value !== "string") {
    return isMembers(value) ? documentOf(value) : value;
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(value);
  } catch (error) {
    throw new Error(`is not JSON: ${(error as Error).message}`);
  }
  if (!isMembers(parsed)) {
    throw new Error("must be the JSON text of an object");
  }
  return documentOf(parsed);
}

/** A policy as COS answered it. Members that the fields do not know are named and left out. */
export function readPolicy(text: string): {
  readonly policy: Members | undefined;
  readonly unknownElements: readonly string[];
} {
  if (text.trim() === "") {
    return { policy: undefined, unknownElements: [] };
  }
  const document = parsePolicy(text) as Members;
  const statements = Array.isArray(document.statement) ? document.statement.filter(isMembers) : [];
  if (statements.length === 0) {
    return { policy: undefined, unknownElements: [] };
  }
  const unknownElements = new Set([
    ...unknownNames(document, documentNames),
    ...statements.flatMap((one) => unknownNames(one, statementNames).map((name) => `statement>${name}`)),
  ]);
  return {
    policy: {
      ...only(document, documentNames),
      statement: statements.map((one) => only(one, statementNames)),
    },
    unknownElements: [...unknownElements],
  };
}

/** Everything that is wrong with the form of conditions. Which operators and keys there are is COS's to say. */
export function conditionFailures(value: unknown): readonly Failure[] {
  if (!isMembers(value)) {
    return [{ path: "", reason: "must be an object of operators" }];
  }
  return Object.entries(value).flatMap(([operator, keys]) => {
    if (!isMembers(keys)) {
      return [{ path: memberPath("", operator), reason: "must be an object of keys and values" }];
    }
    return Object.entries(keys).flatMap(([key, wanted]) =>
      itemsOf(wanted).every((item) => ["string", "number", "boolean"].includes(typeof item))
        ? []
        : [
            {
              path: memberPath(memberPath("", operator), key),
              reason: "must be a string, a number, or a list of them",
            },
          ],
    );
  });
}

/** Conditions with every value as a sorted list of texts, operators in lower case: COS takes both, and means the same. */
export function conditionMeaning(value: unknown): unknown {
  return mapMembers(value, (keys, operator) => [
    operator.toLowerCase(),
    mapMembers(keys, (wanted, key) => [key, itemsOf(wanted).map(String).sort()]),
  ]);
}

function documentOf(value: Members): Members {
  const document = lowerKeys(value, documentNames);
  const { statement } = document;
  return withMembers(document, {
    principal: principalOf,
    statement: () => (isUnknown(statement) ? statement : itemsOf(statement).map(statementOf)),
  });
}

function statementOf(value: unknown): unknown {
  if (!isMembers(value)) {
    return value;
  }
  return withMembers(lowerKeys(value, statementNames), {
    effect: (effect) => (typeof effect === "string" && !isUnknown(effect) ? effect.toLowerCase() : effect),
    principal: principalOf,
    action: listOf,
    resource: listOf,
  });
}

function principalOf(value: unknown): unknown {
  return value === "*"
    ? { qcs: ["*"] }
    : isMembers(value)
      ? withMembers(lowerKeys(value, ["qcs"]), { qcs: listOf })
      : value;
}

/** A value that is not known yet may be a list. */
function listOf(value: unknown): unknown {
  return isUnknown(value) ? value : itemsOf(value);
}

function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function withMembers(
  value: Members,
  changes: Readonly<Record<string, (member: unknown) => unknown>>,
): Members {
  return mapMembers(value, (member, name) => {
    const change = Object.hasOwn(changes, name) ? changes[name] : undefined;
    return [name, member === undefined || member === null ? member : (change?.(member) ?? member)];
  });
}

/** Known names in lower case; others stay, and are a failure or a warning. */
function lowerKeys(value: Members, names: readonly string[]): Members {
  return mapMembers(value, (member, name) => {
    const lower = name.toLowerCase();
    return [names.includes(lower) ? lower : name, member];
  });
}

function unknownNames(value: Members, names: readonly string[]): readonly string[] {
  return Object.keys(value).filter((name) => !names.includes(name));
}

function only(value: Members, names: readonly string[]): Members {
  return Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name)));
}

function mapMembers(value: unknown, change: (member: unknown, name: string) => [string, unknown]): Members {
  const members = isMembers(value) ? value : {};
  return Object.fromEntries(Object.entries(members).map(([name, member]) => change(member, name)));
}
