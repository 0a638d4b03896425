import assert from "node:assert/strict";
import { documentsOf, surprises } from "./configurations";
import { type Bench, startBench } from "./http";

// The members that cos-php-sdk-v5 writes and reads (src/Descriptions.php, PutBucketNotification); no page is known.
describe("An emulated bucket's notification", () => {
  let bench: Bench;
  let bucket: string;
  const notification = documentsOf(() => bench, "notification");
  const root = (inner: string) => `<NotificationConfiguration>${inner}</NotificationConfiguration>`;
  const target = (rest = "") =>
    `<CloudFunctionConfiguration><Id>a</Id><CloudFunction>qcs::scf:ap-guangzhou:appid/1250000000:default.f</CloudFunction><Event>cos:ObjectCreated:*</Event>${rest}</CloudFunctionConfiguration>`;

  before(async () => {
    bench = await startBench();
  });
  after(() => bench.close());
  beforeEach(async () => {
    bucket = await bench.createBucket();
  });

  it("is empty until it is put, comes back as it was put, and is removed by an empty document", async () => {
    assert.equal(await notification.get(bucket), "<NotificationConfiguration/>");
    const whole = root(
      target(
        "<Event>cos:ObjectRemove:*</Event><Filter><Key><FilterRule><Name>prefix</Name><Value>a/</Value></FilterRule></Key></Filter>",
      ) + target(),
    );
    assert.equal(await notification.put(bucket, whole), "200");
    assert.equal(await notification.get(bucket), whole);
    assert.equal(await notification.put(bucket, root("")), "200");
    assert.equal(await notification.get(bucket), "<NotificationConfiguration/>");
  });

  it("is refused without a function or an event", async () => {
    const wrong = await surprises(
      (body) => notification.put(bucket, body),
      [
        ["400 MalformedXML", root(target().replace(/<Event>.*<\/Event>/, ""))],
        ["400 MalformedXML", root(target().replace(/<CloudFunction>.*<\/CloudFunction>/, ""))],
        ["400 MalformedXML", "<Notification/>"],
      ],
    );
    assert.deepEqual(wrong, []);
  });
});
