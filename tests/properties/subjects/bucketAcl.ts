/** Access rules: they are compared as a whole. */

import type { Subject } from "../subject";
import { subUins, uins } from "./others";

export const bucketAcl: Subject = {
  shapes: {
    // The owner has full control in any case, so that COS may not tell of it; its own tests are in bucketAcl.spec.ts.
    "grants.grantee.uin": uins.filter((uin) => uin !== "100000000001"),
    "grants.grantee.subUin": subUins,
  },
  live: { extra: { owner: "qcs::cam::uin/100000000001:uin/100000000001" } },
  seen: (change) => {
    const [name = ""] = change.field.split(".");
    return { ...change, declared: [name], drifted: [name] };
  },
  laxities: [
    {
      path: /^grants$/,
      reason: /^cannot be given together with acl$/,
      because: "a canned ACL goes into a header, and the grants then go nowhere",
    },
  ],
};
