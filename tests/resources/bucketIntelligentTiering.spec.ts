import assert from "node:assert/strict";
import { bucketId, keyedId } from "../../provider/model/ids";
import { bucketIntelligentTiering } from "../../provider/resources/configurations/intelligentTiering";
import { configHandler } from "../../provider/resources/configurations/interpreter/handler";
import { describeBucketConfig } from "../conformance";
import { startBench, type TestBench } from "../support";

describeBucketConfig(bucketIntelligentTiering);

describe("BucketIntelligentTiering", () => {
  const handler = configHandler(bucketIntelligentTiering);
  let bench: TestBench;
  let target: { bucket: string; region: string };

  before(async () => {
    bench = await startBench();
  });
  after(async () => {
    await bench.close();
  });
  beforeEach(async () => {
    target = await bench.createBucket();
    bench.sent.length = 0;
    bench.warnings.length = 0;
  });

  const check = (news: object, olds: object = {}) => handler.check({}, { ...olds }, { ...target, ...news });
  const oldForm = (days: number) => check({ transition: { days } }).inputs;

  it("says at preview that the form without an id cannot be taken back, once", () => {
    assert.match(
      String(check({ transition: { days: 30 } }).warnings),
      /neither switched off nor changed .* only forgets it/,
    );
    assert.deepEqual(check({ transition: { days: 30 } }, oldForm(30)).warnings, []);
    assert.deepEqual(
      check({ tieringId: "a", tierings: [{ accessTier: "ARCHIVE_ACCESS", days: 91 }] }).warnings,
      [],
    );
  });

  it("says of the rule default, too, that it stays, is for all objects, and is only forgotten", async () => {
    const base = (days: number, more: object = {}) =>
      check({ tieringId: "default", tierings: [{ accessTier: "INFREQUENT", days }], ...more }, oldBase);
    let oldBase: object = {};
    assert.match(String(base(30).warnings), /with the tieringId default can be neither switched off/);
    assert.deepEqual(base(30, { filter: { prefix: "a/" } }).failures, [
      {
        path: "filter",
        reason: "cannot be given for the tieringId default, which is for all objects",
      },
    ]);
    const { id, outputs } = await handler.create(bench.context, base(30).inputs);
    oldBase = outputs;
    assert.deepEqual(base(60).failures, [
      {
        path: "tierings[0].days",
        reason: "must stay 30: COS never changes intelligent tiering with the tieringId default",
      },
    ]);
    oldBase = {};
    await assert.rejects(handler.create(bench.context, base(90).inputs), /tierings\[0\]\.days must stay 30/);
    bench.sent.length = 0;
    await handler.delete(bench.context, id, outputs);
    assert.deepEqual(bench.sent, []);
    assert.match(bench.warnings.join(), /only forgets it/);
  });

  it("refuses to change the form without an id at preview, and before it writes", async () => {
    assert.deepEqual(check({ transition: { days: 60 } }, oldForm(30)).failures, [
      {
        path: "transition.days",
        reason: "must stay 30: COS never changes intelligent tiering without a tieringId",
      },
    ]);
    await handler.create(bench.context, oldForm(30));
    bench.sent.length = 0;
    await assert.rejects(
      handler.create(bench.context, oldForm(90)),
      /stays as it is: transition\.days must stay 30/,
    );
    assert.deepEqual(
      bench.sent.map(({ method }) => method),
      ["GET"],
    );
  });

  it("writes the documented bytes of the form without an id, and forgets it without a request", async () => {
    const { id, outputs } = await handler.create(bench.context, oldForm(30));
    assert.equal(id, bucketId(target));
    assert.equal(
      bench.sent.find(({ method }) => method === "PUT")?.body,
      "<IntelligentTieringConfiguration><Status>Enabled</Status><Transition><Days>30</Days><RequestFrequent>1</RequestFrequent></Transition></IntelligentTieringConfiguration>",
    );
    bench.sent.length = 0;
    await handler.delete(bench.context, id, outputs);
    assert.deepEqual(bench.sent, []);
    assert.match(bench.warnings.join(), /only forgets it/);
    const live = await handler.read(bench.context, id, outputs);
    assert.deepEqual(handler.diff(id, live?.outputs ?? {}, oldForm(30)).differences, []);
  });

  it("keeps both forms apart: each has its own sub-resource", async () => {
    const news = check({ tieringId: "old", tierings: [{ accessTier: "ARCHIVE_ACCESS", days: 91 }] });
    assert.deepEqual(news.failures, []);
    const { id, outputs } = await handler.create(bench.context, news.inputs);
    assert.equal(id, keyedId(target, "old"));
    assert.ok(bench.sent.every(({ query }) => query?.["intelligent-tiering"] === "" && query.id === "old"));
    assert.equal(await handler.read(bench.context, bucketId(target), {}), undefined);
    await handler.delete(bench.context, id, outputs);
    assert.equal(await handler.read(bench.context, id, {}), undefined);
  });
});
