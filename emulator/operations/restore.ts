/** Making an archived object readable for some days. https://www.tencentcloud.com/document/product/436/12633 */

import { group, integer, one, optional, readDocument, word } from "../configurations/shape";
import { ServiceError } from "../format/errors";
import { readXml } from "../request/body";
import { type ObjectCall, type Operation, requireVersion, versionHeaders } from "../request/operation";
import type { ObjectVersion } from "../store/bucket";
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
    const version = restoreObject(call, Number(Days), CASJobParameters?.Tier ?? "Standard");
    return { status: 202, headers: versionHeaders(version) };
  },
};

/** Makes the version that a request names readable for some days. */
export function restoreObject(call: ObjectCall, days: number, tier: string): ObjectVersion {
  const version = requireVersion(call);
  if (!isArchived(version)) {
    throw new ServiceError("RestoreNonArchiveObject");
  }
  if (tier === "Expedited" && version.storageClass.includes("DEEP_")) {
    throw new ServiceError("InvalidArgument", { message: "DEEP_ARCHIVE knows Standard and Bulk." });
  }
  const { now } = call.request;
  version.restore = { ongoing: false, tier, requested: now, until: now + days * day };
  return version;
}
