import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { readBucketState } from "../../cli/bucketState";
import { type Needs, needsOf, type Policies, policiesOf } from "../../cli/doctor/needs";
import { type CamPolicy, policyLength } from "../../cli/doctor/policy";
import type { StackResource } from "../../cli/stack";
import type { EmulatorAccount } from "../../emulator";
import { actionOf } from "../../provider/api/operations";
import type { Permission } from "../../provider/api/permissions";
import { CosClient } from "../../provider/client";
import type { Context, Settings } from "../../provider/model/context";
import { handlers } from "../../provider/resources";
import { region, startBench, type TestBench } from "../support";
import { Life, withSmallLimits } from "./wholeLife";
import { appId } from "./wholeStack";

/** The sub-account that the policies are given to. */
const worker = {
  secretId: "AKIDworker",
  secretKey: "worker-key",
  appId,
  uin: "100000000001",
  subUin: "100000000021",
} as const satisfies EmulatorAccount;

/** What came of a life, and what COS refused in it. */
interface Lived {
  readonly transcript: readonly string[];
  readonly refused: readonly string[];
}

let folder: string;
let takeBack: () => void;
let needs: Needs;
let policies: Policies;
/** The kinds of resources that live. */
let tokens: ReadonlySet<string>;
/** What comes of it when nothing is forbidden. */
let free: readonly string[];

/** An emulator with a worker who has such a policy. */
async function withWorker<T>(
  policy: CamPolicy,
  work: (bench: TestBench, context: Context) => Promise<T>,
): Promise<T> {
  const bench = await startBench({ accounts: [{ ...worker, policy }] });
  const { emulator, context } = bench;
  const client = new CosClient({
    credentials: worker,
    region,
    endpoint: emulator.url,
    retry: { maxAttempts: 1 },
  });
  try {
    return await work(bench, { ...context, client });
  } finally {
    await client.close();
    await bench.close();
  }
}

async function live(policy: CamPolicy): Promise<Lived> {
  return await withWorker(policy, async (bench, context) => {
    const life = new Life(bench, context, folder);
    await life.run();
    return { transcript: life.transcript, refused: refusedOf(bench) };
  });
}

/** Lives until it comes out otherwise than when nothing is forbidden, or to the end. */
async function compare(policy: CamPolicy): Promise<{ readonly same: boolean; readonly refused: boolean }> {
  return await withWorker(policy, async (bench, context) => {
    const life = new Life(bench, context, folder);
    const differs = () => !isDeepStrictEqual(life.transcript, free.slice(0, life.transcript.length));
    await life.run(differs);
    return { same: isDeepStrictEqual(life.transcript, free), refused: refusedOf(bench).length > 0 };
  });
}

/** What the worker was refused. */
function refusedOf({ emulator }: TestBench): string[] {
  const own = emulator.requests.filter(({ caller }) => caller === worker.secretId);
  return own.filter(({ status }) => status === 403).map(({ operation }) => String(operation));
}

/** Whether an action was among the operations that were refused; some have other capitals than their operations. */
function isRefused(action: string, refused: readonly string[]): boolean {
  return refused.some((name) => `name/cos:${name}`.toLowerCase() === action.toLowerCase());
}

function without({ version, statement }: CamPolicy, action: string): CamPolicy {
  const rest = statement.map((one) => ({ ...one, action: one.action.filter((name) => name !== action) }));
  return { version, statement: rest.filter((one) => one.action.length > 0) };
}

function withoutPlace({ version, statement }: CamPolicy, place: string): CamPolicy {
  const rest = statement.map((one) => ({ ...one, resource: one.resource.filter((name) => name !== place) }));
  return { version, statement: rest.filter((one) => one.resource.length > 0) };
}

const placesOf = ({ statement }: CamPolicy) => new Set(statement.flatMap(({ resource }) => resource));
const actionsOf = ({ statement }: CamPolicy) =>
  [...new Set(statement.flatMap(({ action }) => action))].sort();

/** Actions without which the work is not done: not those of which the resources say what happens otherwise. */
function indispensable(permissions: readonly Permission[]): ReadonlySet<string> {
  return new Set(
    permissions
      .filter(({ otherwise }) => otherwise === undefined)
      .map(({ operation }) => `name/cos:${actionOf(operation)}`),
  );
}

describe("Given to a sub-account,", function () {
  this.timeout(120_000);

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "cos-policies-"));
    takeBack = withSmallLimits();
    const bench = await startBench();
    const life = new Life(bench, bench.context, folder);
    await life.run();
    await bench.close();
    free = life.transcript;
    tokens = new Set(life.made.map(({ token = "" }) => token));
    needs = needsOf({ region, appId }, life.states);
    policies = policiesOf(needs) as Policies;
  });
  after(() => {
    takeBack();
    rmSync(folder, { recursive: true, force: true });
  });

  describe("the policy to write", () => {
    it("lets a sub-account create, refresh, put right, change and destroy a stack with every resource", async () => {
      const { transcript, refused } = await live(policies.write);
      assert.deepEqual(refused, []);
      assert.deepEqual(transcript, free);
      assert.deepEqual([...tokens].sort(), [...handlers.keys()].sort());
    });

    it("has no action too many: without any of them something is refused, and without most of them something fails", async () => {
      const needed = indispensable([...needs.read, ...needs.write]);
      for (const action of actionsOf(policies.write)) {
        const { same, refused } = await compare(without(policies.write, action));
        assert.ok(refused || !same, `nothing asks for ${action}`);
        assert.ok(!(needed.has(action) && same), `nothing fails without ${action}`);
      }
    });

    it("has no place too many either", async () => {
      for (const place of placesOf(policies.write)) {
        const { same, refused } = await compare(withoutPlace(policies.write, place));
        assert.ok(refused || !same, `nothing asks for ${place}`);
      }
    });

    it("opens nothing but the stack's own places", async () => {
      await withWorker(policies.write, async ({ emulator, createBucket, context: root }, { client }) => {
        const strange = await createBucket();
        for (const operation of ["HEAD", "GET", "DELETE"] as const) {
          await assert.rejects(client.send({ method: operation, ...strange }), { code: "AccessDenied" });
        }
        const files = { bucket: `files-${appId}`, region };
        await root.client.send({ method: "PUT", ...files });
        await root.client.send({ method: "PUT", ...files, key: "b.txt", body: "b" });
        await assert.rejects(client.send({ method: "GET", ...files, key: "b.txt" }), {
          code: "AccessDenied",
        });
        await assert.rejects(client.send({ method: "PUT", ...files, key: "b.txt", body: "c" }), {
          code: "AccessDenied",
        });
        assert.equal(
          emulator.requests.filter(({ caller, status }) => caller === worker.secretId && status < 300).length,
          0,
        );
      });
    });
  });

  describe("the policy to read", () => {
    /** A refresh by the worker of what the root account has made. */
    async function refresh(policy: CamPolicy): Promise<Lived & { readonly same: boolean }> {
      return await withWorker(policy, async (bench, context) => {
        const builder = new Life(bench, bench.context, folder);
        await builder.createAll();
        await builder.changeAll();
        builder.transcript.length = 0;
        await builder.readAll();
        const reader = new Life(bench, context, folder);
        await reader.readAll(builder.made);
        return {
          transcript: reader.transcript,
          refused: refusedOf(bench),
          same: isDeepStrictEqual(reader.transcript, builder.transcript),
        };
      });
    }

    it("lets a sub-account refresh a stack with every resource, and see all of it", async () => {
      const { same, refused, transcript } = await refresh(policies.read);
      assert.deepEqual(refused, []);
      assert.ok(same, transcript.join("\n"));
    });

    it("has no action too many", async () => {
      const needed = indispensable(needs.read);
      for (const action of actionsOf(policies.read)) {
        const { same, refused } = await refresh(without(policies.read, action));
        assert.ok(isRefused(action, refused), `nothing asks for ${action}`);
        assert.ok(!needed.has(action) || !same, `nothing fails without ${action}`);
      }
    });

    it("lets nothing be written", async () => {
      for (const action of actionsOf(policies.read)) {
        assert.match(action, /^name\/cos:(Get|Head)[A-Z]/);
      }
      await withWorker(policies.read, async (bench, context) => {
        const builder = new Life(bench, bench.context, folder);
        await builder.createAll();
        const vandal = new Life(bench, context, folder);
        await vandal.destroyAll(builder.made);
        const written = bench.emulator.requests.filter(
          ({ caller, method, status }) =>
            caller === worker.secretId && !["GET", "HEAD"].includes(method) && status < 300,
        );
        // The one that COS answers with 200 although it removes nothing.
        assert.deepEqual([...new Set(written.map(({ operation }) => operation))], ["DeleteMultipleObjects"]);
        await builder.readAll();
      });
    });
  });
});

describe("The policy to read undeclared configurations", () => {
  const site = { region, bucket: `site-${appId}` };
  const stack = [
    {
      ...{ urn: "urn", type: "", name: "site", token: "Bucket", secrets: new Set<string>() },
      ...{ id: `${region}/${site.bucket}`, inputs: site, outputs: site },
    },
  ];
  const policyOf = (undeclared: boolean) =>
    (policiesOf(needsOf({ region, appId }, stack, { undeclared })) as Policies).read;

  /** A look by the worker at a bucket that has a domain and an inventory, so that every request is made. */
  async function look(policy: CamPolicy): Promise<readonly string[]> {
    return await withWorker(policy, async (bench, context) => {
      const put = (query: string, body: string, more = {}) =>
        bench.context.client.send({ method: "PUT", ...site, query: { [query]: "", ...more }, body });
      await bench.context.client.send({ method: "PUT", ...site });
      await put(
        "domain",
        "<DomainConfiguration><DomainRule><Status>ENABLED</Status><Name>www.qq.com</Name><Type>REST</Type></DomainRule></DomainConfiguration>",
      );
      await put("intelligent-tiering", tiering, { id: "t" });
      await put("inventory", inventory, { id: "i" });
      await readBucketState(context, site);
      return refusedOf(bench);
    });
  }
  const tiering =
    "<IntelligentTieringConfiguration><Id>t</Id><Status>Enabled</Status><Tiering><AccessTier>ARCHIVE_ACCESS</AccessTier><Days>91</Days></Tiering></IntelligentTieringConfiguration>";
  const inventory = `<InventoryConfiguration><Id>i</Id><IsEnabled>true</IsEnabled><Destination><COSBucketDestination><Format>CSV</Format><AccountId>100000000001</AccountId><Bucket>qcs::cos:${region}::${site.bucket}</Bucket></COSBucketDestination></Destination><Schedule><Frequency>Daily</Frequency></Schedule><IncludedObjectVersions>All</IncludedObjectVersions></InventoryConfiguration>`;

  it("lets drift --undeclared read every configuration, which the one without it does not", async () => {
    assert.deepEqual(await look(policyOf(true)), []);
    assert.ok((await look(policyOf(false))).length > 15);
  });

  it("has no action too many", async () => {
    for (const action of actionsOf(policyOf(true))) {
      if (action === "name/cos:HeadBucket") {
        continue; // what the bucket itself needs
      }
      const refused = await look(without(policyOf(true), action));
      assert.ok(isRefused(action, refused), `nothing asks for ${action}`);
    }
  });
});

describe("The policies of a stack", () => {
  const bucket = { token: "Bucket", id: `ap-beijing/site-1234567-${appId}`, inputs: {}, outputs: {} };
  const state = (resource: object): StackResource =>
    ({ urn: "", type: "", name: "", secrets: new Set(), ...bucket, ...resource }) as StackResource;
  const of = (resources: readonly object[], settings: Settings = { appId }) =>
    policiesOf(needsOf(settings, resources.map(state)));
  const cors = { token: "BucketCors", outputs: { bucket: `site-1234567-${appId}` } };

  it("are not there before it has resources", () => {
    assert.equal(of([]), undefined);
    assert.equal(of([{ token: "BucketOfALaterVersion" }]), undefined);
  });

  // https://www.tencentcloud.com/document/product/436/30580
  it("have the form of the documented ones", () => {
    assert.deepEqual(of([cors])?.read, {
      version: "2.0",
      statement: [
        {
          effect: "allow",
          action: ["name/cos:GetBucketCORS"],
          resource: [`qcs::cos:ap-beijing:uid/${appId}:site-1234567-${appId}/*`],
        },
      ],
    });
  });

  it("allow listing the account's buckets to deploy a bucket, else only to learn an APPID that is not configured", () => {
    const lists = { effect: "allow", action: ["name/cos:GetService"], resource: ["*"] };
    const listing = (resource: object, settings?: Settings) => {
      const policies = of([resource], settings);
      assert.equal(JSON.stringify(policies?.read).includes("GetService"), false);
      return policies?.write.statement.some((statement) => isDeepStrictEqual(statement, lists));
    };
    const short = { ...cors, outputs: { bucket: "site" } };
    assert.deepEqual([listing(bucket), listing(bucket, {})], [true, true]);
    assert.deepEqual([listing(short), listing(short, {})], [false, true]);
    assert.deepEqual([listing(cors), listing(cors, {})], [false, false]);
  });

  it("allow to deploy every name that may be generated, and to read the one that is there", () => {
    const policies = of([{ outputs: { bucketPrefix: "site" } }, cors]);
    const resources = (policy: CamPolicy | undefined) =>
      policy?.statement.flatMap(({ resource }) => resource);
    assert.deepEqual(resources(policies?.write), ["*", `qcs::cos:ap-beijing:uid/${appId}:site-*-${appId}/*`]);
    assert.deepEqual(resources(policies?.read), [`qcs::cos:ap-beijing:uid/${appId}:site-1234567-${appId}/*`]);
  });

  it("empty only a bucket that may be emptied", () => {
    const text = (forceDestroy: boolean) => JSON.stringify(of([{ outputs: { forceDestroy } }])?.write);
    assert.match(text(true), /name\/cos:DeleteObject"/);
    assert.doesNotMatch(text(false), /Object|Upload/);
  });

  // https://www.tencentcloud.com/document/product/598/10609
  it("mean whole buckets when they would be longer than CAM accepts", () => {
    const objects = (number: number) =>
      Array.from({ length: number }, (_, index) => ({
        token: "Object",
        id: `ap-beijing/site-${appId}/pages/${index}.html`,
      }));
    const few = of(objects(3))?.read.statement[0]?.resource;
    assert.deepEqual(
      few,
      [0, 1, 2].map((index) => `qcs::cos:ap-beijing:uid/${appId}:site-${appId}/pages/${index}.html`),
    );
    const many = of(objects(1_000))?.read as CamPolicy;
    assert.deepEqual(many.statement[0]?.resource, [`qcs::cos:ap-beijing:uid/${appId}:site-${appId}/*`]);
    assert.ok(policyLength(many) < 6_144);
  });
});
