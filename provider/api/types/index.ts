/** Written by npm run docs from the table of operations (provider/api/operations) and the comments of its groups. */

import type { ServiceMethods, ServiceTypes } from "./service";
import type { BucketAccessMethods, BucketAccessTypes } from "./bucketAccess";
import type { BucketTieringMethods, BucketTieringTypes } from "./bucketTiering";
import type { BucketProtectionMethods, BucketProtectionTypes } from "./bucketProtection";
import type { BucketRecordsMethods, BucketRecordsTypes } from "./bucketRecords";
import type { BucketDeliveryMethods, BucketDeliveryTypes } from "./bucketDelivery";
import type { ObjectWritesMethods, ObjectWritesTypes } from "./objectWrites";
import type { ObjectReadsMethods, ObjectReadsTypes } from "./objectReads";
import type { ObjectSettingsMethods, ObjectSettingsTypes } from "./objectSettings";
import type { MultipartMethods, MultipartTypes } from "./multipart";
import type { BatchMethods, BatchTypes } from "./batch";
import type { LiveMethods, LiveTypes } from "./live";
import type { FetchMethods, FetchTypes } from "./fetch";

export * from "./service";
export * from "./bucketAccess";
export * from "./bucketTiering";
export * from "./bucketProtection";
export * from "./bucketRecords";
export * from "./bucketDelivery";
export * from "./objectWrites";
export * from "./objectReads";
export * from "./objectSettings";
export * from "./multipart";
export * from "./batch";
export * from "./live";
export * from "./fetch";
export * from "./shared";

/** A method for each operation. */
export interface ApiMethods
  extends ServiceMethods,
    BucketAccessMethods,
    BucketTieringMethods,
    BucketProtectionMethods,
    BucketRecordsMethods,
    BucketDeliveryMethods,
    ObjectWritesMethods,
    ObjectReadsMethods,
    ObjectSettingsMethods,
    MultipartMethods,
    BatchMethods,
    LiveMethods,
    FetchMethods {}

/** Parameters, body and headers of each operation, by its name. */
export interface OperationTypes
  extends ServiceTypes,
    BucketAccessTypes,
    BucketTieringTypes,
    BucketProtectionTypes,
    BucketRecordsTypes,
    BucketDeliveryTypes,
    ObjectWritesTypes,
    ObjectReadsTypes,
    ObjectSettingsTypes,
    MultipartTypes,
    BatchTypes,
    LiveTypes,
    FetchTypes {}
