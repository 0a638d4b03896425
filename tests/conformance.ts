/** The checks that every bucket configuration has to pass; a configuration's own spec holds only what is special about it. */

import type { BucketConfig } from "../provider/resources/configurations/descriptor";
import { describeFailures } from "./conformance/failures";
import { describeForeign } from "./conformance/foreign";
import { describeInputs } from "./conformance/inputs";
import { describeLife } from "./conformance/life";
import { Stage } from "./conformance/stage";
import type { TestBench } from "./support";

/** What a configuration needs around it. */
interface Surroundings {
  /** Brings the bucket into the state that the inputs of the fixture need. */
  readonly setUp?: (bench: TestBench, target: { bucket: string; region: string }) => Promise<void>;
  /** Requests that look at other configurations before a write. @default 0 */
  readonly looks?: number;
}

/** Describes a configuration with the fixture folder of its name. */
export function describeBucketConfig(config: BucketConfig, { setUp, looks = 0 }: Surroundings = {}): void {
  const stage = new Stage(config);

  describe(`${config.token}, as every configuration,`, () => {
    // A bench for each test: one domain belongs to one bucket of all.
    beforeEach(async () => {
      await stage.open();
      await setUp?.(stage.bench, stage.target);
      stage.bench.sent.length = 0;
    });
    afterEach(async () => {
      await stage.bench.close();
    });

    describeLife(stage, looks);
    describeFailures(stage);
    describeForeign(stage);
    describeInputs(stage);
  });
}
