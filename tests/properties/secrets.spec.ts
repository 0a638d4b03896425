import assert from "node:assert/strict";
import type { Struct } from "../../provider/codec";
import { handlers } from "../../provider/resources";
import { bucketConfigs } from "../../provider/resources/configurations";
import { objectStruct } from "../../provider/resources/object/handler";

const hush = "hush-this-is-nobodys-business";

/** Values of a struct in which every member that is never printed is wrong in one way, and nothing else is given but what leads there. */
function mistakes(struct: Struct, wrong: unknown): Record<string, unknown> | undefined {
  const members = Object.entries(struct.fields).flatMap(([name, { options, kind, struct: below }]) => {
    if (options.secret || options.confidential) {
      return [[name, wrong]];
    }
    const inner = below && mistakes(below, wrong);
    return inner === undefined ? [] : [[name, kind === "structs" ? [inner] : inner]];
  });
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

// docs/promises.md#failures-name-no-secret-value
describe("A wrong secret argument", () => {
  const structs: readonly (readonly [token: string, struct: Struct])[] = [
    ...bucketConfigs.map(({ token, struct }) => [token, struct] as const),
    ["Object", objectStruct],
  ];
  const withSecrets = structs.filter(([, struct]) => mistakes(struct, hush) !== undefined);

  it("is looked for in all resources that have one", () => {
    assert.deepEqual(
      withSecrets
        .map(([token]) => token)
        .filter((token) => !["BucketDomainCertificate", "BucketOrigin", "Object"].includes(token)),
      [],
      "name it here, and have an engine spec look at what is printed",
    );
    assert.equal(withSecrets.length, 3);
  });

  for (const [token, struct] of withSecrets) {
    it(`is repeated by no reason of ${token}, whatever is wrong with it`, async () => {
      let found = 0;
      for (const wrong of [hush, `${hush}\u0000`, [hush], { [hush]: hush }, { hush }, hush.length]) {
        const inputs = { bucket: "site-1250000000", region: "ap-guangzhou", ...mistakes(struct, wrong) };
        const check = await handlers.get(token)?.check({}, {}, inputs);
        found += check?.failures.length ?? 0;
        const { inputs: _, ...told } = check ?? {};
        assert.ok(!JSON.stringify(told).includes(hush), JSON.stringify(told));
      }
      assert.ok(found > 0, "nothing was wrong with it");
    });
  }
});
