/** Whether COS notes when objects are used (https://www.tencentcloud.com/document/product/436/80225, 80226). */

import { group, text } from "../../codec/fields";

/** Needed by lifecycle rules that go by when objects were used. */
export const accessMonitorConfiguration = group({
  status: text("Status", { oneOf: ["Enabled", "Disabled"] }),
});
