/** Where the engine shows what resources say, how often, and that nothing of it commands anybody. */
import assert from "node:assert/strict";
import { assertShows } from "./example";
import { type TestStack, useEngine } from "./harness";

/** The part of the output in which the engine tells each message once more, under the resource that it is about. */
function diagnosticsOf(output: string): string {
  return /^Diagnostics:\n([\s\S]*?)^Resources:/m.exec(output)?.[1] ?? "";
}

describe("messages on the real engine", function () {
  this.timeout(180_000);
  this.bail(true); // each step needs the one before
  const engine = useEngine();
  let stack: TestStack;

  const refuse = (operation: string, message: string) =>
    engine.emulator.addFault({
      kind: "status",
      status: 400,
      code: "InvalidRequest",
      message,
      match: { operation },
      times: 0,
    });

  it("stand under the resource that they are about", async () => {
    stack = await engine.newStack("tests/engine/programs/messages");
    const { output } = await stack.up();
    assertShows(
      diagnosticsOf(output),
      /^ {2}pulumi-nodejs:\S+BucketLogging \(itself\):\n {4}warning: .*logs into itself/m,
    );
    assert.doesNotMatch(diagnosticsOf(output), /pulumi:pulumi:Stack/);
  });

  it("are shown once by the engine when a delete fails, and not once more under the stack", async () => {
    refuse("DeleteBucketCors", "there is no way");
    const { output } = await stack.destroy([], { exits: "any" });
    const diagnostics = diagnosticsOf(output);
    assert.equal(diagnostics.split("there is no way").length - 1, 1, output);
    assertShows(diagnostics, /^ {2}pulumi-nodejs:\S+BucketCors \(cors\):\n {4}error: DeleteBucketCors/m);
    assert.doesNotMatch(output, /Stack \S+ +tencentcos:/);
    engine.emulator.clearFaults();
  });

  it("are shown once when a refresh fails", async () => {
    refuse("GetBucketCors", "nothing to be seen");
    const { output } = await stack.refresh([], { exits: "any" });
    assert.equal(diagnosticsOf(output).split("nothing to be seen").length - 1, 1, output);
    engine.emulator.clearFaults();
  });

  it("command neither a terminal nor a CI nor the engine, whatever COS says", async () => {
    refuse("DeleteBucketCors", "no\u001b[2J\u009b31m\u202e\n::error::x ##[add-mask]a <{%fg 99%}>");
    const { output } = await stack.destroy(["--color", "always"], { exits: "any" });
    assert.doesNotMatch(output, /panic/);
    assertShows(
      output,
      "\\u001b[2J\\u009b31m\\u202e\\n\\u003a:error::x \\u0023#[add-mask]a <\\u007b%fg 99%}>",
    );
    assert.doesNotMatch(output, /\u001b\[2J|\u009b|\u202e|^\s*::error|##\[/m);
    engine.emulator.clearFaults();
    await stack.destroy();
  });
});
