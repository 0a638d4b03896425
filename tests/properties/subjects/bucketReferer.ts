/** Referer lists: where COS does not look as closely. */

import type { Subject } from "../subject";

export const bucketReferer: Subject = {
  laxities: [
    {
      path: /^domainList$/,
      reason: /^must be host\[:port\]/,
      because: "nothing says which characters of a host COS refuses",
    },
  ],
};
