/** What an editor and a compiler make of the package: its declarations, read by old and new TypeScript. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import ts from "typescript";
import { describeResource } from "../../provider/schema/describe";
import { resourceStructs } from "../../provider/schema/structs";

const root = path.resolve(__dirname, "../..");

/** TypeScript 3.8.3, with which Pulumi compiles a project that has none of its own. */
const vendored: typeof ts = createRequire(__filename)(
  path.join(root, "node_modules/@pulumi/pulumi/vendor/typescript@3.8.3/typescript.js"),
);

/** As in a project that Pulumi's template makes. */
const templateOptions: ts.CompilerOptions = {
  strict: true,
  target: ts.ScriptTarget.ES2020,
  module: ts.ModuleKind.CommonJS,
  moduleResolution: ts.ModuleResolutionKind.Node10,
  types: ["node"],
  noEmit: true,
};

const program = `
import * as cos from "pulumi-tencentcos";
const site = new cos.Bucket("site");
export const cors = new cos.BucketCors("site", {
  bucket: site,
  rules: [{ allowedOrigins: ["https://www.example.com"], allowedMethods: ["GET"] }],
});
export const rules = new cos.BucketLifecycle("logs", {
  bucket: site,
  rules: [{ id: "a", filter: { prefix: "logs/" }, expiration: { days: site.appId.apply(Number) } }],
});
export const policy = new cos.BucketPolicy("site", {
  bucket: site,
  policy: { statement: [cos.policyStatement({
    effect: "allow", principals: [cos.anyone], actions: cos.readActions, resources: [cos.objectsOf(site)],
    condition: { ip_equal: { "qcs:ip": [site.appId] } },
  })] },
});
export const page = new cos.Object("index.html", { bucket: site, content: "x" });
export const copy = new cos.ObjectCopy("copy", { bucket: site, source: page });
export const folder = new cos.Folder("pages", { bucket: site, source: "./public", rules: [{ match: "*.html" }] });
export const days = rules.rules.apply((all) => all[0].expiration!.days!.toFixed());
`;

const wrong = program.replace('["GET"]', "[3]").replace('id: "a", ', "").replace('"./public"', "7");

const entries = `
import { CosClient, CosServiceError } from "pulumi-tencentcos/client";
import { CosApi } from "pulumi-tencentcos/api";
import { startEmulator } from "pulumi-tencentcos/emulator";
import { provider } from "pulumi-tencentcos/host";
export const client = new CosClient({ credentials: { secretId: "a", secretKey: "b" } });
export const refused = (error: unknown) => CosServiceError.isInstance(error) && error.status.toFixed();
export const url: Promise<string> = startEmulator().then((emulator) => emulator.url);
export const cors = provider("BucketCors").diff("a", {}, {}).then(({ changes }) => changes === true);
export async function read(cos: CosApi): Promise<number | undefined> {
  await cos.getService();
  const xml: string = (await cos.getBucketCors({ Bucket: "a" }, { format: "xml" })).body;
  for await (const { body } of cos.pages("GetBucket", { Bucket: xml, MaxKeys: 1 })) return body.Contents[0].Size;
  return (await cos.call("GetBucketCors", { Bucket: "a" })).body.CORSRule[0].MaxAgeSeconds;
}
export const misspelt = (cos: CosApi) => cos.putBucketVersioning({ Bucket: "a", Body: { Status: "On" } });
export const wrong = startEmulator().then((emulator) => emulator.port);
`;

/** Compiles programs of a project that has the package in its node_modules; what it says of them and of the package's declarations. */
function compile(compiler: typeof ts, programs: Readonly<Record<string, string>>): Map<string, string[]> {
  const folder = path.join(root, "tests/package");
  const files = new Map(Object.entries(programs).map(([name, text]) => [path.join(folder, name), text]));
  const installed = path.join(root, "node_modules/pulumi-tencentcos");
  const real = (name: string) =>
    /^.(lib|package\.json)/.test(name.slice(installed.length)) && name.startsWith(installed)
      ? root + name.slice(installed.length)
      : name;
  const host = compiler.createCompilerHost(templateOptions);
  host.fileExists = (name) => files.has(name) || compiler.sys.fileExists(real(name));
  host.directoryExists = (name) => name === installed || compiler.sys.directoryExists(real(name));
  host.readFile = (name) => files.get(name) ?? compiler.sys.readFile(real(name));
  host.realpath = (name) => name;
  host.getSourceFile = (name, target) => {
    const text = host.readFile(name);
    return text === undefined ? undefined : compiler.createSourceFile(name, text, target);
  };
  const compiled = compiler.createProgram([...files.keys()], templateOptions, host);
  const failures = new Map<string, string[]>();
  for (const source of compiled.getSourceFiles()) {
    const { fileName } = source;
    if (!files.has(fileName) && !fileName.startsWith(installed)) {
      continue;
    }
    const found = [...compiled.getSyntacticDiagnostics(source), ...compiled.getSemanticDiagnostics(source)];
    failures.set(
      files.has(fileName) ? path.basename(fileName) : path.relative(installed, fileName),
      found.map(({ messageText }) => compiler.flattenDiagnosticMessageText(messageText, "\n")),
    );
  }
  return failures;
}

// docs/promises.md#installs-in-every-pulumi-project
for (const compiler of [vendored, ts]) {
  describe(`The declarations, read by TypeScript ${compiler.version}`, function () {
    this.timeout(120_000);

    let said: Map<string, string[]>;
    before(() => {
      said = compile(compiler, { "right.ts": program, "wrong.ts": wrong, "entries.ts": entries });
    });

    it("compile in a program that leaves out what may be left out", () => {
      assert.deepEqual(said.get("right.ts"), []);
    });

    it("refuse a wrong type and a forgotten argument", () => {
      const failures = (said.get("wrong.ts") ?? []).join("\n");
      assert.match(failures, /Property 'id' is missing/);
      assert.match(failures, /"GET"/);
      assert.match(failures, /'(7|number)' is not assignable/);
    });

    it("are found for the client, the API, the emulator and the host as well", () => {
      const [misspelt, ...others] = said.get("entries.ts") ?? [];
      assert.match(misspelt ?? "", /Type '"On"' is not assignable to type '"Enabled" \| "Suspended"'/);
      assert.deepEqual(others, ["Property 'port' does not exist on type 'Emulator'."]);
    });

    it("have no error of their own", () => {
      const own = [...said].filter(([name]) => name.startsWith("lib"));
      assert.ok(own.length > 50, "all were read");
      assert.deepEqual(
        own.filter(([, failures]) => failures.length > 0),
        [],
      );
    });
  });
}

describe("The declarations of the package", function () {
  this.timeout(60_000);

  const files = (readdirSync(path.join(root, "lib"), { recursive: true }) as string[]).filter((name) =>
    name.endsWith(".d.ts"),
  );
  const folder = path.join(root, "tests/package");

  it("are as exact as the sources: every argument and every output has the same type", () => {
    const sdk = ts.createSourceFile(
      "index.ts",
      readFileSync(path.join(root, "sdk/index.ts"), "utf8"),
      ts.ScriptTarget.Latest,
    );
    const names = sdk.statements.flatMap((statement) =>
      ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause)
        ? statement.exportClause.elements.map(({ name }) => name.text).filter((name) => /^[A-Z]/.test(name))
        : [],
    );
    assert.ok(names.length > 70, "the classes and the interfaces of their arguments");
    const text = [
      'import type * as source from "../../sdk/index";',
      'import type * as written from "../../lib/sdk/index";',
      'import type * as pulumi from "@pulumi/pulumi";',
      "type Plain<T> = { [K in keyof T]: pulumi.Unwrap<T[K]> };",
      ...names.flatMap((name) => [
        `export const a_${name} = (value: Plain<source.${name}>): Plain<written.${name}> => value;`,
        `export const b_${name} = (value: Plain<written.${name}>): Plain<source.${name}> => value;`,
      ]),
    ].join("\n");
    const { config } = ts.readConfigFile(path.join(root, "tsconfig.json"), ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
    const file = path.join(folder, "same.ts");
    const host = ts.createCompilerHost(options);
    const { fileExists, readFile, getSourceFile } = host;
    host.fileExists = (name) => name === file || fileExists(name);
    host.readFile = (name) => (name === file ? text : readFile(name));
    host.getSourceFile = (name, ...rest) =>
      name === file ? ts.createSourceFile(file, text, ts.ScriptTarget.ES2022) : getSourceFile(name, ...rest);
    const compiled = ts.createProgram([file], { ...options, exactOptionalPropertyTypes: false }, host);
    const failures = compiled
      .getSemanticDiagnostics(compiled.getSourceFile(file))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
    assert.deepEqual(failures, []);
  });

  it("carry a comment on every argument and every output", () => {
    const bare: string[] = [];
    for (const name of files.filter((each) => each.startsWith("sdk"))) {
      const source = ts.createSourceFile(
        name,
        readFileSync(path.join(root, "lib", name), "utf8"),
        ts.ScriptTarget.Latest,
        true,
      );
      const visit = (node: ts.Node): void => {
        if (ts.isPropertySignature(node) && ts.isInterfaceDeclaration(node.parent)) {
          if (ts.getJSDocCommentsAndTags(node).length === 0) {
            bare.push(`${name}: ${node.getText(source)}`);
          }
        }
        ts.forEachChild(node, visit);
      };
      visit(source);
    }
    assert.deepEqual(bare, []);
  });

  it("lead to no descriptor", () => {
    assert.ok(files.length > 40, "the package is built");
    assert.deepEqual(
      files.filter((name) => /codec|provider\/resources\/bucket/.test(name)),
      [],
    );
  });
});

describe("The built package", () => {
  it("describes every resource at run time, with its meanings", () => {
    const built = createRequire(__filename)(path.join(root, "lib/provider/schema/describe.js"));
    for (const token of resourceStructs.keys()) {
      assert.deepEqual(built.describeResource(token), describeResource(token));
    }
  });
});
