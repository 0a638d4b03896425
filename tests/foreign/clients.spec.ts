import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import COS from "cos-nodejs-sdk-v5";
import { type Emulator, startEmulator } from "../../emulator";
import { type RunResult, run } from "../../tools/processes";
import { obtainCosGo, obtainCosPython, obtainPyarrow, obtainRclone } from "./obtain";
import { obtained } from "./obtained";

/** Names that break tools which escape, split or normalise them. */
const hostileNames = [
  "a b/c+d&=?.txt",
  "文件/é%20#.txt",
  "d/e/it's (1)!*.txt",
  "d/new\nline.txt",
  "..hidden",
  "d/~tilde$@:;,.txt",
  'quote"<>.xml',
  "back`tick^{}|.txt",
  "😀/%2F%25.txt",
];

let emulator: Emulator;
let folder: string;

before(async () => {
  emulator = await startEmulator();
  folder = mkdtempSync(path.join(tmpdir(), "foreign-"));
});
after(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The environment of a program that knows nothing but what it is told. */
function environment(more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: folder, LC_ALL: "C.UTF-8", ...more };
}

async function succeed(result: Promise<RunResult>): Promise<string> {
  const { exitCode, output, stdout } = await result;
  assert.equal(exitCode, 0, output);
  return stdout;
}

function filesBelow(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [path.relative(root, file), readFileSync(file).toString("base64")]),
  );
}

describe("A sync tool of Debian's, set up for COS as its own pages say,", function () {
  this.timeout(120_000);
  const rclone = obtained(obtainRclone);

  it("moves a folder of hostile names and a file of 5 MB there and back", async () => {
    const [source, back] = ["source", "back"].map((name) => path.join(folder, name)) as [string, string];
    for (const name of hostileNames) {
      mkdirSync(path.dirname(path.join(source, name)), { recursive: true });
      writeFileSync(path.join(source, name), `content of ${name}`);
    }
    writeFileSync(path.join(source, "empty"), "");
    writeFileSync(path.join(source, "large.bin"), randomBytes(5_000_000));
    const env = environment({
      RCLONE_CONFIG: path.join(folder, "none.conf"),
      RCLONE_CONFIG_COS_TYPE: "s3",
      RCLONE_CONFIG_COS_PROVIDER: "TencentCOS",
      RCLONE_CONFIG_COS_ACCESS_KEY_ID: emulator.secretId,
      RCLONE_CONFIG_COS_SECRET_ACCESS_KEY: emulator.secretKey,
      RCLONE_CONFIG_COS_ENDPOINT: "http://cos.ap-guangzhou.myqcloud.com",
      RCLONE_CONFIG_COS_ACL: "default",
      // It speaks to COS's own host names; the emulator serves them as a proxy does.
      HTTP_PROXY: emulator.url,
    });
    const sync = (...args: string[]) =>
      succeed(
        run(rclone(), [...args, "--retries", "1", "--low-level-retries", "1"], { env, timeoutMs: 60_000 }),
      );
    const place = `cos:sync-${emulator.appId}/dir`;
    await sync("mkdir", `cos:sync-${emulator.appId}`);
    await sync("sync", source, place);
    await sync("check", source, place);
    await sync("sync", place, back);
    assert.deepEqual(filesBelow(back), filesBelow(source));
    const written = emulator.requests.length;
    await sync("sync", source, place);
    const again = emulator.requests.slice(written).map(({ operation }) => operation);
    assert.ok(!again.includes("PutObject"), "a second run sends nothing again");
    await sync("purge", `cos:sync-${emulator.appId}`);
  });
});

describe("A library for columnar files from PyPI", function () {
  this.timeout(120_000);
  const pythonPath = obtained(obtainPyarrow);

  it("writes, partitions, reads, copies and removes files of 5 MB and hostile names", async () => {
    const program = `
import json, sys
import pyarrow as pa, pyarrow.dataset as ds, pyarrow.parquet as pq
from pyarrow import fs
given = json.load(sys.stdin)
cos = fs.S3FileSystem(access_key=given["id"], secret_key=given["key"], endpoint_override=given["host"], scheme="http",
                      region="ap-guangzhou", allow_bucket_creation=True, allow_bucket_deletion=True)
bucket = given["bucket"]
cos.create_dir(bucket)
table = pa.table({"n": list(range(200_000)), "s": ["row %d" % n for n in range(200_000)], "p": [n % 3 for n in range(200_000)]})
for name in given["names"]:
    path = bucket + "/" + name
    pq.write_table(table.slice(0, 10), path, filesystem=cos)
    assert pq.read_table(path, filesystem=cos).num_rows == 10, name
pq.write_table(table, bucket + "/large.parquet", filesystem=cos, compression="none")
assert pq.read_table(bucket + "/large.parquet", filesystem=cos).equals(table)
ds.write_dataset(table, bucket + "/set", filesystem=cos, format="parquet",
                 partitioning=ds.partitioning(pa.schema([("p", pa.int64())]), flavor="hive"))
assert ds.dataset(bucket + "/set", filesystem=cos, partitioning="hive").to_table().num_rows == 200_000
with cos.open_output_stream(bucket + "/parts.bin") as stream:
    stream.write(b"0123456789" * 1_500_000)
with cos.open_input_file(bucket + "/parts.bin") as file:
    file.seek(14_999_990)
    assert file.read() == b"0123456789"
cos.copy_file(bucket + "/parts.bin", bucket + "/copy.bin")
cos.move(bucket + "/copy.bin", bucket + "/moved.bin")
found = [info.path for info in cos.get_file_info(fs.FileSelector(bucket, recursive=True)) if info.is_file]
print(json.dumps(sorted(path[len(bucket) + 1:] for path in found)))
cos.delete_dir_contents(bucket)
cos.delete_dir(bucket)
`;
    const file = path.join(folder, "columnar.py");
    writeFileSync(file, program);
    const given = path.join(folder, "given.json");
    const names = hostileNames.map((name) => `${name}.parquet`);
    const bucket = `columns-${emulator.appId}`;
    const { secretId: id, secretKey: key } = emulator;
    writeFileSync(given, JSON.stringify({ id, key, host: new URL(emulator.url).host, bucket, names }), {
      mode: 0o600,
    });
    const env = environment({ PYTHONPATH: pythonPath() });
    const output = await succeed(
      run("sh", ["-c", `python3 '${file}' < '${given}'`], { env, timeoutMs: 100_000 }),
    );
    const found = JSON.parse(output) as string[];
    for (const name of [...names, "large.parquet", "parts.bin", "moved.bin"]) {
      assert.ok(found.includes(name), name);
    }
    assert.equal(found.filter((name) => name.startsWith("set/p=")).length, 3);
    assert.ok(emulator.requests.some(({ operation }) => operation === "CompleteMultipartUpload"));
  });
});

describe("Tencent's SDK for Python", function () {
  this.timeout(120_000);
  const pythonPath = obtained(obtainCosPython);

  async function runPython(program: string, bucket: string): Promise<void> {
    const file = path.join(folder, `${bucket}.py`);
    writeFileSync(file, program);
    const given = path.join(folder, `${bucket}.json`);
    const { secretId: id, secretKey: key, url } = emulator;
    writeFileSync(given, JSON.stringify({ id, key, url, bucket }), { mode: 0o600 });
    const env = environment({ PYTHONPATH: pythonPath() });
    await succeed(run("sh", ["-c", `python3 '${file}' < '${given}'`], { env, timeoutMs: 60_000 }));
  }

  it("selects by SQL, follows symbolic links, and limits its traffic", async () => {
    const program = `
import json, sys
from qcloud_cos import CosConfig, CosS3Client
from qcloud_cos.cos_exception import CosServiceError
given = json.load(sys.stdin)
cos = CosS3Client(CosConfig(Region="ap-guangzhou", SecretId=given["id"], SecretKey=given["key"], Scheme="http",
                            Proxies={"http": given["url"]}), retry=0)
bucket = given["bucket"]
cos.create_bucket(Bucket=bucket)
cos.put_object(Bucket=bucket, Key="people.csv", Body=b"Id,Name\\n1,Ann\\n2,Bob\\n")
def select(sql, **output):
    return cos.select_object_content(
        Bucket=bucket, Key="people.csv", Expression=sql, ExpressionType="SQL",
        InputSerialization={"CompressionType": "NONE", "CSV": {"FileHeaderInfo": "USE"}},
        OutputSerialization=output or {"CSV": {"RecordDelimiter": "\\n"}}, RequestProgress={"Enabled": "TRUE"})
assert select("SELECT s.Name FROM COSObject s")["Payload"].get_select_result() == b"Ann\\nBob\\n"
events = [list(event)[0] for event in select("SELECT COUNT(*) FROM COSObject s", JSON={"RecordDelimiter": "\\n"})["Payload"]]
assert events == ["Records", "Progress", "Stats", "End"], events
try:
    select("SELECT s.None FROM COSObject s")
    raise AssertionError("a wrong header was taken")
except CosServiceError as error:
    assert error.get_error_code() == "MissingHeaderName", error
cos.put_symlink(Bucket=bucket, SymlinkName="link", SymlinkTarget="people.csv")
assert cos.get_symlink(Bucket=bucket, SymlinkName="link")["x-cos-symlink-target"] == "people.csv"
assert cos.get_object(Bucket=bucket, Key="link")["Body"].get_raw_stream().read() == b"Id,Name\\n1,Ann\\n2,Bob\\n"
cos.put_object(Bucket=bucket, Key="slow", Body=b"x" * 60000, TrafficLimit="819200")
try:
    cos.get_object(Bucket=bucket, Key="slow", TrafficLimit="1")
    raise AssertionError("a limit out of range was taken")
except CosServiceError as error:
    assert error.get_status_code() == 400, error
`;
    await runPython(program, `python-${emulator.appId}`);
    const asked = new Set(emulator.requests.map(({ operation }) => operation));
    for (const name of ["SelectObjectContent", "PutSymlink", "GetSymlink"]) {
      assert.ok(asked.has(name), name);
    }
  });

  it("makes, switches, describes, lists and deletes live channels, and fetches an object", async () => {
    const program = `
import json, sys, time
from qcloud_cos import CosConfig, CosS3Client
from qcloud_cos.cos_exception import CosServiceError
given = json.load(sys.stdin)
cos = CosS3Client(CosConfig(Region="ap-guangzhou", SecretId=given["id"], SecretKey=given["key"], Scheme="http",
                            Proxies={"http": given["url"]}), retry=0)
bucket = given["bucket"]
cos.create_bucket(Bucket=bucket)
configuration = {"Description": "a camera", "Switch": "Enabled",
                 "Target": {"Type": "HLS", "FragDuration": "3", "FragCount": "5"}}
made = cos.put_live_channel(Bucket=bucket, ChannelName="ch1", LiveChannelConfiguration=configuration)
assert made["PublishUrls"]["Url"].startswith("rtmp://%s.cos.ap-guangzhou.myqcloud.com/live/ch1?q-sign" % bucket), made
cos.put_live_channel_switch(Bucket=bucket, ChannelName="ch1", Switch="disabled")
info = cos.get_live_channel_info(Bucket=bucket, ChannelName="ch1")
assert (info["Switch"], info["Target"]["FragCount"], info["Description"]) == ("Disabled", "5", "a camera"), info
assert cos.get_live_channel_status(Bucket=bucket, ChannelName="ch1")["Status"] == "Idle"
assert "LiveRecord" not in cos.get_live_channel_history(Bucket=bucket, ChannelName="ch1")
cos.put_live_channel(Bucket=bucket, ChannelName="ch2", LiveChannelConfiguration=configuration)
page = cos.list_live_channel(Bucket=bucket, MaxKeys=1, Prefix="ch")
assert [each["Name"] for each in page["LiveChannel"]] == ["ch1"], page
rest = cos.list_live_channel(Bucket=bucket, MaxKeys=1, Prefix="ch", Marker=page["NextMarker"])
assert [each["Name"] for each in rest["LiveChannel"]] == ["ch2"] and rest["IsTruncated"] == "false", rest
cos.put_object(Bucket=bucket, Key="ch1/1606549744437_1_3000.ts", Body=b"segment")
period = {"StartTime": 1606523814, "EndTime": 1606552614}
playlist = cos.get_vod_playlist(Bucket=bucket, ChannelName="ch1", **period)
assert playlist.endswith(b"#EXTINF:3,\\n1606549744437_1_3000.ts\\n"), playlist
cos.post_vod_playlist(Bucket=bucket, ChannelName="ch1", PlaylistName="evening.m3u8", **period)
assert cos.get_object(Bucket=bucket, Key="ch1/evening.m3u8")["Body"].get_raw_stream().read() == playlist
cos.delete_live_channel(Bucket=bucket, ChannelName="ch1")
try:
    cos.get_live_channel_info(Bucket=bucket, ChannelName="ch1")
    raise AssertionError("a deleted channel was described")
except CosServiceError as error:
    assert error.get_status_code() == 404, error
cos.put_bucket_policy(Bucket=bucket, Policy={"version": "2.0", "Statement": [{
    "Principal": {"service": "cos.qcloud.com"}, "Effect": "Allow", "Action": ["name/cos:PutObject"],
    "Resource": ["qcs::cos:ap-guangzhou:uid/%s:%s/*" % (bucket.split("-")[-1], bucket)]}]})
cos.put_object(Bucket=bucket, Key="source", Body=b"content", ACL="public-read")
def fetch(url):
    task = cos.put_async_fetch_task(Bucket=bucket, FetchTaskConfiguration={"Url": url, "Key": "fetched"})["data"]["taskid"]
    while True:
        data = cos.get_async_fetch_task(Bucket=bucket, TaskId=task)["data"]
        if data["status"] != "TASK_DOING":
            return data
        time.sleep(0.01)
assert fetch("http://example.com/a")["status"] == "TASK_FAILED"
done = fetch("%s/%s/source" % (given["url"], bucket))
assert (done["status"], done["percent"]) == ("TASK_SUCCESS", 100), done
assert cos.get_object(Bucket=bucket, Key="fetched")["Body"].get_raw_stream().read() == b"content"
`;
    await runPython(program, `live-${emulator.appId}`);
  });
});

/** Makes a job from the list on its standard input, confirms it, waits for it, and prints what it was told. */
const jobsInGo = `package main

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/tencentyun/cos-go-sdk-v5"
)

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	var given struct{ Id, Key, Uin, List, ETag, Target string; Appid int }
	must(json.NewDecoder(os.Stdin).Decode(&given))
	control, _ := url.Parse("http://" + given.Uin + ".cos-control.ap-guangzhou.myqcloud.com")
	client := cos.NewClient(&cos.BaseURL{BatchURL: control}, &http.Client{
		Transport: &cos.AuthorizationTransport{SecretID: given.Id, SecretKey: given.Key},
	})
	ctx := context.Background()
	headers := &cos.BatchRequestHeaders{XCosAppid: given.Appid}
	until := func(id string, status string) *cos.BatchDescribeJob {
		for {
			described, _, err := client.Batch.DescribeJob(ctx, id, headers)
			must(err)
			if described.Job.Status == status {
				return described.Job
			}
			if strings.HasSuffix(described.Job.Status, "ed") && described.Job.Status != "Suspended" {
				panic(described.Job.Status)
			}
			time.Sleep(5 * time.Millisecond)
		}
	}
	created, _, err := client.Batch.CreateJob(ctx, &cos.BatchCreateJobOptions{
		ClientRequestToken:   "from-go",
		ConfirmationRequired: "true",
		Description:          "a job of Go",
		Manifest: &cos.BatchJobManifest{
			Location: &cos.BatchJobManifestLocation{ETag: given.ETag, ObjectArn: given.List},
			Spec: &cos.BatchJobManifestSpec{
				Fields: []string{"Bucket", "Key"},
				Format: "COSBatchOperations_CSV_V1",
			},
		},
		Operation: &cos.BatchJobOperation{PutObjectCopy: &cos.BatchJobOperationCopy{
			TargetResource: given.Target,
			StorageClass:   "STANDARD_IA",
		}},
		Priority: 1,
		Report:   &cos.BatchJobReport{Enabled: "false"},
		RoleArn:  "qcs::cam::uin/" + given.Uin + ":roleName/COS_Batch_QcsRole",
	}, headers)
	must(err)
	id := created.JobId
	until(id, "Suspended")
	listed, _, err := client.Batch.ListJobs(ctx, &cos.BatchListJobsOptions{JobStatuses: "Suspended"}, headers)
	must(err)
	priority, _, err := client.Batch.UpdateJobPriority(ctx, &cos.BatchUpdatePriorityOptions{JobId: id, Priority: 7}, headers)
	must(err)
	status, _, err := client.Batch.UpdateJobStatus(ctx, &cos.BatchUpdateStatusOptions{JobId: id, RequestedJobStatus: "Ready"}, headers)
	must(err)
	job := until(id, "Complete")
	_, err = client.Batch.DeleteJob(ctx, id, headers)
	must(err)
	_, _, gone := client.Batch.DescribeJob(ctx, id, headers)
	code, _ := cos.IsCOSError(gone)
	must(json.NewEncoder(os.Stdout).Encode(map[string]any{
		"job": job, "listed": listed.Jobs.Members, "priority": priority.Priority, "status": status.Status,
		"gone": code.Code,
	}))
}
`;

/** Fetches an object as its standard input says, waits for the end of the task, and prints how it ended. */
const fetchInGo = `package main

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"time"

	"github.com/tencentyun/cos-go-sdk-v5"
)

func main() {
	var given struct{ Id, Key, Bucket, Url string }
	if err := json.NewDecoder(os.Stdin).Decode(&given); err != nil {
		panic(err)
	}
	migration, _ := url.Parse("http://ap-guangzhou.migration.myqcloud.com")
	client := cos.NewClient(&cos.BaseURL{FetchURL: migration}, &http.Client{
		Transport: &cos.AuthorizationTransport{SecretID: given.Id, SecretKey: given.Key},
	})
	ctx := context.Background()
	made, _, err := client.Object.PutFetchTask(ctx, given.Bucket, &cos.PutFetchTaskOptions{Url: given.Url, Key: "from go"})
	if err != nil {
		panic(err)
	}
	for {
		task, _, err := client.Object.GetFetchTask(ctx, given.Bucket, made.Data.TaskId)
		if err != nil {
			panic(err)
		}
		if task.Data.Status != "TASK_DOING" {
			json.NewEncoder(os.Stdout).Encode(task)
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
}
`;

describe("Tencent's SDK for Go", function () {
  this.timeout(120_000);
  const program = obtained(() => obtainCosGo(jobsInGo));
  const fetching = obtained(() => obtainCosGo(fetchInGo));

  it("makes a batch job, confirms it, waits for its end, and deletes it", async () => {
    const bucket = `go-${emulator.appId}`;
    const cos = new COS({
      SecretId: emulator.secretId,
      SecretKey: emulator.secretKey,
      Protocol: "http:",
      Proxy: emulator.url,
    });
    const place = { Bucket: bucket, Region: "ap-guangzhou" };
    await cos.putBucket(place);
    await cos.putObject({ ...place, Key: "a ü", Body: "content" });
    const list = `${bucket},a%20%C3%BC\n${bucket},none\n`;
    const { ETag } = await cos.putObject({ ...place, Key: "list.csv", Body: list });
    await cos.putBucket({ ...place, Bucket: `copies-${bucket}` });
    const given = {
      Id: emulator.secretId,
      Key: emulator.secretKey,
      Uin: emulator.uin,
      Appid: Number(emulator.appId),
      ETag,
      List: `qcs::cos:ap-guangzhou::${bucket}/list.csv`,
      Target: `qcs::cos:ap-guangzhou::copies-${bucket}`,
    };
    const file = path.join(folder, "job.json");
    writeFileSync(file, JSON.stringify(given));
    const env = environment({ HTTP_PROXY: emulator.url });
    const stdout = await succeed(run("sh", ["-c", `'${program()}' < '${file}'`], { env, timeoutMs: 60_000 }));
    const { job, listed, priority, status, gone } = JSON.parse(stdout);
    assert.deepEqual([priority, status, gone], [7, "Ready", "NoSuchJob"]);
    assert.deepEqual(
      [listed.length, listed[0].Operation, listed[0].Description],
      [1, "COSPutObjectCopy", "a job of Go"],
    );
    assert.deepEqual(job.ProgressSummary, {
      NumberOfTasksFailed: 1,
      NumberOfTasksSucceeded: 1,
      TotalNumberOfTasks: 2,
    });
    assert.deepEqual(
      [job.Priority, job.Operation.PutObjectCopy.TargetResource, job.Manifest.Spec.Fields],
      [7, given.Target, ["Bucket", "Key"]],
    );
    const copy = await cos.headObject({ ...place, Bucket: `copies-${bucket}`, Key: "a ü" });
    assert.equal(copy.headers?.["x-cos-storage-class"], "STANDARD_IA");
  });

  it("has an object fetched, and is told how the task ends", async () => {
    const Bucket = `go-fetch-${emulator.appId}`;
    const cos = new COS({
      SecretId: emulator.secretId,
      SecretKey: emulator.secretKey,
      Protocol: "http:",
      Proxy: emulator.url,
    });
    const place = { Bucket, Region: "ap-guangzhou" };
    await cos.putBucket(place);
    await cos.putObject({ ...place, Key: "source", Body: "content", ACL: "public-read" });
    const ask = async (Url: string) => {
      const file = path.join(folder, "fetch.json");
      writeFileSync(file, JSON.stringify({ Id: emulator.secretId, Key: emulator.secretKey, Bucket, Url }));
      const env = environment({ HTTP_PROXY: emulator.url });
      return JSON.parse(
        await succeed(run("sh", ["-c", `'${fetching()}' < '${file}'`], { env, timeoutMs: 60_000 })),
      );
    };
    const refused = await ask(`${emulator.url}/${Bucket}/source`);
    assert.deepEqual([refused.data.status, refused.data.code], ["TASK_FAILED", "AccessDenied"]);
    const statement = {
      Principal: { service: "cos.qcloud.com" },
      Effect: "Allow",
      Action: ["name/cos:PutObject"],
      Resource: [`qcs::cos:ap-guangzhou:uid/${emulator.appId}:${Bucket}/*`],
    };
    await cos.putBucketPolicy({ ...place, Policy: { version: "2.0", Statement: [statement] } as never });
    const { code, message, data } = await ask(`${emulator.url}/${Bucket}/source`);
    assert.deepEqual([code, message, data], [undefined, "SUCCESS", { percent: 100, status: "TASK_SUCCESS" }]);
    assert.equal(String((await cos.getObject({ ...place, Key: "from go" })).Body), "content");
  });
});
