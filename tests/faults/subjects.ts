/** The resources in the matrix of faults: every configuration, buckets, objects and folders. */

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { uploadLimits } from "../../provider/api/upload/parts";
import type { Context } from "../../provider/model/context";
import { bucketId, keyedId, objectId } from "../../provider/model/ids";
import type { Props } from "../../provider/model/props";
import type { BucketConfig } from "../../provider/resources/configurations/descriptor";
import type { Handler } from "../../provider/resources/handler";
import { bucket, folder, object, objectCopy } from "../handlers";
import { type PropertyBench, startPropertyBench } from "../properties/bench";
import { handlerOf, inputsOf } from "../properties/inputs";
import { subjectOf } from "../properties/subjects";
import { region, startBench, type TestBench } from "../support";
import { type Line, layLine } from "./line";
import type { FaultSubject, Trial } from "./matrix";

/** Waits that a test can bear: what COS needs minutes for takes the emulator no time. */
const waits = {
  visibilityMs: 400,
  listedMs: 300,
  unlistedMs: 100,
  readAfterWriteMs: 400,
  replicationMs: 400,
};

/** A subject that can be closed. */
export type OpenSubject = FaultSubject & { close(): Promise<void> };

/** A context like another one, over a line. */
function overLine(bench: TestBench, line: Line): { readonly context: Context; close(): Promise<void> } {
  const { client, context } = bench.connect(line.url);
  return { context: { ...context, waits }, close: () => client.close() };
}

/** Throws when the handler, asked past the line, shows a difference from what is declared. */
async function assertHolds(handler: Handler, context: Context, id: string, inputs: Props): Promise<void> {
  const { inputs: news } = await handler.check(context.settings, {}, inputs);
  const live = await handler.read(context, id, news);
  assert.ok(live !== undefined, "COS holds nothing");
  const { differences } = handler.diff(id, live.outputs, news);
  assert.deepEqual(
    differences.map(({ path: at }) => at),
    [],
    "COS holds something else",
  );
}

/** A configuration, from what is generated for it. */
export async function configurationSubject(config: BucketConfig): Promise<OpenSubject> {
  const properties: PropertyBench = await startPropertyBench(config);
  const line = await layLine(properties.bench.emulator.url);
  const over = overLine(properties.bench, line);
  const handler = handlerOf(config);
  const [first, second] = twoInputs(config);
  const key = config.key && (first[config.key.field] as string | undefined);
  return {
    name: config.token,
    line,
    ...(config.permanent?.(first) !== undefined && { stays: true }),
    async inPlace(act) {
      await properties.inBucket(async (address) => {
        const { context } = properties.bench;
        const id = keyedId(address, key);
        await act({
          handler,
          context: over.context,
          first: { ...address, ...first },
          second: { ...address, ...second },
          look: async () => {
            const {
              bucket: _bucket,
              region: _region,
              ...seen
            } = (await handler.read(context, id, {}))?.outputs ?? {};
            // What is switched off may keep what it would do when it were on.
            const isOff =
              config.reset !== undefined && ["Suspended", "Disabled"].includes(String(seen.status));
            return isOff ? { status: seen.status } : seen;
          },
          holds: (inputs) => assertHolds(handler, context, id, inputs),
        });
      });
    },
    async close() {
      await over.close();
      await line.close();
      await properties.close();
    },
  };
}

/** Two inputs that differ, the second of which COS can be brought to from the first. */
function twoInputs(config: BucketConfig): readonly [Props, Props] {
  const { happens = () => true } = subjectOf(config);
  const samples = fc.sample(inputsOf(config), { numRuns: 100, seed: 7 });
  const handler = handlerOf(config);
  const target = { bucket: "site-1250000000", region };
  for (const first of samples) {
    for (const other of samples) {
      const second = { ...other, ...keyOf(config, first) };
      const { differences } = handler.diff(
        bucketId(target),
        { ...target, ...first },
        { ...target, ...second },
      );
      const isValid =
        handler.check({}, { ...target, ...first }, { ...target, ...second }).failures.length === 0;
      if (isValid && happens(first, second) && differences.length > 0) {
        return [first, second];
      }
    }
  }
  return assert.fail(`${config.token}: no two inputs`);
}

function keyOf(config: BucketConfig, inputs: Props): Props {
  return config.key === undefined || inputs[config.key.field] === undefined
    ? {}
    : { [config.key.field]: inputs[config.key.field] };
}

/** A place with a bucket of its own, which must be empty in the end. */
async function placed(
  name: string,
  make: (place: Place) => Promise<Omit<Trial, "context">>,
): Promise<OpenSubject> {
  const bench = await startBench();
  const line = await layLine(bench.emulator.url);
  const over = overLine(bench, line);
  return {
    name,
    line,
    async inPlace(act) {
      const target = await bench.createBucket();
      const scratch = mkdtempSync(path.join(tmpdir(), "faults-"));
      try {
        await act({ ...(await make({ bench, target, scratch })), context: over.context });
        // What a copy was made of is not the resource's.
        await bench.context.client.send({ method: "DELETE", ...target, key: "source" });
        await bench.context.client.send({ method: "DELETE", ...target });
      } finally {
        rmSync(scratch, { recursive: true, force: true });
      }
    },
    async close() {
      await over.close();
      await line.close();
      await bench.close();
    },
  };
}

interface Place {
  readonly bench: TestBench;
  readonly target: { readonly bucket: string; readonly region: string };
  readonly scratch: string;
}

/** Keys and unfinished uploads of a bucket. */
async function contentsOf({ bench, target }: Place): Promise<readonly string[]> {
  const ask = async (query: Record<string, string>) =>
    (await bench.context.client.send({ method: "GET", ...target, query })).body.toString();
  const keys = [...(await ask({})).matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key]) => `object ${key}`);
  const uploads = [...(await ask({ uploads: "" })).matchAll(/<UploadId>(.*?)<\/UploadId>/g)].map(
    () => "upload",
  );
  return [...keys, ...uploads];
}

function objectTrial(place: Place, first: Props, second: Props): Omit<Trial, "context"> {
  const { bench, target } = place;
  const key = "a.bin";
  return {
    handler: object,
    first: { ...target, key, ...first },
    second: { ...target, key, ...second },
    look: () => contentsOf(place),
    async holds(inputs) {
      await assertHolds(object, bench.context, objectId({ ...target, key }), {
        ...inputs,
        contentType: "text/plain",
      });
      const { body } = await bench.context.client.send({ method: "GET", ...target, key });
      assert.equal(body.toString("latin1"), String(inputs.content), "COS holds other content");
      assert.deepEqual(await contentsOf(place), [`object ${key}`]);
    },
  };
}

/** An object in one piece, with headers, tags and an ACL. */
export const smallObject = () =>
  placed("Object", async (place) =>
    objectTrial(
      place,
      { content: "one", contentType: "text/plain", tags: { a: "1" }, acl: "public-read" },
      {
        content: "two two",
        contentType: "text/plain",
        tags: { a: "2" },
        acl: "private",
        cacheControl: "no-cache",
      },
    ),
  );

/** An object of which only a header changes. */
export const headerChange = () =>
  placed("Object, its headers", async (place) =>
    objectTrial(
      place,
      { content: "one", contentType: "text/plain" },
      { content: "one", contentType: "text/plain", cacheControl: "no-cache" },
    ),
  );

/** An object in parts. */
export const largeObject = async (): Promise<OpenSubject> => {
  const before = { ...uploadLimits };
  Object.assign(uploadLimits, { single: 1_000_000, part: 1_048_576 });
  const content = (character: string) => character.repeat(1_100_000);
  const subject = await placed("Object in parts", async (place) =>
    objectTrial(
      place,
      { content: content("a"), contentType: "text/plain" },
      { content: content("b"), contentType: "text/plain" },
    ),
  );
  return {
    ...subject,
    close: async () => {
      Object.assign(uploadLimits, before);
      await subject.close();
    },
  };
};

/** A copy on the server. */
export const copiedObject = () =>
  placed("ObjectCopy", async ({ bench, target }) => {
    const source = { bucket: target.bucket, region, key: "source" };
    const key = "copy";
    const names = (text: string) => [...text.matchAll(/<Key>(.*?)<\/Key>/g)].map(([, found]) => found);
    const inputs = { ...target, key, source, metadataDirective: "Replaced" };
    await bench.context.client.send({ method: "PUT", ...source, body: "source" });
    return {
      handler: objectCopy,
      first: { ...inputs, cacheControl: "no-cache" },
      second: { ...inputs, cacheControl: "no-store", contentType: "text/css" },
      look: async () =>
        names((await bench.context.client.send({ method: "GET", ...target })).body.toString()),
      holds: (news) => assertHolds(objectCopy, bench.context, objectId({ ...target, key }), news),
    };
  });

/** A folder of files, of which some change, come and go. */
export const someFolder = () =>
  placed("Folder", async (place) => {
    const { bench, target, scratch } = place;
    const versions = {
      first: { "a.html": "a", "b.css": "b", "d/c.js": "c" },
      second: { "a.html": "A!", "d/c.js": "c", "e.txt": "e" },
    };
    for (const [version, files] of Object.entries(versions)) {
      for (const [name, content] of Object.entries(files)) {
        const file = path.join(scratch, version, name);
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, content);
      }
    }
    return {
      handler: folder,
      first: { ...target, prefix: "", source: path.join(scratch, "first") },
      second: { ...target, prefix: "", source: path.join(scratch, "second") },
      look: () => contentsOf(place),
      async holds(inputs) {
        const files = inputs.source === path.join(scratch, "first") ? versions.first : versions.second;
        const found = (await contentsOf(place)).map((each) => each.replace("object ", ""));
        assert.deepEqual(found, Object.keys(files).sort(), "COS holds other files");
        for (const [key, content] of Object.entries(files)) {
          const { body } = await bench.context.client.send({ method: "GET", ...target, key });
          assert.equal(body.toString(), content, `COS holds other content of ${key}`);
        }
      },
    };
  });

/** A bucket, named or generated. */
export async function bucketSubject(named: boolean): Promise<OpenSubject> {
  const bench = await startBench();
  const line = await layLine(bench.emulator.url);
  const over = overLine(bench, line);
  const names = async () => {
    const { body } = await bench.context.client.send({ method: "GET" });
    return [...body.toString().matchAll(/<Name>(.*?)<\/Name>/g)].map(([, name]) => String(name));
  };
  return {
    name: named ? "Bucket" : "Bucket with a generated name",
    line,
    accepted: {
      label: /DELETE \/\?tagging\): 403/,
      because: "a bucket keeps its mark, with a warning, where the keys may not remove it",
    },
    async inPlace(act) {
      const prefix = `f${randomBytes(4).toString("hex")}`;
      const own = async () => (await names()).filter((name) => name.startsWith(prefix));
      const first = named ? { bucket: `${prefix}-${bench.emulator.appId}` } : { bucketPrefix: prefix };
      await act({
        handler: bucket,
        context: over.context,
        first: { ...first, region },
        second: { ...first, region, forceDestroy: true },
        look: own,
        async holds(inputs) {
          const [name, ...more] = await own();
          assert.ok(name, "there is no bucket");
          assert.deepEqual(more, [], "there are two buckets");
          const { body } = await bench.context.client
            .send({ method: "GET", bucket: name, region, query: { tagging: "" } })
            .catch(() => ({ body: "" }));
          assert.doesNotMatch(body.toString(), /pulumi-tencentcos/, "its mark is still there");
          await assertHolds(bucket, bench.context, bucketId({ bucket: name, region }), {
            ...inputs,
            bucket: name,
          });
        },
      });
      assert.deepEqual(await own(), [], "a bucket is left");
    },
    async close() {
      await over.close();
      await line.close();
      await bench.close();
    },
  };
}
