import assert from "node:assert/strict";
import fc from "fast-check";
import type { Failure } from "../../provider/codec";
import type { Props } from "../../provider/model/props";
import { bucketConfigs } from "../../provider/resources/configurations";
import type { BucketConfig } from "../../provider/resources/configurations/descriptor";
import type { Answer } from "../emulator/http";
import { type PropertyBench, startPropertyBench } from "./bench";
import { type Breakage, breakagesOf, limitsOf } from "./breakages";
import { contradictionsOf } from "./drifts";
import { checkInputs, inputsOf, readBack, writeRequest } from "./inputs";
import { type Laxity, laxityOf } from "./subject";
import { subjectOf } from "./subjects";

/** Breakages that are tried of each of the inputs. */
const triedEach = 5;

/** The codes of https://www.tencentcloud.com/document/product/436/7730 that are about what a document says. */
const documentedCodes =
  `BucketAccelerateNotEnabled BucketVersionNotOpen DomainConfigConflict DomainConfigNotFoundError
  InvalidArgument InvalidBucketState InvalidLockedTime InvalidRequest InvalidTag InvalidTargetBucketForLogging
  LoggingPrefixInvalid MAZOperationNotSupportOnOAZBucket MalformedPolicy MalformedXML MissingRequestBodyError
  NotSupportedStorageClass PolicyFull TargetBucketNameInvalid UserCnameInvalid XMLSizeLimit`.split(/\s+/);

/** So many of a list, from a place on, some way apart. */
function some<T>(list: readonly T[], count: number, from: number): readonly T[] {
  return Array.from(
    { length: Math.min(count, list.length) },
    (_, index) => list[(from + index * 7) % list.length] as T,
  );
}

/** Whether the document of invalid inputs says something valid: what was wrong has no place in it. */
function saysSomethingValid(config: BucketConfig, inputs: Props): boolean {
  const said = readBack(config, inputs);
  return said !== undefined && checkInputs(config, said).failures.length === 0;
}

for (const config of bucketConfigs) {
  describe(`A ${config.token}`, function () {
    this.timeout(60_000);
    const subject = subjectOf(config);
    let bench: PropertyBench;
    before(async () => {
      bench = await startPropertyBench(config);
    });
    after(() => bench.close());

    /** With what COS passed over in the document. */
    const answerTo = (inputs: Props): Promise<Answer & { readonly ignored: readonly string[] }> =>
      bench.inBucket(async (address) => {
        const answer = await bench.outside(address, writeRequest(config, inputs));
        return { ...answer, ignored: bench.bench.emulator.requests.at(-1)?.ignored ?? [] };
      });
    const breakages = (inputs: Props, donor: Props): readonly Breakage[] => [
      ...breakagesOf(config.struct, inputs),
      ...contradictionsOf(config, inputs, donor),
    ];
    const failuresOf = (inputs: Props): readonly Failure[] => checkInputs(config, inputs).failures;
    const doubtsOf = (inputs: Props): readonly string[] =>
      (checkInputs(config, inputs).warnings ?? []).filter((warning) => warning.endsWith("COS decides"));

    it("that breaks any limit is refused by check at its path, and by COS, or is doubted there", async () => {
      await fc.assert(
        fc.asyncProperty(inputsOf(config), inputsOf(config), fc.nat(), async (inputs, donor, from) => {
          for (const { limit, path, value } of some(breakages(inputs, donor), triedEach, from)) {
            const failures = failuresOf(value);
            const what = `the limit ${limit} of ${path} in ${JSON.stringify(value)}`;
            assert.ok(
              failures.some((failure) => failure.path === path) ||
                doubtsOf(value).some((doubt) => doubt.startsWith(`${path} `)),
              `check passes ${what}: ${JSON.stringify(failures)}`,
            );
            const isShared = failures.some((failure) => laxityOf(subject, failure) === undefined);
            if (isShared && canBeWritten(config, value) && !saysSomethingValid(config, value)) {
              const answer = await answerTo(value);
              // What COS passes over would never have an effect: check says so where COS does not.
              if (answer.status < 300 && answer.ignored.length > 0) {
                continue;
              }
              assert.ok(answer.status >= 400 && answer.status < 500, `COS passes ${what}`);
              assert.ok(documentedCodes.includes(answer.one("Code") ?? ""), `${answer.text} to ${what}`);
            }
          }
        }),
        { numRuns: 60 },
      );
    });

    it("that just reaches a limit is taken by both", async () => {
      await fc.assert(
        fc.asyncProperty(inputsOf(config), fc.nat(), async (inputs, from) => {
          // Not everything goes together: a limit may lie beyond what another field allows.
          const valid = limitsOf(config.struct, inputs).filter(({ value }) => failuresOf(value).length === 0);
          for (const { limit, path, value } of some(valid, 2, from)) {
            const answer = await answerTo(checkInputs(config, value).inputs);
            assert.ok(answer.status < 300, `COS refuses the limit ${limit} of ${path}: ${answer.text}`);
          }
        }),
        { numRuns: 20 },
      );
    });

    it("that is only doubted is taken by COS, as far as its lists of values are known", async () => {
      const doubted = new Map<string, Props[]>();
      const samples = fc.sample(fc.tuple(inputsOf(config), inputsOf(config)), { seed: 1, numRuns: 50 });
      for (const [inputs, donor] of samples) {
        for (const { field, value } of breakages(inputs, donor)) {
          const doubts = failuresOf(value).length === 0 ? doubtsOf(value) : [];
          if (doubts.length > 0 && !doubts.some((doubt) => doubt.includes(" is none of "))) {
            doubted.set(field, [...(doubted.get(field) ?? []), value]);
          }
        }
      }
      for (const [field, values] of doubted) {
        const statuses = new Set<number>();
        for (const value of some(values, 10, 0)) {
          statuses.add((await answerTo(checkInputs(config, value).inputs)).status);
        }
        assert.ok(statuses.has(200) || statuses.has(204), `COS takes nothing that is doubted at ${field}`);
      }
    });

    it("is refused by check alone only where that is known", async () => {
      const lax = new Map<Laxity, Props[]>(subject.laxities?.map((laxity) => [laxity, []]));
      const samples = fc.sample(fc.tuple(inputsOf(config), inputsOf(config)), { seed: 1, numRuns: 50 });
      for (const [inputs, donor] of samples) {
        for (const { value } of breakages(inputs, donor)) {
          const [first, ...others] = failuresOf(value).map((failure) => laxityOf(subject, failure));
          if (first !== undefined && others.every((laxity) => laxity === first)) {
            lax.get(first)?.push(value);
          }
        }
      }
      for (const [{ path, reason }, values] of lax) {
        const statuses = new Set<number>();
        for (const value of some(values, 10, 0)) {
          statuses.add((await answerTo(value)).status);
        }
        assert.ok(statuses.has(200) || statuses.has(204), `COS takes nothing that breaks ${path} ${reason}`);
      }
    });
  });
}

/** There is no document of inputs that lack what it is made from. */
function canBeWritten(config: BucketConfig, inputs: Props): boolean {
  try {
    writeRequest(config, inputs);
    return true;
  } catch {
    return false;
  }
}
