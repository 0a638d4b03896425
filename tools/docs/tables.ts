/** The tables of arguments: what may be said, of which type, and what it means. */

import type { Field, Fields } from "../../provider/codec/fields";
import { code, table } from "./markdown";
import type { Resource } from "./resource";
import type { ArgumentType, Member, Sdk } from "./sdk";
import { TypeTeller } from "./types";

/** The tables of interfaces and of all types below them, each once. */
export function tablesOf(
  sdk: Sdk,
  interfaces: readonly Pick<Resource, "arguments" | "fields">[],
): readonly { type: ArgumentType; text: string }[] {
  const teller = new TypeTeller(sdk);
  const queue = interfaces.map(({ arguments: type, fields }) => ({ type, fields }));
  const seen = new Set(queue.map(({ type }) => type));
  const tables: { type: ArgumentType; text: string }[] = [];
  for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) {
    const { type, fields } = entry;
    const below: ArgumentType[] = [];
    const rows = inOrder(type.members, fields).map((member) => {
      const told = teller.tell(member, fields[member.name]);
      below.push(...told.below);
      return [
        argumentName(member),
        told.text,
        meaning(`${type.name}.${member.name}`, member, fields[member.name]),
      ];
    });
    tables.push({ type, text: table(["Argument", "Type", "Meaning"], rows) });
    const fresh = below.filter((each) => !seen.has(each));
    for (const each of fresh) {
      seen.add(each);
    }
    // Depth first: what belongs together stands together.
    queue.unshift(...[...new Set(fresh)].map((each) => ({ type: each, fields: each.fields ?? {} })));
  }
  return tables;
}

/** What a reader looks for first: the bucket, then what is required, in the order of the descriptor; the region is rarely said. */
function inOrder(members: readonly Member[], fields: Fields): readonly Member[] {
  const names = Object.keys(fields);
  const weight = ({ name, optional }: Member): number => {
    if (name === "bucket") {
      return -1;
    }
    if (name === "region" && members.some((each) => each.name === "bucket" && !each.optional)) {
      return 10_000;
    }
    return (optional ? 1_000 : 0) + names.indexOf(name);
  };
  return [...members].sort((a, b) => weight(a) - weight(b));
}

function argumentName({ name, optional }: Member): string {
  return optional ? code(name) : `${code(name)}\n\n*required*`;
}

/** What a member means, with its default and what is special about it. @throws Error for one without a comment */
function meaning(path: string, { comment }: Member, field: Field | undefined): string {
  if (comment.text === "") {
    throw new Error(`${path} has no comment`);
  }
  const [standard] = comment.tags.get("default") ?? [];
  const notes = [
    standard === undefined
      ? undefined
      : `Default: ${/^[\w.-]+$/.test(standard) ? code(standard) : standard}.`,
    field?.options.secret ? "*Secret.*" : undefined,
    field?.options.writeOnly ? "*Write-only.*" : undefined,
  ].filter((note) => note !== undefined);
  return [comment.text, ...(notes.length > 0 ? [notes.join(" ")] : [])].join("\n\n");
}
