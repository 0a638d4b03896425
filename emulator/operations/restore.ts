/** Making an archived object readable for some days. https://www.tencentcloud.com/document/product/436/12633 */

import { group, integer, one, optional, readDocument, word } from "../configurations/shape";
import { ServiceError } from "../format/errors";
import { readXml } from "../request/body";
import { type Operation, requireVersion, versionHeaders } from "../request/operation";
import { isArchived } from "./object";

const day = 86_400_000;

const document = group({
  Days: one(integer(1, 365)),
  CASJobParameters: optional(group({ Tier: optional(word("Expedited", "Standard", "Bulk")) })),
});

/** `POST /<key>?restore`. A copy is there at once: the hours that the service takes help no test. */
export const postObjectRestore: Operation = {
  name: "PostObjectRestore",
  writes: true,
  on: "object",
  need: "bucket-write",
  run: async (call) => {
    const { request } = call;
    const { Days, CASJobParameters } = readDocument("RestoreRequest", document, await readXml(request));
    const version = requireVersion(call);
    const tier = CASJobParameters?.Tier ?? "Standard";
    if (!isArchived(version)) {
      throw new ServiceError("RestoreNonArchiveObject");
    }
    if (tier === "Expedited" && version.storageClass.includes("DEEP_")) {
      throw new ServiceError("InvalidArgument", { message: "DEEP_ARCHIVE knows Standard and Bulk." });
    }
    version.restore = {
      ongoing: false,
      tier,
      requested: request.now,
      until: request.now + Number(Days) * day,
    };
    return { status: 202, headers: versionHeaders(version) };
  },
};
