/** An emulator with buckets that can have any configuration, and somebody else who changes them. */

import http from "node:http";
import type { BucketConfig } from "../../provider/resources/bucketConfig";
import type { BucketAddress } from "../../provider/resources/ids";
import { type Answer, send } from "../emulator/http";
import { startBench, type TestBench } from "../support";
import type { OutsideRequest } from "./subject";
import { subjectOf } from "./subjects";
import { otherBuckets, versioned } from "./subjects/others";

/** An emulator for the tests of one configuration. */
export interface PropertyBench {
  readonly bench: TestBench;
  /** Creates a bucket that can have the configuration. */
  newBucket(): Promise<BucketAddress>;
  /** Removes a bucket with all that it has. */
  removeBucket(address: BucketAddress): Promise<void>;
  /** Sends a request that knows nothing of the provider: signed and written by other code. */
  outside(address: BucketAddress, request: OutsideRequest): Promise<Answer>;
  /** The number of requests that wrote something, since the last call. */
  writes(): number;
  close(): Promise<void>;
}

/** Starts an emulator with the buckets into which configurations write. */
export async function startPropertyBench(config: BucketConfig): Promise<PropertyBench> {
  const bench = await startBench();
  const agent = new http.Agent({ keepAlive: true });
  const outside = (address: BucketAddress, request: OutsideRequest) =>
    send(agent, bench.emulator, { ...address, ...request });
  const must = async (address: BucketAddress, request: OutsideRequest) => {
    const answer = await outside(address, request);
    if (answer.status >= 300) throw new Error(`${request.method} ${request.query}: ${answer.text}`);
  };
  for (const [bucket, region] of Object.entries(otherBuckets)) {
    await must({ bucket, region }, { method: "PUT", query: "" });
    await must({ bucket, region }, { method: "PUT", query: "versioning", body: versioned });
  }
  return {
    bench,
    outside,
    async newBucket() {
      const address = await bench.createBucket();
      for (const request of subjectOf(config).needs ?? []) await must(address, request);
      return address;
    },
    async removeBucket(address) {
      for (const request of subjectOf(config).undo ?? []) await must(address, request);
      await must(address, { method: "DELETE", query: "" });
    },
    writes() {
      const sent = bench.sent.splice(0);
      return sent.filter(({ method }) => method === "PUT" || method === "DELETE").length;
    },
    async close() {
      agent.destroy();
      await bench.close();
    },
  };
}
