/** Programs in TypeScript are taken by the compiler, with the types of this package. */

import assert from "node:assert/strict";
import path from "node:path";
import ts from "typescript";
import { codeOf, takes } from "../../cli/code";
import type { CodeOptions } from "../../cli/code/call";
import type { LanguageName } from "../../cli/code/languages";
import { samples } from "./samples";

const root = path.resolve(__dirname, "../..");

const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  types: ["node"],
  typeRoots: [path.join(root, "node_modules/@types")],
  paths: {
    "pulumi-tencentcos": [path.join(root, "sdk/index.ts")],
    "pulumi-tencentcos/api": [path.join(root, "provider/hosts/api.ts")],
  },
};

/** What the compiler finds wrong with programs that stand in no file. */
function complaints(sources: ReadonlyMap<string, string>): readonly string[] {
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (file) => sources.has(file) || fileExists(file);
  host.readFile = (file) => sources.get(file) ?? readFile(file);
  host.getSourceFile = (file, target, ...others) => {
    const text = sources.get(file);
    return text === undefined
      ? getSourceFile(file, target, ...others)
      : ts.createSourceFile(file, text, target);
  };
  const program = ts.createProgram([...sources.keys()], options, host);
  return [...sources.keys()].flatMap((file) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) => `${path.basename(file)}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
    );
  });
}

function programs(
  language: LanguageName,
  prefix: string = language,
  given: CodeOptions = {},
  only?: readonly string[],
): ReadonlyMap<string, string> {
  return new Map(
    samples
      .filter(
        ({ operation }) =>
          takes(language, operation) &&
          (only === undefined || only.includes(operation.name)) &&
          (given.all === undefined || operation.paging !== undefined),
      )
      .map(({ name, operation, parameters }) => [
        path.join(root, "tests/code", `${prefix} ${name}.ts`),
        codeOf(language, operation, parameters, given),
      ]),
  );
}

describe("Programs in TypeScript", function () {
  this.timeout(180_000);

  it("have the types of this package, for every operation and every configuration", () => {
    const declared = programs("pulumi");
    assert.ok(declared.size >= 19, String(declared.size));
    const listings = programs("cosapi", "pages", { all: true });
    const signed = programs("cosapi", "url", { expires: 600 }, ["GetObject", "PutObject"]);
    assert.deepEqual(complaints(new Map([...programs("cosapi"), ...listings, ...signed, ...declared])), []);
  });
});
