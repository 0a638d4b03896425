/** Every operation of the table is called by its name, and the emulator, whose router was written apart, has to name the same one. */

import assert from "node:assert/strict";
import { operations } from "../../provider/api/operations";
import { CosServiceError } from "../../provider/client";
import { type ApiBench, startApiBench } from "./bench";
import { sampleParameters } from "./sampleCalls";
import { notEmulated } from "./wireSamples";

describe("The emulator", () => {
  let bench: ApiBench;
  let Bucket: string;
  before(async () => {
    bench = await startApiBench();
    Bucket = await bench.createBucket();
  });
  after(() => bench.close());

  for (const operation of operations) {
    const { name } = operation;

    it(`takes the call of ${name} for that operation`, async () => {
      const parameters = sampleParameters(operation, Bucket);
      if (name === "PutBucket") {
        parameters.Bucket = `other-${bench.emulator.appId}`;
      }
      const before = bench.emulator.requests.length;
      // What it answers is the emulator's specs' to say; here it only has to be understood.
      const outcome = await bench.cos.call(name as string, parameters).catch((error: unknown) => error);
      if (outcome instanceof Error) {
        assert.ok(CosServiceError.isInstance(outcome), String(outcome));
      }
      const seen = bench.emulator.requests[before];
      assert.equal(seen?.operation, name);
      // What is not emulated is compared with the documented bytes only: wire.spec.ts.
      assert.equal((outcome as { status?: number }).status === 501, notEmulated.includes(name));
      if (name === "DeleteBucket") {
        Bucket = await bench.createBucket();
      }
    });
  }
});
