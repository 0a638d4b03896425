import assert from "node:assert/strict";
import { type Operation, operations } from "../../provider/api/operations";
import type { Parameters } from "../../provider/api/operations/operation";
import type { CosRequest } from "../../provider/client";
import { startBench, type TestBench } from "../support";

const required = (parameters: Parameters = {}) =>
  Object.entries(parameters).filter(([, parameter]) => parameter.required);

describe("A request that is made by an operation's record", () => {
  let bench: TestBench;
  let target: { bucket: string; region: string };

  before(async () => {
    bench = await startBench();
    target = await bench.createBucket();
  });
  after(() => bench.close());

  /** The least that a request of the operation can be. */
  function leastOf(operation: Operation): Omit<CosRequest, "responseBody"> {
    const { method, host, path, subresource, query, headers } = operation;
    const pairOf = ([name, { values, type }]: [string, Parameters[string]]) =>
      [name, String(values?.[0] ?? (type === "integer" || type === "unixTime" ? 1 : "x"))] as const;
    return {
      method,
      ...(host === "bucket" && target),
      ...(host === "bucket" && path !== "/" && { key: path.slice(1).replace(/[{}]/g, "") }),
      query: {
        ...(subresource !== undefined && { [subresource]: "" }),
        ...Object.fromEntries(required(query).map(pairOf)),
      },
      headers: Object.fromEntries(required(headers).map(pairOf)),
      ...(operation.body !== undefined && { body: "<x/>" }),
      ...(operation.unsigned && { anonymous: true }),
    };
  }

  for (const operation of operations) {
    if (operation.host === "control" || operation.host === "migration") {
      continue;
    }

    it(`is ${operation.name} to the emulator's own router too`, async () => {
      bench.emulator.clearRequests();
      await bench.context.client.send({ ...leastOf(operation), responseBody: "buffer" }).catch(() => {});
      const [logged] = bench.emulator.requests;
      assert.equal(logged?.operation, operation.name);
    });
  }
});
