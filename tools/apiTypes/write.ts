/** Writes the types of all calls: what an editor shows of `pulumi-tencentcos/api`. */

import path from "node:path";
import { expectedHeaders, ownParameters } from "../../provider/api/calls";
import { isListWrapper, type Shape, shapeOf } from "../../provider/api/json/shape";
import { families, type Operation, operations, pageOf } from "../../provider/api/operations";
import type { AnswerHeader, Effect, Parameter } from "../../provider/api/operations/operation";
import { namedParameters, parameterName } from "../../provider/api/parameters";
import type { Field, Struct } from "../../provider/codec/fields";
import { type Comments, readComments } from "./comments";

/** Where the types stand. */
export const typesFolder = path.resolve(__dirname, "../../provider/api/types");

const origin =
  "Written by npm run docs from the table of operations (provider/api/operations) and the comments of its groups.";

/** All files of the folder, by their names. */
export function writeApiTypes(): ReadonlyMap<string, string> {
  const comments = readComments();
  const names = Object.keys(families) as (keyof typeof families)[];
  const files = names.map((family) => {
    const own = operations.filter((operation) => operation.family === family);
    return [`${family}.ts`, familyFile(family, own, comments)] as const;
  });
  return new Map([...files, ["index.ts", indexFile(names)]]);
}

function indexFile(names: readonly (keyof typeof families)[]): string {
  return [
    `/** ${origin} */\n`,
    ...names.map(
      (family) => `import type { ${interfaceOf(family)}, ${typesOf(family)} } from "./${family}";`,
    ),
    "",
    ...names.map((family) => `export * from "./${family}";`),
    `\n/** A method for each operation. */\nexport interface ApiMethods\n  extends ${names.map(interfaceOf).join(",\n    ")} {}`,
    `\n/** Parameters, body and headers of each operation, by its name. */\nexport interface OperationTypes\n  extends ${names.map(typesOf).join(",\n    ")} {}\n`,
  ].join("\n");
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const interfaceOf = (family: string) => `${capital(family)}Methods`;
const typesOf = (family: string) => `${capital(family)}Types`;

function familyFile(family: keyof typeof families, own: readonly Operation[], comments: Comments): string {
  const parts = own.map((operation) => new OperationWriter(operation, comments));
  const text = [
    ...parts.flatMap((part) => part.interfaces()),
    `/** ${families[family].title}. */\nexport interface ${interfaceOf(family)} {\n${parts.map((part) => part.method()).join("\n")}\n}`,
    `/** Of each of these operations, by its name. */\nexport interface ${typesOf(family)} {\n${parts.map((part) => part.entry()).join("\n")}\n}`,
  ].join("\n\n");
  const imports = [
    text.includes(": Readable") || text.includes(", Readable,")
      ? 'import type { Readable } from "node:stream";'
      : undefined,
    text.includes("CosBody") ? 'import type { CosBody } from "../../client";' : undefined,
    'import type { ApiMethod } from "../call";',
  ].filter(Boolean);
  return `/** ${families[family].title}. ${origin} */\n\n${imports.join("\n")}\n\n${text}\n`;
}

const effects: Readonly<Record<Effect, string | undefined>> = {
  reads: undefined,
  writes: undefined,
  replaces: "Replaces what is there.",
  destroys: "Deletes what is there.",
  "cannot be undone": "It cannot be undone.",
};

class OperationWriter {
  readonly #operation: Operation;
  readonly #comments: Comments;

  constructor(operation: Operation, comments: Comments) {
    this.#operation = operation;
    this.#comments = comments;
  }

  /** The interfaces of the operation. */
  interfaces(): readonly string[] {
    const { name, body, answer } = this.#operation;
    return [
      this.#parameters(),
      body !== undefined && "group" in body
        ? this.#document(`${name}Body`, body.group, bodyRoot(body), true)
        : undefined,
      answer !== undefined && "group" in answer
        ? this.#document(`${name}Answer`, answer.group, bodyRoot(answer), false)
        : undefined,
      this.#hasHead ? this.#head() : undefined,
    ].filter((each) => each !== undefined);
  }

  /** The member of the interface of methods. */
  method(): string {
    const { name, title, action, actionInferred, effect, notes, aliases, certainty } = this.#operation;
    const page = pageOf(this.#operation);
    const lines = [
      `${title}. ${effects[effect] ?? ""}`.trim(),
      notes,
      aliases && `Also called ${aliases.map(code).join(", ")}.`,
      `CAM action ${code(`name/cos:${action}`)}${actionInferred ? ", as its name suggests" : ""}.`,
      certainty === "documented"
        ? undefined
        : `Known from ${certainty === "SDK only" ? "SDKs only" : "no page: unverified"}.`,
      page === undefined ? undefined : `@see ${page}`,
    ];
    return member(lines, `readonly ${name.charAt(0).toLowerCase()}${name.slice(1)}: ${this.#method()};`);
  }

  /** The entry by name. */
  entry(): string {
    const { name } = this.#operation;
    return member(
      [],
      `readonly ${name}: { readonly parameters: ${name}Parameters; readonly body: ${this.#bodyType}; readonly head: ${this.#headType} };`,
    );
  }

  #method(): string {
    const { name } = this.#operation;
    // What is void may be left out.
    const parameters = this.#isFree ? `${name}Parameters | void` : `${name}Parameters`;
    return `ApiMethod<${parameters}, ${this.#bodyType}, ${this.#headType}>`;
  }

  get #isFree(): boolean {
    const own = ownParameters(this.#operation);
    const needed = [...namedParameters(this.#operation).values()].some(({ facts }) => isNeeded(facts));
    return (
      !needed &&
      !own.some((name) => name === "Bucket" || name === "Key" || name === "Body" || name === "File")
    );
  }

  get #hasHead(): boolean {
    return Object.keys(expectedHeaders(this.#operation)).length > 0;
  }

  get #headType(): string {
    return this.#hasHead ? `${this.#operation.name}Head` : "{}";
  }

  get #bodyType(): string {
    const { name, answer } = this.#operation;
    switch (answer?.kind) {
      case undefined:
        return this.#headType;
      case "xml":
        return answer.optional ? `${name}Answer | ${this.#headType}` : `${name}Answer`;
      case "json":
        return `${name}Answer`;
      case "content":
      case "frames":
        return "Readable";
      case "text":
        return "string";
      default:
        return answer satisfies never;
    }
  }

  #parameters(): string {
    const { name, title, host } = this.#operation;
    const own = ownParameters(this.#operation).map((each) => {
      switch (each) {
        case "Bucket":
          return member(
            ["The bucket. A name without the account's APPID gets it."],
            "readonly Bucket: string;",
          );
        case "Key":
          return member(
            ["The object's key, as it is stored: nothing in it is encoded."],
            "readonly Key: string;",
          );
        case "File":
          return member(["The content."], "readonly File: string | Uint8Array;");
        case "Uin":
          return member(
            ["The account's UIN. Left out, COS is asked for it."],
            "readonly Uin?: string | undefined;",
          );
        case "Region":
          return member(
            [
              host === "service"
                ? "Only this region's host is asked."
                : "The region. Left out, that of the client.",
            ],
            "readonly Region?: string | undefined;",
          );
        default:
          return this.#body();
      }
    });
    const others = [...namedParameters(this.#operation).values()].map((each) =>
      this.#parameter(each.name, each.wireName, each.facts),
    );
    return `/** Parameters of ${title}. */\nexport interface ${name}Parameters {\n${[...own, ...others].join("\n")}\n}`;
  }

  #body(): string {
    const { name, body } = this.#operation;
    if (body?.kind === "content") {
      return member(
        [
          "The content. A stream is sent once, and goes out chunked unless `ContentLength` is among the headers of the call; what can be opened again is repeated when the connection breaks.",
        ],
        "readonly Body?: CosBody | undefined;",
      );
    }
    const isOptional = body?.kind === "xml" && body.optional;
    return member(
      [
        body?.kind === "json"
          ? "The document: an object, or its JSON text."
          : "The document: an object, or its XML text.",
      ],
      `readonly Body${isOptional ? "?" : ""}: ${name}Body | string${isOptional ? " | undefined" : ""};`,
    );
  }

  #parameter(name: string, wireName: string, facts: Parameter): string {
    const { meaning, min, max, maxBytes, certainty, default: fallback } = facts;
    const limits =
      min !== undefined && max !== undefined
        ? `From ${min} to ${max}.`
        : min !== undefined
          ? `At least ${min}.`
          : undefined;
    const lines = [
      `${meaning}${limits ? ` ${limits}` : ""}${maxBytes && !meaning.includes("KB") ? ` At most ${maxBytes} bytes.` : ""}`,
      certainty === undefined
        ? undefined
        : certainty === "SDK only"
          ? "Known from SDKs only."
          : "Unverified.",
      `On the wire ${code(wireName)}.`,
      fallback === undefined ? undefined : `@default ${String(fallback)}`,
    ];
    const type = parameterType(facts);
    return member(
      lines,
      isNeeded(facts) ? `readonly ${name}: ${type};` : `readonly ${name}?: ${type} | undefined;`,
    );
  }

  #head(): string {
    const { name, title } = this.#operation;
    const members = Object.entries(expectedHeaders(this.#operation)).map(([header, facts]) => {
      const needed = facts.always || facts.type === "map" ? "" : "?";
      return member(
        [
          `${facts.meaning} Header ${code(header)}.`,
          facts.certainty && `${facts.certainty === "SDK only" ? "Known from SDKs only" : "Unverified"}.`,
        ],
        `readonly ${parameterName(header)}${needed}: ${headerType(facts)};`,
      );
    });
    return `/** Headers that ${title} answers. */\nexport interface ${name}Head {\n${members.join("\n")}\n}`;
  }

  #document(name: string, group: Struct, root: string | undefined, isRequest: boolean): string {
    const shape = shapeOf(group);
    const comment = `/** ${isRequest ? "What is sent" : "What is answered"}${root === undefined ? "" : `, the document ${code(root)}`}. */`;
    const members =
      shape.kind === "object" ? this.#members(shape, isRequest) : [member([], `readonly ${root}: string;`)];
    return `${comment}\nexport interface ${name} {\n${members.join("\n")}\n}`;
  }

  #members(shape: Shape, isRequest: boolean): readonly string[] {
    const own = [...shape.members].map(([name, below]) => this.#member(name, below, isRequest));
    const numbered = [...shape.numbered].map(([name, below]) =>
      this.#member(`${name}_1`, below, isRequest, `And so on: ${code(`${name}_2`)} …`),
    );
    const type = member(
      ["What the grantee is: the attribute `xsi:type`."],
      'readonly Type?: "CanonicalUser" | "Group" | undefined;',
    );
    return [...own, ...numbered, ...(shape.typed ? [type] : [])];
  }

  #member(name: string, shape: Shape, isRequest: boolean, more?: string): string {
    const isList = shape.repeated;
    // A list of an answer is always there, with what stands around it.
    const needed = shape.required || (!isRequest && (isList || isListWrapper(shape)));
    const item = this.#type(shape, isRequest);
    const type = isList
      ? `readonly ${item.includes(" | ") && !item.startsWith("{") ? `(${item})` : item}[]`
      : item;
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
    return member(
      [...this.#comment(shape.field), more],
      `readonly ${key}${needed ? "" : "?"}: ${type}${needed ? "" : " | undefined"};`,
    );
  }

  #type(shape: Shape, isRequest: boolean): string {
    switch (shape.kind) {
      case "text": {
        const { oneOf, open } = shape.field?.options ?? {};
        const values = oneOf?.map((value) => JSON.stringify(value)).join(" | ");
        return values === undefined
          ? shape.field?.kind === "json"
            ? "unknown"
            : "string"
          : open
            ? `${values} | (string & {})`
            : values;
      }
      case "integer":
        return "number";
      case "boolean":
        return "boolean";
      case "empty":
        return "{}";
      case "object":
        return `{\n${this.#members(shape, isRequest).join("\n")}\n}`;
    }
  }

  #comment(field: Field | undefined): readonly (string | undefined)[] {
    const found = field && this.#comments.get(field);
    if (field === undefined || found === undefined) {
      return [];
    }
    const { min, max, maxItems, default: fallback } = field.options;
    const bound = max ?? maxItems;
    const isTold =
      bound === undefined ||
      found.text.includes(bound.toLocaleString("en")) ||
      found.text.includes(String(bound));
    return [
      onTheWire(found.text, found.struct),
      isTold ? undefined : maxItems === undefined ? `From ${min ?? 0} to ${bound}.` : `At most ${bound}.`,
      fallback === undefined || fallback === "" ? undefined : `@default ${String(fallback)}`,
    ];
  }
}

/** Comments name other fields of their group as programs of resources do. */
function onTheWire(text: string, struct: Struct): string {
  return text.replace(/`(\w+)`/g, (whole, name: string) => {
    const element = Object.hasOwn(struct.fields, name) ? struct.fields[name]?.element : undefined;
    return element === undefined || element.length === 0 ? whole : code(element.join("."));
  });
}

function bodyRoot(document: object): string | undefined {
  return "root" in document ? String(document.root) : undefined;
}

function isNeeded({ required, values }: Parameter): boolean {
  return required === true && values?.length !== 1;
}

function parameterType({ type, values, open, list }: Parameter): string {
  const isBare = values?.length === 1 && values[0] === "";
  const known = values
    ?.map((value) => (type === "integer" ? String(value) : JSON.stringify(value)))
    .join(" | ");
  const one = isBare
    ? "boolean"
    : known === undefined
      ? plainTypes[type]
      : open
        ? `${known} | (string & {})`
        : known;
  return list ? `${one.includes(" | ") ? `readonly (${one})[]` : `readonly ${one}[]`} | string` : one;
}

const plainTypes: Readonly<Record<Parameter["type"], string>> = {
  string: "string",
  integer: "number",
  boolean: "boolean",
  date: "string | Date",
  httpDate: "string | Date",
  unixTime: "number | Date",
  base64: "string | Uint8Array",
  pairs: "string | { readonly [name: string]: string }",
  map: "{ readonly [name: string]: string }",
};

function headerType({ type }: AnswerHeader): string {
  return type === "integer"
    ? "number"
    : type === "boolean"
      ? "boolean"
      : type === "map"
        ? plainTypes.map
        : "string";
}

function code(text: string): string {
  return `\`${text}\``;
}

/** A member with its comment, indented. */
function member(lines: readonly (string | undefined)[], text: string): string {
  const told = lines
    .filter((line) => line !== undefined && line !== "")
    .join("\n")
    .split("\n")
    .map((line) => line.trim());
  const comment =
    told.join("") === ""
      ? ""
      : told.length === 1
        ? `/** ${told[0]} */\n`
        : `/**\n${told.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n */\n`;
  return `${comment.replace(/\*\/(?=.)/g, "* /")}${text}`.replace(/^(?=.)/gm, "  ");
}
