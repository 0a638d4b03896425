/** Tags of an object (https://www.tencentcloud.com/document/product/436/35709, 35710). */

import { group, map } from "../../codec/fields";
import { maxTagValueBytes, tagKeyReason, tagTextReason } from "../tags";

/** All tags of the object, values by key. At most 10. */
export const objectTagging = group({
  tags: map("TagSet>Tag", {
    maxItems: 10,
    minBytes: 0,
    maxBytes: maxTagValueBytes,
    verify: tagTextReason,
    verifyKey: tagKeyReason,
  }),
});
