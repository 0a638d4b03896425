/** A configuration is written, read, changed and removed. */

import assert from "node:assert/strict";
import { CosClient } from "../../provider/client";
import { region } from "../support";
import type { Stage } from "./stage";

/**
 * The tests of what COS holds in the end.
 * @param looks requests that look at other configurations before a write
 */
export function describeLife(stage: Stage, looks: number): void {
  it("sends the documented bytes", async () => {
    await stage.create();
    const [write] = stage.writes();
    assert.equal(stage.writes().length, 1);
    assert.equal(stage.withoutSpace(String(write?.body)), stage.withoutSpace(stage.document("put")));
  });

  it("answers outputs in the shape of the inputs", async () => {
    const outputs = await stage.create();
    assert.deepEqual(stage.paths(outputs, stage.checked(stage.cases.inputs)), []);
    const declared = Object.keys(stage.checked(stage.cases.inputs));
    const shown = Object.keys(outputs).filter(
      (name) => declared.includes(name) || !stage.added.includes(name),
    );
    assert.deepEqual(shown.sort(), declared.sort());
    assert.equal(JSON.stringify(outputs).includes("undefined"), false);
    assertNothingUndefined(outputs, "outputs");
  });

  it("needs at most three requests to create, one to read, none to compare", async () => {
    const outputs = await stage.create();
    assert.ok(
      stage.bench.sent.length <= 3 + looks,
      stage.bench.sent.map(({ operation }) => operation).join(),
    );
    stage.bench.sent.length = 0;
    await stage.handler.read(stage.bench.context, stage.id, outputs);
    assert.equal(stage.bench.sent.length, 1);
    stage.bench.sent.length = 0;
    stage.check(stage.cases.inputs);
    stage.handler.diff(stage.id, outputs, stage.checked(stage.cases.inputs));
    assert.equal(stage.bench.sent.length, 0);
  });

  it("writes nothing when COS holds what is declared already", async () => {
    await stage.create();
    stage.bench.sent.length = 0;
    const again = await stage.create();
    assert.equal(stage.writes().length, stage.neverRead.length > 0 ? 1 : 0);
    assert.deepEqual(stage.paths(again, stage.checked(stage.cases.inputs)), []);
  });

  it("sees no difference in another spelling of the same", async () => {
    const outputs = await stage.create();
    for (const inputs of stage.cases.sameMeaning) {
      assert.deepEqual(stage.paths(outputs, stage.checked(inputs)), [], JSON.stringify(inputs));
    }
  });

  it("updates in place and names exactly what changed", async () => {
    const outputs = await stage.create();
    const news = stage.checked(stage.cases.update.inputs);
    const { differences } = stage.handler.diff(stage.id, outputs, news);
    assert.deepEqual(differences.map(({ path: at }) => at).sort(), [...stage.cases.update.paths].sort());
    assert.ok(differences.every(({ kind }) => kind === "update"));
    const updated = await stage.handler.update(stage.bench.context, stage.id, outputs, news);
    assert.deepEqual(stage.paths(updated.outputs, news), []);
  });

  it("sends no element that COS does not know and would pass over", async () => {
    const outputs = await stage.create();
    await stage.handler.update(
      stage.bench.context,
      stage.id,
      outputs,
      stage.checked(stage.cases.update.inputs),
    );
    assert.ok(
      stage.bench.emulator.requests.some(({ operation }) => operation === stage.config.operations.put),
    );
    assert.deepEqual(
      stage.bench.emulator.requests.flatMap(({ ignored }) => ignored),
      [],
    );
  });

  it("sees what was changed behind its back, and heals it", async () => {
    const outputs = await stage.create();
    await stage.putOutside(stage.document("outside"));
    const live = await stage.handler.read(stage.bench.context, stage.id, outputs);
    assert.ok(live);
    const news = stage.checked(stage.cases.inputs);
    assert.deepEqual([...stage.paths(live.outputs, news)].sort(), [...stage.cases.outside.paths].sort());
    if (stage.cases.outside.refused !== undefined) {
      await assert.rejects(
        stage.handler.update(stage.bench.context, stage.id, live.outputs, news),
        new RegExp(stage.cases.outside.refused),
      );
      return;
    }
    const healed = await stage.handler.update(stage.bench.context, stage.id, live.outputs, news);
    assert.deepEqual(stage.paths(healed.outputs, news), []);
  });

  it("can be read from its id alone", async () => {
    await stage.create();
    const live = await stage.handler.read(stage.bench.context, stage.id, {});
    assert.deepEqual(
      [...stage.paths(live?.outputs ?? {}, stage.checked(stage.cases.inputs))].sort(),
      [...stage.neverRead].sort(),
    );
    assert.equal(live?.id, stage.id);
  });

  it("reads the same again when nothing changed", async () => {
    const outputs = await stage.create();
    const live = await stage.handler.read(stage.bench.context, stage.id, outputs);
    assert.deepEqual(live?.outputs, outputs);
    const computed = Object.keys(stage.config.outputs?.fields ?? {});
    const said = Object.entries(outputs).filter(([name]) => !computed.includes(name));
    assert.deepEqual(live?.inputs, Object.fromEntries(said));
  });

  it("can be deleted, and deleted again", async () => {
    const outputs = await stage.create();
    await stage.handler.delete(stage.bench.context, stage.id, outputs);
    const live = await stage.handler.read(stage.bench.context, stage.id, outputs);
    if (stage.config.permanent?.(outputs) !== undefined) {
      assert.deepEqual(stage.paths(live?.outputs ?? {}, stage.checked(stage.cases.inputs)), []);
      assert.ok(stage.bench.warnings.includes(stage.config.permanent(outputs) ?? ""));
    } else if (stage.config.operations.delete !== undefined) {
      assert.equal(live, undefined);
    } else {
      assert.notDeepEqual(stage.paths(live?.outputs ?? {}, stage.checked(stage.cases.inputs)), []);
    }
    await stage.handler.delete(stage.bench.context, stage.id, outputs);
  });

  it("is read through a custom endpoint, also with the bucket in the path", async () => {
    const outputs = await stage.create();
    for (const pathStyle of [false, true]) {
      const { url: endpoint, secretId, secretKey } = stage.bench.emulator;
      const client = new CosClient({ credentials: { secretId, secretKey }, region, endpoint, pathStyle });
      const live = await stage.handler.read({ ...stage.bench.context, client }, stage.id, outputs);
      await client.close();
      assert.deepEqual(live?.outputs, outputs);
    }
  });
}

function assertNothingUndefined(value: unknown, at: string): void {
  assert.notEqual(value, undefined, at);
  if (typeof value === "object" && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      assertNothingUndefined(member, `${at}.${name}`);
    }
  }
}
