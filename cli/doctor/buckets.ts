/** Checks of where the buckets of a stack are. */

import type { BucketAddress } from "../../provider/model/ids";
import { bucketId } from "../../provider/model/ids";
import type { AccountOutcome, Asker, Outcome } from "./asker";
import { type Check, reasonOf } from "./check";

/** Whether each bucket is where the stack says. */
export async function checkBuckets(
  asker: Asker,
  buckets: readonly BucketAddress[],
  account: Promise<AccountOutcome>,
): Promise<readonly Check[]> {
  const outcomes = await Promise.all(
    buckets.map((address) => asker.ask("HeadBucket", { method: "HEAD", ...address })),
  );
  const known = await account;
  return buckets.map((address, index) => describe(address, outcomes[index] as Outcome, known));
}

function describe(address: BucketAddress, outcome: Outcome, known: AccountOutcome): Check {
  const { bucket, region } = address;
  const check = { id: `bucket:${bucketId(address)}`, title: "bucket" };
  const listed =
    known.kind === "read" ? known.account.buckets.find((one) => one.bucket === bucket) : undefined;
  if (listed !== undefined && listed.region !== region) {
    return {
      ...check,
      status: "failed",
      found: `${bucket} is in ${listed.region}, and the stack says ${region}`,
      remedy: `Give ${listed.region} as the region of its resources.`,
    };
  }
  switch (outcome.kind) {
    case "allowed":
      // The answer to a HEAD has no body to tell what is missing.
      return outcome.found
        ? { ...check, status: "ok", found: `${bucket} is in ${region}` }
        : {
            ...check,
            status: "failed",
            found: `there is no ${bucket} in ${region}`,
            remedy: "If somebody deleted it, pulumi up --refresh makes it again; else correct its region.",
          };
    case "refused":
      return listed === undefined
        ? {
            ...check,
            status: "failed",
            found: `${bucket} in ${region} may not be looked at`,
            ...remedyOf(outcome.error),
          }
        : { ...check, status: "ok", found: `${bucket} is in ${region}, by the list of buckets` };
    default:
      return { ...check, status: "failed", ...reasonOf(outcome.error) };
  }
}

function remedyOf(error: unknown): { readonly remedy?: string } {
  const { remedy } = reasonOf(error);
  return remedy === undefined ? {} : { remedy };
}
