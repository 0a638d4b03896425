import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Field, Struct } from "../../provider/codec";
import { handlers } from "../../provider/resources";
import { type Default, describeResource, type Member } from "../../provider/schema/describe";
import { resourceStructs } from "../../provider/schema/structs";
import * as cos from "../../sdk";
import { meaningsFile, writeMeanings } from "../../tools/docs/meanings";
import { readSdk } from "../../tools/docs/sdk";

/** Every group that a resource is made of, each once. */
function structsOf(token: string): readonly Struct[] {
  const { inputs = [], outputs } = resourceStructs.get(token) ?? {};
  const found = new Set<Struct>();
  const add = (struct: Struct): void => {
    found.add(struct);
    for (const { struct: below } of Object.values(struct.fields)) {
      if (below !== undefined) {
        add(below);
      }
    }
  };
  for (const struct of [...inputs, ...(outputs === undefined ? [] : [outputs])]) {
    add(struct);
  }
  return [...found];
}

/** All members of a resource with their fields. */
function membersOf(token: string): readonly (readonly [path: string, member: Member, field: Field])[] {
  const { inputs, outputs, groups } = describeResource(token);
  const structs = new Map(structsOf(token).map((struct) => [struct.name, struct]));
  const top = resourceStructs.get(token);
  const fields = Object.assign({}, ...(top?.inputs ?? []).map((struct) => struct.fields));
  return [
    ...inputs.map((member) => [`${token}.${member.name}`, member, fields[member.name]] as const),
    ...outputs.map(
      (member) => [`${token}.${member.name}`, member, top?.outputs?.fields[member.name] as Field] as const,
    ),
    ...Object.entries(groups).flatMap(([name, { members }]) =>
      members.map(
        (member) =>
          [`${name}.${member.name}`, member, structs.get(name)?.fields[member.name] as Field] as const,
      ),
    ),
  ];
}

describe("What a resource is can be read at run time:", () => {
  it("the meanings are those of the comments", function () {
    this.timeout(120_000);
    assert.equal(
      readFileSync(meaningsFile, "utf8"),
      writeMeanings(readSdk()),
      "provider/schema/meanings.json is out of date: npm run docs writes it",
    );
  });

  it("every resource is described, and nothing else", () => {
    assert.deepEqual([...resourceStructs.keys()].sort(), [...handlers.keys()].sort());
    assert.throws(() => describeResource("BucketCorse"), /there is no resource BucketCorse/);
  });

  for (const token of handlers.keys()) {
    it(`each input, output and group of ${token} has a meaning`, () => {
      const { meaning, groups } = describeResource(token);
      assert.ok(meaning.length > 10);
      for (const [path, member] of membersOf(token)) {
        assert.ok(member.meaning.length > 5, path);
      }
      for (const [name, group] of Object.entries(groups)) {
        assert.ok(group.meaning.length > 5, name);
      }
    });

    it(`values, limits and defaults of ${token} are those that its checks apply`, () => {
      for (const [path, member, field] of membersOf(token)) {
        const { options } = field;
        assert.deepEqual(member.values, options.oneOf, path);
        assert.equal(member.limits.max, options.max, path);
        assert.equal(member.limits.maxItems, options.maxItems, path);
        assert.equal(member.limits.maxEntries, options.maxEntries, path);
        assert.equal(member.limits.maxBytes, options.maxBytes, path);
        const value = options.sentDefault ?? options.default;
        if (value !== undefined) {
          assert.equal((member.default as Extract<Default, { value: unknown }>).value, value, path);
        }
        assert.ok(!member.required || member.default === undefined, path);
      }
    });
  }

  it("a group has one name, and the SDK an interface of that name", () => {
    const index = readFileSync(require.resolve("../../sdk/index"), "utf8");
    const byName = new Map<string, Struct>();
    for (const struct of [...handlers.keys()].flatMap(structsOf)) {
      const name = struct.name ?? "";
      assert.ok(name !== "", Object.keys(struct.fields).join());
      assert.equal(byName.get(name) ?? struct, struct, name);
      byName.set(name, struct);
    }
    const nested = [...byName.keys()].filter((name) => !name.endsWith("Outputs"));
    const missing = nested.filter((name) => !new RegExp(`\\b${name}(Args)?\\b`).test(index));
    assert.deepEqual(missing, []);
    assert.ok(nested.length > 60);
    assert.ok("Bucket" in cos);
  });

  it("what a comment calls the default is the value that the field has", () => {
    const { defaults } = JSON.parse(readFileSync(meaningsFile, "utf8")) as {
      readonly defaults: Readonly<Record<string, string>>;
    };
    const valueAt = new Map(
      [...handlers.keys()]
        .flatMap(structsOf)
        .flatMap(({ name, fields }) =>
          Object.entries(fields).map(([field, { options }]) => [
            `${name}.${field}`,
            options.sentDefault ?? options.default,
          ]),
        ),
    );
    let compared = 0;
    for (const [path, text] of Object.entries(defaults)) {
      const value = valueAt.get(path);
      if (value !== undefined) {
        compared++;
        const said = text.replace(/`/g, "");
        assert.equal(said === "an empty text" || said === "an empty string" ? "" : said, String(value), path);
      }
    }
    assert.ok(compared > 20);
  });

  it("tells of a field what a form needs", () => {
    const { groups, inputs } = describeResource("BucketCors");
    assert.deepEqual(
      inputs.map(({ name, kind, required, group }) => [name, kind, required, group]),
      [
        ["bucket", "reference", true, undefined],
        ["region", "string", false, undefined],
        ["rules", "structs", true, "CorsRule"],
        ["responseVary", "bool", false, undefined],
      ],
    );
    const members = groups.CorsRule?.members ?? [];
    const methods = members.find(({ name }) => name === "allowedMethods");
    assert.deepEqual(methods, {
      name: "allowedMethods",
      kind: "strings",
      meaning: "Methods that may be used.",
      required: true,
      element: "AllowedMethod",
      values: ["GET", "PUT", "HEAD", "POST", "DELETE"],
      limits: { minItems: 1 },
      unordered: true,
    });
    const key = describeResource("BucketDomainCertificate").inputs.find(({ name }) => name === "privateKey");
    assert.ok(key?.secret && key.writeOnly);
    const content = describeResource("Object").inputs.find(({ name }) => name === "contentType");
    assert.equal(content?.header, "Content-Type");
  });
});
