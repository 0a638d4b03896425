/** Operations of what is kept and told about a bucket: tags, logs, inventories, watching. */

import { accessMonitorConfiguration } from "../../model/documents/accessMonitor";
import {
  inventoryConfiguration,
  inventoryOnce,
  listInventoryConfigurations,
} from "../../model/documents/inventory";
import { bucketLoggingStatus } from "../../model/documents/logging";
import { notificationConfiguration } from "../../model/documents/notification";
import { taggingConfiguration } from "../../model/documents/tagging";
import type { OperationFamily } from "./operation";
import { readOfBucket, removeFromBucket, replaceInBucket } from "./verbs";

const tagging = { kind: "xml", root: "Tagging", group: taggingConfiguration } as const;
const logging = { kind: "xml", root: "BucketLoggingStatus", group: bucketLoggingStatus } as const;
const inventory = { kind: "xml", root: "InventoryConfiguration", group: inventoryConfiguration } as const;
const monitor = {
  kind: "xml",
  root: "AccessMonitorConfiguration",
  group: accessMonitorConfiguration,
} as const;
const notification = {
  kind: "xml",
  root: "NotificationConfiguration",
  group: notificationConfiguration,
} as const;

const inventoryId = {
  id: { type: "string", meaning: "The inventory: letters, digits and `-` `_` `.`.", required: true },
} as const;

export const bucketRecords = {
  title: "Records of a bucket",
  operations: {
    PutBucketTagging: {
      title: "PUT Bucket tagging",
      action: "PutBucketTagging",
      ...replaceInBucket,
      subresource: "tagging",
      body: tagging,
      statuses: [204],
      errors: { InvalidTag: 400 },
      page: 8281,
      sdk: {
        node: ["putBucketTagging"],
        go: ["Bucket.PutTagging"],
        python: ["put_bucket_tagging"],
        java: ["setBucketTaggingConfiguration"],
        coscli: ["bucket-tagging"],
      },
      certainty: "documented",
    },
    GetBucketTagging: {
      title: "GET Bucket tagging",
      action: "GetBucketTagging",
      ...readOfBucket,
      subresource: "tagging",
      answer: tagging,
      errors: { NoSuchTagSet: 404 },
      page: 8277,
      sdk: {
        node: ["getBucketTagging"],
        go: ["Bucket.GetTagging"],
        python: ["get_bucket_tagging"],
        java: ["getBucketTaggingConfiguration"],
        coscli: ["bucket-tagging"],
      },
      certainty: "documented",
    },
    DeleteBucketTagging: {
      title: "DELETE Bucket tagging",
      action: "DeleteBucketTagging",
      ...removeFromBucket,
      subresource: "tagging",
      page: 8286,
      sdk: {
        node: ["deleteBucketTagging"],
        go: ["Bucket.DeleteTagging"],
        python: ["delete_bucket_tagging"],
        java: ["deleteBucketTaggingConfiguration"],
        coscli: ["bucket-tagging"],
      },
      certainty: "documented",
    },
    PutBucketLogging: {
      title: "PUT Bucket logging",
      action: "PutBucketLogging",
      ...replaceInBucket,
      subresource: "logging",
      body: logging,
      errors: {
        InvalidTargetBucketForLogging: 400,
        LoggingPrefixInvalid: 400,
        LoggingConfExists: 400,
      },
      page: 17054,
      sdk: {
        node: ["putBucketLogging"],
        go: ["Bucket.PutLogging"],
        python: ["put_bucket_logging"],
        java: ["setBucketLoggingConfiguration"],
      },
      certainty: "documented",
      notes: "COS has no DELETE for it: an empty `BucketLoggingStatus` ends it. Only the owner may call it.",
    },
    GetBucketLogging: {
      title: "GET Bucket logging",
      action: "GetBucketLogging",
      ...readOfBucket,
      subresource: "logging",
      answer: logging,
      page: 17053,
      sdk: {
        node: ["getBucketLogging"],
        go: ["Bucket.GetLogging"],
        python: ["get_bucket_logging"],
        java: ["getBucketLoggingConfiguration"],
      },
      certainty: "documented",
      notes: "Of a bucket without logs COS answers an empty element.",
    },
    PutBucketInventory: {
      title: "PUT Bucket inventory",
      action: "PutBucketInventory",
      ...replaceInBucket,
      subresource: "inventory",
      query: inventoryId,
      body: inventory,
      errors: { InventoryFull: 400, InvalidArgument: 400 },
      page: 30625,
      sdk: {
        node: ["putBucketInventory"],
        go: ["Bucket.PutInventory"],
        python: ["put_bucket_inventory"],
        java: ["setBucketInventoryConfiguration"],
      },
      certainty: "documented",
    },
    GetBucketInventory: {
      title: "GET Bucket inventory",
      action: "GetBucketInventory",
      ...readOfBucket,
      subresource: "inventory",
      query: inventoryId,
      answer: inventory,
      errors: { InventoryConfigurationNotFoundError: 404 },
      page: 30623,
      sdk: {
        node: ["getBucketInventory"],
        go: ["Bucket.GetInventory"],
        python: ["get_bucket_inventory"],
        java: ["getBucketInventoryConfiguration"],
      },
      certainty: "documented",
    },
    ListBucketInventoryConfigurations: {
      title: "List Bucket Inventory Configurations",
      action: "ListBucketInventoryConfigurations",
      ...readOfBucket,
      subresource: "inventory",
      query: {
        "continuation-token": {
          type: "string",
          meaning: "Where the page begins: `NextContinuationToken` of the page before. A page has 100.",
        },
      },
      answer: {
        kind: "xml",
        root: "ListInventoryConfigurationResult",
        group: listInventoryConfigurations,
      },
      paging: {
        more: "IsTruncated",
        next: { NextContinuationToken: "continuation-token" },
        items: ["InventoryConfiguration"],
      },
      errors: { InventoryConfigurationNotFoundError: 404 },
      page: 30627,
      sdk: {
        node: ["listBucketInventory"],
        go: ["Bucket.ListInventoryConfigurations"],
        python: ["list_bucket_inventory_configurations"],
        java: ["listBucketInventoryConfigurations"],
      },
      certainty: "documented",
      notes: "The Node SDK calls the action ListBucketInventory.",
    },
    PostBucketInventory: {
      title: "POST Bucket inventory",
      action: "PostBucketInventory",
      ...replaceInBucket,
      method: "POST",
      subresource: "inventory",
      query: inventoryId,
      body: { ...inventory, group: inventoryOnce },
      // The status is unverified.
      errors: { DuplicateInventoryId: 400 },
      effect: "writes",
      repeatable: false,
      page: 46869,
      sdk: {
        go: ["Bucket.PostInventory"],
        python: ["post_bucket_inventory"],
        java: ["postBucketInventoryConfiguration"],
      },
      certainty: "documented",
      notes: "Makes one inventory now.",
    },
    DeleteBucketInventory: {
      title: "DELETE Bucket inventory",
      action: "DeleteBucketInventory",
      ...removeFromBucket,
      subresource: "inventory",
      query: inventoryId,
      errors: { InventoryConfigurationNotFoundError: 404 },
      page: 30626,
      sdk: {
        node: ["deleteBucketInventory"],
        go: ["Bucket.DeleteInventory"],
        python: ["delete_bucket_inventory"],
        java: ["deleteBucketInventoryConfiguration"],
      },
      certainty: "documented",
    },
    PutBucketAccessMonitor: {
      title: "PUT Bucket accessmonitor",
      action: "PutBucketAccessMonitor",
      ...replaceInBucket,
      subresource: "accessmonitor",
      body: monitor,
      page: 80225,
      chinesePage: 107739,
      sdk: {},
      certainty: "documented",
      notes:
        "Opened on application. It can be disabled only while no lifecycle rule goes by when objects were used.",
    },
    GetBucketAccessMonitor: {
      title: "GET Bucket accessmonitor",
      action: "GetBucketAccessMonitor",
      ...readOfBucket,
      subresource: "accessmonitor",
      answer: monitor,
      page: 80226,
      chinesePage: 107740,
      sdk: {},
      certainty: "documented",
    },
    PutBucketNotification: {
      title: "PUT Bucket notification",
      action: "PutBucketNotification",
      ...replaceInBucket,
      subresource: "notification",
      body: notification,
      md5: "general",
      sdk: { php: ["putBucketNotification"] },
      certainty: "SDK only",
    },
    GetBucketNotification: {
      title: "GET Bucket notification",
      action: "GetBucketNotification",
      ...readOfBucket,
      subresource: "notification",
      answer: notification,
      sdk: { php: ["getBucketNotification"] },
      certainty: "SDK only",
    },
  },
} as const satisfies OperationFamily;
