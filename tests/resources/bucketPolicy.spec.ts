import assert from "node:assert/strict";
import fc from "fast-check";
import { compareStructs, normaliseStruct, unknownValue } from "../../provider/codec";
import { readPolicy } from "../../provider/model/documents/policyDocument";
import type { BucketConfig } from "../../provider/resources/configurations/descriptor";
import { bucketPolicy } from "../../provider/resources/configurations/policy";
import { structValues } from "../codec/arbitrary";
import { describeBucketConfig } from "../conformance";
import { failuresOf, pathsOf, useConfigBench } from "./configBench";

describeBucketConfig(bucketPolicy);

describe("BucketPolicy", () => {
  const use = useConfigBench(bucketPolicy);
  const read = {
    action: ["name/cos:GetObject"],
    resource: ["qcs::cos:ap-guangzhou:uid/1250000000:site-1250000000/*"],
  };
  const allow = { effect: "allow", principal: { qcs: ["qcs::cam::anyone:anyone"] }, ...read };
  const deny = {
    ...allow,
    effect: "deny",
    condition: { ip_equal: { "qcs:ip": ["10.0.0.0/8", "192.168.0.0/16"] } },
  };
  const live = (policy: object | string) =>
    readPolicy(typeof policy === "string" ? policy : JSON.stringify(policy)) as { policy: object };
  const paths = (answer: object | string, policy: unknown) => pathsOf(bucketPolicy, live(answer), { policy });

  it("ignores statement names that COS generated, and compares those of the program", () => {
    const answer = {
      version: "2.0",
      Statement: [
        { Sid: "costs-1", ...allow },
        { Sid: "costs-2", ...deny },
      ],
    };
    assert.deepEqual(paths(answer, { statement: [allow, deny] }), []);
    assert.deepEqual(paths(answer, { statement: [{ sid: "costs-1", ...allow }, deny] }), []);
    assert.deepEqual(paths(answer, { statement: [{ sid: "mine", ...allow }, deny] }), [
      "policy.statement[0].sid",
    ]);
  });

  it("treats a list of one as a single value, and ignores order", () => {
    const answer = {
      Version: "2.0",
      Statement: [
        { ...deny, condition: { Ip_equal: { "qcs:ip": ["192.168.0.0/16", "10.0.0.0/8"] } } },
        {
          Resource: read.resource[0],
          Action: read.action[0],
          Principal: { qcs: "qcs::cam::anyone:anyone" },
          Effect: "Allow",
        },
      ],
    };
    assert.deepEqual(paths(answer, { statement: [allow, deny] }), []);
    assert.deepEqual(paths(answer, JSON.stringify({ statement: [deny, allow] })), []);
  });

  it("names exactly what changed in a policy, also in one that is given as text", () => {
    const statement = [allow, { ...deny, action: ["name/cos:GetObject", "name/cos:HeadObject"] }];
    assert.deepEqual(paths({ statement: [deny, allow] }, { statement }), ["policy.statement[1].action"]);
    assert.deepEqual(paths({ statement: [deny, allow] }, JSON.stringify({ statement })), [
      "policy.statement[1].action",
    ]);
    const condition = { ip_equal: { "qcs:ip": ["10.0.0.0/8"] } };
    assert.deepEqual(paths({ statement: [deny, allow] }, { statement: [allow, { ...deny, condition }] }), [
      'policy.statement[1].condition.ip_equal["qcs:ip"]',
    ]);
  });

  it("sees a policy that was removed in the console, and heals it", async () => {
    const { create, outside, read: readLive, update } = use();
    const outputs = await create({ policy: { statement: [allow] } });
    await outside("DELETE");
    assert.equal(await readLive(outputs), undefined);
    const healed = await update(outputs, { policy: { statement: [allow] } });
    assert.deepEqual(pathsOf(bucketPolicy, healed, { policy: { statement: [allow] } }), []);
  });

  it("treats an empty answer as no policy, not as broken JSON", () => {
    for (const text of ["", " \n", "{}", '{"version":"2.0","Statement":[]}']) {
      assert.equal(readPolicy(text).policy, undefined, text);
    }
  });

  it("leaves out unknown members, and names them", () => {
    const answer = JSON.stringify({ version: "2.0", id: "x", statement: [{ ...allow, NotBefore: 1 }] });
    assert.deepEqual(readPolicy(answer).unknownElements, ["id", "statement>NotBefore"]);
    assert.deepEqual(paths(answer, { statement: [allow] }), []);
  });

  it("understands one principal for all statements", () => {
    const { principal, ...rest } = allow;
    assert.deepEqual(failuresOf(bucketPolicy, { policy: { principal, statement: [rest] } }), []);
    assert.deepEqual(paths({ principal, statement: rest }, { principal, statement: [rest] }), []);
  });

  it("says what is wrong with a string that is not a policy", () => {
    assert.match(failuresOf(bucketPolicy, { policy: '{"statement":' }).join(), /^policy: is not JSON: /);
    assert.deepEqual(failuresOf(bucketPolicy, { policy: '{"statement":[{"effect":"no"}]}' }), [
      "policy.statement[0].effect: must be one of allow, deny",
      "policy.statement[0].action: is required",
      "policy.statement[0].resource: is required",
      "policy.statement[0].principal: is required, here or as the principal of the whole policy",
    ]);
  });

  it("takes 20 KB and no more", () => {
    const policy = (count: number) => ({ policy: { statement: Array(count).fill(allow) } });
    assert.deepEqual(failuresOf(bucketPolicy, policy(100)), []);
    assert.match(
      failuresOf(bucketPolicy, policy(130)).join(),
      /^policy: makes a document of \d+ bytes; COS takes 20480$/,
    );
  });

  it("lets values pass that are not known yet, at any depth", () => {
    const statement = [
      { ...allow, resource: unknownValue },
      {
        ...deny,
        resource: [unknownValue],
        principal: unknownValue,
        condition: { ip_equal: { "qcs:ip": unknownValue } },
      },
      unknownValue,
    ];
    assert.deepEqual(failuresOf(bucketPolicy, { policy: { statement } }), []);
    assert.deepEqual(failuresOf(bucketPolicy, { policy: { statement: unknownValue } }), []);
  });

  it("reads back every policy that it accepts, in any order", () => {
    const { struct, overrides }: BucketConfig = bucketPolicy;
    fc.assert(
      fc.property(structValues(struct), (value) => {
        const settled = normaliseStruct(struct, value);
        const { body = "" } = overrides?.encode?.(settled, undefined) ?? {};
        const answer = JSON.parse(body) as { Statement: object[] };
        const reversed = { ...answer, Statement: [...answer.Statement].reverse() };
        for (const text of [body, JSON.stringify(reversed)]) {
          assert.deepEqual(compareStructs(struct, { policy: readPolicy(text).policy }, settled), []);
        }
      }),
      { numRuns: 50 },
    );
  });
});
