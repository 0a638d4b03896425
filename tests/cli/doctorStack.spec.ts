import assert from "node:assert/strict";
import type { Check } from "../../cli/doctor/check";
import type { EmulatorAccount, LoggedRequest } from "../../emulator";
import { region } from "../support";
import { keysOf, line, useDoctor, worker } from "./doctorChecks";
import { Life } from "./wholeLife";
import { appId } from "./wholeStack";

const place = `qcs::cos:ap-guangzhou:uid/${appId}`;
const allow = (action: readonly string[], resource: string) => ({
  effect: "allow",
  action,
  resource: [resource],
});

/** May look at one bucket, but not at its objects, nor list the account's. */
const looker: EmulatorAccount = {
  ...worker,
  policy: {
    version: "2.0",
    statement: [allow(["name/cos:HeadBucket", "name/cos:GetBucketCORS"], `${place}:mine-${appId}/*`)],
  },
};

describe("doctor, of a stack,", () => {
  const doctor = useDoctor([looker]);
  const id = (bucket: string) => `${region}/${bucket}`;
  const [mine, other] = [`mine-${appId}`, `other-${appId}`];

  before(async () => {
    for (const bucket of [mine, other]) {
      await doctor.bench.context.client.send({ method: "PUT", bucket, region });
    }
  });

  it("says of each bucket whether it is where the stack says", async () => {
    const far = `ap-beijing/${other}`;
    const gone = id(`gone-${appId}`);
    const checks = await doctor.ask([
      { token: "Bucket", id: id(mine) },
      { token: "BucketCors", id: id(mine) },
      { token: "Object", id: `${far}/a.txt` },
      { token: "BucketInventory", id: `${gone}?list1` },
    ]);
    assert.deepEqual(
      checks.filter(({ title }) => title === "bucket").map((check) => check.id),
      [`bucket:${far}`, `bucket:${gone}`, `bucket:${id(mine)}`],
    );
    assert.equal(line(checks, `bucket:${id(mine)}`), `ok: ${mine} is in ${region}`);
    assert.equal(
      line(checks, `bucket:${far}`),
      `failed: ${other} is in ${region}, and the stack says ap-beijing → Give ${region} as the region of its resources.`,
    );
    assert.match(
      line(checks, `bucket:${gone}`),
      /^failed: there is no gone-.* → .*pulumi up --refresh makes it again/,
    );
  });

  it("asks for actions by requests that change nothing, and leaves the others alone", async () => {
    doctor.bench.emulator.clearRequests();
    const checks = await doctor.ask([
      { token: "Bucket", id: id(mine), outputs: { forceDestroy: true } },
      { token: "BucketCors", id: id(mine) },
      { token: "Object", id: `${id(mine)}/a.txt` },
    ]);
    for (const action of [
      "HeadBucket",
      "GetBucketCORS",
      "HeadObject",
      "GetObject",
      "GetBucketObjectVersions",
    ]) {
      assert.equal(line(checks, `action:${action}`), "ok: allowed at 1 place");
    }
    for (const action of [
      "PutBucket",
      "DeleteBucket",
      "PutBucketCORS",
      "PutObject",
      "DeleteObject",
      "ListParts",
    ]) {
      assert.equal(
        line(checks, `action:${action}`),
        "skipped: not probed: no request that changes nothing would tell",
      );
    }
    const methods = new Set(doctor.bench.emulator.requests.map(({ method }) => method));
    assert.deepEqual([...methods].sort(), ["GET", "HEAD"]);
  });

  it("fails where reading is refused, and only warns where a deployment alone would be, or does without", async () => {
    const checks = await doctor.ask(
      [
        { token: "BucketCors", id: id(mine) },
        { token: "BucketCors", id: id(other) },
        { token: "Object", id: `${id(mine)}/a.txt` },
      ],
      keysOf(looker),
    );
    assert.match(
      line(checks, "action:GetBucketCORS"),
      /^failed: refused at ap-guangzhou\/other-1250000000, allowed elsewhere → SecretId AKIDwo…ctor lacks the CAM action name\/cos:GetBucketCORS on other-1250000000, or a policy denies it/,
    );
    assert.match(line(checks, "action:HeadObject"), /^failed: refused at .*\/a\.txt → /);
    assert.match(line(checks, "action:GetObject"), /^warning: refused at .*; only a deployment needs it → /);
    assert.match(
      line(checks, "action:GetObjectTagging"),
      /^warning: refused at .*; without it tags that the program does not declare are not seen → /,
    );
    assert.equal(line(checks, `bucket:${id(mine)}`), `ok: ${mine} is in ${region}`);
    assert.match(line(checks, `bucket:${id(other)}`), /^failed: .* may not be looked at → /);
  });

  it("fails when a declared setting of an object cannot be read", async () => {
    const checks = await doctor.ask(
      [{ token: "Object", id: `${id(mine)}/a.txt`, outputs: { tags: { a: "b" } } }],
      keysOf(looker),
    );
    assert.match(line(checks, "action:GetObjectTagging"), /^failed: /);
    assert.match(line(checks, "action:GetObjectACL"), /^warning: /);
  });

  it("asks for a few objects of many, and says so", async () => {
    doctor.bench.emulator.clearRequests();
    const objects = Array.from({ length: 500 }, (_, index) => ({
      token: "Object",
      id: `${id(mine)}/${index}`,
    }));
    const checks = await doctor.ask(objects);
    assert.equal(line(checks, "action:HeadObject"), "ok: allowed at 20 of 500 places");
    assert.ok(doctor.bench.emulator.requests.length < 120);
  });

  it("learns nothing of actions on a bucket that is not there", async () => {
    const checks = await doctor.ask([{ token: "BucketCors", id: id(`gone-${appId}`) }]);
    assert.match(line(checks, "action:GetBucketCORS"), /^skipped: not known: .*404 NoSuchBucket/);
  });
});

describe("doctor, where COS cannot be reached,", () => {
  const doctor = useDoctor();

  it("says so once, and waits for nothing else", async () => {
    const id = `ap-guangzhou/site-${appId}`;
    const endpoint = { TENCENTCOS_ENDPOINT: "http://127.0.0.1:1" };
    const checks = await doctor.ask([{ token: "BucketCors", id }], endpoint);
    assert.deepEqual(
      checks.filter(({ status }) => status === "failed").map((check) => check.id),
      ["endpoint:127.0.0.1:1"],
    );
    for (const name of ["account", `bucket:${id}`, "action:GetBucketCORS", "action:PutBucketCORS"]) {
      assert.equal(line(checks, name), "skipped: not known: COS cannot be reached");
    }
  });
});

/** The longest chain of requests of which each was sent after the answer to the one before. */
function roundTrips(requests: readonly LoggedRequest[]): number {
  const depths: { readonly end: number; readonly depth: number }[] = [];
  for (const { time, duration } of [...requests].sort((one, other) => one.time - other.time)) {
    const before = depths.filter(({ end }) => end <= time).map(({ depth }) => depth);
    depths.push({ end: time + duration, depth: 1 + Math.max(0, ...before) });
  }
  return Math.max(0, ...depths.map(({ depth }) => depth));
}

describe("doctor, of a stack with every resource,", () => {
  const doctor = useDoctor();

  it("is content, after two round trips, and always says the same in the same order", async () => {
    const { bench, folder } = doctor;
    const life = new Life(bench, bench.context, folder);
    await life.createAll();
    const first = await doctor.ask(life.made);
    // Longer than it takes to begin all that goes out at the same time.
    bench.emulator.addFault({ kind: "delay", milliseconds: 1_000, times: 0 });
    bench.emulator.clearRequests();
    const second = await doctor.ask(life.made);
    assert.equal(roundTrips(bench.emulator.requests), 2);
    assert.deepEqual(
      first.filter(({ status }) => status === "warning" || status === "failed"),
      [],
    );
    const told = (checks: readonly Check[]) =>
      checks
        .filter(({ title }) => title !== "endpoint" && title !== "clock")
        .map(({ id, found }) => `${id} ${found}`);
    assert.deepEqual(told(second), told(first));
    assert.equal(new Set(first.map(({ id }) => id)).size, first.length);
  });
});
