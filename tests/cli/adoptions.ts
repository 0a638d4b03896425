/** What the specs of `adopt` share: an emulator, buckets with configurations, and a folder for the programs. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type AdoptOptions, adoptBucket } from "../../cli/adopt/adoptBucket";
import type { BucketAddress } from "../../provider/model/ids";
import { startBench, type TestBench } from "../support";
import { configure, makeOtherBuckets, type WholeBucket } from "./wholeBuckets";

/** Usable once the suite runs. */
export interface Adoptions {
  readonly bench: TestBench;
  /** Where projects are written, each under its bucket's full name. */
  readonly folder: string;
  /** Makes a bucket that has these configurations. */
  newBucket(whole: WholeBucket): Promise<BucketAddress>;
  /** Adopts a bucket. */
  adopt(address: BucketAddress, options?: AdoptOptions): ReturnType<typeof adoptBucket>;
}

/** Call it first in a `describe`; clears everything away at the end. */
export function useAdoptions(): Adoptions {
  const folder = mkdtempSync(path.join(tmpdir(), "adopt-"));
  let bench: TestBench;
  before(async () => {
    bench = await startBench();
    await makeOtherBuckets(bench);
  });
  after(async () => {
    await bench.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    folder,
    get bench() {
      return bench;
    },
    async newBucket(whole) {
      const address = await bench.createBucket();
      await configure(bench, address, whole);
      return address;
    },
    adopt: (address, options = {}) =>
      adoptBucket(bench.context, address.bucket, {
        project: { folder: path.join(folder, address.bucket), force: true },
        ...options,
      }),
  };
}
