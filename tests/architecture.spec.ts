import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { handlers } from "../provider/resources";
import { bucketConfigs } from "../provider/resources/configurations";

const root = path.resolve(__dirname, "..");

function sources(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => path.posix.join(folder, file));
}

/** What a file imports or requires: packages by name, files of the project by their path from the root. */
function importsOf(file: string, options = { types: true }): string[] {
  const text = readFileSync(path.join(root, file), "utf8");
  const pattern =
    /(?:^|\n)\s*(import|export)\s+(type\s)?[^;]*?from\s+"([^"]+)"|(?:require|import)\("([^"]+)"\)/g;
  return [...text.matchAll(pattern)]
    .filter(([, , type]) => options.types || type === undefined)
    .map(([, , , from, required]) => from ?? required ?? "")
    .map((name) => (name.startsWith(".") ? path.posix.join(path.posix.dirname(file), name) : name));
}

const packageOf = (name: string) =>
  name
    .split("/")
    .slice(0, name.startsWith("@") ? 2 : 1)
    .join("/");

describe("The tree", () => {
  const ours = (file: string) =>
    importsOf(file).filter((name) => /^(provider|sdk|emulator|cli|tests|tools|bench|examples)\b/.test(name));

  /** Which folders a folder may import from, beside itself. */
  const allowed: Record<string, readonly string[]> = {
    "provider/client": ["provider/explanations"],
    "provider/explanations": ["provider/client"],
    "provider/codec": [],
    "provider/model": ["provider/client", "provider/codec", "provider/resources"],
    "provider/api": [
      "provider/client",
      "provider/explanations",
      "provider/codec",
      "provider/model",
      "provider/resources",
    ],
    "provider/resources": ["provider/client", "provider/codec", "provider/model", "provider/api"],
    "provider/schema": ["provider/codec", "provider/model", "provider/resources"],
    "provider/hosts": [
      "provider/client",
      "provider/explanations",
      "provider/codec",
      "provider/model",
      "provider/api",
      "provider/resources",
    ],
    sdk: ["provider/resources", "provider/model", "provider/codec"],
    emulator: [],
    cli: ["provider", "sdk", "emulator"],
  };

  for (const [folder, others] of Object.entries(allowed)) {
    it(`lets ${folder} import only ${["itself", ...others].join(", ")}`, () => {
      for (const file of sources(folder)) {
        for (const name of ours(file)) {
          const inside = [folder, ...others].some((home) => name === home || name.startsWith(`${home}/`));
          assert.ok(inside, `${file} imports ${name}`);
        }
      }
    });
  }

  it("lets sdk load no HTTP client: a program only declares", () => {
    const seen = new Set<string>();
    const follow = (file: string): void => {
      if (seen.has(file)) {
        return;
      }
      seen.add(file);
      for (const name of importsOf(file, { types: false }).filter((item) => /^(provider|sdk)\b/.test(item))) {
        follow(existsSync(path.join(root, `${name}.ts`)) ? `${name}.ts` : `${name}/index.ts`);
      }
    };
    follow("sdk/index.ts");
    assert.deepEqual(
      [...seen].filter((file) => file.startsWith("provider/client")),
      [],
    );
  });

  it("lets a program that only declares load neither the table of operations nor what reads XML", () => {
    const script = `require("ts-node/register/transpile-only"); require("./sdk");
      console.log(JSON.stringify(Object.keys(require.cache)))`;
    const loaded: string[] = JSON.parse(
      execFileSync(process.execPath, ["-e", script], { cwd: root }).toString(),
    );
    const ourOwn = loaded.map((file) => path.relative(root, file).split(path.sep).join("/"));
    assert.ok(ourOwn.includes("sdk/index.ts"));
    assert.deepEqual(
      ourOwn.filter((file) =>
        /^provider\/(api|client)\/|^node_modules\/(saxes|fast-xml-parser|undici)\//.test(file),
      ),
      [],
    );
  });

  /** Each of these is hidden behind one file, or one folder where it has its own. */
  const importers: Record<string, readonly RegExp[]> = {
    undici: [/^provider\/client\//],
    "fast-xml-parser": [/^provider\/codec\/xml\.ts$/, /^emulator\/xml\.ts$/],
    saxes: [/^provider\/codec\/xml\.ts$/],
    commander: [/^cli\//],
    ignore: [/^provider\/resources\/folder\//],
    "mime-types": [/^emulator\//],
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
            !/^(node:|provider\b|sdk\b|emulator\b|cli\b)/.test(name) &&
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
