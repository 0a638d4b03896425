/** The life that every example must be able to live on the real engine. */
import assert from "node:assert/strict";
import { changesFound, type Engine, type StackOptions, type TestStack, useEngine } from "./harness";

/** What an example's own checks work with. */
export interface World extends Engine {
  readonly stack: TestStack;
  /** The program's outputs after `up`. */
  readonly outputs: Record<string, unknown>;
}

/** Something that a person does to COS without Pulumi. */
export interface OutsideChange {
  /** As a clause: `someone adds an origin`. */
  readonly title: string;
  change(world: World): Promise<unknown>;
  /** What `pulumi preview --refresh --diff` must show of it. */
  readonly shows: readonly (string | RegExp)[];
  /** Looks on COS whether it was put right. */
  healed(world: World): Promise<void>;
}

/** An example, and what is particular about it. */
export interface Example extends StackOptions {
  /** The folder that holds Pulumi.yaml, from the repository's root. */
  readonly project: string;
  /** Looks on COS whether `up` did what the program says. */
  works(world: World): Promise<void>;
  readonly outside: readonly OutsideChange[];
}

/** Up, nothing to do, changed from outside, healed, destroyed, nothing left over. */
export function describeExample(title: string, example: Example): void {
  describe(title, function () {
    this.timeout(180_000);
    this.bail(true); // each step needs the one before
    const engine = useEngine();
    let world: World;

    it("is created by up", async () => {
      const stack = await engine.newStack(example.project, example);
      await stack.up();
      world = Object.create(engine, {
        stack: { value: stack },
        outputs: { value: await stack.outputs() },
      });
      await example.works(world);
    });

    it("leaves nothing to do for a second preview", async () => {
      await world.stack.preview(["--expect-no-changes"]);
    });

    it(`shows to the property what was changed: ${example.outside.map((each) => each.title).join(", ")}`, async () => {
      for (const { change } of example.outside) await change(world);
      const { output } = await world.stack.preview(["--refresh", "--expect-no-changes"], {
        exits: changesFound,
      });
      for (const expected of example.outside.flatMap(({ shows }) => shows)) assertShows(output, expected);
    });

    it("is healed by up --refresh", async () => {
      await world.stack.up(["--refresh"]);
      for (const { healed } of example.outside) await healed(world);
      await world.stack.preview(["--refresh", "--expect-no-changes"]);
    });

    it("is destroyed, and nothing is left over", async () => {
      await world.stack.destroy();
      assert.deepEqual(await engine.buckets(), []);
    });
  });
}

/** Fails with the whole output when it does not hold what is expected. */
export function assertShows(output: string, expected: string | RegExp): void {
  const found = typeof expected === "string" ? output.includes(expected) : expected.test(output);
  assert.ok(found, `expected ${expected} in:\n${output}`);
}
