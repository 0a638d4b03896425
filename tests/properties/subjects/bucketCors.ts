/** Cross-origin rules: where COS does not look as closely. */

import type { Subject } from "../subject";

export const bucketCors: Subject = {
  laxities: [
    {
      path: /^rules\.allowedOrigins$/,
      reason: /^must be \* or scheme:/,
      because: "the page asks for a scheme, and says of no other origin that it is refused",
    },
  ],
};
