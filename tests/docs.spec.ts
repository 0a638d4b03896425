/** The documentation: its pages are those of the sources, their links lead somewhere, their programs compile. */

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import type { Fields } from "../provider/codec/fields";
import { handlers } from "../provider/resources";
import { anchorOf } from "../tools/docs/markdown";
import { writePages } from "../tools/docs/pages";
import { type Resource, resourceOf } from "../tools/docs/resource";
import { readSdk } from "../tools/docs/sdk";

const root = path.resolve(__dirname, "..");
const textOf = (file: string) => readFileSync(path.join(root, file), "utf8");

/** Every page that a person reads, by its path from the root. */
const pages = [
  ...readdirSync(root).filter((file) => file.endsWith(".md")),
  ...["bench", "docs", "examples"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".md"))
      .map((file) => path.posix.join(folder, file.split(path.sep).join("/"))),
  ),
];

describe("The documentation", () => {
  it("is up to date with the comments, the descriptors and the explained errors", function () {
    this.timeout(60_000);
    const written = writePages();
    for (const [page, text] of written) {
      const file = path.join(root, "docs", page);
      assert.ok(existsSync(file), `docs/${page} is missing: npm run docs writes it`);
      assert.equal(readFileSync(file, "utf8"), text, `docs/${page} is out of date: npm run docs writes it`);
    }
    const strange = ["reference", "api"].flatMap((folder) =>
      readdirSync(path.join(root, "docs", folder))
        .map((file) => `${folder}/${file}`)
        .filter((file) => !written.has(file)),
    );
    assert.deepEqual(strange, [], "npm run docs removes them");
  });

  for (const token of handlers.keys()) {
    it(`has a page for ${token}, which opens with an example and is listed`, () => {
      const page = textOf(`docs/reference/${token}.md`);
      const heading = page.indexOf(`# ${token}\n`);
      const example = page.indexOf("```ts\n");
      assert.ok(heading >= 0 && example > heading, "there is no example");
      assert.ok(example < page.indexOf("## Arguments"), "the example does not come first");
      assert.ok(page.slice(example).includes(`new cos.${token}(`), `the example has no ${token}`);
      assert.ok(
        textOf("docs/README.md").includes(`](reference/${token}.md)`),
        "docs/README.md does not list it",
      );
    });

    it(`documents each argument and output of ${token}, at every depth`, () => {
      const page = textOf(`docs/reference/${token}.md`);
      const { fields, outputs } = resourceOf(readSdkOnce(), token);
      for (const name of [...namesOf(fields), ...Object.keys(outputs)]) {
        assert.ok(page.includes(`| \`${name}\``), `there is no row for ${name}`);
      }
    });
  }
});

describe("The pages", () => {
  for (const page of pages) {
    it(`link only to what there is: ${page}`, () => {
      for (const target of linksOf(textOf(page))) {
        const [file = "", anchor] = target.split("#");
        const at = file === "" ? page : path.posix.join(path.posix.dirname(page), file);
        assert.ok(existsSync(path.join(root, at)), `${target}: there is no ${at}`);
        if (anchor !== undefined) {
          assert.ok(headingsOf(textOf(at)).includes(anchor), `${target}: ${at} has no such heading`);
        }
      }
    });
  }

  it("hold only tables whose rows have as many cells as their heads", () => {
    for (const page of pages) {
      for (const [table] of textOf(page).matchAll(/(?:^\|.*\|\n)+/gm)) {
        const widths = new Set(
          table
            .trim()
            .split("\n")
            .map((row) => row.match(/(?<!\\)\|/g)?.length),
        );
        assert.equal(widths.size, 1, `${page}: ${table.split("\n", 1)[0]}`);
      }
    }
  });

  it("hold only programs that compile", function () {
    this.timeout(120_000);
    const blocks = pages.flatMap((page) =>
      [...textOf(page).matchAll(/```ts\n([\s\S]*?)```/g)].map((match, index) => ({
        name: `${page} (program ${index + 1})`,
        file: path.join(root, "docs", `${page.replace(/\W/g, "_")}_${index}.mts`),
        text: match[1] ?? "",
      })),
    );
    assert.ok(blocks.length > handlers.size);
    const complaints = compile(new Map(blocks.map(({ file, text }) => [file, text])));
    assert.deepEqual(
      complaints.map(
        ({ file, message }) => `${blocks.find((block) => block.file === file)?.name}: ${message}`,
      ),
      [],
    );
  });

  it("are checked by a compiler that sees mistakes", function () {
    this.timeout(60_000);
    const file = path.join(root, "docs/mistake.mts");
    const text = 'import * as cos from "pulumi-tencentcos";\nnew cos.Bucket("x", { redundancy: "TWO" });\n';
    assert.match(compile(new Map([[file, text]]))[0]?.message ?? "", /"TWO"/);
  });
});

describe("The README", () => {
  const english = textOf("README.md");
  const chinese = textOf("README.zh-CN.md");
  const codeOf = (text: string) => [...text.matchAll(/```[\s\S]*?```/g)].map(([block]) => block);
  const addressesOf = (text: string) =>
    [...text.matchAll(/\]\(([^)\s]+)\)|^\[\w+\]: (\S+)$|(?:src|srcset)="([^"]+)"/gm)]
      .map(([, inline, reference, image]) => inline ?? reference ?? image ?? "")
      .filter((address) => !/^README(\.zh-CN)?\.md$/.test(address));
  const rowsOf = (text: string) => text.split("\n").filter((line) => line.startsWith("|")).length;

  it("has the same programs, commands, links and tables in English and Chinese", () => {
    assert.ok(codeOf(english).length >= 4 && addressesOf(english).length >= 20);
    assert.deepEqual(codeOf(chinese), codeOf(english));
    assert.deepEqual(addressesOf(chinese), addressesOf(english));
    assert.equal(rowsOf(chinese), rowsOf(english));
  });

  it("leads from each language to the other", () => {
    assert.ok(english.includes("](README.zh-CN.md)"));
    assert.ok(chinese.includes("](README.md)"));
  });

  it("shows pictures that are there, of a modest size", () => {
    const pictures = addressesOf(english).filter((address) => address.endsWith(".png"));
    assert.equal(pictures.length, 4);
    for (const picture of pictures) {
      const bytes = readFileSync(path.join(root, picture));
      assert.equal(bytes.toString("latin1", 1, 4), "PNG", picture);
      assert.ok(bytes.length < 150_000, `${picture} has ${bytes.length} bytes`);
    }
  });

  it("has lines under 120 characters", () => {
    for (const [name, text] of Object.entries({ english, chinese })) {
      const long = text.split("\n").filter((line) => line.length >= 120);
      assert.deepEqual(long, [], name);
    }
  });
});

describe("The page about the Terraform provider", () => {
  const page = textOf("docs/terraform.md");
  /** Text by the Terraform resource that its heading names. */
  const sections = new Map(
    page
      .split(/^## /m)
      .map((section) => [/^`(\w+)`/.exec(section)?.[1] ?? section.split("\n", 1)[0], section] as const),
  );

  it("maps every argument and every attribute of its resources", () => {
    const rest = sections.get("Without a counterpart") ?? "";
    const missing = schemaOf("resource").filter(({ type, argument }) => {
      const section = sections.get(type);
      if (section !== undefined) {
        return !section.includes(`| \`${argument}\` |`);
      }
      const row = rest.split("\n").find((line) => line.startsWith(`| \`${type}\` |`)) ?? "";
      return !row.includes(`\`${argument}\``) && !row.includes("| all |");
    });
    assert.deepEqual(missing, []);
  });

  it("names every data source", () => {
    const section = sections.get("Data sources") ?? "";
    for (const { type } of schemaOf("data")) {
      assert.ok(section.includes(`| \`${type}\` |`), type);
    }
  });

  it("leads to arguments and outputs that there are", () => {
    const tokens = [...handlers.keys()].join("|");
    const named = [...page.matchAll(new RegExp(`\`(${tokens})\\.([\\w.[\\]]+)\``, "g"))];
    assert.ok(named.length > 100);
    for (const [text, token = "", member = ""] of named) {
      assert.ok(hasMember(resourceOf(readSdkOnce(), token), member), text);
    }
  });
});

let known: ReturnType<typeof readSdk> | undefined;

function readSdkOnce(): ReturnType<typeof readSdk> {
  known ??= readSdk();
  return known;
}

function namesOf(fields: Fields): readonly string[] {
  return Object.entries(fields).flatMap(([name, { struct }]) => [
    name,
    ...(struct === undefined ? [] : namesOf(struct.fields)),
  ]);
}

/** Whether a resource has an argument or output such as `rules[].allowedOrigins`. */
function hasMember({ fields, class: { outputs } }: Resource, member: string): boolean {
  const [first = "", ...rest] = member.split(".");
  if (rest.length === 0 && outputs.some(({ name }) => name === first)) {
    return true;
  }
  let below: Fields | undefined = fields;
  for (const part of [first, ...rest]) {
    const name = part.replace("[]", "");
    const field: Fields[string] | undefined = below?.[name];
    if (field === undefined) {
      return name === "bucket" && below !== undefined;
    }
    if (part.endsWith("[]") && field.kind !== "structs") {
      return false;
    }
    below = field.struct?.fields;
  }
  return true;
}

function schemaOf(kind: string): readonly { type: string; argument: string }[] {
  return textOf("tests/fixtures/terraform/schema.txt")
    .trim()
    .split("\n")
    .map((line) => line.split(" "))
    .filter(([first]) => first === kind)
    .map(([, type = "", argument = ""]) => ({ type, argument }));
}

/** Links to files and headings of the project, without those in code. */
function linksOf(text: string): readonly string[] {
  const prose = text.replace(/```[\s\S]*?```/g, "");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => match[1] ?? "")
    .filter((target) => !/^[a-z]+:/.test(target));
}

function headingsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map((match) => anchorOf(match[1] ?? ""));
}

/** What the compiler says about programs, which import this package as if it were installed. */
function compile(files: ReadonlyMap<string, string>): readonly { file: string; message: string }[] {
  const { config } = ts.readConfigFile(path.join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.readFile = (file) => files.get(file) ?? readFile(file);
  const program = ts.createProgram(
    [...files.keys()],
    {
      ...options,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      paths: {
        "pulumi-tencentcos": [path.join(root, "sdk/index.ts")],
        "pulumi-tencentcos/api": [path.join(root, "provider/hosts/api.ts")],
        "pulumi-tencentcos/*": ["emulator/index.ts", "provider/*/index.ts"].map((file) =>
          path.join(root, file),
        ),
      },
    },
    host,
  );
  return [...files.keys()].flatMap((file) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) => ({ file, message: ts.flattenDiagnosticMessageText(messageText, "\n") }),
    );
  });
}
