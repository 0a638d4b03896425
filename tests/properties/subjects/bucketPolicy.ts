/** Policies: the forms of accounts, operations, resources and conditions. */

import fc from "fast-check";
import type { Subject } from "../subject";

const principals = fc.constantFrom(
  "qcs::cam::anyone:anyone",
  "qcs::cam::uin/100000000001:uin/100000000001",
  "qcs::cam::uin/100000000001:uin/100000000011",
);

const addresses = fc.constantFrom("10.0.0.0/8", "192.168.1.1");
const texts = fc.constantFrom("a/", "b*", "网站");
const condition = fc.record(
  {
    ip_equal: fc.record({
      "qcs:ip": fc.oneof(addresses, fc.array(addresses, { minLength: 1, maxLength: 2 })),
    }),
    string_equal: fc.record(
      {
        "cos:prefix": fc.oneof(texts, fc.array(texts, { minLength: 1, maxLength: 2 })),
        "cos:x-cos-acl": texts,
      },
      { requiredKeys: ["cos:prefix"] },
    ),
    numeric_less_than: fc.record({ "cos:content-length": fc.oneof(fc.nat(), fc.nat().map(String)) }),
  },
  { requiredKeys: [] },
);

export const bucketPolicy: Subject = {
  shapes: {
    "policy.principal.qcs": principals,
    "policy.statement.principal.qcs": principals,
    "policy.statement.action": fc.constantFrom("name/cos:GetObject", "name/cos:Put*", "cos:*", "*"),
    "policy.statement.resource": fc.constantFrom(
      "*",
      "qcs::cos:ap-guangzhou:uid/1250000000:site-1250000000/*",
      "qcs::cos:ap-guangzhou:uid/1250000000:site-1250000000/网站/a b*",
    ),
    "policy.statement.condition": condition.map((value) => ({ ...value })),
  },
  // A policy may keep its own bucket from being removed.
  undo: [{ method: "DELETE", query: "policy" }],
};
