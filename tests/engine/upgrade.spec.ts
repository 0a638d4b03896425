/** States that another version of the package has written. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type TestStack, useEngine } from "./harness";

interface Deployment {
  readonly deployment: {
    readonly resources: {
      readonly type: string;
      readonly inputs?: Record<string, unknown>;
      readonly outputs?: Record<string, unknown>;
    }[];
  };
}

describe("a state of another version, on the real engine", function () {
  this.timeout(180_000);
  this.bail(true); // the steps share one stack
  const engine = useEngine();
  const folder = mkdtempSync(path.join(tmpdir(), "upgrade-"));
  let stack: TestStack;
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Changes what this package has in the state, as another version could have written it. */
  async function rewrite(change: (props: Record<string, unknown>) => Record<string, unknown>): Promise<void> {
    const exported = JSON.parse((await stack.pulumi(["stack", "export"])).stdout) as Deployment;
    for (const resource of exported.deployment.resources) {
      if (!resource.type.includes("tencentcos:")) {
        continue;
      }
      Object.assign(resource, {
        inputs: change(resource.inputs ?? {}),
        outputs: change(resource.outputs ?? {}),
      });
    }
    const file = path.join(folder, "state.json");
    writeFileSync(file, JSON.stringify(exported));
    await stack.pulumi(["stack", "import", "--file", file]);
  }

  it("shows no difference where only the line differs that finds the provider", async () => {
    stack = await engine.newStack("tests/engine/programs/website");
    await stack.up();
    let lines = 0;
    await rewrite((props) => {
      lines += "__provider" in props ? 1 : 0;
      return { ...props, __provider: `/* of another version */ ${props.__provider}` };
    });
    assert.ok(lines >= 8, String(lines));
    await stack.preview(["--expect-no-changes"]);
    await stack.preview(["--refresh", "--expect-no-changes"]);
  });

  it("is read where a later version has put more into it", async () => {
    await rewrite((props) => ({ ...props, ofLater: { versions: [1] } }));
    await stack.preview(["--expect-no-changes"]);
    await stack.refresh();
    await stack.preview(["--expect-no-changes"]);
    await stack.destroy();
    assert.deepEqual(await engine.buckets(), []);
  });
});
