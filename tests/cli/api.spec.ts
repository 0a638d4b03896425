import assert from "node:assert/strict";
import { operationCommand } from "../../cli/api/operationCommand";
import { skeletonOf } from "../../cli/api/skeleton";
import { validateJson } from "../../provider/api/json/validate";
import { operations } from "../../provider/api/operations";
import { operationNames } from "../../provider/api/operations/names";
import { namedParameters } from "../../provider/api/parameters";
import { region } from "../api/bench";
import { useCommandLine } from "./commandLine";

describe("pulumi-tencentcos api", function () {
  this.timeout(60_000);
  const line = useCommandLine();

  it("lists every operation, by families", async () => {
    const { status, stdout } = await line.run(["api"]);
    assert.equal(status, 0);
    assert.match(stdout, /^Service and buckets\n {2}get-service +GET Service/);
    const listed = stdout.match(/^ {2}[a-z-]+/gm) ?? [];
    assert.equal(listed.length, operationNames.length);
    const { stdout: json } = await line.run(["api", "--output", "json"]);
    assert.deepEqual(
      (JSON.parse(json) as { name: string }[]).map(({ name }) => name),
      operationNames,
    );
  });

  it("finds an operation by what an SDK, a header, a permission or an error calls it", async () => {
    for (const words of [
      ["setBucketCrossOriginConfiguration"],
      ["--search", "put_bucket_cors"],
      ["Bucket.PutCORS"],
      ["--search", "PUT Bucket cors"],
    ]) {
      const { stdout } = await line.run(["api", ...words]);
      assert.match(
        stdout,
        /^put-bucket-cors {2}PUT Bucket cors\n {2}operation +PutBucketCors\n/,
        words.join(" "),
      );
    }
    for (const [word, command] of [
      ["x-cos-rename-source", "rename-object"],
      ["name/cos:PutBucketCORS", "put-bucket-cors"],
      ["AppendPositionErr", "append-object"],
    ] as const) {
      assert.ok((await line.run(["api", word])).stdout.includes(command), word);
    }
  });

  it("says so when what it prints cannot be written, such as on a full disk", async function () {
    if (process.platform !== "linux") {
      this.skip(); // Only there is a device that is always full.
    }
    const { status, stderr } = await line.run(["api"], { into: "/dev/full" });
    assert.equal(status, 1);
    assert.match(stderr, /^error: the standard output cannot be written: ENOSPC: no space left on device/);
  });

  it("says which operation may be meant when none fits", async () => {
    const { status, stdout, stderr } = await line.run(["api", "put-bukcet-cors"]);
    assert.deepEqual([status, stdout], [2, ""]);
    assert.equal(
      stderr,
      'error: no operation of COS fits "put-bukcet-cors": did you mean put-bucket-cors?\n',
    );
  });

  it("describes the flags of an operation, whatever it is called", async () => {
    for (const name of ["get-bucket", "GetBucket", "list-objects"]) {
      const { status, stdout } = await line.run(["api", name, "--help"]);
      assert.equal(status, 0);
      assert.match(stdout, /--max-keys <number> +The most .*\(1 to 1000; default: 1000\)/s);
      assert.match(stdout, /https:\/\/www\.tencentcloud\.com\/document\/product\/436\/30614/);
    }
  });

  it("answers --help without loading the table, a client or a parser", async () => {
    const teller = line.write(
      "teller.cjs",
      'process.on("exit", () => console.error(Object.keys(require.cache).join("\\n")));',
    );
    const loaded = async (...args: string[]) => {
      const { stderr } = await line.run(args, { env: { NODE_OPTIONS: `--require ./${teller}` } });
      return stderr.split("\n").map((file) => file.replaceAll("\\", "/"));
    };
    const heavy =
      /\/lib\/provider\/(api|codec|resources)\/|client\/client\.js|\/(saxes|undici|jmespath|@pulumi)\//;
    const files = await loaded("api", "--help");
    assert.ok(files.some((file) => file.endsWith("/lib/cli/api.js")));
    assert.deepEqual(
      files.filter((file) => heavy.test(file)),
      [],
    );
    assert.ok((await loaded("api", "get-bucket", "--help")).some((file) => heavy.test(file)));
  });

  it("has a flag for every parameter of every operation", async () => {
    for (const operation of operations) {
      const flags = operationCommand(operation, operation.name).options.map(({ long }) => long);
      assert.equal(new Set(flags).size, flags.length, `${operation.name}: ${flags}`);
      const free = [...namedParameters(operation).values()].filter(
        ({ facts }) => !(facts.required && facts.values?.length === 1),
      );
      assert.ok(flags.length >= free.length);
      for (const { wireName } of free) {
        const word = wireName
          .replace(/^x-cos-/, "")
          .replace(/-\*$/, "")
          .toLowerCase()
          .replace(/[-_]/g, "");
        assert.ok(
          flags.some((flag) => flag?.replaceAll("-", "").endsWith(word)),
          `${operation.name}: ${wireName}`,
        );
      }
    }
  });
});

describe("pulumi-tencentcos api, of one operation,", function () {
  this.timeout(60_000);
  const line = useCommandLine();
  let bucket: string;
  const rule = {
    AllowedOrigin: ["https://www.example.com"],
    AllowedMethod: ["GET", "PUT"],
    MaxAgeSeconds: 60,
  };
  const xml =
    "<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>";

  before(async () => {
    bucket = await line.bench.createBucket();
  });

  it("writes a configuration from a file of JSON, and reads it as JSON", async () => {
    const file = line.write("cors.json", JSON.stringify({ CORSRule: [rule] }));
    const written = await line.run(["api", "put-bucket-cors", "--bucket", bucket, "--input", file]);
    assert.deepEqual(written, { status: 0, stdout: "", stderr: "" });
    const { stdout, stderr } = await line.run(["api", "get-bucket-cors", "--bucket", bucket]);
    assert.deepEqual(JSON.parse(stdout).CORSRule[0], { ...rule, AllowedHeader: [], ExposeHeader: [] });
    assert.equal(stderr, "");
  });

  it("takes XML as well, from the standard input too, and prints it as it came", async () => {
    const file = line.write("cors.xml", xml);
    for (const [name, input] of [
      [file, ""],
      ["-", xml],
    ] as const) {
      const put = await line.run(["api", "put-bucket-cors", "--bucket", bucket, "--input", name], { input });
      assert.equal(put.status, 0, put.stderr);
      const got = await line.run(["api", "get-bucket-cors", "--bucket", bucket, "--output", "xml"]);
      assert.ok(got.stdout.includes("<AllowedOrigin>*</AllowedOrigin>"));
    }
  });

  it("prints a table, and what JMESPath chooses, for shells without quotes", async () => {
    await line.run(["api", "put-bucket-cors", "--bucket", bucket, "--input", "-"], {
      input: JSON.stringify({ CORSRule: [rule] }),
    });
    const get = ["api", "get-bucket-cors", "--bucket", bucket];
    const table = await line.run([...get, "--output", "table"]);
    assert.match(
      table.stdout,
      /^AllowedOrigin +AllowedMethod +MaxAgeSeconds.*\nhttps:\/\/www\.example\.com +GET,PUT +60/,
    );
    const query = [...get, "--query", "CORSRule[].AllowedMethod[]"];
    assert.deepEqual(JSON.parse((await line.run(query)).stdout), ["GET", "PUT"]);
    assert.equal((await line.run([...query, "--output", "raw"])).stdout, "GET\nPUT\n");
    const wrong = await line.run([...get, "--query", "CORSRule["]);
    assert.deepEqual([wrong.status, wrong.stdout], [2, ""]);
    assert.match(wrong.stderr, /^error: --query: /);
  });

  it("finds a bucket by its short name, and its region by itself", async () => {
    const short = bucket.replace(/-\d+$/, "");
    const { status, stderr } = await line.run(["api", "get-bucket-location", "--bucket", short], {
      env: { TENCENTCLOUD_REGION: "" },
    });
    assert.deepEqual([status, stderr], [0, ""]);
  });

  it("names everything that is wrong at once in the words of the command line, and sends nothing", async () => {
    line.bench.emulator.clearRequests();
    const { status, stdout, stderr } = await line.run(["api", "put-bucket-cors", "--input", "-"], {
      input: JSON.stringify({ CORSRule: [{ ...rule, AllowedMethod: ["PATCH"], MaxAge: 1 }] }),
    });
    assert.deepEqual([status, stdout], [2, ""]);
    assert.match(stderr, /^error: --bucket is required$/m);
    assert.match(stderr, /^ {2}--input: CORSRule\[0\]\.MaxAge is not known/m);
    assert.match(stderr, /^ {2}--input: CORSRule\[0\]\.AllowedMethod\[0\] must be one of GET, PUT/m);
    const pages = await line.run(["api", "get-bucket", "--bucket", bucket, "--max-keys", "many"]);
    assert.match(pages.stderr, /^error: --max-keys must be a whole number/);
    assert.equal(line.bench.emulator.requests.length, 0);
  });

  it("refuses flags that do not exist, files that are not there and documents that are none", async () => {
    for (const [args, message] of [
      [["--buckte", bucket], /unknown option '--buckte'\n\(Did you mean --bucket\?\)/],
      [["--bucket", bucket, "--input", "none.json"], /^error: there is no file none\.json/],
      [
        ["--bucket", bucket, "--input", line.write("broken.json", '{"a":')],
        /broken\.json is neither XML nor JSON/,
      ],
      [["--bucket", bucket, "--input", line.write("broken.xml", "<CORSConfiguration>")], /--input is /],
      [["--bucket", bucket, "--output", "yaml", "--input", "-"], /Allowed choices are json, xml, raw, table/],
      [["--bucket", bucket, "--region", "Guangzhou!", "--input", "-"], /--region /],
    ] as const) {
      const { status, stdout, stderr } = await line.run(["api", "put-bucket-cors", ...args]);
      assert.deepEqual([status, stdout], [2, ""], stderr);
      assert.match(stderr, message);
    }
  });

  it("refuses a header that is none, and a secret whose file is not there", async () => {
    const object = ["api", "head-object", "--bucket", bucket, "--key", "a"];
    const put = ["api", "put-object", "--bucket", bucket, "--key", "a"];
    for (const [args, message] of [
      [
        [...put, "--meta", "owner"],
        /option '--meta <name=value>' argument 'owner' is invalid. It must be name=value\./,
      ],
      [
        [...object, "--server-side-encryption-customer-key", "none.key"],
        /^error: --server-side-encryption-customer-key must be a file that holds the value: ENOENT\n$/,
      ],
    ] as const) {
      const { status, stdout, stderr } = await line.run(args);
      assert.deepEqual([status, stdout], [2, ""], stderr);
      assert.match(stderr, message);
    }
  });

  it("ends with 1 and says what to do when COS refuses", async () => {
    const { status, stdout, stderr } = await line.run(["api", "get-bucket-website", "--bucket", bucket]);
    assert.deepEqual([status, stdout], [1, ""]);
    assert.match(stderr, /^error: GetBucketWebsite: .* 404 NoSuchWebsiteConfiguration/);
    const denied = await line.run(["api", "get-service"], { env: { TENCENTCLOUD_SECRET_KEY: "wrong" } });
    assert.equal(denied.status, 1);
    assert.match(denied.stderr, /SignatureDoesNotMatch.*\n.*Check that the SecretKey/);
    const keyless = await line.run(["api", "get-service"], { env: { TENCENTCLOUD_SECRET_KEY: "" } });
    assert.equal(keyless.status, 2);
    assert.match(keyless.stderr, /^error: there are no keys: TENCENTCLOUD_SECRET_KEY is not set/);
  });

  it("destroys nothing unless it is told to", async () => {
    const remove = ["api", "delete-bucket-cors", "--bucket", bucket];
    const asked = await line.run(remove);
    assert.deepEqual([asked.status, asked.stdout], [2, ""]);
    assert.match(asked.stderr, /DeleteBucketCors destroys .*--yes/);
    assert.equal((await line.run(["api", "get-bucket-cors", "--bucket", bucket])).status, 0);
    assert.equal((await line.run([...remove, "--yes"])).status, 0);
    assert.equal((await line.run(["api", "get-bucket-cors", "--bucket", bucket])).status, 1);
  });

  it("prints a document to be filled in, whose members are all known, for every operation that takes one", async () => {
    const { stdout } = await line.run(["api", "put-bucket-cors", "--generate-skeleton"]);
    assert.deepEqual(Object.keys(JSON.parse(stdout).CORSRule[0]), [
      "ID",
      "AllowedOrigin",
      "AllowedMethod",
      "AllowedHeader",
      "ExposeHeader",
      "MaxAgeSeconds",
    ]);
    const asXml = await line.run(["api", "put-bucket-cors", "--generate-skeleton", "--output", "xml"]);
    assert.match(asXml.stdout, /<CORSConfiguration>.*<AllowedMethod>GET<\/AllowedMethod>/s);
    for (const { name, body } of operations) {
      if (body?.kind === "xml") {
        const failures = validateJson(body.group, body.root, skeletonOf(body));
        const strange = failures.filter(({ reason }) =>
          /is not known|must be an? |must be true/.test(reason),
        );
        assert.deepEqual(strange, [], name);
      }
    }
  });

  it("makes, confirms, lists and deletes batch jobs, whose host and APPID it finds by itself", async () => {
    const list = line.write("list.csv", `${bucket},list.csv\n`);
    const put = await line.run([
      "api",
      "put-object",
      "--bucket",
      bucket,
      "--key",
      "list.csv",
      "--input",
      list,
    ]);
    assert.equal(put.status, 0, put.stderr);
    const resource = `qcs::cos:${region}::${bucket}`;
    const job = line.write(
      "job.json",
      JSON.stringify({
        ClientRequestToken: "once",
        ConfirmationRequired: true,
        Manifest: {
          Location: { ETag: JSON.parse(put.stdout).ETag, ObjectArn: `${resource}/list.csv` },
          Spec: { Fields: { member: ["Bucket", "Key"] }, Format: "COSBatchOperations_CSV_V1" },
        },
        Operation: {
          COSPutObjectCopy: { TargetResource: resource, PrefixReplace: true, TargetKeyPrefix: "copies/" },
        },
        Priority: 1,
        Report: { Enabled: false },
        RoleArn: `qcs::cam::uin/${line.bench.emulator.uin}:roleName/COS_Batch_QcsRole`,
      }),
    );
    const made = await line.run(["api", "create-job", "--input", job]);
    assert.equal(made.status, 0, made.stderr);
    const { JobId } = JSON.parse(made.stdout);
    const until = async (status: string) => {
      for (;;) {
        const { stdout } = await line.run([
          "api",
          "describe-job",
          "--job-id",
          JobId,
          "--query",
          "Job.Status",
        ]);
        if (JSON.parse(stdout) === status) {
          return;
        }
        assert.notEqual(JSON.parse(stdout), "Failed");
      }
    };
    await until("Suspended");
    const again = await line.run(["api", "create-job", "--input", job]);
    assert.equal(again.status, 1);
    assert.match(again.stderr, /CreateJob: .*400 InvalidRequest.*Duplicate request/s);
    const listed = await line.run(["api", "list-jobs", "--all", "--query", "Jobs.member[].JobId"]);
    assert.equal(JSON.parse(listed.stdout), JobId);
    const confirm = ["--job-id", JobId, "--requested-job-status", "Ready"];
    assert.equal((await line.run(["api", "update-job-status", ...confirm])).status, 0);
    await until("Complete");
    const copy = ["api", "head-object", "--bucket", bucket, "--key", "copies/list.csv"];
    assert.equal((await line.run(copy)).status, 0);
    assert.equal((await line.run(["api", "delete-job", "--job-id", JobId, "--yes"])).status, 0);
    assert.equal((await line.run(["api", "describe-job", "--job-id", JobId])).status, 1);
  });

  it("lists buckets without a bucket, in one region or all", async () => {
    const all = await line.run(["api", "get-service", "--query", "Buckets.Bucket[].Name"]);
    assert.deepEqual(JSON.parse(all.stdout), [bucket]);
  });
});
