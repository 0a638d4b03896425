/** What can be done with a written program without Pulumi's engine: check its types, run it, and let its resources come about. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import ts from "typescript";
import { fromWire } from "../../provider/codec";
import type { Props } from "../../provider/model/props";
import { handlers } from "../../provider/resources";
import type { Handler } from "../../provider/resources/handler";
import * as cos from "../../sdk";
import type { TestBench } from "../support";

const root = path.resolve(__dirname, "../..");

/** A resource that a program declares. */
export interface Declared {
  readonly token: string;
  readonly name: string;
  readonly inputs: Props;
}

const biome = path.join(root, "node_modules/@biomejs/biome/bin/biome");

/** The text as Biome lays it out with Prettier's width and indentation. */
export function formatted(text: string): string {
  const flags = ["--indent-style=space", "--indent-width=2", "--line-width=80", "--stdin-file-path=index.ts"];
  // Outside of the repository, whose own settings are others.
  const { stdout, stderr, status } = spawnSync(process.execPath, [biome, "format", ...flags], {
    cwd: tmpdir(),
    input: text,
    encoding: "utf8",
  });
  assert.equal(status, 0, stderr);
  return stdout;
}

/** What TypeScript says against programs, under this repository's own strict settings. */
export function typeErrors(files: readonly string[]): string {
  const config = ts.readConfigFile(path.join(root, "tsconfig.json"), ts.sys.readFile).config;
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, root);
  const program = ts.createProgram(files, {
    ...options,
    types: [],
    typeRoots: [path.join(root, "node_modules/@types")],
    paths: { "pulumi-tencentcos": [path.join(root, "sdk/index.ts")] },
  });
  return ts.formatDiagnostics(ts.getPreEmitDiagnostics(program), {
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => root,
    getNewLine: () => "\n",
  });
}

/**
 * Runs a program as Pulumi's runner would, and answers what it declares, in the order in which it does.
 * @param folder the project's folder, where its files are
 */
export async function declaredBy(text: string, folder = "."): Promise<readonly Declared[]> {
  const registered: Declared[] = [];
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      const { __provider, ...given } = inputs;
      registered.push({ token: type.slice(type.lastIndexOf(":") + 1), name, inputs: fromWire(given) });
      return { id: `${given.region}/${given.bucket}`, state: given };
    },
    call: () => ({}),
  });
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const run = new Function("require", "exports", outputText);
  const required: string[] = [];
  run((name: string) => {
    required.push(name);
    return cos;
  }, {});
  await pulumi.runtime.disconnect();
  assert.deepEqual(required, ["pulumi-tencentcos"]);
  return await Promise.all(
    registered.map(async ({ inputs, ...rest }) => ({ ...rest, inputs: await onTheWire(inputs, folder) })),
  );
}

/** Assets in the form in which the engine hands them to a provider; it also resolves paths from the project's folder. */
async function onTheWire(inputs: Props, folder: string): Promise<Props> {
  const { source } = inputs;
  if (source instanceof pulumi.asset.FileAsset) {
    const file = path.resolve(folder, await source.path);
    return {
      ...inputs,
      source: {
        "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17",
        hash: createHash("sha256").update(readFileSync(file)).digest("hex"),
        path: file,
      },
    };
  }
  return typeof source === "string" ? { ...inputs, source: path.resolve(folder, source) } : inputs;
}

/**
 * Lets the resources of a program come about as `up` does, and fails unless that writes nothing, and neither the next preview nor a
 * refresh finds anything to do.
 */
export async function assertAdopts(
  { emulator, context }: TestBench,
  declared: readonly Declared[],
): Promise<void> {
  emulator.clearRequests();
  for (const { token, name, inputs: news } of declared) {
    const handler = handlers.get(token) as Handler;
    const { inputs, failures } = await handler.check(context.settings, {}, news);
    assert.deepEqual(failures, [], `${token} ${name}`);
    const { id, outputs } = await handler.create(context, inputs);
    const again = await handler.check(context.settings, inputs, news);
    assert.deepEqual(handler.diff(id, outputs, again.inputs).differences, [], `${token} ${name}: preview`);
    const live = await handler.read(context, id, outputs);
    assert.ok(live, `${token} ${name} is gone`);
    assert.deepEqual(
      handler.diff(id, live.outputs, again.inputs).differences,
      [],
      `${token} ${name}: refresh`,
    );
  }
  const writes = emulator.requests.filter(({ method }) => method !== "GET" && method !== "HEAD");
  assert.deepEqual(
    writes.map(({ method, path: at, query }) => `${method} ${at}?${query}`),
    [],
  );
  assert.ok(emulator.requests.length > 0);
}
