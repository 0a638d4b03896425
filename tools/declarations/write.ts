/** Writes the declaration files that the package's entry points lead to, and no others. */

import fs from "node:fs";
import path from "node:path";
import ts from "typescript";
import { downlevel, type Edit, edited } from "./edit";
import { descriptorMembers, namedGroups } from "./members";

/** The sources behind `exports` in package.json. */
const entryPoints = [
  "sdk/index.ts",
  "provider/hosts/dynamic.ts",
  "provider/hosts/client.ts",
  "provider/hosts/api.ts",
  "emulator/index.ts",
];

/**
 * Compiles the declarations of the sources in `root` and writes them below `target`. The types that follow from descriptors are written
 * out: compilers before 4.1 cannot work them out, and silently take every argument for a required one.
 */
export function writeDeclarations(root: string, target: string): void {
  const program = createProgram(root);
  const groups = namedGroups(program);
  const written = new Set<string>();
  const waiting = entryPoints.map((name) => path.join(root, name));
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (written.has(file)) {
      continue;
    }
    written.add(file);
    const source = program.getSourceFile(file);
    if (source === undefined) {
      throw new Error(`${file} is not among the sources`);
    }
    const text = declarationOf(program, source, groups);
    const output = path.join(target, path.relative(root, file).replace(/\.ts$/, ".d.ts"));
    fs.mkdirSync(path.dirname(output), { recursive: true });
    fs.writeFileSync(output, text);
    for (const { fileName } of ts.preProcessFile(text).importedFiles) {
      if (fileName.startsWith(".")) {
        waiting.push(sourceOf(path.resolve(path.dirname(file), fileName)));
      }
    }
  }
}

function createProgram(root: string): ts.Program {
  const { config } = ts.readConfigFile(path.join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  return ts.createProgram(
    entryPoints.map((name) => path.join(root, name)),
    {
      ...options,
      types: ["node"],
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      stripInternal: true,
    },
  );
}

/** A module's file: its name, or the index of the folder of that name. */
function sourceOf(module: string): string {
  const file = `${module}.ts`;
  return fs.existsSync(file) ? file : path.join(module, "index.ts");
}

function declarationOf(
  program: ts.Program,
  source: ts.SourceFile,
  groups: ReturnType<typeof namedGroups>,
): string {
  let declaration: string | undefined;
  const { diagnostics, emitSkipped } = program.emit(
    source,
    (_, text) => {
      declaration = text;
    },
    undefined,
    true,
  );
  if (emitSkipped || declaration === undefined) {
    const reasons = diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
    throw new Error(`${source.fileName} has no declarations: ${reasons.join("\n")}`);
  }
  const parsed = ts.createSourceFile("declaration.d.ts", declaration, ts.ScriptTarget.Latest, true);
  const edits: Edit[] = [];
  for (const statement of parsed.statements) {
    if (!ts.isInterfaceDeclaration(statement)) {
      continue;
    }
    const original = source.statements.find(
      (each): each is ts.InterfaceDeclaration =>
        ts.isInterfaceDeclaration(each) && each.name.text === statement.name.text,
    );
    if (original === undefined) {
      throw new Error(`${statement.name.text} is not in ${source.fileName}`);
    }
    const { kept, members } = descriptorMembers(program.getTypeChecker(), original, groups);
    if (members.length === 0) {
      continue;
    }
    const own = statement.members.map((member) => member.getFullText(parsed).replace(/^\n/, ""));
    const heritage = kept.length === 0 ? "" : ` extends ${kept.join(", ")}`;
    const body = [...own, ...members].join("\n");
    edits.push({
      from: statement.name.end,
      to: statement.end,
      text: `${heritage} {\n${body}\n}`,
    });
  }
  return downlevel(edited(declaration, edits));
}
