/** Amazon's own S3 client, connected to an emulator. */

import assert from "node:assert/strict";
import {
  CreateBucketCommand,
  GetObjectCommand,
  S3Client,
  type S3ClientConfig,
  type S3ServiceException,
} from "@aws-sdk/client-s3";
import { type Bench, startBench } from "./http";

// The SDK announces on each start which Node it will want one day.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

/** An emulator and Amazon's client of it. */
export interface S3Bench {
  readonly bench: Bench;
  readonly s3: S3Client;
  /** A client with other options. */
  connect(options?: S3ClientConfig): S3Client;
  /** Creates a bucket. */
  newBucket(): Promise<string>;
  /** The content of an object. */
  text(
    bucket: string,
    key: string,
    more?: { readonly VersionId?: string; readonly Range?: string },
  ): Promise<string | undefined>;
  close(): Promise<void>;
}

/** Starts an emulator and connects a client. */
export async function startS3Bench(): Promise<S3Bench> {
  const bench = await startBench();
  const clients: S3Client[] = [];
  const connect = (options: S3ClientConfig = {}) => {
    const { url, secretId, secretKey } = bench.emulator;
    const client = new S3Client({
      endpoint: url,
      region: "ap-guangzhou",
      forcePathStyle: true,
      credentials: { accessKeyId: secretId, secretAccessKey: secretKey },
      maxAttempts: 1,
      ...options,
    });
    clients.push(client);
    return client;
  };
  const s3 = connect();
  return {
    bench,
    s3,
    connect,
    async newBucket() {
      const Bucket = bench.newName();
      await s3.send(new CreateBucketCommand({ Bucket }));
      return Bucket;
    },
    async text(Bucket, Key, more = {}) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, ...more }));
      return Body?.transformToString();
    },
    async close() {
      for (const client of clients) {
        client.destroy();
      }
      await bench.close();
    },
  };
}

/** Expects a refusal by its code and status. */
export async function refused(promise: Promise<unknown>, name: string, status: number): Promise<void> {
  await assert.rejects(promise, (error: S3ServiceException) => {
    assert.equal(error.name, name);
    assert.equal(error.$metadata.httpStatusCode, status);
    return true;
  });
}
