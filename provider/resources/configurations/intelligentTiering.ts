/**
 * Intelligent tiering of a bucket (https://www.tencentcloud.com/document/product/436/38314, 38315): the old form, which the pages had until
 * 2024, and the new one, of which a bucket has several (also the Go SDK's `bucket_intelligenttiering.go`).
 */

import { elementsAt, type Failure, known } from "../../codec";
import { baseId, intelligentTieringConfiguration } from "../../model/documents/intelligentTiering";
import type { BucketConfig, Proposed, Recorded } from "./descriptor";

type Tiering = typeof intelligentTieringConfiguration.fields;

const root = "IntelligentTieringConfiguration";

/** The sub-resource of rules with an id. */
const query = "intelligent-tiering";

/** Why a rule can only be forgotten: the page says that what makes objects infrequent stays as it is. */
function forever({ tieringId }: Proposed<Tiering>): string | undefined {
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
} as const satisfies BucketConfig<typeof intelligentTieringConfiguration.fields>;

/** The page: once it is there, what makes objects infrequent can be neither disabled nor modified. */
function changedForever(olds: Recorded<Tiering>, news: Proposed<Tiering>): readonly Failure[] {
  const [before, after] = [infrequentPart(olds), infrequentPart(news)];
  return before?.days !== undefined && after?.days !== undefined && before.days !== after.days
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
}: Proposed<Tiering>): { readonly path: string; readonly days: number | undefined } | undefined {
  if (tieringId === undefined) {
    return { path: "transition.days", days: known(known(transition)?.days) };
  }
  return tieringId === baseId
    ? { path: "tierings[0].days", days: known(known(known(tierings)?.[0])?.days) }
    : undefined;
}
