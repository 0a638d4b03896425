import assert from "node:assert/strict";
import type { Preview, Problem } from "../../cli/explore/wire";
import { type CallBench, draftOf, startCallBench } from "./calls";

let bench: CallBench;

before(async () => {
  bench = await startCallBench();
});
after(() => bench.close());

const draft = draftOf({
  operation: "PutBucketCors",
  parameters: { Bucket: "examplebucket" },
  body: { format: "json", text: "{}" },
});
const upload = draftOf({
  operation: "PutObject",
  parameters: { Bucket: "examplebucket", Key: "a", Metadata: { name: "value" } },
  content: { text: "content" },
});
const free = draftOf({
  free: {
    method: "GET",
    bucket: "examplebucket-1250000000",
    region: "ap-guangzhou",
    key: "a",
    query: [["acl", ""]],
    headers: [["x-cos-acl", "private"]],
    text: "",
  },
});

/** Every route with a body, and bodies that it takes. */
const requests: Readonly<Record<string, readonly object[]>> = {
  "/api/body": [{ operation: "PutBucketCors", format: "json", text: "{}" }],
  "/api/preview": [draft, upload, free],
  "/api/code": [draft, upload, free].map((each) => ({
    draft: each,
    language: "node",
    all: true,
    expires: 60,
  })),
  "/api/suggest": [draft, free].map((each) => ({ draft: each, field: "Bucket" })),
  "/api/send": [draft, upload, free],
  "/api/downloads": [draft, upload, free],
  "/api/verify": [
    {
      texts: ["GET / HTTP/1.1"],
      method: "GET",
      host: "example.com",
      path: "/",
      headers: [["a", "b"]],
      credentials: { secretId: "a", secretKey: "b" },
      target: "cos",
    },
  ],
  "/api/history/export": [{ ids: ["1"], format: "har" }],
};

const odd: readonly unknown[] = [
  null,
  0,
  -1,
  true,
  "",
  "__proto__",
  [],
  [null],
  [[[]]],
  {},
  { constructor: 1 },
];

/** All values that differ from one in a single place. */
function* mutations(value: unknown): Iterable<unknown> {
  yield* odd;
  if (typeof value === "object" && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      for (const other of mutations(member)) {
        yield Array.isArray(value) ? value.with(Number(name), other) : { ...value, [name]: other };
      }
    }
  }
}

describe("A request that no page sends", () => {
  for (const [route, given] of Object.entries(requests)) {
    it(`is refused by ${route}, or done as far as it makes sense`, async () => {
      for (const request of given.flatMap((each) => [...mutations(each)])) {
        const { status, body } = await bench.ask("POST", route, request);
        const said = `${JSON.stringify(request)}: ${status} ${body}`;
        assert.ok(status < 500, said);
        assert.doesNotMatch(
          body.toString(),
          /Cannot |is not a function|iterable|\[object|"code":"Error"/,
          said,
        );
      }
    });
  }

  it("may have the names of an object's own members as fields, which are unknown like others", async () => {
    for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
      const parameters = JSON.parse(`{ "Bucket": "examplebucket", "${name}": "value" }`);
      const { json } = await bench.ask(
        "POST",
        "/api/preview",
        draftOf({ operation: "GetBucket", parameters }),
      );
      assert.deepEqual(
        json<Preview>().failures.map(({ path }) => path),
        [name],
      );
    }
  });

  it("may have a document of any depth", async () => {
    const depth = 20_000;
    const texts = [
      ["json", `${'{"CORSRule":'.repeat(depth)}1${"}".repeat(depth)}`],
      ["json", `{"CORSRule":${"[".repeat(depth)}${"]".repeat(depth)}}`],
      ["xml", `<CORSConfiguration>${"<a>".repeat(depth)}${"</a>".repeat(depth)}</CORSConfiguration>`],
    ] as const;
    for (const [format, text] of texts) {
      const deep = { ...draft, body: { format, text } };
      const sent = await bench.send(deep);
      assert.deepEqual(sent.error?.failures, [{ path: "Body", reason: "is nested too deeply" }]);
      const others = [
        await bench.ask("POST", "/api/preview", deep),
        await bench.ask("POST", "/api/body", { operation: draft.operation, ...deep.body }),
        await bench.ask("POST", "/api/code", { draft: deep, language: "node" }),
      ];
      for (const { status, json } of others) {
        assert.equal(status, 400);
        assert.match(json<Problem>().message, /nested too deeply/);
      }
    }
  });
});
