/** Keeps the house as CONTRIBUTING draws it: which room may import which, and what a program loads. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { handlers } from "../provider/resources";
import { bucketConfigs } from "../provider/resources/configurations";

const root = path.resolve(__dirname, "..");

function sources(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => path.posix.join(folder, file));
}

const known = new Map<string, readonly string[]>();

/** What a file imports or requires, types included: packages by name, files of the project by their path from the root. */
function importsOf(file: string): readonly string[] {
  let found = known.get(file);
  if (found === undefined) {
    const { importedFiles } = ts.preProcessFile(readFileSync(path.join(root, file), "utf8"), true, true);
    found = importedFiles.map(({ fileName }) =>
      fileName.startsWith(".") ? sourceOf(path.posix.join(path.posix.dirname(file), fileName)) : fileName,
    );
    known.set(file, found);
  }
  return found;
}

/** The file that is meant by a path without an extension: of a module, or the index of a folder. */
function sourceOf(module: string): string {
  const candidates = [`${module}.ts`, `${module}.tsx`, path.posix.join(module, "index.ts")];
  return candidates.find((file) => existsSync(path.join(root, file))) ?? module;
}

const packageOf = (name: string) =>
  name
    .split("/")
    .slice(0, name.startsWith("@") ? 2 : 1)
    .join("/");

/** Groups of files each of which leads to all others (Tarjan's strongly connected components); a file that imports itself is one too. */
function circlesAmong(files: readonly string[]): string[][] {
  const among = new Set(files);
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];
  const visit = (file: string): number => {
    const mine = order.size;
    order.set(file, mine);
    open.push(file);
    let low = mine;
    const targets = importsOf(file).filter((target) => among.has(target));
    for (const target of targets) {
      if (!order.has(target)) {
        low = Math.min(low, visit(target));
      } else if (open.includes(target)) {
        low = Math.min(low, lowest.get(target) ?? Number(order.get(target)));
      }
    }
    lowest.set(file, low);
    if (low === mine) {
      const members = open.splice(open.indexOf(file));
      if (members.length > 1 || targets.includes(file)) {
        circles.push(members);
      }
    }
    return low;
  };
  for (const file of files) {
    if (!order.has(file)) {
      visit(file);
    }
  }
  return circles;
}

const folders = ["provider", "sdk", "emulator", "cli", "explorer", "tools", "bench", "tests"];

describe("The tree", () => {
  /** Which folders a folder may import from, beside itself; a file may stand for itself. */
  const allowed: Record<string, readonly string[]> = {
    "provider/client": [],
    "provider/codec": [],
    "provider/explanations": ["provider/client"],
    "provider/signature": ["provider/codec", "provider/client", "provider/explanations"],
    "provider/model": ["provider/codec", "provider/client"],
    "provider/api": ["provider/codec", "provider/client", "provider/explanations", "provider/model"],
    "provider/resources": [
      "provider/codec",
      "provider/client",
      "provider/explanations",
      "provider/model",
      "provider/api",
    ],
    "provider/schema": ["provider/codec", "provider/model", "provider/resources"],
    "provider/hosts": [
      "provider/codec",
      "provider/client",
      "provider/explanations",
      "provider/model",
      "provider/api",
      "provider/resources",
    ],
    sdk: ["provider/resources", "provider/model", "provider/codec"],
    emulator: [],
    cli: ["provider", "sdk", "emulator"],
    // The page knows what its server says, and nothing else of the package.
    explorer: ["cli/explore/wire.ts"],
  };

  const ours = (file: string) => importsOf(file).filter((name) => existsSync(path.join(root, name)));
  const isIn = (home: string, name: string) => name === home || name.startsWith(`${home}/`);

  for (const [folder, others] of Object.entries(allowed)) {
    it(`lets ${folder} import only ${["itself", ...others].join(", ")}`, () => {
      for (const file of sources(folder)) {
        for (const name of ours(file)) {
          assert.ok(
            [folder, ...others].some((home) => isIn(home, name)),
            `${file} imports ${name}`,
          );
        }
      }
    });
  }

  it("has a rule for every room of the provider", () => {
    const rooms = readdirSync(path.join(root, "provider")).map((name) => `provider/${name}`);
    assert.deepEqual(
      rooms.filter((room) => !(room in allowed)),
      [],
    );
  });

  /** Each room of the emulator imports only those before it. */
  const rooms = [
    "format",
    "access",
    "signature",
    "store",
    "request",
    "configurations",
    "select",
    "operations",
    "behaviour",
    "http",
  ];

  for (const [index, room] of rooms.entries()) {
    it(`lets the emulator's ${room} import only ${["itself", ...rooms.slice(0, index)].join(", ")}`, () => {
      for (const file of sources(`emulator/${room}`)) {
        for (const name of ours(file)) {
          assert.ok(
            rooms.slice(0, index + 1).some((home) => isIn(`emulator/${home}`, name)),
            `${file} imports ${name}`,
          );
        }
      }
    });
  }

  it("has an order for every room of the emulator", () => {
    const found = readdirSync(path.join(root, "emulator"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    assert.deepEqual(found.sort(), [...rooms].sort());
  });

  it("has no circle of imports, types included", () => {
    const circles = circlesAmong(folders.flatMap(sources)).map((files) => files.join(" "));
    assert.deepEqual(circles, []);
  });

  it("keeps the client free of Pulumi, in code and in words", () => {
    for (const file of sources("provider/client")) {
      // The package's own name, by which requests introduce themselves, is no word about Pulumi.
      const text = readFileSync(path.join(root, file), "utf8").replaceAll("pulumi-tencentcos", "");
      assert.doesNotMatch(text, /pulumi|tencentcos:|\bstacks?\b/i, file);
    }
  });

  /** The files that a process has loaded once it has loaded a module of ours, by their paths from the root. */
  function loadedWith(module: string): string[] {
    const script = `
      require("ts-node/register/transpile-only");
      const before = new Set(Object.keys(require.cache));
      require(${JSON.stringify(module)});
      console.log(JSON.stringify(Object.keys(require.cache).filter((file) => !before.has(file))));`;
    const output = execFileSync(process.execPath, ["-e", script], { cwd: root, encoding: "utf8" });
    return (JSON.parse(output) as string[]).map((file) => path.relative(root, file));
  }

  it("loads neither the client, nor the table of operations, nor what reads XML into a program that only declares", () => {
    const loaded = loadedWith("./sdk");
    assert.ok(loaded.includes(path.join("sdk", "bucketCors.ts")), loaded.join());
    const heavy =
      /^(provider.(client|explanations|hosts|api)|emulator|node_modules.(undici|fast-xml-parser|saxes))\b/;
    assert.deepEqual(
      loaded.filter((file) => heavy.test(file)),
      [],
    );
  });

  it("loads no table of operations into a host before the first request", () => {
    const loaded = loadedWith("./provider/hosts/dynamic");
    assert.ok(loaded.includes(path.join("provider", "hosts", "session.ts")), loaded.join());
    const heavy = /^(provider.api.operations|node_modules.(undici|fast-xml-parser|saxes))\b/;
    assert.deepEqual(
      loaded.filter((file) => heavy.test(file)),
      [],
    );
  });

  /** Each of these is hidden behind one file, or one folder where it has its own. */
  const importers: Record<string, readonly RegExp[]> = {
    undici: [/^provider\/client\//],
    "fast-xml-parser": [/^provider\/codec\/xml\.ts$/, /^emulator\/format\/xml\.ts$/],
    saxes: [/^provider\/codec\/xml\.ts$/],
    commander: [/^cli\//],
    ignore: [/^provider\/resources\/folder\//],
    "mime-types": [/^emulator\//],
    "node-forge": [/^emulator\/http\/certificates\.ts$/],
    hono: [/^cli\/explore\//],
    "@hono/node-server": [/^cli\/explore\//],
    open: [/^cli\/explore\/openPage\.ts$/],
  };

  for (const [library, homes] of Object.entries(importers)) {
    it(`imports ${library} in one place`, () => {
      const files = ["provider", "sdk", "emulator", "cli"].flatMap(sources);
      const using = files.filter((file) => importsOf(file).map(packageOf).includes(library));
      assert.notDeepEqual(using, []);
      for (const file of using) {
        assert.ok(
          homes.some((home) => home.test(file)),
          `${file} imports ${library}`,
        );
      }
    });
  }

  it("declares every package that it imports, and imports every one that it declares", () => {
    const { dependencies, peerDependencies } = JSON.parse(
      readFileSync(path.join(root, "package.json"), "utf8"),
    );
    const used = new Set(
      ["provider", "sdk", "emulator", "cli"]
        .flatMap(sources)
        .flatMap((file) => importsOf(file))
        .filter(
          (name) =>
            !name.startsWith("node:") &&
            !existsSync(path.join(root, name)) &&
            name !== "module" &&
            !name.startsWith("pulumi-tencentcos/"),
        )
        .map(packageOf),
    );
    assert.deepEqual([...used].sort(), Object.keys({ ...dependencies, ...peerDependencies }).sort());
  });

  it("says in CONTRIBUTING why there is each runtime dependency", () => {
    const { dependencies } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
    const text = readFileSync(path.join(root, "CONTRIBUTING.md"), "utf8");
    for (const name of Object.keys(dependencies)) {
      assert.ok(text.includes(`\`${name}\``), name);
    }
  });
});

describe("A resource is complete:", () => {
  for (const token of handlers.keys()) {
    const file = token.charAt(0).toLowerCase() + token.slice(1);

    it(`${token} has a class, a spec and its name in the README`, () => {
      const index = readFileSync(path.join(root, "sdk/index.ts"), "utf8");
      assert.match(index, new RegExp(`\\b${token}\\b`));
      assert.ok(existsSync(path.join(root, "sdk", `${file}.ts`)), `sdk/${file}.ts`);
      assert.ok(
        existsSync(path.join(root, "tests/resources", `${file}.spec.ts`)),
        `tests/resources/${file}.spec.ts`,
      );
      for (const readme of ["README.md", "README.zh-CN.md"]) {
        const text = readFileSync(path.join(root, readme), "utf8");
        assert.ok(text.includes(`\`${token}\``), `${readme} does not name ${token}`);
      }
    });
  }

  for (const { token } of bucketConfigs) {
    it(`${token} has documented samples with their source, and passes the shared suite`, () => {
      const file = token.charAt(0).toLowerCase() + token.slice(1);
      const folder = path.join(root, "tests/fixtures", file);
      const format = existsSync(path.join(folder, "put.json")) ? "json" : "xml";
      for (const name of [`put.${format}`, `outside.${format}`, "cases.json", "SOURCE.md"]) {
        assert.ok(existsSync(path.join(folder, name)), `tests/fixtures/${file}/${name}`);
      }
      const spec = readFileSync(path.join(root, "tests/resources", `${file}.spec.ts`), "utf8");
      assert.match(spec, new RegExp(`describeBucketConfig\\(${file}[,)]`));
    });
  }
});

describe("An example is complete:", () => {
  const read = (...parts: string[]) => readFileSync(path.join(root, ...parts), "utf8");
  const projects = readdirSync(path.join(root, "examples")).filter((name) =>
    existsSync(path.join(root, "examples", name, "Pulumi.yaml")),
  );

  for (const name of projects) {
    it(`${name} lives on the real engine in a spec, and has a row in examples/README.md`, () => {
      const specs = sources("tests/engine").filter((file) => read(file).includes(`"examples/${name}"`));
      assert.notDeepEqual(specs, []);
      assert.ok(read("examples/README.md").includes(`| [\`${name}\`](${name}/index.ts) |`));
    });
  }

  it("together they use every resource", () => {
    const programs = sources("examples").map((file) => read(file));
    const unused = [...handlers.keys()].filter(
      (token) => !programs.some((text) => text.includes(`new cos.${token}(`)),
    );
    assert.deepEqual(unused, []);
  });
});
