import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { NoBucketError } from "../../cli/verify/buckets";
import type { Guess, Step } from "../../cli/verify/guess";
import { guesses } from "../../cli/verify/guesses";
import { askAbout } from "../../cli/verify/run";
import type { Fault } from "../../emulator";
import { attempts, type Probing, startProbing } from "./probing";

const probes = guesses.flatMap((guess) =>
  typeof guess.probe === "string" ? [] : [{ guess, steps: guess.probe }],
);

/** The guess of an id. */
function guessOf(id: string): Guess {
  const found = guesses.find((guess) => guess.id === id);
  assert.ok(found, id);
  return found;
}

describe("A probe", function () {
  this.timeout(60_000);
  let probing: Probing;

  beforeEach(async () => {
    probing = await startProbing();
  });

  afterEach(async () => {
    try {
      assert.deepEqual([await probing.buckets(), probing.leftovers], [[], []]);
    } finally {
      await probing.close();
    }
  });

  /** Asks about a guess while a fault hits one of its requests. */
  async function askWith(fault: Fault, guess: Guess, steps: readonly Step[], index: number) {
    const operation = steps[index]?.operation ?? "";
    const skip = steps.slice(0, index).filter((each) => each.operation === operation).length;
    probing.emulator.addFault({ ...fault, match: { operation }, skip });
    const finding = await askAbout(guess, probing.account);
    probing.emulator.clearFaults();
    return { name: `${guess.id}: ${operation}`, ...finding };
  }

  it("says different of every guess when COS answers otherwise, and names neither keys nor account", async () => {
    const { emulator } = probing;
    const secrets = [emulator.appId, emulator.uin, emulator.secretId, emulator.secretKey];
    const fault = { kind: "status", status: 418, code: "Teapot", message: secrets.join(" of ") } as const;
    for (const { guess, steps } of probes) {
      const index = steps.findIndex(({ expect }) => expect);
      const { name, verdict, reason, ...finding } = await askWith(fault, guess, steps, index);
      assert.deepEqual([name, verdict, reason], [name, "different", undefined]);
      const [first] = finding.answers;
      assert.notDeepEqual(first?.observed, first?.expected, name);
      const text = JSON.stringify(finding);
      const shown = [...secrets, probing.account.owner.prefix].filter((secret) => text.includes(secret));
      assert.deepEqual(shown, [], name);
    }
  });

  it("claims nothing from the answer to a request that was repeated because its first answer was lost", async () => {
    let confirmed = 0;
    for (const { guess, steps } of probes) {
      for (const index of steps.keys()) {
        const { name, verdict } = await askWith({ kind: "loseAnswer" }, guess, steps, index);
        assert.notEqual(verdict, "different", name);
        confirmed += verdict === "confirmed" ? 1 : 0;
      }
    }
    assert.ok(confirmed > probes.length, `${confirmed}`);
  });

  it("removes a bucket also when a live channel is still in it", async () => {
    const { emulator, account } = probing;
    emulator.addFault({ kind: "status", status: 418, match: { operation: "DeleteLiveChannel" } });
    const { verdict, reason } = await askAbout(guessOf("live-comp"), account);
    assert.deepEqual([verdict, reason?.startsWith("DELETE /a?live ")], ["could not be asked", true]);
    const removed = emulator.requests.filter(({ operation }) => operation === "DeleteBucket");
    assert.deepEqual(
      removed.map(({ code }) => code),
      ["BucketNotEmpty", undefined],
    );
  });

  it("removes a bucket that a conflict keeps also with keys that may not see its live channels", async () => {
    const { emulator, account } = probing;
    const refuse = (status: number, code: string, operation: string) =>
      emulator.addFault({ kind: "status", status, code, match: { operation } });
    refuse(409, "BucketNotEmpty", "DeleteBucket");
    refuse(403, "AccessDenied", "ListLiveChannels");
    assert.equal((await askAbout(guessOf("live-missing"), account)).verdict, "confirmed");
    const asked = emulator.requests.filter(({ operation = "" }) =>
      ["DeleteBucket", "ListLiveChannels"].includes(operation),
    );
    assert.deepEqual(
      asked.map(({ code }) => code),
      ["BucketNotEmpty", "AccessDenied", undefined],
    );
  });

  it("says why COS could not be asked: it fails, it does not answer, or the keys may not", async () => {
    const faults: readonly (readonly [Fault, RegExp])[] = [
      [{ kind: "status", status: 500, times: attempts }, /: 500 /],
      [{ kind: "drop", times: attempts }, /: no answer from /],
      [{ kind: "noRequestId", times: attempts }, /the answer is not from COS/],
      [{ kind: "status", status: 403 }, /^the keys may not /],
      [
        { kind: "status", status: 403, code: "SignatureDoesNotMatch" },
        /^(COS refused the keys: 403 Sig|the keys may not HeadObject)/,
      ],
    ];
    let turn = 0;
    for (const { guess, steps } of probes) {
      for (const [index, { anonymous, expect }] of steps.entries()) {
        const [fault, why] = faults[turn++ % faults.length] ?? assert.fail();
        const isAnswer = anonymous || String(expect?.status).startsWith("403");
        if (fault.kind === "status" && fault.status === 403 && isAnswer) {
          continue;
        }
        const { name, verdict, reason = "" } = await askWith(fault, guess, steps, index);
        assert.deepEqual([name, verdict], [name, "could not be asked"]);
        assert.match(reason, why, name);
        assert.ok(!reason.includes(probing.emulator.appId), reason);
      }
    }
  });

  it("is confirmed by a clock that is wrong", async () => {
    probing.emulator.addFault({ kind: "clockSkew", seconds: 7_200 });
    for (const id of ["policy-absent", "lifecycle-error-codes", "select-type", "form-policy-words"]) {
      const { verdict, reason } = await askAbout(guessOf(id), probing.account);
      assert.deepEqual([id, verdict, reason], [id, "confirmed", undefined]);
    }
  });

  it("can have no bucket when COS refuses one, but for a bucket that not every account may create", async () => {
    const fault = { kind: "status", status: 400, code: "InvalidArgument", times: 0 } as const;
    probing.emulator.addFault({ ...fault, match: { operation: "PutBucket" } });
    await assert.rejects(askAbout(guessOf("policy-absent"), probing.account), NoBucketError);
    const { verdict, reason } = await askAbout(guessOf("ofs-rename"), probing.account);
    assert.deepEqual([verdict, /^PutBucket: /.test(reason ?? "")], ["could not be asked", true]);
  });
});

describe("The permissions that docs/commands.md asks for", function () {
  this.timeout(60_000);

  it("suffice for every probe, and allow nothing in other buckets", async () => {
    const page = readFileSync(path.resolve(__dirname, "../../docs/commands.md"), "utf8");
    const [, text = ""] = /```json\n(\{\n {2}"version".*?)```/s.exec(page) ?? [];
    const probing = await startProbing({
      secretId: "AKIDsubAccountOfTheVerifyTest",
      secretKey: "keyOfTheSubAccount",
      appId: "1250000000",
      uin: "100000000001",
      subUin: "100000000002",
      policy: JSON.parse(text.replace("cos-verify", "throw-away")) as object,
    });
    try {
      for (const { guess } of probes) {
        const { verdict, reason } = await askAbout(guess, probing.account);
        assert.deepEqual([guess.id, verdict, reason], [guess.id, "confirmed", undefined]);
      }
      const { context } = probing.account;
      const bucket = "throw-awry-1250000000";
      await assert.rejects(context.client.send({ operation: "PutBucket", method: "PUT", bucket }), /403/);
      assert.deepEqual([await probing.buckets(), probing.leftovers], [[], []]);
    } finally {
      await probing.close();
    }
  });
});
