/** Written by npm run docs from the table of operations (provider/api/operations) and the comments of its groups. */

import type { ServiceMethods, ServiceTypes } from "./service";
import type { BucketAccessMethods, BucketAccessTypes } from "./bucketAccess";
import type { BucketDataMethods, BucketDataTypes } from "./bucketData";
import type { BucketRecordsMethods, BucketRecordsTypes } from "./bucketRecords";
import type { BucketDeliveryMethods, BucketDeliveryTypes } from "./bucketDelivery";
import type { ObjectsMethods, ObjectsTypes } from "./objects";
import type { ObjectSettingsMethods, ObjectSettingsTypes } from "./objectSettings";
import type { MultipartMethods, MultipartTypes } from "./multipart";
import type { BatchMethods, BatchTypes } from "./batch";
import type { LiveMethods, LiveTypes } from "./live";
import type { FetchMethods, FetchTypes } from "./fetch";

export * from "./service";
export * from "./bucketAccess";
export * from "./bucketData";
export * from "./bucketRecords";
export * from "./bucketDelivery";
export * from "./objects";
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
    BucketDataMethods,
    BucketRecordsMethods,
    BucketDeliveryMethods,
    ObjectsMethods,
    ObjectSettingsMethods,
    MultipartMethods,
    BatchMethods,
    LiveMethods,
    FetchMethods {}

/** Parameters, body and headers of each operation, by its name. */
export interface OperationTypes
  extends ServiceTypes,
    BucketAccessTypes,
    BucketDataTypes,
    BucketRecordsTypes,
    BucketDeliveryTypes,
    ObjectsTypes,
    ObjectSettingsTypes,
    MultipartTypes,
    BatchTypes,
    LiveTypes,
    FetchTypes {}
