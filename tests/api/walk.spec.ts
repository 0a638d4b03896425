/** Every operation of the table is called by its name, and the emulator, whose router was written apart, has to name the same one. */

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Operation, operations } from "../../provider/api/operations";
import type { Parameter } from "../../provider/api/operations/operation";
import { namedParameters } from "../../provider/api/parameters";
import { CosServiceError } from "../../provider/client";
import { type ApiBench, startApiBench } from "./bench";
import { bodies } from "./bodies";

/** A value that a required parameter may have. */
function sampleOf({ type, values, min }: Parameter): unknown {
  const [first] = values ?? [];
  if (first !== undefined) {
    return first;
  }
  switch (type) {
    case "integer":
      return min ?? 1;
    case "unixTime":
      return 1_700_000_000;
    case "map":
      return {};
    default:
      return "sample";
  }
}

/** The documented sample of a request; where a page has none, a body that is right. */
function bodyOf({ name }: Operation): unknown {
  const file = path.join(__dirname, "../fixtures/operations", name, "request");
  const sample = [`${file}.xml`, `${file}.json`].find((each) => existsSync(each));
  return bodies[name] ?? (sample && readFileSync(sample, "utf8"));
}

describe("The emulator", () => {
  let bench: ApiBench;
  let Bucket: string;
  before(async () => {
    bench = await startApiBench();
    Bucket = await bench.createBucket();
  });
  after(() => bench.close());

  for (const operation of operations) {
    const { name, body } = operation;

    it(`takes the call of ${name} for that operation`, async () => {
      const parameters: Record<string, unknown> = {
        ...(operation.host === "bucket" || operation.host === "migration" ? { Bucket } : {}),
        ...(operation.path.includes("{Key}") && { Key: "a/b c" }),
        ...(operation.host === "control" && { Uin: "100000000001", Appid: 1250000000 }),
        ...(body !== undefined && body.kind !== "form" && { Body: bodyOf(operation) }),
        ...(body?.kind === "form" && { Key: "form", File: "content" }),
      };
      for (const { name: parameter, facts } of namedParameters(operation).values()) {
        if (facts.required && parameter !== "Appid") {
          parameters[parameter] = sampleOf(facts);
        }
      }
      if (name === "PutBucket") {
        parameters.Bucket = `other-${bench.emulator.appId}`;
      }
      if ("CopySource" in parameters) {
        parameters.CopySource = `${Bucket}.cos.ap-guangzhou.myqcloud.com/source`;
      }
      const before = bench.emulator.requests.length;
      // What it answers is the emulator's specs' to say; here it only has to be understood.
      const outcome = await bench.cos.call(name as string, parameters).catch((error: unknown) => error);
      if (outcome instanceof Error) {
        assert.ok(CosServiceError.isInstance(outcome), String(outcome));
      }
      const seen = bench.emulator.requests[before];
      assert.equal(seen?.operation, name);
      if (name === "DeleteBucket") {
        Bucket = await bench.createBucket();
      }
    });
  }
});
