/** The checks that every bucket configuration has to pass; a configuration's own spec holds only what is special about it. */

import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { operationTable } from "../provider/api/operations";
import { CosClient, type CosRequest } from "../provider/client";
import { parseXml, renderXml, unknownValue } from "../provider/codec";
import { keyedId } from "../provider/model/ids";
import type { Props } from "../provider/model/props";
import type { BucketConfig } from "../provider/resources/configurations/descriptor";
import { configHandler } from "../provider/resources/configurations/interpreter/handler";
import { IncompleteError } from "../provider/resources/handler";
import { withEachListViolated, withoutEachRequired, writeOnlyPaths } from "./members";
import { region, startBench, type TestBench } from "./support";

/** What a fixture folder's `cases.json` holds, beside `put.xml`, `outside.xml` and `SOURCE.md`. Inputs are without the bucket. */
interface Cases {
  /** The inputs whose wire form is `put.xml`. */
  readonly inputs: Props;
  /** A change, and the paths at which it is seen. */
  readonly update: { readonly inputs: Props; readonly paths: readonly string[] };
  /** The paths at which `outside.xml` differs from the inputs; `refused` is what the error says where COS never goes back. */
  readonly outside: { readonly paths: readonly string[]; readonly refused?: string };
  /** Inputs that mean the same. */
  readonly sameMeaning: readonly Props[];
  /** Inputs that are refused, or only doubted: path and reason of each failure and each doubt, in any order. */
  readonly invalid: readonly {
    readonly inputs: Props;
    readonly failures: readonly (readonly [string, string])[];
    readonly doubts?: readonly (readonly [string, string])[];
  }[];
}

/** What a configuration needs around it. */
interface Surroundings {
  /** Brings the bucket into the state that the inputs of the fixture need. */
  readonly setUp?: (bench: TestBench, target: { bucket: string; region: string }) => Promise<void>;
  /** Requests that look at other configurations before a write. @default 0 */
  readonly looks?: number;
}

/** Describes a configuration with the fixture folder of its name. */
export function describeBucketConfig(config: BucketConfig, { setUp, looks = 0 }: Surroundings = {}): void {
  const name = config.token.charAt(0).toLowerCase() + config.token.slice(1);
  const folder = path.join(__dirname, "fixtures", name);
  const cases = JSON.parse(readFileSync(path.join(folder, "cases.json"), "utf8")) as Cases;
  const format = existsSync(path.join(folder, "put.json")) ? "json" : "xml";
  const document = (file: string) => readFileSync(path.join(folder, `${file}.${format}`), "utf8");
  const withoutSpace = (text: string) =>
    format === "json" ? JSON.stringify(JSON.parse(text)) : renderXml(parseXml(text));
  const handler = configHandler(config);
  const settings = { region, appId: "1250000000" };
  const key = config.key && (cases.inputs[config.key.field] as string | undefined);
  const query = {
    [(key === undefined && config.key?.without?.query) || config.query]: "",
    ...(config.key && key !== undefined && !config.key.onlyInDocument && { [config.key.query]: key }),
  };
  /** What COS never returns, so that it is missing where nothing but the id is known. */
  const neverRead = writeOnlyPaths(config.struct, cases.inputs);
  /** What COS adds to the inputs. */
  const added = [
    ...Object.keys(config.outputs?.fields ?? {}),
    ...Object.entries(config.struct.fields)
      .filter(([, { options }]) => options.serverDefault || options.default !== undefined)
      .map(([field]) => field),
  ];

  describe(`${config.token}, as every configuration,`, () => {
    let bench: TestBench;
    let target: { bucket: string; region: string };
    let id: string;

    // A bench for each test: one domain belongs to one bucket of all.
    beforeEach(async () => {
      bench = await startBench();
      target = await bench.createBucket();
      id = keyedId(target, key);
      await setUp?.(bench, target);
      bench.sent.length = 0;
    });
    afterEach(async () => {
      await bench.close();
    });

    const check = (inputs: Props) => handler.check(settings, {}, { ...target, ...inputs });
    const checked = (inputs: Props): Props => {
      const { inputs: settled, failures } = check(inputs);
      assert.deepEqual(failures, []);
      return settled;
    };
    const create = async () => (await handler.create(bench.context, checked(cases.inputs))).outputs;
    const writes = () => bench.sent.filter(({ method }) => method === "PUT" || method === "DELETE");
    const paths = (olds: Props, news: Props) =>
      handler.diff(id, olds, news).differences.map(({ path: at }) => at);
    const putOutside = async (body: string) => {
      await bench.context.client.send({ method: "PUT", ...target, query, body });
    };

    it("sends the documented bytes", async () => {
      await create();
      const [write] = writes();
      assert.equal(writes().length, 1);
      assert.equal(withoutSpace(String(write?.body)), withoutSpace(document("put")));
    });

    it("answers outputs in the shape of the inputs", async () => {
      const outputs = await create();
      assert.deepEqual(paths(outputs, checked(cases.inputs)), []);
      const declared = Object.keys(checked(cases.inputs));
      const shown = Object.keys(outputs).filter((name) => declared.includes(name) || !added.includes(name));
      assert.deepEqual(shown.sort(), declared.sort());
      assert.equal(JSON.stringify(outputs).includes("undefined"), false);
      assertNothingUndefined(outputs, "outputs");
    });

    it("needs at most three requests to create, one to read, none to compare", async () => {
      const outputs = await create();
      assert.ok(bench.sent.length <= 3 + looks, bench.sent.map(({ operation }) => operation).join());
      bench.sent.length = 0;
      await handler.read(bench.context, id, outputs);
      assert.equal(bench.sent.length, 1);
      bench.sent.length = 0;
      check(cases.inputs);
      handler.diff(id, outputs, checked(cases.inputs));
      assert.equal(bench.sent.length, 0);
    });

    it("writes nothing when COS holds what is declared already", async () => {
      await create();
      bench.sent.length = 0;
      const again = await create();
      assert.equal(writes().length, neverRead.length > 0 ? 1 : 0);
      assert.deepEqual(paths(again, checked(cases.inputs)), []);
    });

    it("sees no difference in another spelling of the same", async () => {
      const outputs = await create();
      for (const inputs of cases.sameMeaning) {
        assert.deepEqual(paths(outputs, checked(inputs)), [], JSON.stringify(inputs));
      }
    });

    it("updates in place and names exactly what changed", async () => {
      const outputs = await create();
      const news = checked(cases.update.inputs);
      const { differences } = handler.diff(id, outputs, news);
      assert.deepEqual(differences.map(({ path: at }) => at).sort(), [...cases.update.paths].sort());
      assert.ok(differences.every(({ kind }) => kind === "update"));
      const updated = await handler.update(bench.context, id, outputs, news);
      assert.deepEqual(paths(updated.outputs, news), []);
    });

    it("sends no element that COS does not know and would pass over", async () => {
      const outputs = await create();
      await handler.update(bench.context, id, outputs, checked(cases.update.inputs));
      assert.ok(bench.emulator.requests.some(({ operation }) => operation === config.operations.put));
      assert.deepEqual(
        bench.emulator.requests.flatMap(({ ignored }) => ignored),
        [],
      );
    });

    it("sees what was changed behind its back, and heals it", async () => {
      const outputs = await create();
      await putOutside(document("outside"));
      const live = await handler.read(bench.context, id, outputs);
      assert.ok(live);
      const news = checked(cases.inputs);
      assert.deepEqual([...paths(live.outputs, news)].sort(), [...cases.outside.paths].sort());
      if (cases.outside.refused !== undefined) {
        await assert.rejects(
          handler.update(bench.context, id, live.outputs, news),
          new RegExp(cases.outside.refused),
        );
        return;
      }
      const healed = await handler.update(bench.context, id, live.outputs, news);
      assert.deepEqual(paths(healed.outputs, news), []);
    });

    it("can be read from its id alone", async () => {
      await create();
      const live = await handler.read(bench.context, id, {});
      assert.deepEqual([...paths(live?.outputs ?? {}, checked(cases.inputs))].sort(), [...neverRead].sort());
      assert.equal(live?.id, id);
    });

    it("reads the same again when nothing changed", async () => {
      const outputs = await create();
      const live = await handler.read(bench.context, id, outputs);
      assert.deepEqual(live?.outputs, outputs);
      const computed = Object.keys(config.outputs?.fields ?? {});
      const said = Object.entries(outputs).filter(([name]) => !computed.includes(name));
      assert.deepEqual(live?.inputs, Object.fromEntries(said));
    });

    it("is gone when its bucket is gone, and then deleting it succeeds", async () => {
      const outputs = await create();
      await bench.context.client.send({ method: "DELETE", ...target });
      assert.equal(await handler.read(bench.context, id, outputs), undefined);
      await handler.delete(bench.context, id, outputs);
    });

    it("is not gone because one server does not know its bucket", async () => {
      const outputs = await create();
      const unknown = { kind: "status", status: 404, code: "NoSuchBucket", times: 2 } as const;
      bench.emulator.addFault({ ...unknown, match: { operation: config.operations.get } });
      assert.deepEqual((await handler.read(bench.context, id, outputs))?.outputs, outputs);
    });

    it("is neither gone nor deleted when it is unknown whether its bucket is", async () => {
      const outputs = await create();
      const context = { ...bench.context, waits: { unlistedMs: 0 } };
      for (const method of ["GET", "PUT", "DELETE"]) {
        bench.emulator.addFault({
          kind: "status",
          status: 404,
          code: "NoSuchBucket",
          times: 0,
          match: { method, bucket: target.bucket },
        });
      }
      const unlisted = { kind: "status", status: 403, code: "AccessDenied", times: 0 } as const;
      bench.emulator.addFault({ ...unlisted, match: { operation: "GetService" } });
      await assert.rejects(handler.read(context, id, outputs), /name\/cos:GetService.*pulumi state delete/s);
      if (config.permanent?.(outputs) === undefined) {
        await assert.rejects(
          handler.delete(context, id, outputs),
          /name\/cos:GetService.*pulumi state delete/s,
        );
      }
    });

    it("is removed though one server does not know its bucket", async () => {
      const outputs = await create();
      for (const method of ["PUT", "DELETE"]) {
        bench.emulator.addFault({
          kind: "status",
          status: 404,
          code: "NoSuchBucket",
          times: 1,
          match: { method, bucket: target.bucket },
        });
      }
      await handler.delete(bench.context, id, outputs);
      bench.emulator.clearFaults();
      if (config.permanent?.(outputs) === undefined) {
        const live = await handler.read(bench.context, id, outputs);
        assert.notDeepEqual(paths(live?.outputs ?? {}, checked(cases.inputs)), []);
      }
    });

    it("stays in the state when it was written and cannot be read back", async () => {
      const refused = { kind: "status", status: 403, code: "AccessDenied", times: 0 } as const;
      bench.emulator.addFault({ ...refused, skip: 1, match: { operation: config.operations.get } });
      const error = await failure(create());
      assert.ok(error instanceof IncompleteError, String(error));
      assert.equal(error.id, id);
      assert.deepEqual(paths(error.outputs, checked(cases.inputs)), []);
      bench.emulator.clearFaults();
      const updated = await handler.update(bench.context, id, error.outputs, checked(cases.inputs));
      assert.deepEqual(paths(updated.outputs, checked(cases.inputs)), []);
      await handler.delete(bench.context, id, error.outputs);
      if (config.permanent?.(error.outputs) === undefined) {
        const live = await handler.read(bench.context, id, error.outputs);
        assert.notDeepEqual(paths(live?.outputs ?? {}, checked(cases.inputs)), []);
      }
    });

    it("stays in the state when it is unknown whether it was written", async () => {
      const match = { operation: config.operations.put };
      bench.emulator.addFault({ kind: "loseAnswer", times: 0, match });
      bench.emulator.addFault({
        kind: "drop",
        times: 0,
        skip: 1,
        match: { operation: config.operations.get },
      });
      const error = await failure(create());
      assert.ok(error instanceof IncompleteError, String(error));
      assert.match(error.message, new RegExp(`${config.operations.put}: .*no answer`));
    });

    it("is done when its answers were lost and COS shows it", async () => {
      bench.emulator.addFault({ kind: "loseAnswer", times: 0, match: { operation: config.operations.put } });
      assert.deepEqual(paths(await create(), checked(cases.inputs)), []);
    });

    it("names what others made before it replaces it, with all of it in a file", async () => {
      await putOutside(document("outside"));
      const live = (await handler.read(bench.context, id, {})) as { inputs: Props };
      const { bucket: _bucket, region: _region, ...value } = live.inputs;
      const isNatural = config.natural?.(value) || config.leftover?.(value) || false;
      if (cases.outside.refused !== undefined) {
        return;
      }
      bench.warnings.length = 0;
      await create();
      const told = bench.warnings.find((message) => message.startsWith("Replaced in "));
      assert.equal(told === undefined, isNatural, bench.warnings.join("\n"));
      if (told !== undefined) {
        assert.ok(told.includes(`${target.bucket} in ${region}: ${config.title}`), told);
        assert.ok(told.includes(JSON.stringify(value).slice(0, 1_500)), told);
        const [, file = ""] = /The whole of it is in (\S+)\.$/m.exec(told) ?? [];
        assert.equal(statSync(file).mode & 0o777, 0o600);
        assert.equal(statSync(path.dirname(file)).mode & 0o777, 0o700);
        const kept = JSON.parse(readFileSync(file, "utf8")).value as Props;
        assert.deepEqual(kept, value);
        if (neverRead.length === 0) {
          await handler.delete(bench.context, id, live.inputs);
          await handler.create(bench.context, checked(kept));
          const restored = await handler.read(bench.context, id, {});
          assert.deepEqual(paths(restored?.outputs ?? {}, checked(value)), []);
        }
      }
    });

    it("leaves what others made where that is wanted", async () => {
      await putOutside(document("outside"));
      const live = (await handler.read(bench.context, id, {})) as { inputs: Props };
      const { bucket: _bucket, region: _region, ...value } = live.inputs;
      if (config.natural?.(value) || config.leftover?.(value)) {
        return;
      }
      bench.sent.length = 0;
      const context = {
        ...bench.context,
        settings: { ...bench.context.settings, onForeign: "refuse" } as const,
      };
      await assert.rejects(
        handler.create(context, checked(cases.inputs)),
        /tencentcos:onForeign is refuse|stays as it is/,
      );
      assert.deepEqual(writes(), []);
    });

    it("can be deleted, and deleted again", async () => {
      const outputs = await create();
      await handler.delete(bench.context, id, outputs);
      const live = await handler.read(bench.context, id, outputs);
      if (config.permanent?.(outputs) !== undefined) {
        assert.deepEqual(paths(live?.outputs ?? {}, checked(cases.inputs)), []);
        assert.ok(bench.warnings.includes(config.permanent(outputs) ?? ""));
      } else if (config.operations.delete !== undefined) {
        assert.equal(live, undefined);
      } else {
        assert.notDeepEqual(paths(live?.outputs ?? {}, checked(cases.inputs)), []);
      }
      await handler.delete(bench.context, id, outputs);
    });

    it("says operation, bucket, region, code and request id when COS refuses", async () => {
      bench.emulator.addFault({
        match: { operation: config.operations.put },
        kind: "status",
        status: 400,
        code: "InvalidArgument",
        times: 1,
      });
      await assert.rejects(create(), (error: Error) => {
        assert.equal(error instanceof IncompleteError, false);
        for (const part of [config.operations.put, target.bucket, region, "InvalidArgument"]) {
          assert.ok(error.message.includes(part), `${part} is not in: ${error.message}`);
        }
        assert.match(error.message, /request [A-Za-z0-9+/=]{8,}/);
        return true;
      });
    });

    it("names the missing action when it may not be read, and does not vanish", async () => {
      const outputs = await create();
      bench.emulator.addFault({
        match: { operation: config.operations.get },
        kind: "status",
        status: 403,
        code: "AccessDenied",
        times: 1,
      });
      await assert.rejects(handler.read(bench.context, id, outputs), (error: Error) =>
        error.message.includes(`name/cos:${operationTable[config.operations.get].action}`),
      );
    });

    it("repeats a write that COS refuses because of another one at the same time", async () => {
      const { put } = config.operations;
      bench.emulator.addFault({
        match: { operation: put },
        kind: "status",
        status: 409,
        code: "OperationAborted",
        times: 2,
      });
      bench.emulator.clearRequests();
      assert.deepEqual(paths(await create(), checked(cases.inputs)), []);
      const asked = bench.emulator.requests.filter(({ operation }) => operation === put);
      assert.deepEqual(
        asked.map(({ status }) => (status < 300 ? "done" : status)),
        [409, 409, "done"],
      );
    });

    it("is read through a custom endpoint, also with the bucket in the path", async () => {
      const outputs = await create();
      for (const pathStyle of [false, true]) {
        const { url: endpoint, secretId, secretKey } = bench.emulator;
        const client = new CosClient({ credentials: { secretId, secretKey }, region, endpoint, pathStyle });
        const live = await handler.read({ ...bench.context, client }, id, outputs);
        await client.close();
        assert.deepEqual(live?.outputs, outputs);
      }
    });

    it("ignores unknown elements, and names them before an update removes them", async () => {
      const outputs = await create();
      const withLater = (text: string) =>
        format === "json"
          ? JSON.stringify({ ...JSON.parse(text), Later: "1" })
          : text.replace(/(<\/[\w:]+>\s*)$/, "<Later>1</Later>$1");
      const send = async (request: CosRequest) => {
        const response = await bench.context.client.send({ ...request, responseBody: "buffer" });
        return request.operation === config.operations.get
          ? { ...response, body: Buffer.from(withLater(response.body.toString())) }
          : response;
      };
      const context = { ...bench.context, client: { send } as unknown as CosClient };
      const live = await handler.read(context, id, outputs);
      assert.deepEqual(live?.outputs, outputs);
      assert.deepEqual(live?.unknownElements, ["Later"]);
      bench.warnings.length = 0;
      await handler.update(context, id, outputs, checked(cases.update.inputs));
      assert.match(bench.warnings.join("\n"), /hold elements .* that this update removes: Later$/m);
    });

    it("says which region the bucket is really in", async () => {
      const inputs = { ...checked(cases.inputs), region: "ap-beijing" };
      await assert.rejects(handler.create(bench.context, inputs), /is in ap-guangzhou, not in ap-beijing/);
    });

    it("refuses bad inputs at their paths, all at once", () => {
      for (const { inputs, failures, doubts = [] } of cases.invalid) {
        const checked = check(inputs);
        const found = checked.failures.map(({ path: at, reason }) => [at, reason]);
        assert.deepEqual(sorted(found), sorted(failures), JSON.stringify(inputs));
        const told = doubts.map(([at, reason]) => `${at} ${reason}, as far as is known; COS decides`);
        const warned = (checked.warnings ?? []).filter((warning) => warning.endsWith("COS decides"));
        assert.deepEqual([...warned].sort(), told.sort(), JSON.stringify(inputs));
      }
    });

    it("refuses each required field that is missing at its path", () => {
      for (const [at, inputs] of withoutEachRequired(config.struct, cases.inputs)) {
        const found = check(inputs).failures;
        assert.ok(
          found.some((failure) => failure.path === at && failure.reason === "is required"),
          `${at}: ${JSON.stringify(found)}`,
        );
      }
    });

    it("refuses a value outside its list at its path, and doubts it where COS's list grows", () => {
      for (const [at, inputs] of withEachListViolated(config.struct, cases.inputs)) {
        const { failures, warnings = [] } = check(inputs);
        assert.ok(
          failures.some((failure) => failure.path === at && failure.reason.startsWith("must be one of ")) ||
            warnings.some((warning) => warning.startsWith(`${at} is none of `)),
          `${at}: ${JSON.stringify(failures)}`,
        );
      }
    });

    it("refuses an unknown name, and suggests the one that was meant", () => {
      const [first = ""] = Object.keys(cases.inputs);
      const { [first]: value, ...rest } = cases.inputs;
      const misspelt = `${first}x`;
      const found = check({ ...rest, [misspelt]: value }).failures;
      assert.ok(
        found.some(
          (failure) => failure.path === misspelt && failure.reason.includes(`did you mean ${first}?`),
        ),
      );
    });

    it("lets values pass that are not known yet in a preview", () => {
      for (const member of Object.keys(cases.inputs)) {
        assert.deepEqual(check({ ...cases.inputs, [member]: unknownValue }).failures, []);
      }
      assert.deepEqual(check({ ...cases.inputs, bucket: unknownValue, region: unknownValue }).failures, []);
    });
  });
}

async function failure(work: Promise<unknown>): Promise<unknown> {
  return await work.then(
    () => assert.fail("was taken for success"),
    (error: unknown) => error,
  );
}

function sorted(failures: readonly (readonly string[])[]): readonly string[] {
  return failures.map((failure) => failure.join(": ")).sort();
}

function assertNothingUndefined(value: unknown, at: string): void {
  assert.notEqual(value, undefined, at);
  if (typeof value === "object" && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      assertNothingUndefined(member, `${at}.${name}`);
    }
  }
}
