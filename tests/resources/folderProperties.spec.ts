import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import type { Props } from "../../provider/model/props";
import { IncompleteError } from "../../provider/resources/handler";
import { folder } from "../handlers";
import { FolderBench } from "./folderBench";

/** Names of files: easy ones, and all that has ever broken a tool. NFC and NFD of the same word are two names. */
const names = fc.oneof(
  fc.constantFrom(
    "index.html",
    "a.css",
    "b/c.js",
    "b/d e.txt",
    "b/+plus+.txt",
    "100%.txt",
    "%41.txt",
    "what?#&=.txt",
    "文件/页面.html",
    "emoji 🎉.txt",
    "caf\u00e9.txt",
    "cafe\u0301.txt",
    ".hidden",
    ".well-known/acme",
    "empty",
    "quote'\"<>.txt",
    "back\\slash.txt",
    "tab\t.txt",
    "newline\n.txt",
    "__proto__",
    "constructor",
    "1",
    `${"x".repeat(200)}/${"y".repeat(200)}/${"z".repeat(200)}/${"w".repeat(200)}`,
  ),
  fc.stringMatching(/^[a-z0-9_-]{1,12}(\/[a-z0-9_-]{1,12}){0,2}\.(txt|html|js)$/),
);

const contents = fc.oneof(fc.constant(""), fc.string({ maxLength: 40 }), fc.constantFrom("same", "the same"));

/** One thing that happens between two ups. */
const edits = fc.oneof(
  fc.record({ kind: fc.constant("write" as const), name: names, content: contents }),
  fc.record({ kind: fc.constant("remove" as const), name: names }),
  fc.record({
    kind: fc.constant("rule" as const),
    value: fc.constantFrom("no-cache", "max-age=1", undefined),
  }),
  fc.record({ kind: fc.constant("overwrite" as const), name: names, content: contents }),
  fc.record({ kind: fc.constant("theirs" as const), name: names, content: contents }),
);

/** The faults that one up meets. */
const weathers = fc.constantFrom("fine", "fine", "refused", "dropped", "lost", "killed" as const);

describe("Any folder, edited in any way and met by any fault,", function () {
  this.timeout(300_000);
  let bench: FolderBench;
  before(async () => {
    bench = await FolderBench.start();
  });
  after(() => bench.close());

  it("ends as the folder is, with nothing touched that it does not own, and nothing left to do", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ edits: fc.array(edits, { maxLength: 8 }), weather: weathers }), {
          minLength: 1,
          maxLength: 4,
        }),
        async (rounds) => {
          await bench.reset();
          const story = new Story(bench);
          for (const { edits: list, weather } of rounds) {
            for (const edit of list) {
              await story.edit(edit);
            }
            await story.up(weather);
          }
          await story.up("fine");
          await story.verify();
        },
      ),
      { numRuns: 120 },
    );
  });
});

type Edit = typeof edits extends fc.Arbitrary<infer T> ? T : never;
type Weather = typeof weathers extends fc.Arbitrary<infer T> ? T : never;

/** What happened to one folder and its bucket, and what must follow from it. */
class Story {
  readonly #bench: FolderBench;
  readonly #local = new Map<string, string>();
  /** Objects of somebody else, under a prefix that no file of the folder has. */
  readonly #theirs = new Map<string, string>();
  #cacheControl: string | undefined;
  #state: Props | undefined;

  constructor(bench: FolderBench) {
    this.#bench = bench;
  }

  get #news(): Props {
    return this.#cacheControl === undefined
      ? {}
      : { rules: [{ match: "*", cacheControl: this.#cacheControl }] };
  }

  async edit(edit: Edit): Promise<void> {
    switch (edit.kind) {
      case "write":
        // A file cannot lie where a folder is, nor the other way round.
        if (![...this.#local.keys()].some((name) => within(name, edit.name) || within(edit.name, name))) {
          this.#bench.write({ [edit.name]: edit.content });
          this.#local.set(edit.name, edit.content);
        }
        break;
      case "remove":
        if (this.#local.delete(edit.name) && existsSync(path.join(this.#bench.source, edit.name))) {
          this.#bench.remove(edit.name);
        }
        break;
      case "rule":
        this.#cacheControl = edit.value;
        break;
      case "overwrite":
        if (this.#local.has(edit.name)) {
          await this.#bench.outside({ method: "PUT", key: edit.name, body: edit.content });
        }
        break;
      case "theirs": {
        const key = `theirs/${edit.name}`;
        if (Buffer.byteLength(key) <= 850) {
          await this.#bench.outside({ method: "PUT", key, body: edit.content });
          this.#theirs.set(key, edit.content);
        }
        break;
      }
      default:
        edit satisfies never;
    }
  }

  /** `up --refresh` in some weather. A kill loses what the state would have learnt. */
  async up(weather: Weather): Promise<void> {
    const { bench } = this.#bench;
    if (this.#state !== undefined) {
      this.#state = (await this.#bench.read(this.#state))?.outputs;
    }
    const inputs = await this.#bench.inputs(this.#news, this.#state);
    const match = { operation: "PutObject" };
    if (weather === "refused") {
      bench.emulator.addFault({
        kind: "status",
        status: 400,
        code: "InvalidArgument",
        match,
        skip: 1,
        times: 2,
      });
    } else if (weather === "dropped") {
      bench.emulator.addFault({ kind: "drop", match, times: 3 });
    } else if (weather === "lost") {
      bench.emulator.addFault({ kind: "loseAnswer", match, times: 2 });
    }
    const after = await this.#act(inputs, weather === "killed");
    bench.emulator.clearFaults();
    if (weather !== "killed") {
      this.#state = after;
    }
  }

  async #act(inputs: Props, killed: boolean): Promise<Props | undefined> {
    const { context } = this.#bench.bench;
    // A killed process stops in the middle: further writes never reach the service.
    let left = killed ? 3 : Number.POSITIVE_INFINITY;
    const client = {
      send: async (request: Parameters<typeof context.client.send>[0]) => {
        if (request.method !== "GET" && request.method !== "HEAD" && left-- <= 0) {
          throw new Error("killed");
        }
        return await context.client.send({ ...request, responseBody: "buffer" });
      },
      objectUrl: context.client.objectUrl.bind(context.client),
    } as unknown as typeof context.client;
    const dying = { ...context, client };
    try {
      return this.#state === undefined
        ? (await folder.create(dying, inputs)).outputs
        : (await folder.update(dying, this.#bench.id, this.#state, inputs)).outputs;
    } catch (error) {
      return error instanceof IncompleteError ? error.outputs : this.#state;
    }
  }

  async verify(): Promise<void> {
    const expected = Object.fromEntries(
      [...this.#local, ...this.#theirs].map(([key, text]) => [key, Buffer.from(text).toString("latin1")]),
    );
    const found = await this.#bench.contents();
    // What a killed up had put there is in no state; a file that was removed right after it may stay.
    for (const [key, text] of Object.entries(expected)) {
      assert.equal(found[key], text, JSON.stringify(key));
    }
    const inputs = await this.#bench.inputs(this.#news, this.#state);
    const { differences } = folder.diff(this.#bench.id, this.#state ?? {}, inputs);
    assert.deepEqual(differences, []);
    const live = await this.#bench.read(this.#state ?? {});
    if (this.#local.size > 0) {
      assert.deepEqual(live?.outputs.digest, inputs.digest);
    }
    await this.#bench.delete(this.#state ?? {});
    const left = Object.keys(await this.#bench.contents()).filter((key) => this.#theirs.has(key));
    assert.deepEqual(left.sort(), [...this.#theirs.keys()].sort());
  }
}

function within(name: string, folderName: string): boolean {
  return name !== folderName && name.startsWith(`${folderName}/`);
}
