/** The table of all operations (https://www.tencentcloud.com/document/product/436/10111). */

import { batch } from "./batch";
import { bucketAccess } from "./bucketAccess";
import { bucketDelivery } from "./bucketDelivery";
import { bucketProtection } from "./bucketProtection";
import { bucketRecords } from "./bucketRecords";
import { bucketTiering } from "./bucketTiering";
import { fetch } from "./fetch";
import { live } from "./live";
import { multipart } from "./multipart";
import type { OperationName } from "./names";
import { objectReads } from "./objectReads";
import { objectSettings } from "./objectSettings";
import { objectWrites } from "./objectWrites";
import type { OperationFacts, OperationFamily } from "./operation";
import { service } from "./service";

/** The families, by the names of their files and pages. */
export const families = {
  service,
  bucketAccess,
  bucketTiering,
  bucketProtection,
  bucketRecords,
  bucketDelivery,
  objectWrites,
  objectReads,
  objectSettings,
  multipart,
  batch,
  live,
  fetch,
} as const satisfies Readonly<Record<string, OperationFamily>>;

/** The records as they stand in the table, from which types follow. */
export const operationTable = {
  ...service.operations,
  ...bucketAccess.operations,
  ...bucketTiering.operations,
  ...bucketProtection.operations,
  ...bucketRecords.operations,
  ...bucketDelivery.operations,
  ...objectWrites.operations,
  ...objectReads.operations,
  ...objectSettings.operations,
  ...multipart.operations,
  ...batch.operations,
  ...live.operations,
  ...fetch.operations,
} as const satisfies Readonly<Record<OperationName, OperationFacts>>;

/** What is known of an operation, with its name and its family. */
export interface Operation extends OperationFacts {
  readonly name: OperationName;
  readonly family: keyof typeof families;
}

/** All operations, in the order of the families. */
export const operations: readonly Operation[] = Object.entries(families).flatMap(([family, { operations }]) =>
  Object.entries(operations as Readonly<Record<string, OperationFacts>>).map(([name, facts]) => ({
    ...facts,
    name: name as OperationName,
    family: family as keyof typeof families,
  })),
);

const byLowerCase = new Map(
  operations.flatMap((operation) =>
    [operation.name, ...(operation.aliases ?? [])].map((name) => [name.toLowerCase(), operation] as const),
  ),
);

/** The operation of that name or alias, whatever its case: `GetBucketACL`, `listobjects`. */
export function findOperation(name: string): Operation | undefined {
  return byLowerCase.get(name.toLowerCase());
}

/** The CAM action that an operation takes, without `name/cos:`. */
export function actionOf(operation: OperationName): string {
  return operationTable[operation].action;
}

/** The address of an operation's page; `undefined` when only SDKs know it. */
export function pageOf({ page, chinesePage }: OperationFacts): string | undefined {
  return page !== undefined
    ? `https://www.tencentcloud.com/document/product/436/${page}`
    : chinesePage === undefined
      ? undefined
      : `https://cloud.tencent.com/document/product/436/${chinesePage}`;
}
