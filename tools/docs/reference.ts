/** The page of a resource: example, arguments, outputs, id, destroy, and what is worth knowing. */

import type { Fields } from "../../provider/codec/fields";
import { describeResource } from "../../provider/schema/describe";
import { blocks, code, enumerate, table } from "./markdown";
import { permissionsTable } from "./permissions";
import { idOf, type Resource, resourceOf } from "./resource";
import type { Comment, Helper, Sdk } from "./sdk";
import { tablesOf } from "./tables";

/** Files whose functions and constants belong to a resource's page. */
const helpersOf: Readonly<Record<string, readonly string[]>> = {
  BucketPolicy: ["sdk/policy.ts", "sdk/policyNames.ts"],
};

/** The page. */
export function referencePage(sdk: Sdk, resource: Resource): string {
  const { token } = resource;
  const { comment, exportedAs, file } = resource.class;
  const [summary, ...more] = paragraphs(comment.text);
  if (summary === undefined) {
    throw new Error(`${token} has no comment`);
  }
  const alias = exportedAs.filter((name) => name !== token);
  return blocks(
    `<!-- Written by npm run docs, from the comments in ${file} and of the fields that it names. -->`,
    `# ${token}`,
    summary,
    ...examples(token, comment),
    ...more,
    alias.length === 0 ? undefined : `Also exported as ${enumerate(alias)}.`,
    ...seeAlso(comment),
    "## Arguments",
    ...argumentTables(sdk, resource),
    "## Outputs",
    outputs(resource),
    "## Id",
    describeId(resource),
    "## Destroy",
    destroy(resource),
    "## What a refresh cannot see",
    unseen(resource),
    "## Permissions",
    "Reading is what a refresh does; writing is to create, change and destroy.",
    permissionsTable(token, idOf(resource).example),
    ...section("Good to know", comment.tags.get("remarks")),
    ...helperSection(sdk, token),
    "---",
    "[All resources](../README.md)",
  );
}

/** Names of types and helpers that pages explain, to find what no page does. */
export function explainedNames(sdk: Sdk, tokens: readonly string[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const token of tokens) {
    for (const { type } of [
      ...tablesOf(sdk, [resourceOf(sdk, token)]),
      ...tablesOf(sdk, helperTypes(sdk, token)),
    ]) {
      names.add(type.name);
    }
    for (const { name } of helpers(sdk, token)) {
      names.add(name);
    }
  }
  return names;
}

// --- the parts of a page ---

function examples(token: string, comment: Comment): readonly string[] {
  const found = comment.tags.get("example") ?? [];
  if (found.length === 0) {
    throw new Error(`${token} has no @example`);
  }
  return found.map(withImport);
}

/** An example says in the comment what is special about it; on a page it is a whole program. */
function withImport(text: string): string {
  return text.replace(/\n?```ts\n((?:import .*\n)*)\n*/g, (_, imports: string) => {
    const own = 'import * as cos from "pulumi-tencentcos";\n';
    return `\n\n\`\`\`ts\n${imports}${own}\n`;
  });
}

function seeAlso(comment: Comment): readonly string[] {
  return (comment.tags.get("see") ?? []).map((text) => {
    const [, address = "", note = ""] = /^(\S+)\s*(.*)$/s.exec(text) ?? [];
    return `COS's own page: <${address}>${note && ` ${note}`}`;
  });
}

function argumentTables(sdk: Sdk, resource: Resource): readonly string[] {
  const names = Object.entries(resource.fields)
    .filter(([, { options }]) => options.immutable)
    .map(([name]) => name);
  return tablesOf(sdk, [resource]).flatMap(({ type, text }, index) =>
    index === 0
      ? [
          type.comment.text.replace(/^Arguments of an? `\w+`\.$/, ""),
          text,
          `A change of ${enumerate(names, "or")} replaces the resource.`,
        ]
      : [`### ${type.name}`, type.comment.text, text],
  );
}

function outputs({ token, class: { outputs: members }, fields }: Resource): string {
  const { outputs: own } = describeResource(token);
  // TypeScript gives the members of a derived type in an order of its own.
  const order = Object.keys(fields);
  const rows = own.map(({ name, meaning: text }) => [code(name), text]);
  const others = members
    .map(({ name }) => name)
    .filter((name) => !own.some((each) => each.name === name))
    .sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return blocks(
    own.length === 0 ? undefined : table(["Output", "Meaning"], rows),
    `These arguments are outputs too: ${enumerate(others)}.`,
  );
}

function describeId(resource: Resource): string {
  const { form, example } = idOf(resource);
  const key = resource.config?.key?.field;
  const optional = key !== undefined && resource.fields[key]?.options.optional;
  return `${code(form)}, such as ${code(example)}${optional ? `; without a ${code(key)} ${code("region/bucket")}` : ""}.`;
}

function destroy({ token, class: { comment }, config }: Resource): string {
  const [told] = comment.tags.get("destroy") ?? [];
  if (told !== undefined) {
    return told;
  }
  const operation = config?.permanent || config?.overrides?.remove ? undefined : config?.operations.delete;
  if (operation === undefined) {
    throw new Error(`${token} does not say what a destroy does: @destroy is missing`);
  }
  return `Removes the ${config?.title} (${code(operation)}).`;
}

function unseen({ token, class: { comment }, fields, config }: Resource): string {
  const writeOnly = writeOnlyPaths(fields);
  const [told] = comment.tags.get("unseen") ?? [];
  if (config === undefined && told === undefined) {
    throw new Error(`${token} has no @unseen`);
  }
  return blocks(
    writeOnly.length === 0
      ? undefined
      : `COS never returns ${enumerate(writeOnly)}: what the state tells of ${writeOnly.length === 1 ? "it" : "them"} is what was sent last.`,
    told ?? (writeOnly.length === 0 ? "Nothing: COS returns every argument." : undefined),
  );
}

function writeOnlyPaths(fields: Fields, prefix = ""): readonly string[] {
  return Object.entries(fields).flatMap(([name, { kind, options, struct }]) => {
    const path = `${prefix}${name}`;
    if (options.writeOnly) {
      return [path];
    }
    return struct === undefined
      ? []
      : writeOnlyPaths(struct.fields, `${path}${kind === "structs" ? "[]" : ""}.`);
  });
}

function section(title: string, texts: readonly string[] | undefined): readonly string[] {
  return texts === undefined ? [] : [`## ${title}`, ...texts];
}

// --- helpers ---

function helpers(sdk: Sdk, token: string): readonly Helper[] {
  return sdk.helpers.filter(({ file }) => helpersOf[token]?.includes(file));
}

/** Interfaces that helpers take. */
function helperTypes(sdk: Sdk, token: string): readonly Pick<Resource, "arguments" | "fields">[] {
  return [...sdk.argumentTypes.values()]
    .filter(({ file }) => helpersOf[token]?.includes(file))
    .map((type) => ({ arguments: type, fields: {} }));
}

function helperSection(sdk: Sdk, token: string): readonly string[] {
  const found = helpers(sdk, token);
  if (found.length === 0) {
    return [];
  }
  const rows = found.map(({ name, parameters, comment }) => [
    code(`cos.${name}${parameters === undefined ? "" : `(${parameters.join(", ")})`}`),
    [comment.text, ...(comment.tags.get("param") ?? []).map(parameterText)].join("\n\n"),
  ]);
  const shown = found.flatMap(({ comment }) => (comment.tags.get("example") ?? []).map(withImport));
  const types = tablesOf(sdk, helperTypes(sdk, token)).flatMap(({ type, text }) => [
    `### ${type.name}`,
    type.comment.text,
    text,
  ]);
  return ["## Helpers", table(["Name", "Meaning"], rows), ...shown, ...types];
}

function parameterText(text: string): string {
  const [, name = "", meaningOf = ""] = /^(\S+)\s+(.*)$/s.exec(text) ?? [];
  return `${code(name)}: ${meaningOf}`;
}

function paragraphs(text: string): readonly string[] {
  return text.split(/\n\n+/).filter((part) => part !== "");
}
