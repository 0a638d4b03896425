import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { knowledgeOfCos } from "../../provider/api/knowledge";
import { CosClient } from "../../provider/client";
import type { Context } from "../../provider/model/context";
import type { Props } from "../../provider/model/props";
import { IncompleteError } from "../../provider/resources/handler";
import { object } from "../handlers";
import { region } from "../support";
import { lineFaults } from "./unreliableLine";
import { UploadBench } from "./uploadBench";

/** Every request of an upload in parts, and those around it. */
const operations = [
  "ListMultipartUploads",
  "InitiateMultipartUpload",
  "UploadPart",
  "CompleteMultipartUpload",
  "AbortMultipartUpload",
  "HeadObject",
] as const;

/** What a failed create has left to the state. */
type Outcome =
  | { readonly kind: "made" | "incomplete"; readonly id: string; readonly outputs: Props }
  | { readonly kind: "failed"; readonly error: Error };

describe("An upload in parts over a line that fails", function () {
  this.timeout(60_000);
  let bench: UploadBench;
  let context: Context;
  before(async () => {
    bench = await UploadBench.open(2);
    const { secretId, secretKey } = bench.bench.emulator;
    const client = new CosClient({
      credentials: { secretId, secretKey },
      region,
      endpoint: bench.line.url,
      ...knowledgeOfCos,
      retry: { maxAttempts: 3, baseDelayMs: 1, maxDelayMs: 5 },
    });
    context = { ...bench.bench.context, client };
  });
  beforeEach(() => bench.reset());
  afterEach(() => {
    bench.line.accident = undefined;
  });
  after(async () => {
    await (context.client as CosClient).close();
    await bench.close();
  });

  const create = async (inputs: Props): Promise<Outcome> => {
    try {
      return { kind: "made", ...(await object.create(context, inputs)) };
    } catch (error) {
      if (error instanceof IncompleteError) {
        return { kind: "incomplete", id: error.id, outputs: error.outputs };
      }
      return { kind: "failed", error: error as Error };
    }
  };
  const destroy = async (outcome: Outcome) => {
    if (outcome.kind !== "failed") {
      await object.delete(context, outcome.id, outcome.outputs);
    }
    // A bucket that holds anything is not removed.
    await bench.destroyBucket();
  };
  const up = async (outcome: Outcome, inputs: Props) => {
    const { id, outputs } =
      outcome.kind === "failed"
        ? await object.create(context, inputs)
        : { id: outcome.id, ...(await object.update(context, outcome.id, outcome.outputs, inputs)) };
    return { kind: "made" as const, id, outputs };
  };
  /** An abort happens only when something else has failed. */
  const alsoFails = (operation: string) => {
    if (operation === "AbortMultipartUpload") {
      bench.bench.emulator.addFault({
        kind: "status",
        status: 403,
        code: "AccessDenied",
        skip: 1,
        match: { operation: "UploadPart" },
      });
    }
  };

  for (const operation of operations) {
    for (const fault of lineFaults) {
      // HEAD has no body to be halved or replaced.
      if (operation === "HeadObject" && (fault === "error root" || fault === "half an answer")) {
        continue;
      }
      for (const times of [1, Number.POSITIVE_INFINITY]) {
        const name = `${fault}, ${times === 1 ? "once" : "for ever"}, at ${operation}`;

        it(`ends with the object after the next up: ${name}`, async () => {
          const inputs = bench.inputs({ source: bench.source });
          bench.line.accident = { operation, fault, times };
          alsoFails(operation);
          const outcome = await create(inputs);
          assert.ok(bench.line.met > 0, "the accident has not happened");
          bench.line.accident = undefined;
          bench.bench.emulator.clearFaults();
          const made = await up(outcome, inputs);
          assert.equal(made.outputs.contentLength, bench.bytes.length);
          assert.equal(made.outputs.unfinishedUploads, undefined);
          assert.ok((await bench.outside({ method: "GET" })).body.equals(bench.bytes));
          assert.equal(await bench.unfinished(), 0);
          await destroy(made);
        });

        it(`leaves nothing behind after a destroy: ${name}`, async () => {
          bench.line.accident = { operation, fault, times };
          alsoFails(operation);
          const outcome = await create(bench.inputs({ source: bench.source }));
          bench.line.accident = undefined;
          bench.bench.emulator.clearFaults();
          await destroy(outcome);
        });

        it(`leaves nothing behind after a destroy on another machine: ${name}`, async () => {
          const cache = process.env.PULUMI_TENCENTCOS_CACHE;
          // No folder can be made below a file.
          const file = path.join(bench.files.folder, "file");
          writeFileSync(file, "");
          process.env.PULUMI_TENCENTCOS_CACHE = path.join(file, "cache");
          try {
            bench.line.accident = { operation, fault, times };
            alsoFails(operation);
            const outcome = await create(bench.inputs({ source: bench.source }));
            bench.line.accident = undefined;
            bench.bench.emulator.clearFaults();
            await destroy(outcome);
          } finally {
            process.env.PULUMI_TENCENTCOS_CACHE = cache;
          }
        });
      }
    }
  }
});
