/** The call of a method of the SDK for Python, and what is done with its answer. */

import type { Call, GivenParameter } from "./call";
import { copySourceOf } from "./copySource";
import { indented, literal, type Syntax } from "./literals";
import {
  contentNames,
  documents,
  headerNames,
  jsonMethods,
  keyNames,
  keywords,
  numbers,
} from "./pythonNames";
import { arguments_, quoted, rawKey } from "./pythonValues";

/** What the method cannot say of this call; `undefined` when it says all. */
export function reasonAgainst(
  { parameters, document, operation, all }: Call,
  method: string,
): string | undefined {
  if (document !== undefined && documents[method] === undefined) {
    return "takes no document for it";
  }
  const unknown = parameters.find(
    (parameter) => keywordOf(method, parameter) === undefined && parameter.facts.type !== "map",
  );
  if (unknown !== undefined) {
    return `does not know ${unknown.wireName} here`;
  }
  const source = parameters.find(({ wireName }) => wireName === "x-cos-copy-source");
  if (source !== undefined && copySourceOf(source.value as string) === undefined) {
    return "takes no such source";
  }
  if (operation.name === "GetService" && all) {
    return "pages through no buckets";
  }
  const id = parameters.find(({ wireName }) => wireName === "id")?.value;
  if (document?.value.Id !== undefined && method.endsWith("_inventory") && document.value.Id !== id) {
    return "takes one Id only";
  }
  return undefined;
}

function keywordOf(method: string, { wireName }: GivenParameter): string | undefined {
  return keywords[method]?.[wireName] ?? headerNames[wireName.toLowerCase()];
}

function keywordArguments(call: Call, method: string, syntax: Syntax): readonly string[] {
  const { bucket, key, parameters, document, operation } = call;
  const given: Record<string, unknown> = {
    ...(operation.host !== "service" && { Bucket: bucket }),
    ...(key !== "" && { [keyNames[method] ?? "Key"]: rawKey(key) }),
  };
  for (const parameter of parameters) {
    const { wireName, value } = parameter;
    const keyword = keywordOf(method, parameter);
    if (typeof value !== "string") {
      const start = wireName.slice(0, -1);
      given.Metadata = Object.fromEntries(Object.entries(value).map(([name, item]) => [start + name, item]));
    } else if (keyword === "CopySource") {
      given.CopySource = copySourceOf(value);
    } else if (keyword !== undefined) {
      given[keyword] = numbers.includes(keyword) ? Number(value) : value;
    }
  }
  const bodies = document === undefined ? {} : (documents[method]?.(document.value) ?? {});
  Object.assign(given, jsonMethods.includes(method) ? bodies : (asTexts(bodies) as object));
  return Object.entries(given).map(([name, value]) => `${name}=${literal(syntax, value)}`);
}

/** The SDK's XML knows only texts; an element that holds nothing is None, and `Type` of a grantee is an attribute. */
function asTexts(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(asTexts);
  }
  if (typeof value !== "object" || value === null) {
    return typeof value === "boolean" || typeof value === "number" ? String(value) : value;
  }
  const entries = Object.entries(value);
  return entries.length === 0
    ? ""
    : Object.fromEntries(
        entries.flatMap(([name, member]): [string, unknown][] =>
          name === "Grantee"
            ? [[name, grantee(member as Record<string, unknown>)]]
            : [[name, asTexts(member)]],
        ),
      );
}

function grantee({ Type, ...others }: Record<string, unknown>): unknown {
  return {
    "@xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "@xsi:type": Type ?? (others.URI === undefined ? "CanonicalUser" : "Group"),
    ...others,
  };
}

/** The call and what is done with its answer. */
export function calling(call: Call, method: string, syntax: Syntax): readonly string[] {
  const { content, operation, output, all } = call;
  const given = keywordArguments(call, method, syntax);
  if (content !== undefined) {
    const name = contentNames[method] ?? "Body";
    return "text" in content
      ? answered(method, [...given, `${name}=${syntax.text(content.text)}`])
      : [
          `with open(${syntax.text(content.file)}, "rb") as file:`,
          indented(answered(method, [...given, `${name}=file`]).join("\n"), "    "),
        ];
  }
  if (operation.answer?.kind === "content") {
    return [
      `answer = client.${method}${arguments_(given)}`,
      `answer["Body"].get_stream_to_file(${syntax.text(output)})`,
    ];
  }
  if (operation.answer?.kind === "frames") {
    return [
      `answer = client.${method}${arguments_(given)}`,
      'sys.stdout.buffer.write(answer["Payload"].get_select_result())',
    ];
  }
  return all
    ? paging(
        call,
        [`page = client.${method}${arguments_([...given, "**marker"])}`],
        (name) => keywords[method]?.[name] ?? name,
      )
    : answered(method, given);
}

function answered(method: string, given: readonly string[]): readonly string[] {
  return [`answer = client.${method}${arguments_(given)}`, "print(answer)"];
}

function paging(
  { operation }: Call,
  request: readonly string[],
  nameOf: (parameter: string) => string,
): readonly string[] {
  const { more, next = {}, items = [] } = operation.paging ?? {};
  const markers = Object.entries(next);
  const [first = ""] = markers.map(([member]) => member);
  return [
    "marker = {}",
    "while True:",
    indented(
      [
        ...request,
        `print(${items.map((name) => `page.get(${quoted(name)})`).join(", ")})`,
        more === undefined ? `if not page.get(${quoted(first)}):` : `if page.get(${quoted(more)}) != "true":`,
        "    break",
        `marker = {${markers.map(([member, parameter]) => `${quoted(nameOf(parameter))}: page[${quoted(member)}]`).join(", ")}}`,
      ].join("\n"),
      "    ",
    ),
  ];
}
