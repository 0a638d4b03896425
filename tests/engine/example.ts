/** The life that every example must be able to live on the real engine. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { get } from "node:http";
import type { EmulatorOptions } from "../../emulator";
import { changesFound, type Engine, region, type StackOptions, type TestStack, useEngine } from "./harness";

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
  /** Further accounts of the emulator. */
  readonly accounts?: EmulatorOptions["accounts"];
  /** Looks on COS whether `up` did what the program says. */
  works(world: World): Promise<void>;
  readonly outside: readonly OutsideChange[];
}

/** Up, nothing to do, changed from outside, healed, destroyed, nothing left over. */
export function describeExample(title: string, example: Example): void {
  describe(title, function () {
    this.timeout(180_000);
    this.bail(true); // each step needs the one before
    const engine = useEngine(example.accounts && { accounts: example.accounts });
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
      for (const { change } of example.outside) {
        await change(world);
      }
      const { output } = await world.stack.preview(["--refresh", "--expect-no-changes"], {
        exits: changesFound,
      });
      for (const expected of example.outside.flatMap(({ shows }) => shows)) {
        assertShows(output, expected);
      }
    });

    it("is healed by up --refresh", async () => {
      await world.stack.up(["--refresh"]);
      for (const { healed } of example.outside) {
        await healed(world);
      }
      await world.stack.preview(["--refresh", "--expect-no-changes"]);
    });

    it("is destroyed, and nothing is left over", async () => {
      await world.stack.destroy();
      assert.deepEqual(await engine.buckets(), []);
    });
  });
}

/**
 * What a refresh shows of a resource: these texts in this order, such as the names of a path and the change at its end. The engine
 * aligns its colons; blanks before them do not count.
 */
export function drift(token: string, ...texts: readonly string[]): RegExp {
  const literal = texts.map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&").replace(": ", " *: "));
  const belowHeading = "(?:(?!tencentcos:\\w+: \\()[^])*?";
  return new RegExp([`tencentcos:${token}: \\(refresh\\)`, ...literal].join(belowHeading));
}

/** Fails with the whole output when it does not hold what is expected. */
export function assertShows(output: string, expected: string | RegExp): void {
  const found = typeof expected === "string" ? output.includes(expected) : expected.test(output);
  assert.ok(found, `expected ${expected} in:\n${output}`);
}

/** A bucket of the program as Tencent's SDK wants it; without a name, the one that the program calls `bucket`. */
export function where({ outputs }: World, output = "bucket"): { Bucket: string; Region: string } {
  return { Bucket: String(outputs[output]), Region: region };
}

/** Writes a configuration for which Tencent's SDK has no method, as its own signed request. */
export async function putConfiguration(world: World, query: string, body: string): Promise<void> {
  const Headers = { "Content-MD5": createHash("md5").update(body).digest("base64") };
  await world.outsider.request({ ...where(world), Method: "PUT", Action: query, Headers, Body: body });
}

/** Reads one as its document; throws the service's error when there is none. */
export async function getConfiguration(world: World, query: string): Promise<string> {
  const { Body } = await world.outsider.request({
    ...where(world),
    Method: "GET",
    Action: query,
    RawBody: true,
  });
  return String(Body);
}

/** What a visitor is answered. */
export interface Visit {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** Visits a page under a host name that no DNS knows. */
export function visit(
  { emulator }: Pick<World, "emulator">,
  host: string,
  page: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Visit> {
  return new Promise((resolve, reject) => {
    get(`${emulator.url}${page}`, { headers: { ...headers, host } }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (chunk: string) => {
        text += chunk;
      });
      answer.once("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
    }).once("error", reject);
  });
}
