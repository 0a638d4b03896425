/** COS refuses, or does not answer. */

import assert from "node:assert/strict";
import { operationTable } from "../../provider/api/operations";
import { IncompleteError } from "../../provider/resources/handler";
import { region } from "../support";
import type { Stage } from "./stage";

/** The tests of errors, and of what the state has after them. */
export function describeFailures(stage: Stage): void {
  it("is gone when its bucket is gone, and then deleting it succeeds", async () => {
    const outputs = await stage.create();
    await stage.bench.context.client.send({ method: "DELETE", ...stage.target });
    assert.equal(await stage.handler.read(stage.bench.context, stage.id, outputs), undefined);
    await stage.handler.delete(stage.bench.context, stage.id, outputs);
  });

  it("is not gone because one server does not know its bucket", async () => {
    const outputs = await stage.create();
    const unknown = { kind: "status", status: 404, code: "NoSuchBucket", times: 2 } as const;
    stage.bench.emulator.addFault({ ...unknown, match: { operation: stage.config.operations.get } });
    assert.deepEqual((await stage.handler.read(stage.bench.context, stage.id, outputs))?.outputs, outputs);
  });

  it("is neither gone nor deleted when it is unknown whether its bucket is", async () => {
    const outputs = await stage.create();
    const context = { ...stage.bench.context, waits: { unlistedMs: 0 } };
    for (const method of ["GET", "PUT", "DELETE"]) {
      stage.bench.emulator.addFault({
        kind: "status",
        status: 404,
        code: "NoSuchBucket",
        times: 0,
        match: { method, bucket: stage.target.bucket },
      });
    }
    const unlisted = { kind: "status", status: 403, code: "AccessDenied", times: 0 } as const;
    stage.bench.emulator.addFault({ ...unlisted, match: { operation: "GetService" } });
    await assert.rejects(
      stage.handler.read(context, stage.id, outputs),
      /name\/cos:GetService.*pulumi state delete/s,
    );
    if (stage.config.permanent?.(outputs) === undefined) {
      await assert.rejects(
        stage.handler.delete(context, stage.id, outputs),
        /name\/cos:GetService.*pulumi state delete/s,
      );
    }
  });

  it("is removed though one server does not know its bucket", async () => {
    const outputs = await stage.create();
    for (const method of ["PUT", "DELETE"]) {
      stage.bench.emulator.addFault({
        kind: "status",
        status: 404,
        code: "NoSuchBucket",
        times: 1,
        match: { method, bucket: stage.target.bucket },
      });
    }
    await stage.handler.delete(stage.bench.context, stage.id, outputs);
    stage.bench.emulator.clearFaults();
    if (stage.config.permanent?.(outputs) === undefined) {
      const live = await stage.handler.read(stage.bench.context, stage.id, outputs);
      assert.notDeepEqual(stage.paths(live?.outputs ?? {}, stage.checked(stage.cases.inputs)), []);
    }
  });

  it("stays in the state when it was written and cannot be read back", async () => {
    const refused = { kind: "status", status: 403, code: "AccessDenied", times: 0 } as const;
    stage.bench.emulator.addFault({ ...refused, skip: 1, match: { operation: stage.config.operations.get } });
    const error = await failure(stage.create());
    assert.ok(error instanceof IncompleteError, String(error));
    assert.equal(error.id, stage.id);
    assert.deepEqual(stage.paths(error.outputs, stage.checked(stage.cases.inputs)), []);
    stage.bench.emulator.clearFaults();
    const updated = await stage.handler.update(
      stage.bench.context,
      stage.id,
      error.outputs,
      stage.checked(stage.cases.inputs),
    );
    assert.deepEqual(stage.paths(updated.outputs, stage.checked(stage.cases.inputs)), []);
    await stage.handler.delete(stage.bench.context, stage.id, error.outputs);
    if (stage.config.permanent?.(error.outputs) === undefined) {
      const live = await stage.handler.read(stage.bench.context, stage.id, error.outputs);
      assert.notDeepEqual(stage.paths(live?.outputs ?? {}, stage.checked(stage.cases.inputs)), []);
    }
  });

  it("stays in the state when it is unknown whether it was written", async () => {
    const match = { operation: stage.config.operations.put };
    stage.bench.emulator.addFault({ kind: "loseAnswer", times: 0, match });
    stage.bench.emulator.addFault({
      kind: "drop",
      times: 0,
      skip: 1,
      match: { operation: stage.config.operations.get },
    });
    const error = await failure(stage.create());
    assert.ok(error instanceof IncompleteError, String(error));
    assert.match(error.message, new RegExp(`${stage.config.operations.put}: .*no answer`));
  });

  it("is done when its answers were lost and COS shows it", async () => {
    stage.bench.emulator.addFault({
      kind: "loseAnswer",
      times: 0,
      match: { operation: stage.config.operations.put },
    });
    assert.deepEqual(stage.paths(await stage.create(), stage.checked(stage.cases.inputs)), []);
  });

  it("says operation, bucket, region, code and request id when COS refuses", async () => {
    stage.bench.emulator.addFault({
      match: { operation: stage.config.operations.put },
      kind: "status",
      status: 400,
      code: "InvalidArgument",
      times: 1,
    });
    await assert.rejects(stage.create(), (error: Error) => {
      assert.equal(error instanceof IncompleteError, false);
      for (const part of [stage.config.operations.put, stage.target.bucket, region, "InvalidArgument"]) {
        assert.ok(error.message.includes(part), `${part} is not in: ${error.message}`);
      }
      assert.match(error.message, /request [A-Za-z0-9+/=]{8,}/);
      return true;
    });
  });

  it("names the missing action when it may not be read, and does not vanish", async () => {
    const outputs = await stage.create();
    stage.bench.emulator.addFault({
      match: { operation: stage.config.operations.get },
      kind: "status",
      status: 403,
      code: "AccessDenied",
      times: 1,
    });
    await assert.rejects(stage.handler.read(stage.bench.context, stage.id, outputs), (error: Error) =>
      error.message.includes(`name/cos:${operationTable[stage.config.operations.get].action}`),
    );
  });

  it("repeats a write that COS refuses because of another one at the same time", async () => {
    const { put } = stage.config.operations;
    stage.bench.emulator.addFault({
      match: { operation: put },
      kind: "status",
      status: 409,
      code: "OperationAborted",
      times: 2,
    });
    stage.bench.emulator.clearRequests();
    assert.deepEqual(stage.paths(await stage.create(), stage.checked(stage.cases.inputs)), []);
    const asked = stage.bench.emulator.requests.filter(({ operation }) => operation === put);
    assert.deepEqual(
      asked.map(({ status }) => (status < 300 ? "done" : status)),
      [409, 409, "done"],
    );
  });

  it("says which region the bucket is really in", async () => {
    const inputs = { ...stage.checked(stage.cases.inputs), region: "ap-beijing" };
    await assert.rejects(
      stage.handler.create(stage.bench.context, inputs),
      /is in ap-guangzhou, not in ap-beijing/,
    );
  });
}

async function failure(work: Promise<unknown>): Promise<unknown> {
  return await work.then(
    () => assert.fail("was taken for success"),
    (error: unknown) => error,
  );
}
