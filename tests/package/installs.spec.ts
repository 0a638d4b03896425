/** The packed archive in projects as people have them: installed by their package manager, compiled, deployed. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { type Files, useProjects } from "./projects";

const program = `
import * as pulumi from "@pulumi/pulumi";
import * as cos from "pulumi-tencentcos";

const site = new cos.Bucket("site", { forceDestroy: true });
const acl = new cos.BucketAcl("site", { bucket: site, acl: "public-read" });
new cos.BucketCors("site", {
  bucket: site,
  rules: [{ allowedOrigins: ["https://www.example.com"], allowedMethods: ["GET"] }],
});
const page = new cos.Object("index.html", { bucket: site, content: "hello" }, { dependsOn: [acl] });
export const url: pulumi.Output<string> = page.url;
`;

const entries = `
import { CosClient } from "pulumi-tencentcos/client";
import { type Emulator, startEmulator } from "pulumi-tencentcos/emulator";
import { provider } from "pulumi-tencentcos/host";
export const emulator: Promise<Emulator> = startEmulator();
export const client = (url: string) => new CosClient({ endpoint: url, credentials: { secretId: "a", secretKey: "b" } });
export const cors = provider("BucketCors");
`;

/** As Pulumi's template for TypeScript writes it. */
const compilerOptions = {
  strict: true,
  outDir: "bin",
  target: "es2020",
  module: "commonjs",
  moduleResolution: "node",
  sourceMap: true,
  experimentalDecorators: true,
  pretty: true,
  noFallthroughCasesInSwitch: true,
  noImplicitReturns: true,
  forceConsistentCasingInFileNames: true,
};

/** As Pulumi's template for TypeScript writes it. */
const template: Files = {
  "Pulumi.yaml": "name: demo\nruntime: nodejs\n",
  "package.json": JSON.stringify({
    name: "demo",
    main: "index.ts",
    devDependencies: { "@types/node": "^20", typescript: "^5.0.0" },
    dependencies: { "@pulumi/pulumi": "^3.113.0", "pulumi-tencentcos": "ARCHIVE" },
  }),
  "tsconfig.json": JSON.stringify({ compilerOptions, files: ["index.ts", "entries.ts"] }),
  "index.ts": program,
  "entries.ts": entries,
};

const withPackage = (
  files: Files,
  change: (manifest: Record<string, Record<string, string>>) => void,
): Files => {
  const manifest = JSON.parse(files["package.json"] ?? "{}");
  change(manifest);
  return { ...files, "package.json": JSON.stringify(manifest) };
};

const npmInstall = ["npm", "install", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
const yarnInstall = ["yarn", "install", "--non-interactive", "--prefer-offline", "--no-progress"];

/** The types are checked by tsc; the engine's own check would do it again. */
const checked = { PULUMI_NODEJS_TRANSPILE_ONLY: "true" };

// docs/promises.md#installs-in-every-pulumi-project
describe("The packed archive", function () {
  this.timeout(600_000);
  const bench = useProjects();

  it("installs on Node 20 with engine-strict beside the template's own Pulumi, compiles without skipLibCheck, and deploys", async () => {
    const node = await bench.node(20);
    const project = bench.newProject(template);
    await project.run(node, [...npmInstall, "--engine-strict"]);
    assert.equal(project.versions("@pulumi/pulumi").length, 1, "one copy of Pulumi");
    await project.run(node, ["npx", "tsc", "--noEmit"]);
    assert.equal(await project.deploy(node, ".", checked), "hello");
  });

  it("is compiled by the TypeScript 3.8 of Pulumi where the project has none, on Node 22, and a wrong type is refused", async () => {
    const node = await bench.node(22);
    const bare = withPackage(template, (manifest) => {
      manifest.devDependencies = {};
    });
    const { "entries.ts": _, "tsconfig.json": _options, ...files } = bare;
    const project = bench.newProject(files);
    await project.run(node, npmInstall);
    assert.deepEqual(project.versions("typescript"), [], "nothing brings a TypeScript");
    assert.equal(await project.deploy(node), "hello");
    const wrong = bench.newProject({ ...files, "index.ts": program.replace('["GET"]', "[3]") });
    await wrong.run(node, ["cp", "-R", `${project.folder}/node_modules`, "node_modules"]);
    const refused = await (await wrong.stack(node)).pulumi(["preview"]);
    assert.notEqual(refused.exitCode, 0);
    assert.match(refused.output, /'number' is not assignable/);
  });

  it("is imported by an ES module on Node 24, with types", async () => {
    const node = await bench.node(24);
    const module = withPackage(template, (manifest) => {
      Object.assign(manifest, { type: "module", main: "index.js" });
    });
    const nodenext = { ...compilerOptions, module: "nodenext", moduleResolution: "nodenext", outDir: "." };
    const project = bench.newProject({
      ...module,
      "index.ts": `import { BucketTagging } from "pulumi-tencentcos";${program}
new BucketTagging("site", { bucket: site, tags: { kind: "module" } });`,
      "tsconfig.json": JSON.stringify({ compilerOptions: nodenext, files: ["index.ts", "entries.ts"] }),
    });
    await project.run(node, npmInstall);
    await project.run(node, ["npx", "tsc"]);
    await project.run(node, ["rm", "index.ts", "entries.ts", "tsconfig.json"]);
    assert.equal(await project.deploy(node), "hello");
  });

  it("installs with yarn 1, which refuses what does not fit the Node: on Node 22 with the newest Pulumi", async () => {
    const node = await bench.node(22);
    const project = bench.newProject(template);
    await project.run(node, yarnInstall);
    assert.equal(project.versions("@pulumi/pulumi").length, 1, "one copy of Pulumi");
    await project.run(node, ["node_modules/.bin/tsc", "--noEmit"]);
    assert.equal(await project.deploy(node, ".", checked), "hello");
  });

  it("installs with yarn 1 on Node 20, and deploys with the oldest Pulumi that it allows", async () => {
    const node = await bench.node(20);
    const project = bench.newProject(
      withPackage(template, ({ dependencies = {} }) => {
        dependencies["@pulumi/pulumi"] = "3.113.0";
      }),
    );
    await project.run(node, yarnInstall);
    assert.deepEqual(project.versions("@pulumi/pulumi"), ["3.113.0"]);
    await project.run(node, ["node_modules/.bin/tsc", "--noEmit"]);
    assert.equal(await project.deploy(node, ".", checked), "hello");
  });

  it("asks a project of a pnpm workspace whose library depends on the package to depend on it too, and is found then", async () => {
    const node = await bench.node(24);
    const { "package.json": _, "index.ts": _index, "entries.ts": _entries, ...files } = template;
    const inside = Object.fromEntries(Object.entries(files).map(([name, text]) => [`infra/${name}`, text]));
    const own = { "@pulumi/pulumi": "^3.113.0" };
    const project = bench.newProject({
      ...inside,
      "pnpm-workspace.yaml": "packages: [infra, library]\n",
      "package.json": JSON.stringify({ name: "workspace", private: true }),
      "library/package.json": JSON.stringify({
        name: "library",
        main: "index.js",
        dependencies: { ...own, "pulumi-tencentcos": "ARCHIVE" },
      }),
      "library/index.js": `
        const cos = require("pulumi-tencentcos");
        exports.site = () => {
          const site = new cos.Bucket("site", { forceDestroy: true });
          const acl = new cos.BucketAcl("site", { bucket: site, acl: "public-read" });
          return new cos.Object("index.html", { bucket: site, content: "hello" }, { dependsOn: [acl] }).url;
        };`,
      "infra/package.json": JSON.stringify({
        name: "infra",
        main: "index.js",
        dependencies: { ...own, library: "workspace:*" },
      }),
      "infra/index.js": 'exports.url = require("library").site();',
    });
    await project.run(node, ["pnpm", "install", "--prefer-offline"]);
    const stack = await project.stack(node, "infra");
    const refused = await stack.pulumi(["preview"]);
    assert.notEqual(refused.exitCode, 0);
    assert.match(
      refused.output,
      /pulumi-tencentcos is not installed in .*infra.*`pnpm add pulumi-tencentcos`/s,
    );
    assert.doesNotMatch(refused.output, /Cannot find module/);
    const doctor = await project.tried(node, [
      "node",
      "library/node_modules/pulumi-tencentcos/lib/cli/index.js",
      "doctor",
      "--cwd",
      "infra",
    ]);
    assert.match(doctor.output, /pulumi-tencentcos is not installed in .*infra.*\n? .*pnpm add/s);
    const library = path.join(project.folder, "library/package.json");
    const archive = JSON.parse(readFileSync(library, "utf8")).dependencies["pulumi-tencentcos"];
    await project.run(node, ["pnpm", "add", "--prefer-offline", archive], "infra");
    assert.equal(await project.deploy(node, "infra"), "hello");
  });
});
