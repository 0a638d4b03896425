/** Batch jobs, as a program drives them: every call goes to the host of the account that it finds by itself. */

import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { CosServiceError } from "../../provider/client";
import { type ApiBench, region, startApiBench } from "./bench";

describe("Batch jobs by the API", () => {
  let bench: ApiBench;
  let Bucket: string;
  const Appid = 1250000000;
  before(async () => {
    bench = await startApiBench();
    Bucket = await bench.createBucket();
  });
  after(() => bench.close());

  const resource = (name: string) => `qcs::cos:${region}::${name}`;

  async function create(token: string, ConfirmationRequired: boolean): Promise<string> {
    const { body } = await bench.cos.call("PutObject", {
      Bucket,
      Key: "list.csv",
      Body: `${Bucket},a%20%C3%BC\n`,
    });
    const { ETag } = body as { ETag: string };
    const answer = await bench.cos.createJob({
      Appid,
      Body: {
        ClientRequestToken: token,
        ConfirmationRequired,
        Description: "a job",
        Manifest: {
          Location: { ETag, ObjectArn: resource(`${Bucket}/list.csv`) },
          Spec: { Fields: { member: ["Bucket", "Key"] }, Format: "COSBatchOperations_CSV_V1" },
        },
        Operation: {
          COSPutObjectCopy: {
            TargetResource: resource(Bucket),
            PrefixReplace: true,
            TargetKeyPrefix: "copies/",
          },
        },
        Priority: 1,
        Report: { Enabled: false },
        RoleArn: `qcs::cam::uin/${bench.emulator.uin}:roleName/COS_Batch_QcsRole`,
      },
    });
    return answer.body.JobId;
  }

  async function until(JobId: string, status: string) {
    for (;;) {
      const { Job } = (await bench.cos.describeJob({ JobId })).body;
      if (Job.Status === status) {
        return Job;
      }
      assert.ok(!["Complete", "Failed", "Cancelled"].includes(Job.Status), JSON.stringify(Job));
      await wait(5);
    }
  }

  it("are made, listed in pages, confirmed, described and deleted", async () => {
    await bench.cos.call("PutObject", { Bucket, Key: "a ü", Body: "content" });
    const first = await create("first", true);
    const second = await create("second", true);
    await until(first, "Suspended");
    await until(second, "Suspended");
    const listed: string[] = [];
    for await (const { body } of bench.cos.pages("ListJobs", {
      Appid,
      JobStatuses: ["Suspended"],
      MaxResults: 1,
    })) {
      const jobs = body.Jobs.member ?? [];
      assert.deepEqual(
        jobs.map(({ Operation }) => Operation),
        ["COSPutObjectCopy"],
      );
      listed.push(...jobs.map(({ JobId }) => JobId));
    }
    assert.deepEqual(listed, [second, first]);
    const priority = await bench.cos.updateJobPriority({ Appid, JobId: first, Priority: 5 });
    assert.deepEqual(priority.body, { JobId: first, Priority: 5 });
    const ready = await bench.cos.updateJobStatus({ Appid, JobId: first, RequestedJobStatus: "Ready" });
    assert.equal(ready.body.Status, "Ready");
    const job = await until(first, "Complete");
    assert.deepEqual(job.ProgressSummary, {
      NumberOfTasksFailed: 0,
      NumberOfTasksSucceeded: 1,
      TotalNumberOfTasks: 1,
    });
    assert.deepEqual([job.Priority, job.ConfirmationRequired, job.Report?.Enabled], [5, true, false]);
    const { body } = await bench.cos.call("GetObject", { Bucket, Key: "copies/a ü" });
    assert.equal(await new Response(body as unknown as ReadableStream).text(), "content");
    await bench.cos.deleteJob({ Appid, JobId: first });
    await assert.rejects(bench.cos.describeJob({ Appid, JobId: first }), (error) => {
      assert.ok(CosServiceError.isInstance(error));
      assert.deepEqual([error.status, error.code], [404, "NoSuchJob"]);
      return true;
    });
  });
});
