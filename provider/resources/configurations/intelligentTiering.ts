/**
 * Intelligent tiering of a bucket (https://www.tencentcloud.com/document/product/436/38314, 38315): the old form, which the pages had until
 * 2024, and the new one, of which a bucket has several (also the Go SDK's `bucket_intelligenttiering.go`).
 */

import { elementsAt, type Failure, type Members } from "../../codec";
import { baseId, intelligentTieringConfiguration } from "../../model/documents/intelligentTiering";
import type { BucketConfig } from "./descriptor";

const root = "IntelligentTieringConfiguration";

/** The sub-resource of rules with an id. */
const query = "intelligent-tiering";

/** Why a rule can only be forgotten: the page says that what makes objects infrequent stays as it is. */
function forever({ tieringId }: Members): string | undefined {
  return tieringId === undefined || tieringId === baseId
    ? `Intelligent tiering ${which(tieringId)} can be neither switched off nor changed once it is on. Destroying this resource only forgets it: the bucket keeps it.`
    : undefined;
}

function which(tieringId: unknown): string {
  return tieringId === undefined ? "without a tieringId" : `with the tieringId ${baseId}`;
}

/** The configurations `?intelligenttiering`, without an id, and `?intelligent-tiering`, with one. */
export const bucketIntelligentTiering = {
  token: "BucketIntelligentTiering",
  title: "intelligent tiering",
  query,
  root,
  operations: {
    get: "GetBucketIntelligentTiering",
    put: "PutBucketIntelligentTiering",
    delete: "DeleteBucketIntelligentTiering",
  },
  // The page names IntelligentTieringConfigurationNotFoundError, for the id `default` only.
  absent: ["*"],
  struct: intelligentTieringConfiguration,
  key: {
    field: "tieringId",
    query: "id",
    without: {
      query: "intelligenttiering",
      operations: {
        get: "GetBucketIntelligentTieringLegacy",
        put: "PutBucketIntelligentTieringLegacy",
      },
    },
    list: {
      query,
      operation: "ListBucketIntelligentTieringConfigurations",
      // The rules by id (Go SDK, `bucket_intelligenttiering.go`), and the one of the old form, which has none.
      read: async (get) => [undefined, ...elementsAt(await get(), [root, "Id"]).map(({ text }) => text)],
    },
  },
  permanent: forever,
  forbidden: changedForever,
} as const satisfies BucketConfig;

/** The page: once it is there, what makes objects infrequent can be neither disabled nor modified. */
function changedForever(olds: Members, news: Members): readonly Failure[] {
  const [before, after] = [infrequentPart(olds), infrequentPart(news)];
  return typeof before?.days === "number" && typeof after?.days === "number" && before.days !== after.days
    ? [
        {
          path: after.path,
          reason: `must stay ${before.days}: COS never changes intelligent tiering ${which(news.tieringId)}`,
        },
      ]
    : [];
}

/** The days after which objects become infrequent, where they cannot be changed, and where they stand. */
function infrequentPart({
  tieringId,
  transition,
  tierings,
}: Members): { readonly path: string; readonly days: unknown } | undefined {
  const daysOf = (value: unknown) => (value as { readonly days?: unknown } | null | undefined)?.days;
  if (tieringId === undefined) {
    return { path: "transition.days", days: daysOf(transition) };
  }
  return tieringId === baseId && Array.isArray(tierings)
    ? { path: "tierings[0].days", days: daysOf(tierings[0]) }
    : undefined;
}
