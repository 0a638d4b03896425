/** Names of members, through Pulumi's own serialisation. */
import assert from "node:assert/strict";
import { serializeProperties } from "@pulumi/pulumi/runtime";
import fc from "fast-check";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { fromWire, toWire } from "../../provider/codec";

/** Everything that any object has, and what Pulumi marks its own things with. */
const inherited = [
  ...Object.getOwnPropertyNames(Object.prototype),
  ...["then", "toJSON", "length", "id", "urn", "apply"],
  ...["__pulumiOutput", "__pulumiAsset", "__pulumiArchive", "__pulumiResource", "__pulumiCustomResource"],
  ...["%__proto__", "%%__proto__", "%toString", "%", "a"],
];

const maps = fc
  .uniqueArray(fc.tuple(fc.oneof(fc.constantFrom(...inherited), fc.string()), fc.string()), {
    selector: ([name]) => name,
  })
  .map((entries) => Object.fromEntries(entries));

describe("a member of any name", () => {
  it("comes through the SDK's serialisation and the protocol as it was, at any depth", async () => {
    await fc.assert(
      fc.asyncProperty(maps, maps, async (tags, condition) => {
        const inputs = { tags, policy: { statement: [{ condition: { string_equal: condition } }] } };
        const sent = await serializeProperties("a", toWire(inputs));
        const carried = Struct.deserializeBinary(Struct.fromJavaScript(sent).serializeBinary());
        const received = fromWire(carried.toJavaScript());
        assert.deepEqual(sorted(received), sorted(inputs));
      }),
    );
  });

  it("is changed on the way only where it must be: states stay readable", () => {
    const inputs = { tags: { team: "web", constructor: "c", "%": "d", "%a": "e", proto: "f" } };
    assert.deepEqual(toWire(inputs), inputs);
    assert.deepEqual(fromWire(inputs), inputs);
  });
});

/** As text, since the order of members is of no account. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, member) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? { members: Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)) }
      : member,
  );
}
