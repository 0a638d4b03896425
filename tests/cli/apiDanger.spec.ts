import assert from "node:assert/strict";
import { parameterFlags } from "../../cli/api/flags";
import { operationCommand } from "../../cli/api/operationCommand";
import { type Operation, operations } from "../../provider/api/operations";
import type { OperationName } from "../../provider/api/operations/names";
import { namedParameters } from "../../provider/api/parameters";
import { sampleParameters } from "../api/sampleCalls";
import { useCommandLine } from "./commandLine";

/** As the pages of the operations say; written apart from the table. */
const irreversible: readonly OperationName[] = [
  "PutBucketVersioning",
  "PutBucketIntelligentTiering",
  "PutBucketIntelligentTieringLegacy",
  "PutBucketObjectLockConfiguration",
  "PutBucketAccelerate",
  "PutObjectRetention",
];

const isDangerous = ({ name, method }: Operation) =>
  method === "DELETE" || name === "DeleteMultipleObjects" || irreversible.includes(name);

describe("pulumi-tencentcos api, asked for what destroys or cannot be undone,", function () {
  this.timeout(60_000);
  const line = useCommandLine();
  const bucket = "site-1250000000";

  /** An operation as it is typed, with everything that is required. */
  function typed(operation: Operation): readonly string[] {
    const { Body, ...parameters } = sampleParameters(operation, bucket);
    const named = namedParameters(operation);
    const flags = parameterFlags(operation).flatMap(({ flag, parameter, option }) => {
      const [found] = Object.entries(parameters).filter(
        ([name]) => name === parameter || named.get(name)?.wireName === parameter,
      );
      return found === undefined ? [] : option.required ? [flag, String(found[1])] : [flag];
    });
    const text = typeof Body === "string" ? Body : JSON.stringify(Body);
    const input = Body === undefined ? [] : ["--input", line.write(`${operation.name}.txt`, text)];
    return ["api", operation.name, ...flags, ...input];
  }

  for (const operation of operations) {
    const { name } = operation;

    if (isDangerous(operation)) {
      it(`sends no ${name} without a terminal and without --yes`, async () => {
        line.bench.emulator.clearRequests();
        const refused = await line.run(typed(operation));
        assert.deepEqual([refused.status, refused.stdout], [2, ""], refused.stderr);
        assert.match(refused.stderr, new RegExp(`^error: ${name} (destroys|cannot be undone).*--yes`));
        assert.equal(line.bench.emulator.requests.length, 0);
        await line.run([...typed(operation), "--yes"]);
        assert.deepEqual(
          line.bench.emulator.requests.map((request) => request.operation),
          [name],
        );
      });
    }
  }

  it("has no --yes where there is nothing to ask", () => {
    for (const operation of operations.filter((each) => !isDangerous(each))) {
      const flags = operationCommand(operation, operation.name).options.map(({ long }) => long);
      assert.ok(!flags.includes("--yes"), operation.name);
    }
  });
});
