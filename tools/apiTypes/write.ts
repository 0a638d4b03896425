/** Writes the types of all calls: what an editor shows of `pulumi-tencentcos/api`. */

import path from "node:path";
import { expectedHeaders, ownParameters } from "../../provider/api/calls";
import { families, type Operation, operations, pageOf } from "../../provider/api/operations";
import type { AnswerHeader, Effect, Parameter } from "../../provider/api/operations/operation";
import * as parameterGroups from "../../provider/api/operations/parameters";
import { isBare, isFixed, namedParameters, parameterName } from "../../provider/api/parameters";
import type { Comments } from "./comments";
import { Documents } from "./documents";
import { Groups } from "./groups";
import { code, declaration, interfaceText, member } from "./text";

/** Where the types stand. */
export const typesFolder = path.resolve(__dirname, "../../provider/api/types");

const origin =
  "Written by npm run docs from the table of operations (provider/api/operations) and the comments of its groups.";

/** What operations have in common. */
interface Shared {
  readonly documents: Documents;
  readonly parameters: Groups<Parameter>;
  readonly heads: Groups<AnswerHeader>;
}

/** All files of the folder, by their names. */
export function writeApiTypes(comments: Comments): ReadonlyMap<string, string> {
  const shared: Shared = {
    documents: new Documents(comments),
    parameters: new Groups(comments.constants, Object.values(parameterGroups), parameterMember),
    heads: new Groups(comments.constants, Object.values(parameterGroups), headMember),
  };
  for (const { family, body, answer } of operations) {
    for (const [document, isRequest] of [
      [body, true],
      [answer, false],
    ] as const) {
      if (document !== undefined && "group" in document) {
        shared.documents.add(document.group, isRequest, family);
      }
    }
  }
  const names = Object.keys(families) as (keyof typeof families)[];
  const texts = names.map((family) => [family, familyText(family, shared)] as const);
  const sharedText = [
    ...common,
    ...shared.parameters.shared(),
    ...shared.heads.shared(),
    ...shared.documents.shared(),
  ].join("\n\n");
  const files = texts.map(
    ([family, text]) => [`${family}.ts`, familyFile(family, text, namesIn(sharedText))] as const,
  );
  return new Map([
    ...files,
    ["shared.ts", `/** What several families have in common. ${origin} */\n\n${sharedText}\n`],
    ["index.ts", indexFile(names)],
  ]);
}

const regionMeaning = "The region. Left out, that of the client.";

/** What the table does not say of each operation: where a request goes, and that it takes a document. */
const common = [
  declaration(
    ["Parameters of every operation of a bucket."],
    interfaceText("BucketParameters", [
      member(["The bucket. A name without the account's APPID gets it."], "readonly Bucket: string;"),
      member([regionMeaning], "readonly Region?: string | undefined;"),
    ]),
  ),
  declaration(
    ["Parameters of every operation of an object."],
    interfaceText(
      "ObjectParameters",
      [member(["The object's key, as it is stored: nothing in it is encoded."], "readonly Key: string;")],
      ["BucketParameters"],
    ),
  ),
  declaration(
    ["Parameters of every operation of an account's batch jobs."],
    interfaceText("AccountParameters", [
      member(["The account's UIN. Left out, COS is asked for it."], "readonly Uin?: string | undefined;"),
      member([regionMeaning], "readonly Region?: string | undefined;"),
    ]),
  ),
  declaration(
    ["The body of an operation that takes a document."],
    interfaceText("XmlBody<Document>", [
      member(["The document: an object, or its XML text."], "readonly Body: Document | string;"),
    ]),
  ),
];

/** What a text declares. */
function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name = ""]) => name);
}

function indexFile(names: readonly (keyof typeof families)[]): string {
  return [
    `/** ${origin} */\n`,
    ...names.map(
      (family) => `import type { ${interfaceOf(family)}, ${typesOf(family)} } from "./${family}";`,
    ),
    "",
    ...[...names, "shared"].map((file) => `export * from "./${file}";`),
    `\n/** A method for each operation. */\nexport interface ApiMethods\n  extends ${names.map(interfaceOf).join(",\n    ")} {}`,
    `\n/** Parameters, body and headers of each operation, by its name. */\nexport interface OperationTypes\n  extends ${names.map(typesOf).join(",\n    ")} {}\n`,
  ].join("\n");
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const interfaceOf = (family: string) => `${capital(family)}Methods`;
const typesOf = (family: string) => `${capital(family)}Types`;

function familyText(family: keyof typeof families, shared: Shared): string {
  const own = operations.filter((operation) => operation.family === family);
  const parts = own.map((operation) => new OperationWriter(operation, shared));
  return [
    ...parts.flatMap((part) => part.interfaces()),
    ...shared.documents.shared(family),
    `/** ${families[family].title}. */\nexport interface ${interfaceOf(family)} {\n${parts.map((part) => part.method()).join("\n")}\n}`,
    `/** Of each of these operations, by its name. */\nexport interface ${typesOf(family)} {\n${parts.map((part) => part.entry()).join("\n")}\n}`,
  ].join("\n\n");
}

function familyFile(family: keyof typeof families, text: string, common: readonly string[]): string {
  const withoutComments = text.replace(/\/\*\*.*?\*\//gs, "");
  const needed = common.filter((name) => new RegExp(`\\b${name}\\b(?!\\??:)`).test(withoutComments));
  const bodies = ["CosBody", "CosBodySource"].filter((name) =>
    new RegExp(`\\b${name}\\b`).test(withoutComments),
  );
  const imports = [
    text.includes(": Readable") || text.includes(", Readable,")
      ? 'import type { Readable } from "node:stream";'
      : undefined,
    bodies.length > 0 ? `import type { ${bodies.join(", ")} } from "../../client";` : undefined,
    'import type { ApiMethod } from "../call";',
    text.includes("SelectionEvent") ? 'import type { SelectionEvent } from "../selection";' : undefined,
    needed.length === 0 ? undefined : `import type { ${needed.sort().join(", ")} } from "./shared";`,
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
  readonly #shared: Shared;

  constructor(operation: Operation, shared: Shared) {
    this.#operation = operation;
    this.#shared = shared;
  }

  /** The interfaces of the operation. */
  interfaces(): readonly string[] {
    const { name, body, answer } = this.#operation;
    return [
      this.#parameters(),
      body !== undefined && "group" in body
        ? this.#shared.documents.declare(`${name}Body`, body.group, bodyRoot(body), true)
        : undefined,
      answer !== undefined && "group" in answer
        ? this.#shared.documents.declare(`${name}Answer`, answer.group, bodyRoot(answer), false)
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
        return "Readable";
      case "frames":
        return "AsyncIterable<SelectionEvent>";
      case "text":
        return "string";
      default:
        return answer satisfies never;
    }
  }

  #parameters(): string {
    const { name, title, body } = this.#operation;
    const given = ownParameters(this.#operation);
    const place = given.includes("Key")
      ? "ObjectParameters"
      : given.includes("Bucket")
        ? "BucketParameters"
        : given.includes("Uin")
          ? "AccountParameters"
          : undefined;
    const document = body?.kind === "xml" && !body.optional ? `XmlBody<${name}Body>` : undefined;
    const above = [place, document].filter((each) => each !== undefined);
    const own = given
      .filter((each) => each !== "Body" || document === undefined)
      .flatMap((each) => this.#own(each, place !== undefined));
    const named = [...namedParameters(this.#operation).values()];
    const facts = Object.fromEntries(named.map((each) => [each.wireName, each.facts]));
    return this.#shared.parameters.declare(`Parameters of ${title}.`, `${name}Parameters`, facts, own, above);
  }

  /** A parameter that is not in the table, unless it comes from above. */
  #own(name: string, hasPlace: boolean): readonly string[] {
    switch (name) {
      case "Bucket":
      case "Key":
      case "Uin":
        return [];
      case "File":
        return [member(["The content."], "readonly File: string | Uint8Array | CosBodySource;")];
      case "Region": {
        const meaning =
          this.#operation.host === "service" ? "Only this region's host is asked." : regionMeaning;
        return hasPlace ? [] : [member([meaning], "readonly Region?: string | undefined;")];
      }
      default:
        return [this.#body()];
    }
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

  #head(): string {
    const { name, title } = this.#operation;
    const headers = expectedHeaders(this.#operation);
    return this.#shared.heads.declare(`Headers that ${title} answers.`, `${name}Head`, headers);
  }
}

function parameterMember(wireName: string, facts: Parameter): string {
  const { meaning, min, max, maxBytes, certainty, default: fallback } = facts;
  const limits =
    min !== undefined && max !== undefined
      ? `From ${min} to ${max}.`
      : min !== undefined
        ? `At least ${min}.`
        : undefined;
  const lines = [
    `${meaning}${limits ? ` ${limits}` : ""}${maxBytes && !meaning.includes("KB") ? ` At most ${maxBytes} bytes.` : ""}`,
    certainty === undefined ? undefined : certainty === "SDK only" ? "Known from SDKs only." : "Unverified.",
    `On the wire ${code(wireName)}.`,
    fallback === undefined ? undefined : `@default ${String(fallback)}`,
  ];
  const name = parameterName(wireName);
  const type = parameterType(facts);
  return member(
    lines,
    isNeeded(facts) ? `readonly ${name}: ${type};` : `readonly ${name}?: ${type} | undefined;`,
  );
}

function headMember(header: string, facts: AnswerHeader): string {
  const needed = facts.always || facts.type === "map" ? "" : "?";
  return member(
    [
      `${facts.meaning} Header ${code(header)}.`,
      facts.certainty && `${facts.certainty === "SDK only" ? "Known from SDKs only" : "Unverified"}.`,
    ],
    `readonly ${parameterName(header)}${needed}: ${headerType(facts)};`,
  );
}

function bodyRoot(document: object): string | undefined {
  return "root" in document ? String(document.root) : undefined;
}

function isNeeded(facts: Parameter): boolean {
  return facts.required === true && !isFixed(facts);
}

function parameterType(facts: Parameter): string {
  const { type, values, open, list } = facts;
  const known = values
    ?.map((value) => (type === "integer" ? String(value) : JSON.stringify(value)))
    .join(" | ");
  const one = isBare(facts)
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
