import assert from "node:assert/strict";
import type { SendAnswer, UsableValue } from "../../cli/explore/wire";
import { type CallBench, startCallBench } from "./calls";

let bench: CallBench;
let Bucket: string;

before(async () => {
  bench = await startCallBench();
  Bucket = await bench.createBucket();
});
after(() => bench.close());

const region = "ap-guangzhou";

function useOf({ response }: SendAnswer, field: string, value?: string): UsableValue {
  const found = response?.uses.find(
    (use) => use.field === field && (value === undefined || use.value === value),
  );
  assert.ok(
    found,
    `no ${field} among ${JSON.stringify(response?.uses.map((use) => [use.field, use.value]))}`,
  );
  return found;
}

function parametersFor(use: UsableValue, operation: string) {
  const found = use.operations.find(({ name }) => name === operation);
  assert.ok(found, `${operation} does not take ${use.field}`);
  return found.parameters;
}

describe("What an answer holds for other calls", () => {
  it("is offered to them with all that they need of this one: an upload goes from its beginning to its end", async () => {
    const begun = await bench.send({
      operation: "InitiateMultipartUpload",
      parameters: { Bucket, Region: region, Key: "a/b c", ContentType: "text/plain" },
    });
    const use = useOf(begun, "UploadId");
    assert.deepEqual(use.operations.map(({ name }) => name).sort(), [
      "AbortMultipartUpload",
      "CompleteMultipartUpload",
      "ListParts",
      "UploadPart",
      "UploadPartCopy",
    ]);
    const place = { Bucket, Region: region, Key: "a/b c", UploadId: use.value };
    assert.deepEqual(parametersFor(use, "UploadPart"), place);
    const part = await bench.send({
      operation: "UploadPart",
      parameters: { ...parametersFor(use, "UploadPart"), PartNumber: "1" },
      content: { text: "part" },
    });
    assert.equal(part.response?.status, 200);
    const listed = await bench.send({ operation: "ListParts", parameters: parametersFor(use, "ListParts") });
    assert.deepEqual(parametersFor(useOf(listed, "UploadId"), "CompleteMultipartUpload"), place);
    const uploads = await bench.send({
      operation: "ListMultipartUploads",
      parameters: { Bucket, Region: region },
    });
    assert.deepEqual(parametersFor(useOf(uploads, "UploadId", use.value), "AbortMultipartUpload"), place);
    const ended = await bench.send({
      operation: "AbortMultipartUpload",
      parameters: parametersFor(use, "AbortMultipartUpload"),
      confirmed: true,
    });
    assert.equal(ended.response?.status, 204);
  });

  it("is each version with its own key", async () => {
    const versioned = await bench.createBucket();
    await bench.cos.putBucketVersioning({ Bucket: versioned, Body: { Status: "Enabled" } });
    const ids: string[] = [];
    for (const Key of ["one", "two"]) {
      const { head } = await bench.cos.putObject({ Bucket: versioned, Key, Body: Key });
      ids.push(head.VersionId ?? "");
    }
    const listed = await bench.send({
      operation: "GetBucketObjectVersions",
      parameters: { Bucket: versioned },
    });
    for (const [index, Key] of ["one", "two"].entries()) {
      const use = useOf(listed, "VersionId", ids[index]);
      assert.deepEqual(parametersFor(use, "GetObject"), { Bucket: versioned, Key, VersionId: ids[index] });
      const { response } = await bench.send({
        operation: "GetObject",
        parameters: parametersFor(use, "GetObject"),
      });
      assert.equal(response?.text, Key);
    }
    const put = await bench.send({
      operation: "PutObject",
      parameters: { Bucket: versioned, Key: "three" },
      content: { text: "3" },
    });
    const version = useOf(put, "VersionId");
    assert.deepEqual(parametersFor(version, "DeleteObject"), {
      Bucket: versioned,
      Key: "three",
      VersionId: version.value,
    });
    const etag = useOf(put, "IfMatch");
    assert.equal(etag.value, put.response?.headers.etag);
    assert.deepEqual(parametersFor(etag, "GetObject"), {
      Bucket: versioned,
      Key: "three",
      IfMatch: etag.value,
    });
  });

  it("is each bucket with its region, for calls that need no key", async () => {
    const elsewhere = `far-${bench.emulator.appId}`;
    await bench.cos.putBucket({ Bucket: elsewhere, Region: "ap-beijing" });
    const answer = await bench.send({ operation: "GetService", parameters: {} });
    const use = useOf(answer, "Bucket", elsewhere);
    assert.deepEqual(parametersFor(use, "GetBucketCors"), { Bucket: elsewhere, Region: "ap-beijing" });
    assert.ok(!use.operations.some(({ name }) => name === "GetObject"));
  });

  it("is each key of a listing", async () => {
    await bench.cos.putObject({ Bucket, Key: "dir/<b>ü 文", Body: "x" });
    const answer = await bench.send({
      operation: "GetBucket",
      parameters: { Bucket, Prefix: "dir/", EncodingType: "url" },
    });
    assert.deepEqual(parametersFor(useOf(answer, "Key"), "HeadObject"), { Bucket, Key: "dir/<b>ü 文" });
    const folders = await bench.send({ operation: "GetBucket", parameters: { Bucket, Delimiter: "/" } });
    assert.deepEqual(parametersFor(useOf(folders, "Prefix", "dir/"), "GetBucket"), {
      Bucket,
      Prefix: "dir/",
    });
  });

  it("is the id of a configuration for calls about its own kind alone", async () => {
    const inventory = {
      Id: "list1",
      IsEnabled: false,
      Destination: {
        COSBucketDestination: {
          Format: "CSV",
          Bucket: `qcs::cos:${region}::${Bucket}`,
          AccountId: "100000000001",
        },
      },
      Schedule: { Frequency: "Daily" },
      IncludedObjectVersions: "Current",
    };
    await bench.cos.call("PutBucketInventory", { Bucket, Id: "list1", Body: inventory } as never);
    const answer = await bench.send({
      operation: "ListBucketInventoryConfigurations",
      parameters: { Bucket },
    });
    const use = useOf(answer, "Id", "list1");
    assert.deepEqual(use.operations.map(({ name }) => name).sort(), [
      "DeleteBucketInventory",
      "GetBucketInventory",
      "PostBucketInventory",
      "PutBucketInventory",
    ]);
  });

  it("is the id of a job", async () => {
    const { response } = await bench.send({
      operation: "CreateJob",
      parameters: { Uin: bench.emulator.uin, Appid: bench.emulator.appId },
      body: { format: "xml", text: await jobDocument() },
    });
    const jobs = await bench.send({ operation: "ListJobs", parameters: { Uin: bench.emulator.uin } });
    const use = useOf(jobs, "JobId");
    assert.ok(response?.text?.includes(use.value), response?.text);
    const described = await bench.send({
      operation: "DescribeJob",
      parameters: parametersFor(use, "DescribeJob"),
    });
    assert.equal(described.response?.status, 200, JSON.stringify(described.error));
  });

  it("is not offered where an error is answered", async () => {
    const { response } = await bench.send({ operation: "GetObject", parameters: { Bucket, Key: "gone" } });
    assert.deepEqual(response?.uses, []);
  });

  async function jobDocument(): Promise<string> {
    await bench.cos.putObject({ Bucket, Key: "manifest.csv", Body: `${Bucket},copied\n` });
    const { head } = await bench.cos.headObject({ Bucket, Key: "manifest.csv" });
    return `<CreateJobRequest><ClientRequestToken>token</ClientRequestToken><ConfirmationRequired>true</ConfirmationRequired><Description>d</Description><Manifest><Location><ETag>${head.ETag}</ETag><ObjectArn>qcs::cos:${region}:uid/${bench.emulator.appId}:${Bucket}/manifest.csv</ObjectArn></Location><Spec><Fields><member>Bucket</member><member>Key</member></Fields><Format>COSBatchOperations_CSV_V1</Format></Spec></Manifest><Operation><COSPutObjectCopy><TargetResource>qcs::cos:${region}:uid/${bench.emulator.appId}:${Bucket}</TargetResource></COSPutObjectCopy></Operation><Priority>1</Priority><Report><Bucket>qcs::cos:${region}:uid/${bench.emulator.appId}:${Bucket}</Bucket><Enabled>false</Enabled><Format>Report_CSV_V1</Format><Prefix>r</Prefix><ReportScope>AllTasks</ReportScope></Report><RoleArn>qcs::cam::uin/${bench.emulator.uin}:roleName/r</RoleArn></CreateJobRequest>`;
  }
});

describe("The next page", () => {
  it("follows from its parameters, to the end of a listing", async () => {
    const listed = await bench.createBucket();
    const keys = Array.from({ length: 7 }, (_, index) => `key ${index}`);
    for (const Key of keys) {
      await bench.cos.putObject({ Bucket: listed, Key, Body: "" });
    }
    for (const operation of ["GetBucket", "GetBucketObjectVersions"]) {
      const found: string[] = [];
      let next: Readonly<Record<string, string>> | undefined = {};
      let pages = 0;
      while (next !== undefined) {
        const { response }: SendAnswer = await bench.send({
          operation,
          parameters: { Bucket: listed, MaxKeys: "3", ...next },
        });
        const { Contents, Version } = JSON.parse(response?.json ?? "");
        found.push(...(Contents ?? Version).map(({ Key }: { Key: string }) => Key));
        next = response?.next;
        pages++;
      }
      assert.deepEqual([found, pages], [keys, 3], operation);
    }
  });

  it("empties what only an earlier page needed", async () => {
    const { response } = await bench.send({
      operation: "ListMultipartUploads",
      parameters: { Bucket, KeyMarker: "x", UploadIdMarker: "y" },
    });
    assert.equal(response?.next, undefined);
  });
});

describe("Values for a field", () => {
  const suggest = async (operation: string, field: string, parameters: Record<string, string>) => {
    const draft = { target: "cos", operation, parameters };
    const told = await bench.ask("POST", "/api/suggest", { draft, field });
    assert.equal(told.status, 200, told.body.toString());
    return told.json<{ values: { value: string; note?: string }[]; reason?: string }>();
  };

  it("are buckets with their regions, and regions with their names", async () => {
    const { values } = await suggest("GetBucketCors", "Bucket", {});
    assert.equal(values.find(({ value }) => value === Bucket)?.note, region);
    const { values: regions } = await suggest("GetBucketCors", "Region", {});
    const names = regions.map(({ value }) => value);
    assert.ok(names.indexOf(region) < names.indexOf("eu-frankfurt"));
    assert.equal(regions.find(({ value }) => value === region)?.note, "Guangzhou");
    assert.equal(new Set(names).size, names.length);
  });

  it("are keys that begin as it was typed, and prefixes", async () => {
    for (const Key of ["photos/1.png", "photos/2.png", "texts/a & b.txt"]) {
      await bench.cos.putObject({ Bucket, Key, Body: "x" });
    }
    const { values } = await suggest("GetObject", "Key", { Bucket, Key: "photos/" });
    assert.deepEqual(
      values.map(({ value }) => value),
      ["photos/1.png", "photos/2.png"],
    );
    const { values: texts } = await suggest("GetObject", "Key", { Bucket, Key: "texts" });
    assert.deepEqual(
      texts.map(({ value }) => value),
      ["texts/a & b.txt"],
    );
    const { values: prefixes } = await suggest("GetBucket", "Prefix", { Bucket, Prefix: "" });
    assert.ok(
      prefixes.some(({ value }) => value === "photos/"),
      JSON.stringify(prefixes),
    );
  });

  it("are uploads and versions of the key", async () => {
    const { body } = await bench.cos.initiateMultipartUpload({ Bucket, Key: "photos/1.png" });
    await bench.cos.initiateMultipartUpload({ Bucket, Key: "photos/1.png.old" });
    const { values } = await suggest("AbortMultipartUpload", "UploadId", { Bucket, Key: "photos/1.png" });
    assert.deepEqual(
      values.map(({ value }) => value),
      [body.UploadId],
    );
    await bench.cos.putBucketVersioning({ Bucket, Body: { Status: "Enabled" } });
    const { head } = await bench.cos.putObject({ Bucket, Key: "photos/1.png", Body: "new" });
    const { values: versions } = await suggest("GetObject", "VersionId", { Bucket, Key: "photos/1.png" });
    assert.deepEqual(
      versions.map(({ value }) => value),
      [head.VersionId, "null"],
    );
  });

  it("are sources of copies: a bucket, then its keys", async () => {
    const { values } = await suggest("PutObjectCopy", "CopySource", { Bucket });
    const host = `${Bucket}.cos.${region}.myqcloud.com/`;
    assert.ok(values.some(({ value }) => value === host));
    const { values: keys } = await suggest("PutObjectCopy", "CopySource", { CopySource: `${host}texts` });
    assert.deepEqual(
      keys.map(({ value }) => value),
      [`${host}texts/a%20%26%20b.txt`],
    );
    const copied = await bench.send({
      operation: "PutObjectCopy",
      parameters: { Bucket, Key: "copy", CopySource: keys[0]?.value ?? "" },
    });
    assert.equal(copied.response?.status, 200);
  });

  it("are ids of configurations and of jobs", async () => {
    const { values } = await suggest("GetBucketInventory", "Id", { Bucket });
    assert.deepEqual(
      values.map(({ value }) => value),
      ["list1"],
    );
    assert.deepEqual((await suggest("GetBucketIntelligentTiering", "Id", { Bucket })).values, []);
    const { values: jobs } = await suggest("DescribeJob", "JobId", { Uin: bench.emulator.uin });
    assert.equal(jobs.length, 1);
  });

  it("have a reason when there are none", async () => {
    assert.match((await suggest("GetObject", "Key", {})).reason ?? "", /bucket/);
    assert.match(
      (await suggest("GetObject", "Key", { Bucket: "gone-1250000000" })).reason ?? "",
      /exist|bucket/i,
    );
    assert.notEqual((await suggest("PutBucketCors", "ContentMD5", { Bucket })).reason, undefined);
    assert.notEqual((await suggest("GetLiveChannel", "ChannelName", { Bucket })).reason, undefined);
  });
});
