/** Whether COS notes when objects are used (https://www.tencentcloud.com/document/product/436/80225, 80226). */

import { group, string } from "../../codec/fields";

/** Needed by lifecycle rules that go by when objects were used. */
export const accessMonitorConfiguration = group({
  status: string("Status", { oneOf: ["Enabled", "Disabled"] }),
});
