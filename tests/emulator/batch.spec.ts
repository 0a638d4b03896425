import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { type Answer, type Ask, type Bench, elements, reader, region, startBench, stranger } from "./http";

const uin = "100000000001";
const host = `${uin}.cos-control.${region}.myqcloud.com`;
const arn = (name: string) => `qcs::cos:${region}::${name}`;
const day = 86_400_000;

/** A request for a job, with what differs from case to case. */
interface JobRequest {
  readonly operation: string;
  readonly manifest: string;
  readonly report?: string;
  readonly priority?: number | string;
  readonly more?: string;
  readonly token?: string;
  readonly role?: string;
}

let serial = 0;

// https://www.tencentcloud.com/document/product/436/33781
function documentOf({
  operation,
  manifest,
  report,
  priority = 10,
  more = "",
  token,
  role,
}: JobRequest): string {
  return `<CreateJobRequest>
    <ClientRequestToken>${token ?? `token-${serial++}`}</ClientRequestToken>${more}
    <Manifest>${manifest}</Manifest><Operation>${operation}</Operation><Priority>${priority}</Priority>
    <Report>${report ?? "<Enabled>false</Enabled>"}</Report>
    <RoleArn>${role ?? `qcs::cam::uin/${uin}:roleName/COS_Batch_QcsRole`}</RoleArn></CreateJobRequest>`;
}

const confirm = "<ConfirmationRequired>true</ConfirmationRequired>";

describe("Batch jobs", () => {
  let bench: Bench;
  let bucket: string;
  let target: string;
  beforeEach(async () => {
    bench = await startBench();
    bucket = await bench.createBucket();
    target = await bench.createBucket();
  });
  afterEach(() => bench.close());

  const ask = (request: Ask) =>
    bench.ask({ host, ...request, headers: { "x-cos-appid": "1250000000", ...request.headers } });
  const create = async (request: JobRequest) => {
    const answer = await ask({ method: "POST", path: "/jobs", body: documentOf(request) });
    assert.equal(answer.status, 200, answer.text);
    return answer.one("JobId") ?? "";
  };
  const describeJob = (id: string) => ask({ path: `/jobs/${id}` });
  const setStatus = (id: string, status: string, query = "") =>
    ask({
      method: "POST",
      path: `/jobs/${id}/status`,
      query: `requestedJobStatus=${status}${query}`,
      body: "",
    });
  const setPriority = (id: string, query: string) =>
    ask({ method: "POST", path: `/jobs/${id}/priority`, query, body: "" });

  /** Asks until the job has one of these statuses; another final one is a failure. */
  async function until(id: string, ...statuses: string[]): Promise<Answer> {
    for (;;) {
      const answer = await describeJob(id);
      const status = answer.one("Status") ?? "";
      if (statuses.includes(status)) {
        return answer;
      }
      assert.ok(!["Complete", "Cancelled", "Failed"].includes(status), answer.text);
      await wait(5);
    }
  }

  const progressOf = (answer: Answer) =>
    ["NumberOfTasksSucceeded", "NumberOfTasksFailed", "TotalNumberOfTasks"].map((name) => answer.one(name));

  /** Stores a list of objects, and answers the element that names it. */
  async function list(content: string, fields = ["Bucket", "Key"], key = "list.csv"): Promise<string> {
    const { headers } = await bench.put(bucket, `/${key}`, content);
    const members = fields.map((field) => `<member>${field}</member>`).join("");
    return `<Location><ETag>${headers.etag}</ETag><ObjectArn>${arn(bucket)}/${key}</ObjectArn></Location>
      <Spec><Fields>${members}</Fields><Format>COSBatchOperations_CSV_V1</Format></Spec>`;
  }

  const listOf = (...keys: string[]) => list(keys.map((key) => `${bucket},${key}\n`).join(""));
  const copyTo = (to: string, more = "") =>
    `<COSPutObjectCopy>${more}<TargetResource>${arn(to)}</TargetResource></COSPutObjectCopy>`;
  const reportTo = (to: string, scope = "AllTasks") =>
    `<Bucket>${arn(to)}</Bucket><Enabled>true</Enabled><Format>Report_CSV_V1</Format><Prefix>reports</Prefix>
     <ReportScope>${scope}</ReportScope>`;
  const keysOf = async (where: string, prefix = "") =>
    (await bench.ask({ bucket: where, query: `prefix=${prefix}` })).all("Key");

  /** The rows of a report, by the kind of result. */
  async function readReport(id: string): Promise<Record<string, string>> {
    const manifest = await bench.ask({ bucket: target, path: `/reports/job-${id}/manifest.json` });
    assert.equal(manifest.status, 200);
    const rows: Record<string, string> = {};
    for (const result of JSON.parse(manifest.text).Results) {
      const { text, body } = await bench.ask({ bucket: target, path: `/${result.Key}` });
      assert.equal(createHash("md5").update(body).digest("hex"), result.MD5Checksum);
      rows[result.TaskExecutionStatus] = text;
    }
    return rows;
  }

  describe("read a list of objects", () => {
    beforeEach(async () => {
      await bench.put(bucket, "/a%2C%22b%22%20%C3%BC", "odd");
      await bench.put(bucket, "/plain", "plain");
    });

    it("as a CSV file whose keys are percent-encoded, with blanks, quotes, columns to ignore and versions", async () => {
      await bench.setVersioning(bucket, "Enabled");
      const first = await bench.put(bucket, "/v", "first");
      await bench.put(bucket, "/v", "second");
      const id = await create({
        operation: copyTo(target),
        manifest: await list(
          `x,${bucket}, a%2C%22b%22%20%C3%BC,\r\n\r\nx,"${bucket}","plain",""\r\nx,${bucket},v,${first.headers["x-cos-version-id"]}`,
          ["Ignore", "Bucket", "Key", "VersionId"],
        ),
      });
      assert.deepEqual(progressOf(await until(id, "Complete")), ["3", "0", "3"]);
      const read = async (key: string) => (await bench.ask({ bucket: target, path: `/${key}` })).text;
      assert.deepEqual(
        [await read("a%2C%22b%22%20%C3%BC"), await read("plain"), await read("v")],
        ["odd", "plain", "first"],
      );
    });

    // The sample of https://www.tencentcloud.com/document/product/436/30622
    const inventory = async (
      change: (manifest: Record<string, unknown>) => void,
      store: (packed: Buffer) => Buffer = (packed) => packed,
    ) => {
      const name = bucket.replace(/-\d+$/, "");
      const rows = [
        `"1250000000","${name}","a%2C%22b%22%20%C3%BC","3"`,
        `"1250000000","${name}","plain","5"`,
      ];
      const packed = store(gzipSync(`${rows.join("\n")}\n`));
      await bench.put(bucket, "/inventory/1.csv.gz", packed);
      const manifest: Record<string, unknown> = {
        sourceAppid: "1250000000",
        sourceBucket: name,
        destinationAppid: "1250000000",
        destinationBucket: name,
        fileFormat: "CSV",
        fileSchema: "Appid, Bucket, Key, Size",
        files: [
          {
            key: "inventory/1.csv.gz",
            size: String(packed.length),
            md5Checksum: createHash("md5").update(packed).digest("hex"),
          },
        ],
      };
      change(manifest);
      const { headers } = await bench.put(bucket, "/inventory/manifest.json", JSON.stringify(manifest));
      return await create({
        operation: copyTo(target),
        manifest: `<Location><ETag>${headers.etag}</ETag><ObjectArn>${arn(bucket)}/inventory/manifest.json</ObjectArn>
          </Location><Spec><Format>COSInventoryReport_CSV_V1</Format></Spec>`,
      });
    };

    it("as an inventory has written it: its manifest.json and packed CSV files", async () => {
      const id = await inventory(() => {});
      assert.deepEqual(progressOf(await until(id, "Complete")), ["2", "0", "2"]);
      assert.deepEqual(await keysOf(target), ['a,"b" ü', "plain"]);
    });

    it("as an inventory that found nothing has written it: an empty file", async () => {
      for (const size of [0, 1]) {
        const id = await inventory(
          () => {},
          () => Buffer.alloc(size, "\n"),
        );
        assert.deepEqual(progressOf(await until(id, "Complete")), ["0", "0", "0"]);
      }
    });

    it("and fail as a whole, with the reason, where it is missing, changed, damaged or in another region", async () => {
      const good = await listOf("plain");
      const failed = async (manifest: string | Promise<string>) => {
        const id =
          typeof manifest === "string"
            ? await create({ operation: copyTo(target), manifest })
            : await manifest;
        const answer = await until(id, "Failed");
        assert.ok(answer.one("TerminationDate"));
        return `${answer.one("FailureCode")}: ${answer.one("FailureReason")}`;
      };
      assert.match(await failed(good.replace("list.csv", "none.csv")), /^NoSuchKey/);
      assert.match(await failed(good.replace(bucket, `none-${bench.emulator.appId}`)), /^NoSuchBucket/);
      assert.match(await failed(good.replace(/<ETag>.*<\/ETag>/, "<ETag>0</ETag>")), /ETag/);
      assert.match(await failed(good.replace(`:${region}:`, ":ap-beijing:")), /region/);
      assert.match(await failed(await list(`${bucket}\n`)), /Line 1/);
      assert.match(await failed(inventory((manifest) => delete manifest.files)), /does not describe/);
      assert.match(
        await failed(
          inventory((manifest) => {
            manifest.files = [null];
          }),
        ),
        /does not describe/,
      );
      assert.match(
        await failed(
          inventory(
            () => {},
            (packed) => packed.subarray(0, 20),
          ),
        ),
        /^InvalidManifest: .*inventory\/1\.csv\.gz cannot be unpacked/,
      );
      assert.match(
        await failed(
          inventory(({ files }) => {
            (files as { md5Checksum: string }[])[0]!.md5Checksum = "0";
          }),
        ),
        /check sum/,
      );
      assert.deepEqual(await keysOf(target), []);
    });
  });

  describe("copy objects", () => {
    beforeEach(async () => {
      await bench.put(bucket, "/pics/1", "one", {
        "content-type": "image/png",
        "x-cos-meta-a": "old",
        "x-cos-meta-b": "kept",
        "x-cos-tagging": "t=old&u=kept",
        "x-cos-acl": "public-read",
      });
    });
    const head = async (key: string) => {
      const { headers } = await bench.ask({ method: "HEAD", bucket: target, path: key });
      return ["content-type", "x-cos-meta-a", "x-cos-meta-b", "x-cos-storage-class", "cache-control"].map(
        (name) => headers[name],
      );
    };
    const tagsOf = async (key: string) => {
      const answer = await bench.ask({ bucket: target, path: key, query: "tagging" });
      return answer.all("Key").map((name, index) => `${name}=${answer.all("Value")[index]}`);
    };
    const copied = async (more: string) => {
      const id = await create({ operation: copyTo(target, more), manifest: await listOf("pics%2F1") });
      assert.deepEqual(progressOf(await until(id, "Complete")), ["1", "0", "1"]);
    };
    const isPublic = async (key: string) =>
      (await bench.ask({ bucket: target, path: key, as: "anonymous" })).status === 200;

    it("with their metadata and tags, and without their rights", async () => {
      await copied("");
      assert.deepEqual(await head("/pics/1"), ["image/png", "old", "kept", undefined, undefined]);
      assert.deepEqual(await tagsOf("/pics/1"), ["t=old", "u=kept"]);
      assert.equal(await isPublic("/pics/1"), false);
    });

    const metadata = `<NewObjectMetadata><CacheControl>no-cache</CacheControl><UserMetadata>
      <member><Key>a</Key><Value>new</Value></member></UserMetadata></NewObjectMetadata>`;
    const tagging = "<NewObjectTagging><COSTag><Key>t</Key><Value>new</Value></COSTag></NewObjectTagging>";

    it("with metadata, tags, rights and a class of their own, under another prefix", async () => {
      await copied(`<AccessControlDirective>Replaced</AccessControlDirective>
        <CannedAccessControlList>public-read</CannedAccessControlList><MetadataDirective>Replaced</MetadataDirective>
        ${metadata}<TaggingDirective>Replaced</TaggingDirective>${tagging}<PrefixReplace>true</PrefixReplace>
        <ResourcesPrefix>pic</ResourcesPrefix><TargetKeyPrefix>abc</TargetKeyPrefix><StorageClass>STANDARD_IA</StorageClass>`);
      assert.deepEqual(await keysOf(target), ["abcs/1"]);
      assert.deepEqual(await head("/abcs/1"), [
        "application/octet-stream",
        "new",
        undefined,
        "STANDARD_IA",
        "no-cache",
      ]);
      assert.deepEqual(await tagsOf("/abcs/1"), ["t=new"]);
      assert.equal(await isPublic("/abcs/1"), true);
    });

    it("with metadata, tags and rights added to those of the source", async () => {
      await copied(`<AccessControlDirective>Add</AccessControlDirective><AccessControlGrants><COSGrant>
        <Grantee><Identifier>qcs::cam::uin/${stranger.uin}:uin/${stranger.uin}</Identifier>
        <TypeIdentifier>ID</TypeIdentifier></Grantee><Permission>FULL_CONTROL</Permission></COSGrant></AccessControlGrants>
        <MetadataDirective>Add</MetadataDirective>${metadata}<TaggingDirective>Add</TaggingDirective>${tagging}`);
      assert.deepEqual(await head("/pics/1"), ["image/png", "new", "kept", undefined, "no-cache"]);
      assert.deepEqual(await tagsOf("/pics/1"), ["t=new", "u=kept"]);
      assert.equal(await isPublic("/pics/1"), true);
      const acl = await bench.ask({ bucket: target, path: "/pics/1", query: "acl", as: stranger });
      assert.equal(acl.status, 200);
    });

    it("only when they were changed before or after a time", async () => {
      const now = Math.floor(Date.now() / 1000);
      const manifest = await listOf("pics%2F1");
      const progress = async (constraint: string) => {
        const id = await create({ operation: copyTo(target, constraint), manifest });
        return progressOf(await until(id, "Complete"));
      };
      assert.deepEqual(await progress(`<ModifiedSinceConstraint>${now + 3600}</ModifiedSinceConstraint>`), [
        "0",
        "1",
        "1",
      ]);
      assert.deepEqual(
        await progress(`<UnModifiedSinceConstraint>${now - 3600}</UnModifiedSinceConstraint>`),
        ["0", "1", "1"],
      );
      assert.deepEqual(await progress(`<ModifiedSinceConstraint>${now - 3600}</ModifiedSinceConstraint>`), [
        "1",
        "0",
        "1",
      ]);
    });
  });

  it("restore archived objects for some days", async () => {
    await bench.put(bucket, "/cold", "cold", { "x-cos-storage-class": "ARCHIVE" });
    await bench.put(bucket, "/warm", "warm");
    const id = await create({
      operation:
        "<COSInitiateRestoreObject><ExpirationInDays>3</ExpirationInDays><JobTier>Bulk</JobTier></COSInitiateRestoreObject>",
      manifest: await listOf("cold", "warm"),
      report: reportTo(target),
    });
    assert.deepEqual(progressOf(await until(id, "Complete")), ["1", "1", "2"]);
    const { text, headers } = await bench.ask({ bucket, path: "/cold" });
    assert.equal(text, "cold");
    const expires = Date.parse(/expiry-date="(.+)"/.exec(headers["x-cos-restore"] ?? "")?.[1] ?? "");
    assert.equal(Math.round((expires - Date.now()) / day), 3);
    assert.match((await readReport(id)).failed ?? "", /,warm,,failed,RestoreNonArchiveObject,405,/);
  });

  it("give objects tags, and delete objects", async () => {
    await bench.put(bucket, "/a", "a", { "x-cos-tagging": "t=old&u=kept" });
    const tags = "<TagSet><COSTag><Key>t</Key><Value>ü &amp; new</Value></COSTag></TagSet>";
    const manifest = await listOf("a");
    const tagging = (directive: string) =>
      `<COSPutObjectTagging><TaggingDirective>${directive}</TaggingDirective>${tags}</COSPutObjectTagging>`;
    const values = async () => (await bench.ask({ bucket, path: "/a", query: "tagging" })).all("Value");
    await until(await create({ operation: tagging("Add"), manifest }), "Complete");
    // An ampersand is not allowed in a tag.
    assert.deepEqual(await values(), ["old", "kept"]);
    const allowed = tagging("Add").replace("&amp;", "=");
    await until(await create({ operation: allowed, manifest }), "Complete");
    assert.deepEqual(await values(), ["ü = new", "kept"]);
    await until(await create({ operation: allowed.replace("Add", "Replaced"), manifest }), "Complete");
    assert.deepEqual(await values(), ["ü = new"]);
    const removed = await create({ operation: "<COSDeleteObject></COSDeleteObject>", manifest });
    assert.deepEqual(progressOf(await until(removed, "Complete")), ["1", "0", "1"]);
    assert.equal((await bench.ask({ bucket, path: "/a" })).status, 404);
  });

  describe("report", () => {
    let manifest: string;
    beforeEach(async () => {
      await bench.put(bucket, "/a,b");
      manifest = await listOf("a%2Cb", "none");
    });
    const rows = () => ({
      succeeded: `${bucket},a%2Cb,,succeeded,,200,Successful\n`,
      failed: `${bucket},none,,failed,NoSuchKey,404,The specified key does not exist.\n`,
    });

    it("what became of each object, and complete although some failed", async () => {
      const id = await create({ operation: copyTo(target), manifest, report: reportTo(target) });
      assert.deepEqual(progressOf(await until(id, "Complete")), ["1", "1", "2"]);
      assert.deepEqual(await readReport(id), rows());
    });

    it("only the failures, if that is asked for, or nothing", async () => {
      const some = await create({
        operation: copyTo(target),
        manifest,
        report: reportTo(target, "FailedTasksOnly"),
      });
      await until(some, "Complete");
      assert.deepEqual(await readReport(some), { failed: rows().failed });
      const none = await create({ operation: copyTo(target), manifest });
      await until(none, "Complete");
      assert.equal((await keysOf(target, `reports/job-${none}`)).length, 0);
    });

    it("to a bucket that must take it: nothing is done without", async () => {
      for (const where of [`none-${bench.emulator.appId}`, `other-${stranger.appId}`]) {
        if (where.startsWith("other")) {
          await bench.ask({ method: "PUT", bucket: where, as: stranger });
        }
        const id = await create({ operation: copyTo(target), manifest, report: reportTo(where) });
        const answer = await until(id, "Failed");
        assert.equal(answer.one("FailureCode"), where.startsWith("none") ? "NoSuchBucket" : "AccessDenied");
      }
      assert.deepEqual(await keysOf(target), []);
    });
  });

  it("do what the account may do, which a policy of a bucket can deny", async () => {
    await bench.put(bucket, "/secret");
    await bench.put(bucket, "/open");
    const policy = {
      version: "2.0",
      Statement: [
        {
          Effect: "deny",
          Principal: { qcs: [`qcs::cam::uin/${uin}:uin/${uin}`] },
          Action: ["name/cos:GetObject"],
          Resource: [`qcs::cos:${region}:uid/1250000000:${bucket}/secret`],
        },
      ],
    };
    const put = await bench.ask({ method: "PUT", bucket, query: "policy", body: JSON.stringify(policy) });
    assert.equal(put.status, 204, put.text);
    const id = await create({
      operation: copyTo(target),
      manifest: await listOf("secret", "open"),
      report: reportTo(target),
    });
    await until(id, "Complete");
    assert.match((await readReport(id)).failed ?? "", /,secret,,failed,AccessDenied,403,/);
    assert.deepEqual(await keysOf(target, "open"), ["open"]);
  });

  it("of more than 1,000 objects fail when more than half of them fail", async () => {
    await bench.put(bucket, "/a");
    const many = (good: number, bad: number) => listOf(...Array(good).fill("a"), ...Array(bad).fill("none"));
    const failed = await create({
      operation: copyTo(target),
      manifest: await many(400, 800),
      report: reportTo(target),
    });
    const answer = await until(failed, "Failed");
    assert.deepEqual(progressOf(answer), ["400", "600", "1200"]);
    assert.match(answer.one("FailureReason") ?? "", /half/);
    assert.equal((await readReport(failed)).failed?.trim().split("\n").length, 600);
    const fewer = await create({ operation: copyTo(target), manifest: await many(400, 500) });
    await until(fewer, "Complete");
  });

  describe("have a status and a priority:", () => {
    let big: string;
    let manifest: string;
    beforeEach(async () => {
      await bench.put(bucket, "/a", "a");
      big = await list(`${bucket},a\n`.repeat(20_000), ["Bucket", "Key"], "big.csv");
      manifest = await listOf("a");
    });

    it("a job that needs a confirmation waits for it, once", async () => {
      const id = await create({ operation: copyTo(target), manifest, more: confirm });
      const answer = await until(id, "Suspended");
      assert.deepEqual(progressOf(answer), ["0", "0", "1"]);
      assert.ok(answer.one("SuspendedDate"));
      assert.deepEqual(await keysOf(target), []);
      const ready = await setStatus(id, "Ready", "&statusUpdateReason=looks%20good");
      assert.deepEqual(
        [ready.one("JobId"), ready.one("Status"), ready.one("StatusUpdateReason")],
        [id, "Ready", "looks good"],
      );
      assert.equal((await until(id, "Complete")).one("StatusUpdateReason"), "looks good");
      assert.deepEqual(await keysOf(target), ["a"]);
      const again = await setStatus(id, "Ready");
      assert.equal(again.outcome, "400 InvalidRequest");
      assert.match(again.one("Message") ?? "", /already been completed/);
    });

    it("one with a greater priority pauses one that runs", async () => {
      const low = await create({ operation: copyTo(target), manifest: big, priority: 1 });
      await until(low, "Active");
      const high = await create({ operation: copyTo(target), manifest: big, priority: 2 });
      await until(high, "Active");
      assert.equal((await describeJob(low)).one("Status"), "Paused");
      const changed = await setPriority(low, "priority=3");
      assert.deepEqual([changed.one("JobId"), changed.one("Priority")], [low, "3"]);
      await until(low, "Active");
      assert.equal((await describeJob(high)).one("Status"), "Paused");
      assert.equal((await setStatus(low, "Cancelled")).one("Status"), "Cancelling");
      await until(low, "Cancelled");
      const done = await until(high, "Complete");
      assert.deepEqual(progressOf(done), ["20000", "0", "20000"]);
    });

    it("one of the same priority waits until the first has ended", async () => {
      const first = await create({ operation: copyTo(target), manifest: big });
      const second = await create({ operation: copyTo(target), manifest });
      await until(first, "Active");
      assert.equal((await until(second, "Ready")).one("Status"), "Ready");
      await setStatus(first, "Cancelled");
      await until(second, "Complete");
    });

    it("a cancelled one stops where it is, and reports that", async () => {
      const id = await create({ operation: copyTo(target), manifest: big, report: reportTo(target) });
      await until(id, "Active");
      await setStatus(id, "Cancelled");
      const answer = await until(id, "Cancelled");
      const [succeeded] = progressOf(answer).map(Number);
      assert.ok(succeeded !== undefined && succeeded < 20_000, answer.text);
      assert.equal((await readReport(id)).succeeded?.trim().split("\n").length, succeeded);
      const waiting = await create({ operation: copyTo(target), manifest, more: confirm });
      await until(waiting, "Suspended");
      await setStatus(waiting, "Cancelled");
      await until(waiting, "Cancelled");
    });

    it("changes that cannot be are refused", async () => {
      const id = await create({ operation: copyTo(target), manifest });
      await until(id, "Complete");
      const waiting = await create({ operation: copyTo(target), manifest, more: confirm });
      await until(waiting, "Suspended");
      assert.equal((await setStatus(waiting, "Active")).outcome, "400 InvalidArgument");
      assert.equal(
        (await setStatus(waiting, "Ready", `&statusUpdateReason=${"x".repeat(257)}`)).outcome,
        "400 InvalidArgument",
      );
      assert.equal((await setStatus(id, "Cancelled")).outcome, "400 InvalidRequest");
      assert.equal((await setStatus("none", "Ready")).outcome, "404 NoSuchJob");
      assert.equal((await setPriority(waiting, "")).outcome, "400 InvalidRequest");
      assert.equal((await setPriority(waiting, "priority=2147483648")).outcome, "400 InvalidRequest");
      assert.equal((await setPriority(waiting, "priority=x")).outcome, "400 InvalidRequest");
      assert.equal((await setPriority(id, "priority=1")).outcome, "404 NoSuchJob");
      assert.equal((await setPriority("none", "priority=1")).outcome, "404 NoSuchJob");
      assert.equal((await describeJob("none")).outcome, "404 NoSuchJob");
    });
  });

  describe("are listed", () => {
    let manifest: string;
    beforeEach(async () => {
      await bench.put(bucket, "/a", "a");
      manifest = await listOf("a");
    });
    const listed = async (query: string) => {
      const answer = await ask({ path: "/jobs", query });
      assert.equal(answer.status, 200, answer.text);
      return { ids: answer.all("JobId"), next: answer.one("NextToken"), answer };
    };

    it("in pages and by status", async () => {
      const made: string[] = [];
      for (let count = 0; count < 5; count++) {
        made.unshift(
          await create({ operation: copyTo(target), manifest, more: count % 2 === 0 ? confirm : "" }),
        );
        await until(made[0] ?? "", "Suspended", "Complete");
      }
      const seen: string[] = [];
      let token = "";
      do {
        const { ids, next } = await listed(`maxResults=2${token}`);
        assert.ok(ids.length <= 2);
        seen.push(...ids);
        token = next === undefined ? "" : `&nextToken=${next}`;
      } while (token !== "");
      assert.deepEqual(seen, made);
      assert.deepEqual((await listed("")).ids, made);
      assert.deepEqual((await listed("jobStatuses=Suspended")).ids, [made[0], made[2], made[4]]);
      assert.deepEqual((await listed("jobStatuses=Complete,Suspended")).ids, made);
      assert.deepEqual((await listed("jobStatuses=Active")).ids, []);
      const [member = ""] = elements((await listed("jobStatuses=Complete")).answer.text, "member");
      assert.match(
        member,
        /<Operation>COSPutObjectCopy<\/Operation><Priority>10<\/Priority><ProgressSummary>/,
      );
      assert.match(member, /<TerminationDate>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ<\/TerminationDate>/);
    });

    it("for 90 days, and until they are deleted", async () => {
      const old = await create({ operation: copyTo(target), manifest, token: "same" });
      await until(old, "Complete");
      bench.emulator.advance(91);
      const id = await create({ operation: copyTo(target), manifest });
      assert.deepEqual((await listed("")).ids, [id]);
      await until(id, "Complete");
      assert.equal((await ask({ method: "DELETE", path: `/jobs/${id}` })).status, 204);
      assert.deepEqual((await listed("")).ids, []);
      assert.equal((await describeJob(id)).outcome, "404 NoSuchJob");
      assert.equal((await ask({ method: "DELETE", path: `/jobs/${id}` })).outcome, "404 NoSuchJob");
    });

    it("of the own account in one region only", async () => {
      const id = await create({ operation: copyTo(target), manifest });
      const elsewhere = `${uin}.cos-control.ap-beijing.myqcloud.com`;
      assert.deepEqual((await ask({ path: "/jobs", host: elsewhere })).all("JobId"), []);
      assert.equal((await ask({ path: `/jobs/${id}`, host: elsewhere })).outcome, "404 NoSuchJob");
      const foreign = { as: stranger, headers: { "x-cos-appid": stranger.appId } };
      assert.equal((await ask({ path: "/jobs", ...foreign })).outcome, "403 AccessDenied");
      const own = `${stranger.uin}.cos-control.${region}.myqcloud.com`;
      assert.deepEqual((await ask({ path: "/jobs", host: own, ...foreign })).all("JobId"), []);
    });

    for (const query of ["maxResults=0", "maxResults=1001", "jobStatuses=Done", "nextToken=none"]) {
      it(`not with ${query}`, async () => {
        assert.equal((await ask({ path: "/jobs", query })).outcome, "400 InvalidRequest");
      });
    }

    it("not to anybody, nor without the APPID", async () => {
      assert.equal((await ask({ path: "/jobs", as: "anonymous" })).outcome, "403 AccessDenied");
      assert.equal((await ask({ path: "/jobs", as: reader })).outcome, "403 AccessDenied");
      assert.equal((await bench.ask({ host, path: "/jobs" })).outcome, "400 InvalidArgument");
      const wrong = { "x-cos-appid": stranger.appId };
      assert.equal((await ask({ path: "/jobs", headers: wrong })).outcome, "403 AccessDenied");
    });
  });

  it("are described as they were asked for", async () => {
    const sample = readFileSync(path.join(__dirname, "../fixtures/operations/CreateJob/request.xml"), "utf8");
    const answer = await ask({
      method: "POST",
      path: "/jobs",
      host: `${uin}.cos-control.ap-chengdu.myqcloud.com`,
      body: sample,
    });
    assert.equal(answer.status, 200);
    const id = answer.one("JobId") ?? "";
    const described = await ask({ path: `/jobs/${id}`, host: `${uin}.cos-control.ap-chengdu.myqcloud.com` });
    const flat = (xml: string) => xml.replace(/>\s+</g, "><").replaceAll("&quot;", '"').trim();
    for (const part of ["Manifest", "Operation", "Report", "RoleArn", "Description", "Priority"]) {
      assert.equal(elements(flat(described.text), part)[0], elements(flat(sample), part)[0], part);
    }
    assert.equal(described.one("ConfirmationRequired"), "false");
  });

  it("are all that their host knows", async () => {
    for (const request of [
      { path: "/" },
      { path: "/jobs/a/b" },
      { method: "PUT", path: "/jobs/a", body: "" },
    ]) {
      const answer = await ask(request);
      assert.equal(answer.outcome, "501 NotImplemented");
      assert.match(answer.one("Message") ?? "", /batch host/);
    }
  });

  describe("are refused", () => {
    const refused: Readonly<Record<string, [code: string, change: Partial<JobRequest>]>> = {
      "with a priority out of range": ["InvalidRequest", { priority: 2_147_483_648 }],
      "with a priority that is not a number": ["InvalidRequest", { priority: "high" }],
      "with the role of another account": [
        "InvalidRequest",
        { role: "qcs::cam::uin/100000000099:roleName/COS_Batch_QcsRole" },
      ],
      "without a role": ["MalformedXML", { role: "" }],
      "without an operation": ["MalformedXML", { operation: "" }],
      "with two operations": [
        "MalformedXML",
        { operation: `${copyTo("b-1250000000")}<COSDeleteObject></COSDeleteObject>` },
      ],
      "to copy to what is not a bucket": ["MalformedXML", { operation: copyTo("") }],
      "with a token of 65 characters": ["MalformedXML", { token: "x".repeat(65) }],
      "with a report to nowhere": ["MalformedXML", { report: "<Enabled>true</Enabled>" }],
      "to restore for 366 days": [
        "MalformedXML",
        {
          operation:
            "<COSInitiateRestoreObject><ExpirationInDays>366</ExpirationInDays><JobTier>Bulk</JobTier></COSInitiateRestoreObject>",
        },
      ],
      "with a CSV file without keys": [
        "MalformedXML",
        {
          manifest: `<Location><ETag>0</ETag><ObjectArn>${arn("b-1250000000")}/k</ObjectArn></Location><Spec>
            <Fields><member>Bucket</member></Fields><Format>COSBatchOperations_CSV_V1</Format></Spec>`,
        },
      ],
      "with an unknown format": [
        "MalformedXML",
        {
          manifest: `<Location><ETag>0</ETag><ObjectArn>${arn("b-1250000000")}/k</ObjectArn></Location>
            <Spec><Format>ORC</Format></Spec>`,
        },
      ],
    };
    for (const [how, [code, change]] of Object.entries(refused)) {
      it(how, async () => {
        const good = { operation: copyTo(target), manifest: await listOf("a") };
        const answer = await ask({ method: "POST", path: "/jobs", body: documentOf({ ...good, ...change }) });
        assert.equal(answer.outcome, `400 ${code}`, answer.text);
        assert.deepEqual((await ask({ path: "/jobs" })).all("JobId"), []);
      });
    }

    it("when they repeat the token of another", async () => {
      const request = { operation: copyTo(target), manifest: await listOf("a"), token: "once" };
      await create(request);
      const again = await ask({ method: "POST", path: "/jobs", body: documentOf(request) });
      assert.equal(again.outcome, "400 InvalidRequest");
      assert.match(again.one("Message") ?? "", /Duplicate/);
      assert.equal((await ask({ path: "/jobs" })).all("JobId").length, 1);
    });
  });
});
