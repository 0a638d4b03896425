/** What the explorer's emulator holds at first: something for every kind of call to read, and odd things that have to be shown safely. */

import type { ApiCalls } from "../../provider/api/cosApi";

/** Where the buckets are. */
const home = "ap-guangzhou";
const away = "ap-shanghai";

/** Fills an emulator that is empty. @param appId of its account @param uin of its account */
export async function writeSampleData(api: ApiCalls, appId: string, uin: string): Promise<void> {
  const [site, documents, archive, odd] = [
    { Bucket: `site-${appId}`, Region: home },
    { Bucket: `documents-${appId}`, Region: home },
    { Bucket: `archive-${appId}`, Region: away },
    { Bucket: `odd-names-${appId}`, Region: home },
  ] as const;
  await Promise.all([site, documents, archive, odd].map((bucket) => api.call("PutBucket", bucket)));
  await Promise.all([
    fillSite(api, site, documents),
    fillDocuments(api, documents, uin),
    fillArchive(api, archive),
    fillOdd(api, odd),
  ]);
  // Both ends need versioning before.
  await api.call("PutBucketReplication", {
    ...documents,
    Body: {
      Role: `qcs::cam::uin/${uin}:uin/${uin}`,
      Rule: [
        {
          ID: "to-shanghai",
          Status: "Enabled",
          Prefix: "reports/",
          Destination: { Bucket: `qcs::cos:${away}::${archive.Bucket}`, StorageClass: "STANDARD" },
        },
      ],
    },
  });
}

interface Place {
  readonly Bucket: string;
  readonly Region: string;
}

// --- a web site ---

async function fillSite(api: ApiCalls, site: Place, logs: Place): Promise<void> {
  const put = (Key: string, ContentType: string, Body: string | Uint8Array, more: object = {}) =>
    api.call("PutObject", { ...site, Key, ContentType, Body, ...more });
  await Promise.all([
    put("index.html", "text/html", page, { Acl: "public-read", CacheControl: "max-age=300" }),
    put(
      "404.html",
      "text/html",
      "<!doctype html>\n<title>Not found</title>\n<p>There is no such page.</p>\n",
    ),
    put("style.css", "text/css", "body { font-family: sans-serif; margin: 2rem; }\n"),
    put("images/pixel.png", "image/png", Buffer.from(pixel, "base64")),
    put("images/logo.svg", "image/svg+xml", logo),
    put("data/settings.json", "application/json", settings, {
      Meta: { author: "Li Lei", "reviewed-by": "Han Meimei" },
    }),
    put("data/sales.csv", "text/csv", sales, { Tagging: "team=sales&year=2026" }),
    put("data/events.jsonl", "application/x-ndjson", events),
    put("logs/large.txt", "text/plain", longText()),
    put("空/中文 文件 😀.txt", "text/plain; charset=utf-8", "你好，对象存储！\n"),
    api.call("PutLiveChannel", {
      ...site,
      ChannelName: "studio",
      Body: { Description: "A camera", Switch: "Enabled", Target: { Type: "HLS" } },
    }),
    api.call("PutSymlink", { ...site, Key: "latest.html", SymlinkTarget: "index.html" }),
    api.call("PutBucketWebsite", {
      ...site,
      Body: { IndexDocument: { Suffix: "index.html" }, ErrorDocument: { Key: "404.html" } },
    }),
    api.call("PutBucketCors", {
      ...site,
      Body: {
        CORSRule: [
          {
            ID: "pages",
            AllowedOrigin: ["https://www.example.com"],
            AllowedMethod: ["GET", "HEAD"],
            AllowedHeader: ["*"],
            ExposeHeader: ["ETag"],
            MaxAgeSeconds: 600,
          },
        ],
      },
    }),
    api.call("PutBucketReferer", {
      ...site,
      Body: {
        Status: "Enabled",
        RefererType: "White-List",
        DomainList: { Domain: ["*.example.com", "localhost"] },
        EmptyReferConfiguration: "Allow",
      },
    }),
    api.call("PutBucketTagging", {
      ...site,
      Body: {
        TagSet: {
          Tag: [
            { Key: "env", Value: "sample" },
            { Key: "team", Value: "web" },
          ],
        },
      },
    }),
    api.call("PutBucketEncryption", {
      ...site,
      Body: { Rule: { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } } },
    }),
    api.call("PutBucketLogging", {
      ...site,
      Body: { LoggingEnabled: { TargetBucket: logs.Bucket, TargetPrefix: "access/" } },
    }),
  ]);
}

/** It holds a script, as pages do: whoever looks at the object must only see it. */
const page = `<!doctype html>
<html lang="en">
<title>Sample site</title>
<link rel="stylesheet" href="style.css">
<h1 onclick="alert('clicked')">Sample site</h1>
<script>alert("This ran, and must not.")</script>
</html>
`;

const logo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">
  <script>alert("This ran, and must not.")</script>
  <circle cx="4" cy="4" r="3" fill="#0052d9"/>
</svg>
`;

/** One blue pixel. */
const pixel =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNgCLr5HwADVgI57PxqbQAAAABJRU5ErkJggg==";

const settings = `${JSON.stringify(
  { title: "Sample site", languages: ["en", "zh"], limits: { uploads: 20, bytes: 5_242_880 }, draft: false },
  undefined,
  2,
)}\n`;

const cities = ["Guangzhou", "Shanghai", "Chengdu", "Beijing", "Nanjing"];

/** For SelectObjectContent: `SELECT s.city, s.amount FROM COSObject s WHERE CAST(s.amount AS INT) > 900`. */
const sales = [
  "day,city,product,amount",
  ...Array.from(
    { length: 200 },
    (_, index) =>
      `2026-${String((index % 12) + 1).padStart(2, "0")}-${String((index % 28) + 1).padStart(2, "0")},${cities[index % 5]},"Tea, ${index % 3 === 0 ? "green" : "black"}",${(index * 37) % 1000}`,
  ),
  "",
].join("\n");

const events = Array.from({ length: 50 }, (_, index) =>
  JSON.stringify({ id: index + 1, kind: index % 4 === 0 ? "upload" : "download", city: cities[index % 5] }),
)
  .map((line) => `${line}\n`)
  .join("");

/** Three MiB, of which a page shows the beginning. */
function longText(): string {
  const bytes = 3 * 1024 ** 2;
  const line = (index: number) =>
    `${String(index).padStart(6, "0")} The quick brown fox jumps over the lazy dog.\n`;
  return Array.from({ length: Math.ceil(bytes / line(0).length) }, (_, index) => line(index))
    .join("")
    .slice(0, bytes);
}

// --- documents with versions ---

async function fillDocuments(api: ApiCalls, documents: Place, uin: string): Promise<void> {
  await api.call("PutBucketVersioning", { ...documents, Body: { Status: "Enabled" } });
  const put = (Key: string, Body: string) =>
    api.call("PutObject", { ...documents, Key, Body, ContentType: "text/plain" });
  const versions = async () => {
    for (const text of ["A first draft.\n", "A second draft, with numbers.\n", "The report.\n"]) {
      await put("reports/2026.txt", text);
    }
  };
  const deleted = async () => {
    await put("reports/2025.txt", "The report of last year.\n");
    await api.call("DeleteObject", { ...documents, Key: "reports/2025.txt" });
  };
  await Promise.all([
    versions(),
    deleted(),
    put("notes/plan.md", "# Plan\n\n- look at the API\n- call it\n"),
    api.call("PutBucketPolicy", {
      ...documents,
      Body: {
        Statement: [
          {
            Sid: "partner-reads",
            Principal: { qcs: [`qcs::cam::uin/${uin}:uin/100000000002`] },
            Effect: "allow",
            Action: ["name/cos:GetObject"],
            Resource: [
              `qcs::cos:${documents.Region}:uid/${appIdOf(documents)}:${documents.Bucket}/reports/*`,
            ],
          },
        ],
        version: "2.0",
      },
    }),
    api.call("PutBucketLifecycle", {
      ...documents,
      Body: {
        Rule: [
          {
            ID: "old-versions",
            Status: "Enabled",
            Filter: { Prefix: "reports/" },
            NoncurrentVersionExpiration: { NoncurrentDays: 90 },
          },
          {
            ID: "abandoned-uploads",
            Status: "Enabled",
            Filter: {},
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
          },
        ],
      },
    }),
    api.call("PutBucketInventory", {
      ...documents,
      Id: "weekly",
      Body: {
        Id: "weekly",
        IsEnabled: true,
        IncludedObjectVersions: "All",
        Schedule: { Frequency: "Weekly" },
        Destination: {
          COSBucketDestination: {
            Format: "CSV",
            AccountId: uin,
            Bucket: `qcs::cos:${documents.Region}::${documents.Bucket}`,
            Prefix: "inventory",
          },
        },
        OptionalFields: { Field: ["Size", "LastModifiedDate", "StorageClass"] },
      },
    }),
  ]);
}

function appIdOf({ Bucket }: Place): string {
  return Bucket.slice(Bucket.lastIndexOf("-") + 1);
}

// --- an archive ---

async function fillArchive(api: ApiCalls, archive: Place): Promise<void> {
  const put = (Key: string, Body: string | Uint8Array, StorageClass: string) =>
    api.call("PutObject", { ...archive, Key, Body, StorageClass });
  await Promise.all([
    api.call("PutBucketVersioning", { ...archive, Body: { Status: "Enabled" } }),
    put("2020/books.txt", "To be read again, it has to be restored.\n", "ARCHIVE"),
    put("2019/ledger.bin", bytes(64 * 1024), "DEEP_ARCHIVE"),
    put("2024/minutes.txt", "Rarely read.\n", "STANDARD_IA"),
    leaveUpload(api, archive),
  ]);
}

/** An upload of which the last part is missing. */
async function leaveUpload(api: ApiCalls, archive: Place): Promise<void> {
  const target = { ...archive, Key: "videos/holiday.mp4" };
  const { body } = await api.call("InitiateMultipartUpload", { ...target, ContentType: "video/mp4" });
  const { UploadId } = body;
  await Promise.all(
    [1, 2].map((PartNumber) =>
      api.call("UploadPart", { ...target, UploadId, PartNumber, Body: bytes(1024 ** 2) }),
    ),
  );
}

/** Bytes that are no text. */
function bytes(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index * 31 + (index >> 8)) & 0xff);
}

// --- names that are odd ---

async function fillOdd(api: ApiCalls, odd: Place): Promise<void> {
  await Promise.all(
    oddKeys.map((Key) =>
      api.call("PutObject", {
        ...odd,
        Key,
        Body: `The key is ${JSON.stringify(Key)}\n`,
        ContentType: "text/plain",
      }),
    ),
  );
}

/** Keys that look like markup, like another encoding, or like another text than they are. */
const oddKeys = [
  "<script>alert(1)</script>.html",
  "<img src=x onerror=alert(1)>.png",
  "a b+c%2F.txt",
  "100% & \"quoted\" 'twice'.txt",
  "two\nlines\tand a tab.txt",
  "bell\u0007 and C1\u009b[31m.txt",
  "invoice\u202Efdp.exe",
  "double//slash/./dots/../up.txt",
  "ß ﬁ İ é é.txt",
  "?query=1#fragment",
  "folder/",
];
