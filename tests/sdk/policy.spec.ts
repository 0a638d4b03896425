import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { configHandler } from "../../provider/resources/configurations/interpreter/handler";
import { bucketPolicy } from "../../provider/resources/configurations/policy";
import type { PolicyDocumentArgs } from "../../sdk/bucketPolicy";
import * as cos from "../../sdk/policy";

const value = <T>(output: pulumi.Input<T>): Promise<unknown> =>
  new Promise((resolve) => pulumi.output(output).apply((result) => resolve(result)));

describe("A policy in short words", () => {
  const site = { bucket: pulumi.output("site-1250000000"), region: "ap-guangzhou" };

  it("names accounts and resources as COS does", async () => {
    assert.equal(await value(cos.uin("100000000001")), "qcs::cam::uin/100000000001:uin/100000000001");
    assert.equal(
      await value(cos.subUin("100000000001", "100000000011")),
      "qcs::cam::uin/100000000001:uin/100000000011",
    );
    assert.equal(await value(cos.objectsOf(site)), "qcs::cos:ap-guangzhou:uid/1250000000:site-1250000000/*");
    assert.equal(
      await value(cos.objectsOf(site, "a b/")),
      "qcs::cos:ap-guangzhou:uid/1250000000:site-1250000000/a b/*",
    );
    assert.equal(
      await value(cos.objectOf(site, "a.txt")),
      "qcs::cos:ap-guangzhou:uid/1250000000:site-1250000000/a.txt",
    );
  });

  it("is a policy that the handler takes", async () => {
    const policy: PolicyDocumentArgs = {
      statement: [
        cos.policyStatement({
          effect: "allow",
          principals: [cos.subUin("100000000001", "100000000011"), cos.uin("100000000002")],
          actions: [...cos.readActions, ...cos.listActions, ...cos.writeActions, ...cos.deleteActions],
          resources: [cos.objectsOf(site, "public/")],
        }),
        cos.policyStatement({
          sid: "https",
          effect: "deny",
          principals: [cos.anyone],
          actions: cos.allActions,
          resources: [cos.objectsOf(site)],
          condition: {
            bool_equal: { "cos:secure-transport": "false" },
            numeric_less_than: { "cos:tls-version": 1.2 },
          },
        }),
      ],
    };
    const given = await value(policy);
    const { failures } = configHandler(bucketPolicy).check(
      {},
      {},
      { bucket: "site-1250000000", region: "ap-guangzhou", policy: given },
    );
    assert.deepEqual(failures, []);
  });
});
