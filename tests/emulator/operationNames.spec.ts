import assert from "node:assert/strict";
import { type Bench, startBench } from "./http";

/**
 * The operations of the XML API by their names in the vendor's lists: https://www.tencentcloud.com/document/product/436/10111,
 * and those that only SDKs have. A line is a name, a method, and what comes after the host.
 */
const onBuckets = `
  PutBucket PUT /
  HeadBucket HEAD /
  DeleteBucket DELETE /
  GetBucket GET /
  GetBucketObjectVersions GET /?versions
  GetBucketLocation GET /?location
  PutBucketAcl PUT /?acl
  GetBucketAcl GET /?acl
  PutBucketCors PUT /?cors
  GetBucketCors GET /?cors
  DeleteBucketCors DELETE /?cors
  PutBucketLifecycle PUT /?lifecycle
  GetBucketLifecycle GET /?lifecycle
  DeleteBucketLifecycle DELETE /?lifecycle
  PutBucketPolicy PUT /?policy
  GetBucketPolicy GET /?policy
  DeleteBucketPolicy DELETE /?policy
  PutBucketReferer PUT /?referer
  GetBucketReferer GET /?referer
  PutBucketTagging PUT /?tagging
  GetBucketTagging GET /?tagging
  DeleteBucketTagging DELETE /?tagging
  PutBucketWebsite PUT /?website
  GetBucketWebsite GET /?website
  DeleteBucketWebsite DELETE /?website
  PutBucketVersioning PUT /?versioning
  GetBucketVersioning GET /?versioning
  PutBucketReplication PUT /?replication
  GetBucketReplication GET /?replication
  DeleteBucketReplication DELETE /?replication
  PutBucketLogging PUT /?logging
  GetBucketLogging GET /?logging
  PutBucketInventory PUT /?inventory&id=a
  GetBucketInventory GET /?inventory&id=a
  ListBucketInventoryConfigurations GET /?inventory
  PostBucketInventory POST /?inventory&id=a
  DeleteBucketInventory DELETE /?inventory&id=a
  PutBucketAccelerate PUT /?accelerate
  GetBucketAccelerate GET /?accelerate
  PutBucketEncryption PUT /?encryption
  GetBucketEncryption GET /?encryption
  DeleteBucketEncryption DELETE /?encryption
  PutBucketDomain PUT /?domain
  GetBucketDomain GET /?domain
  DeleteBucketDomain DELETE /?domain
  PutBucketDomainCertificate PUT /?domaincertificate
  GetBucketDomainCertificate GET /?domaincertificate&domainname=a.example
  DeleteBucketDomainCertificate DELETE /?domaincertificate&domainname=a.example
  PutBucketOrigin PUT /?origin
  GetBucketOrigin GET /?origin
  DeleteBucketOrigin DELETE /?origin
  PutBucketIntelligentTieringLegacy PUT /?intelligenttiering
  GetBucketIntelligentTieringLegacy GET /?intelligenttiering
  PutBucketIntelligentTiering PUT /?intelligent-tiering&id=a
  GetBucketIntelligentTiering GET /?intelligent-tiering&id=a
  ListBucketIntelligentTieringConfigurations GET /?intelligent-tiering
  DeleteBucketIntelligentTiering DELETE /?intelligent-tiering&id=a
  PutBucketObjectLockConfiguration PUT /?object-lock
  GetBucketObjectLockConfiguration GET /?object-lock
  PutBucketStrictSignature PUT /?strict-signature
  GetBucketStrictSignature GET /?strict-signature
  DeleteBucketStrictSignature DELETE /?strict-signature
  PutBucketAccessMonitor PUT /?accessmonitor
  GetBucketAccessMonitor GET /?accessmonitor
  PutBucketNotification PUT /?notification
  GetBucketNotification GET /?notification
  PutObject PUT /k
  PostObject POST /
  AppendObject POST /k?append&position=0
  PutSymlink PUT /k?symlink
  GetSymlink GET /k?symlink
  RenameObject PUT /k?rename
  GetObject GET /k
  HeadObject HEAD /k
  OptionsObject OPTIONS /k
  PostObjectRestore POST /k?restore
  SelectObjectContent POST /k?select&select-type=2
  DeleteObject DELETE /k
  DeleteMultipleObjects POST /?delete
  PutObjectAcl PUT /k?acl
  GetObjectAcl GET /k?acl
  PutObjectTagging PUT /k?tagging
  GetObjectTagging GET /k?tagging
  DeleteObjectTagging DELETE /k?tagging
  PutObjectRetention PUT /k?retention
  GetObjectRetention GET /k?retention
  PostObjectDecompression POST /k?decompression
  GetObjectDecompression GET /k?decompression&jobId=a
  ListObjectDecompressionJobs GET /?decompression
  InitiateMultipartUpload POST /k?uploads
  UploadPart PUT /k?partNumber=1&uploadId=a
  CompleteMultipartUpload POST /k?uploadId=a
  AbortMultipartUpload DELETE /k?uploadId=a
  ListParts GET /k?uploadId=a
  ListMultipartUploads GET /?uploads
  PutLiveChannel PUT /ch?live
  PutLiveChannelSwitch PUT /ch?live&switch=disabled
  GetLiveChannel GET /ch?live
  GetLiveChannelStatus GET /ch?live&comp=status
  GetLiveChannelHistory GET /ch?live&comp=history
  ListLiveChannels GET /?live
  GetVodPlaylist GET /ch?vod&starttime=1&endtime=2
  PostVodPlaylist POST /ch/list.m3u8?vod&starttime=1&endtime=2
  DeleteLiveChannel DELETE /ch?live
`;
const onOtherHosts: Readonly<Record<string, string>> = {
  "service.cos.myqcloud.com": "GetService GET /",
  "100000000001.cos-control.ap-guangzhou.myqcloud.com": `
    CreateJob POST /jobs
    DescribeJob GET /jobs/a
    ListJobs GET /jobs
    UpdateJobPriority POST /jobs/a/priority?priority=1
    UpdateJobStatus POST /jobs/a/status?requestedJobStatus=Cancelled
    DeleteJob DELETE /jobs/a`,
  "ap-guangzhou.migration.myqcloud.com": `
    PutFetchTask POST /b-1250000000/
    GetFetchTask GET /b-1250000000/a`,
};
const copies = `
  PutObjectCopy PUT /k
  UploadPartCopy PUT /k?partNumber=1&uploadId=a
`;

const lines = (text: string) =>
  text
    .trim()
    .split("\n")
    .map((line) => line.trim().split(" ") as [name: string, method: string, target: string]);

describe("The emulator's log", () => {
  let bench: Bench;
  before(async () => {
    bench = await startBench();
  });
  after(() => bench.close());

  /** The name under which a request stands in the log, answered as it may be. */
  async function nameOf(method: string, target: string, host: string, headers = {}): Promise<string> {
    const [path = "", query = ""] = target.split("?");
    const body = ["PUT", "POST"].includes(method) ? { body: "" } : {};
    await bench.ask({ method, path, query, host, headers, as: "anonymous", ...body });
    return bench.emulator.requests.at(-1)?.operation ?? "";
  }

  it("names each operation of the API as the vendor does, emulated or not", async () => {
    const host = `${await bench.createBucket()}.cos.ap-guangzhou.myqcloud.com`;
    const source = { "x-cos-copy-source": `${host}/source` };
    const form = { "content-type": "multipart/form-data; boundary=b" };
    const asked = [
      ...lines(onBuckets).map((line) => [...line, host, line[0] === "PostObject" ? form : {}] as const),
      ...lines(copies).map((line) => [...line, host, source] as const),
      ...Object.entries(onOtherHosts).flatMap(([other, text]) =>
        lines(text).map((line) => [...line, other, {}] as const),
      ),
    ];
    assert.equal(asked.length, 115);
    for (const [name, method, target, at, headers] of asked) {
      assert.equal(await nameOf(method, target, at, headers), name, `${method} ${at}${target}`);
    }
  });

  it("lets a fault name an operation in either of the vendor's spellings", async () => {
    const bucket = await bench.createBucket();
    for (const operation of ["GetBucketCORS", "GetBucketCors"]) {
      bench.emulator.addFault({ kind: "status", status: 503, match: { operation } });
      assert.equal((await bench.ask({ bucket, query: "cors" })).status, 503);
    }
  });
});
