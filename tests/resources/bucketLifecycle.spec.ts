import assert from "node:assert/strict";
import fc from "fast-check";
import { apiCommand } from "../../cli/api";
import {
  compareStructs,
  decodeStruct,
  encodeStruct,
  normaliseStruct,
  parseXml,
  renderXml,
  type Struct,
  unknownValue,
} from "../../provider/codec";
import { CosApi } from "../../provider/hosts/api";
import { bucketLifecycle } from "../../provider/resources/configurations/lifecycle";
import { structValues } from "../codec/arbitrary";
import { describeBucketConfig } from "../conformance";
import { failuresOf, pathsOf, useConfigBench } from "./configBench";

/** Rules by the last access need it. */
const monitorAccess: Parameters<typeof describeBucketConfig>[1] = {
  setUp: async ({ context }, target) => {
    const body = "<AccessMonitorConfiguration><Status>Enabled</Status></AccessMonitorConfiguration>";
    await context.client.send({ method: "PUT", ...target, query: { accessmonitor: "" }, body });
  },
};

describeBucketConfig(bucketLifecycle, monitorAccess);

describe("BucketLifecycle", () => {
  const use = useConfigBench(bucketLifecycle);
  const struct = bucketLifecycle.struct as unknown as Struct;
  const wire = (value: Record<string, unknown>) =>
    renderXml(encodeStruct(bucketLifecycle.root, struct, value));
  const read = (xml: string) => decodeStruct(struct, parseXml(xml)).value;
  const expire = (id: string, days = 1) => ({ id, expiration: { days } });

  it("keeps a disabled rule disabled, and its filters as they are", async () => {
    const { create, read: readLive } = use();
    const rules = [
      {
        id: "off",
        status: "Disabled",
        filter: { tag: { key: "kind", value: "draft" } },
        expiration: { days: 30 },
      },
      {
        id: "and",
        status: "Enabled",
        filter: { and: { prefix: "logs/", tags: { team: "web", stage: "test" }, objectSizeGreaterThan: 0 } },
        transitions: [{ days: 0, storageClass: "STANDARD_IA" }],
      },
    ];
    const outputs = await create({ rules });
    assert.deepEqual(pathsOf(bucketLifecycle, outputs, { rules }), []);
    assert.deepEqual((await readLive({}))?.rules, outputs.rules);
    const [off] = outputs.rules as { status: string; filter: object }[];
    assert.equal(off?.status, "Disabled");
    assert.deepEqual(off?.filter, { tag: { key: "kind", value: "draft" } });
  });

  it("sees a rule that was removed, switched off, or added in the console", async () => {
    const { create, outside, read: readLive } = use();
    const rules = [expire("a"), expire("b")];
    const outputs = await create({ rules });
    await outside(
      "PUT",
      wire({
        rules: [
          { ...expire("b"), status: "Disabled" },
          { ...expire("c"), status: "Enabled" },
        ],
      }),
    );
    const live = (await readLive(outputs)) ?? {};
    assert.deepEqual([...pathsOf(bucketLifecycle, live, { rules })].sort(), [
      "rules[0]",
      "rules[1]",
      "rules[1].status",
    ]);
    await outside("DELETE");
    assert.equal(await readLive(outputs), undefined);
  });

  it("refuses days beside dates, and a transition after its expiration, at preview", () => {
    const rule = (transition: object, expiration: object) => ({
      rules: [{ id: "a", transitions: [{ storageClass: "ARCHIVE", ...transition }], expiration }],
    });
    const date = "2030-01-31T00:00:00+08:00";
    assert.deepEqual(failuresOf(bucketLifecycle, rule({ date }, { days: 3 })), [
      "rules[0].expiration.days: cannot be in one rule with transitions[0].date: COS takes days or dates; make it two rules",
    ]);
    assert.deepEqual(failuresOf(bucketLifecycle, rule({ days: 4 }, { days: 3 })), [
      "rules[0].transitions[0].days: must come before expiration.days, when the objects are gone",
    ]);
    assert.deepEqual(failuresOf(bucketLifecycle, rule({ date }, { date: "2030-01-29T16:00:00Z" })), [
      "rules[0].transitions[0].date: must come before expiration.date, when the objects are gone",
    ]);
    assert.deepEqual(failuresOf(bucketLifecycle, rule({ days: 3 }, { days: 3 })), [
      "rules[0].transitions[0].days: must come before expiration.days, when the objects are gone",
    ]);
    assert.deepEqual(failuresOf(bucketLifecycle, rule({ days: 3 }, { days: 4 })), []);
  });

  it("says how to switch on the access monitor that rules by access need, and says it of no other rule", async () => {
    const { create, target, bench } = use();
    const byAccess = {
      id: "seldom",
      transitions: [{ storageClass: "STANDARD_IA", accessFrequency: { accessCountLessThan: 1 } }],
    };
    const { message } = (await create({ rules: [expire("a"), byAccess] }).catch((error) => error)) as Error;
    const [, content, name, flags] =
      /write (\{.*\}) into monitor\.json and run: npx pulumi-tencentcos api (\S+) (.*)$/.exec(message) ?? [];
    assert.equal(flags, `--bucket ${target.bucket} --region ${target.region} --input monitor.json`);
    const command = apiCommand([String(name)]);
    assert.deepEqual(
      ["--bucket", "--region", "--input"].filter(
        (flag) => !command.commands[0]?.options.some(({ long }) => long === flag),
      ),
      [],
    );
    const { url: endpoint, secretId, secretKey } = bench.emulator;
    const cos = new CosApi({ endpoint, credentials: { secretId, secretKey } });
    await cos.call(String(name).replaceAll("-", ""), {
      Bucket: target.bucket,
      Region: target.region,
      Body: JSON.parse(String(content)),
    });
    await cos.close();
    await create({ rules: [expire("a"), byAccess] });
    bench.emulator.addFault({
      kind: "status",
      status: 400,
      code: "InvalidRequest",
      match: { operation: "PutBucketLifecycle" },
    });
    await assert.rejects(create({ rules: [expire("b")] }), ({ message: other }: Error) => {
      assert.match(other, /InvalidRequest/);
      assert.doesNotMatch(other, /monitor|undefined/);
      return true;
    });
    bench.emulator.clearFaults();
  });

  it("writes an empty filter for all objects, and reads each spelling of it", () => {
    const rules = [{ ...expire("all"), status: "Enabled" }];
    assert.match(wire({ rules }), /<Filter><\/Filter>/);
    for (const filter of ["<Filter/>", "<Filter><Prefix></Prefix></Filter>", ""]) {
      const live = read(
        `<LifecycleConfiguration><Rule><ID>all</ID>${filter}<Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>`,
      );
      assert.deepEqual(pathsOf(bucketLifecycle, live, { rules }), [], filter);
      assert.deepEqual(
        pathsOf(bucketLifecycle, live, { rules: [{ ...expire("all"), filter: {} }] }),
        [],
        filter,
      );
    }
  });

  it("sends dates in UTC and understands every spelling of the instant", () => {
    const rules = (date: string) => [{ id: "a", status: "Enabled", expiration: { date } }];
    const xml = wire({ rules: rules("2018-07-30T00:00:00+08:00") });
    assert.match(xml, /<Date>2018-07-29T16:00:00.000Z<\/Date>/);
    assert.deepEqual(pathsOf(bucketLifecycle, read(xml), { rules: rules("2018-07-30T00:00:00+08:00") }), []);
    assert.deepEqual(pathsOf(bucketLifecycle, read(xml), { rules: rules("2018-07-31T00:00:00+08:00") }), [
      "rules[0].expiration.date",
    ]);
  });

  it("takes a delete marker's false beside days for nothing said", () => {
    const live = {
      rules: [
        { ...expire("a"), status: "Enabled", expiration: { days: 1, expiredObjectDeleteMarker: false } },
      ],
    };
    assert.deepEqual(pathsOf(bucketLifecycle, live, { rules: [expire("a")] }), []);
    assert.deepEqual(failuresOf(bucketLifecycle, live), []);
  });

  it("reads back every set of rules that it accepts, in any order", () => {
    fc.assert(
      fc.property(structValues(struct), (value) => {
        const settled = normaliseStruct(struct, value);
        const live = decodeStruct(struct, parseXml(wire(settled)));
        assert.deepEqual(live.unknownElements, []);
        const reversed = { rules: [...(live.value.rules as object[])].reverse() };
        assert.deepEqual(compareStructs(struct, reversed, settled), []);
      }),
      { numRuns: 50 },
    );
  });

  it("takes prefixes as long as a key can be, and no longer", () => {
    const failures = (bytes: number) =>
      failuresOf(bucketLifecycle, {
        rules: [{ ...expire("a"), filter: { and: { prefixNotEquals: "a".repeat(bytes) } } }],
      });
    assert.deepEqual(failures(850), []);
    assert.deepEqual(failures(851), [
      "rules[0].filter.and.prefixNotEquals: must have at most 850 bytes, not 851",
    ]);
  });

  it("takes 1,000 rules and no more", () => {
    const rules = (count: number) => ({
      rules: Array.from({ length: count }, (_, index) => expire(`r${index}`)),
    });
    assert.deepEqual(failuresOf(bucketLifecycle, rules(1_000)), []);
    assert.deepEqual(failuresOf(bucketLifecycle, rules(1_001)), [
      "rules: must have at most 1000 items, not 1001",
    ]);
  });

  it("lets values pass that are not known yet, at any depth", () => {
    const rules = [
      unknownValue,
      {
        id: unknownValue,
        filter: { and: { prefix: unknownValue, tags: { team: unknownValue } } },
        transitions: [{ days: unknownValue, storageClass: unknownValue }],
        expiration: { days: unknownValue },
      },
      { id: "b", filter: unknownValue, transitions: unknownValue, expiration: unknownValue },
    ];
    assert.deepEqual(failuresOf(bucketLifecycle, { rules }), []);
  });
});
