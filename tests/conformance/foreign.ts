/** What others have made, and what later versions of COS may say. */

import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { CosClient, CosRequest } from "../../provider/client";
import type { Props } from "../../provider/model/props";
import { region } from "../support";
import type { Stage } from "./stage";

/** The tests of what a program does not know. */
export function describeForeign(stage: Stage): void {
  it("names what others made before it replaces it, with all of it in a file", async () => {
    await stage.putOutside(stage.document("outside"));
    const live = (await stage.handler.read(stage.bench.context, stage.id, {})) as { inputs: Props };
    const { bucket: _bucket, region: _region, ...value } = live.inputs;
    const isNatural = stage.config.natural?.(value) || stage.config.leftover?.(value) || false;
    if (stage.cases.outside.refused !== undefined) {
      return;
    }
    stage.bench.warnings.length = 0;
    await stage.create();
    const told = stage.bench.warnings.find((message) => message.startsWith("Replaced in "));
    assert.equal(told === undefined, isNatural, stage.bench.warnings.join("\n"));
    if (told !== undefined) {
      assert.ok(told.includes(`${stage.target.bucket} in ${region}: ${stage.config.title}`), told);
      assert.ok(told.includes(JSON.stringify(value).slice(0, 1_500)), told);
      const [, file = ""] = /The whole of it is in (\S+)\.$/m.exec(told) ?? [];
      assert.equal(statSync(file).mode & 0o777, 0o600);
      assert.equal(statSync(path.dirname(file)).mode & 0o777, 0o700);
      const kept = JSON.parse(readFileSync(file, "utf8")).value as Props;
      assert.deepEqual(kept, value);
      if (stage.neverRead.length === 0) {
        await stage.handler.delete(stage.bench.context, stage.id, live.inputs);
        await stage.handler.create(stage.bench.context, stage.checked(kept));
        const restored = await stage.handler.read(stage.bench.context, stage.id, {});
        assert.deepEqual(stage.paths(restored?.outputs ?? {}, stage.checked(value)), []);
      }
    }
  });

  it("leaves what others made where that is wanted", async () => {
    await stage.putOutside(stage.document("outside"));
    const live = (await stage.handler.read(stage.bench.context, stage.id, {})) as { inputs: Props };
    const { bucket: _bucket, region: _region, ...value } = live.inputs;
    if (stage.config.natural?.(value) || stage.config.leftover?.(value)) {
      return;
    }
    stage.bench.sent.length = 0;
    const context = {
      ...stage.bench.context,
      settings: { ...stage.bench.context.settings, onForeign: "refuse" } as const,
    };
    await assert.rejects(
      stage.handler.create(context, stage.checked(stage.cases.inputs)),
      /tencentcos:onForeign is refuse|stays as it is/,
    );
    assert.deepEqual(stage.writes(), []);
  });

  it("ignores unknown elements, and names them before an update removes them", async () => {
    const outputs = await stage.create();
    const withLater = (text: string) =>
      stage.format === "json"
        ? JSON.stringify({ ...JSON.parse(text), Later: "1" })
        : text.replace(/(<\/[\w:]+>\s*)$/, "<Later>1</Later>$1");
    const send = async (request: CosRequest) => {
      const response = await stage.bench.context.client.send({ ...request, responseBody: "buffer" });
      return request.operation === stage.config.operations.get
        ? { ...response, body: Buffer.from(withLater(response.body.toString())) }
        : response;
    };
    const context = { ...stage.bench.context, client: { send } as unknown as CosClient };
    const live = await stage.handler.read(context, stage.id, outputs);
    assert.deepEqual(live?.outputs, outputs);
    assert.deepEqual(live?.unknownElements, ["Later"]);
    stage.bench.warnings.length = 0;
    await stage.handler.update(context, stage.id, outputs, stage.checked(stage.cases.update.inputs));
    assert.match(stage.bench.warnings.join("\n"), /hold elements .* that this update removes: Later$/m);
  });
}
