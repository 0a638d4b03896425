/** An emulator with buckets that can have a configuration, and somebody else who changes them. */

import http from "node:http";
import type { BucketAddress } from "../../provider/model/ids";
import type { BucketConfig } from "../../provider/resources/configurations/descriptor";
import { type Answer, send } from "../emulator/http";
import { startBench, type TestBench } from "../support";
import type { OutsideRequest } from "./subject";
import { subjectOf } from "./subjects";
import { otherBuckets, versioned } from "./subjects/others";

/** An emulator for the tests of one configuration. */
export interface PropertyBench {
  readonly bench: TestBench;
  /** Does something with a new bucket that can have the configuration, and removes it. */
  inBucket<T>(act: (address: BucketAddress) => Promise<T>): Promise<T>;
  /** Sends a request that knows nothing of the provider's client: it is signed and sent by other code. */
  outside(address: BucketAddress, request: OutsideRequest): Promise<Answer>;
  /** The number of the handler's requests that wrote something, since the last call or the new bucket. */
  writes(): number;
  close(): Promise<void>;
}

/** Starts an emulator with the buckets into which configurations write. */
export async function startPropertyBench(config: BucketConfig): Promise<PropertyBench> {
  const { needs = [], undo = [] } = subjectOf(config);
  const bench = await startBench();
  const agent = new http.Agent({ keepAlive: true });
  const outside = (address: BucketAddress, request: OutsideRequest) =>
    send(agent, bench.emulator, { ...address, ...request });
  const must = async (address: BucketAddress, ...requests: readonly OutsideRequest[]) => {
    for (const request of requests) {
      const answer = await outside(address, request);
      if (answer.status >= 300) {
        throw new Error(`${request.method} ?${request.query}: ${answer.text}`);
      }
    }
  };
  for (const [bucket, region] of Object.entries(otherBuckets)) {
    const address = { bucket, region };
    await must(
      address,
      { method: "PUT", query: "" },
      { method: "PUT", query: "versioning", body: versioned },
    );
  }
  const writes = () =>
    bench.sent.splice(0).filter(({ method }) => method === "PUT" || method === "DELETE").length;
  return {
    bench,
    outside,
    writes,
    async inBucket(act) {
      const address = await bench.createBucket();
      try {
        await must(address, ...needs);
        writes();
        return await act(address);
      } finally {
        await must(address, ...undo, { method: "DELETE", query: "" });
      }
    },
    async close() {
      agent.destroy();
      await bench.close();
    },
  };
}
