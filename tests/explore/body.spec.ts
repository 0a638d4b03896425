import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import type {
  BodyAnswer,
  BodyForm,
  BodyShape,
  OperationDetails,
  Preview,
  SendAnswer,
} from "../../cli/explore/wire";
import { parseXml, type XmlElement } from "../../emulator/format/xml";
import { findOperation, type Operation, operations } from "../../provider/api/operations";
import { type CallBench, draftOf, startCallBench } from "./calls";
import { sampleDraft } from "./sampleDrafts";

let bench: CallBench;
let Bucket: string;

before(async () => {
  bench = await startCallBench();
  Bucket = await bench.createBucket();
});
after(() => bench.close());

async function convert(operation: string, format: "json" | "xml", text: string): Promise<BodyAnswer> {
  const { status, json, body } = await bench.ask("POST", "/api/body", { operation, format, text });
  assert.equal(status, 200, body.toString());
  return json<BodyAnswer>();
}

const withDocument = operations.filter(({ body }) => body?.kind === "xml" || body?.kind === "json");

/** What a document says, whatever the order of its elements, the space between them, and the case of a truth value. */
function meaningOf(text: string): string {
  const leaf = (own: string) => own.trim().replace(/^(true|false)$/i, (word) => word.toLowerCase());
  const describe = ({ name, children, text: own }: XmlElement): string =>
    `<${name}>${children.length > 0 ? children.map(describe).sort().join("") : leaf(own)}`;
  return describe(parseXml(text, []));
}

/** The documented sample of an operation's body. */
function sampleOf(operation: Operation) {
  const { body } = sampleDraft(operation, Bucket);
  assert.ok(body !== undefined, operation.name);
  return body;
}

describe("The body of a call", () => {
  it("is the same document as JSON and as XML, for every operation that takes one", async () => {
    for (const operation of withDocument) {
      const { name, body } = operation;
      const sample = sampleOf(operation);
      const { json, xml, failures } = await convert(name, sample.format, sample.text);
      assert.deepEqual(failures, [], name);
      if (body?.kind === "json") {
        assert.deepEqual([json, xml], [sample.text, undefined], name);
        continue;
      }
      assert.ok(json !== undefined && xml !== undefined, name);
      assert.equal({ json, xml }[sample.format], sample.text, name);
      const [asXml, asJson] = [await convert(name, "json", json), await convert(name, "xml", xml)];
      assert.equal(meaningOf(asXml.xml ?? ""), meaningOf(xml), name);
      assert.deepEqual(JSON.parse(asJson.json ?? ""), JSON.parse(json), name);
    }
  });

  it("has in JSON only what the XML has, however short", async () => {
    const { json } = await convert(
      "PutBucketLifecycle",
      "xml",
      "<LifecycleConfiguration><Rule><ID>a</ID><Filter/><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>",
    );
    assert.deepEqual(JSON.parse(json ?? ""), {
      Rule: [{ ID: "a", Filter: {}, Status: "Enabled", Expiration: { Days: 1 } }],
    });
  });

  it("keeps letters, signs and spaces as they are typed", async () => {
    const value = ' <b>&amp; "quoted" 中文 😀\u00a0]]> ';
    const text = JSON.stringify({ TagSet: { Tag: [{ Key: "k", Value: value }] } });
    const { xml = "" } = await convert("PutBucketTagging", "json", text);
    const { json = "" } = await convert("PutBucketTagging", "xml", xml);
    assert.equal(JSON.parse(json).TagSet.Tag[0].Value, value);
  });

  it("is checked in the words of the call that would send it", async () => {
    const wrong: readonly (readonly [
      operation: string,
      format: "json" | "xml",
      text: string,
      reasons: readonly string[],
    ])[] = [
      [
        "PutBucketCors",
        "json",
        '{"CORSRule": [{"AllowedMethod": ["GET", "PATCH"], "MaxAgeSeconds": "1", "Alowed": 1}], "More": 1}',
        [
          "Body.CORSRule[0].AllowedMethod[1] must be one of GET, PUT, HEAD, POST, DELETE",
          "Body.CORSRule[0].AllowedOrigin is required",
          "Body.CORSRule[0].MaxAgeSeconds must be a whole number, not a string",
          "Body.CORSRule[0].Alowed is not known",
          "Body.More is not known",
        ],
      ],
      [
        "PutBucketVersioning",
        "xml",
        "<VersioningConfiguration><Status>On</Status><Other/></VersioningConfiguration>",
        ["Body.Status must be one of Enabled, Suspended", "Body: Other is not known"],
      ],
      [
        "PutBucketVersioning",
        "xml",
        "<Versioning/>",
        ["Body must be a document VersioningConfiguration, not Versioning"],
      ],
      ["PutBucketVersioning", "xml", "<VersioningConfiguration>", ["Body is "]],
      ["PutBucketVersioning", "json", "{", ["Body is not JSON: "]],
      ["PutBucketVersioning", "json", "[]", ["Body must be an object, not a list"]],
      ["PutBucketVersioning", "json", '"Enabled"', ["Body must be an object"]],
      ["PutBucketPolicy", "json", '{"Statement": 1}', ["Body.Statement[0] must be an object"]],
      ["PutBucketPolicy", "json", "{", ["Body is "]],
      ["PutBucketVersioning", "json", "", ["Body is required"]],
    ];
    for (const [operation, format, text, reasons] of wrong) {
      const { failures } = await convert(operation, format, text);
      const found = failures.map(({ path: place, reason }) => `${place} ${reason}`);
      for (const reason of reasons) {
        assert.ok(
          found.some((each) => each.startsWith(reason)),
          `${operation} ${text}: ${reason}, not ${found.join("; ")}`,
        );
      }
      const call = draftOf({ operation, parameters: { Bucket }, body: { format, text }, confirmed: true });
      const { error } = (await bench.ask("POST", "/api/send", call)).json<SendAnswer>();
      const preview = (await bench.ask("POST", "/api/preview", call)).json<Preview>();
      assert.deepEqual(failures, error?.failures, `${operation} ${text}`);
      assert.deepEqual(failures, preview.failures, `${operation} ${text}`);
    }
  });

  it("has a spelling only where it can be read", async () => {
    const { json, xml } = await convert("PutBucketCors", "json", "{");
    assert.deepEqual([json, xml], [undefined, undefined]);
    const wrongRoot = await convert("PutBucketCors", "xml", "<Other/>");
    assert.deepEqual([wrongRoot.json, wrongRoot.xml], [undefined, "<Other/>"]);
    const wrongButReadable = await convert(
      "PutBucketCors",
      "json",
      '{"CORSRule": [{"AllowedMethod": ["PATCH"]}]}',
    );
    assert.match(wrongButReadable.xml ?? "", /<AllowedMethod>PATCH<\/AllowedMethod>/);
  });

  it("expands no entities", async () => {
    const bomb = `<!DOCTYPE a [<!ENTITY x "${"x".repeat(100)}"><!ENTITY y "${"&x;".repeat(100)}">]><VersioningConfiguration><Status>&y;</Status></VersioningConfiguration>`;
    const answer = await convert("PutBucketVersioning", "xml", bomb);
    assert.ok(JSON.stringify(answer.json ?? "").length < 1_000);
    assert.notDeepEqual(answer.failures, []);
  });

  it("begins with a document of every element, which can be written as XML", async () => {
    for (const { name, body } of withDocument) {
      const details = (await bench.ask("GET", `/api/operations/${name}`)).json<OperationDetails>();
      const form = details.body as Extract<BodyForm, { readonly shape: BodyShape }>;
      const value = JSON.parse(form.skeleton);
      assert.deepEqual(missingIn(form.shape, value, name), [], name);
      const { xml } = await convert(name, "json", form.skeleton);
      assert.equal(xml !== undefined, body?.kind === "xml", name);
    }
  });

  it("is none for operations that take none", async () => {
    for (const operation of ["GetBucketCors", "PutObject", "PostObject"]) {
      const { status, json } = await bench.ask("POST", "/api/body", {
        operation,
        format: "json",
        text: "{}",
      });
      assert.equal(status, 400);
      assert.match(json<{ message: string }>().message, new RegExp(`^${operation} takes no document`));
      assert.notEqual(findOperation(operation), undefined);
    }
  });

  it("may be a document as COS shows it on its pages", async () => {
    const folder = path.join(__dirname, "../fixtures/bucketLifecycle");
    const { failures, json } = await convert(
      "PutBucketLifecycle",
      "xml",
      readFileSync(path.join(folder, "put.xml"), "utf8"),
    );
    assert.deepEqual(failures, []);
    assert.ok(JSON.parse(json ?? "").Rule.length > 0);
  });
});

/** Elements of a shape that a document lacks. */
function missingIn(shape: BodyShape, value: unknown, at: string): readonly string[] {
  const one = Array.isArray(value) ? value[0] : value;
  if (shape.members.length === 0) {
    return one === undefined ? [at] : [];
  }
  if (typeof one !== "object" || one === null) {
    return [at];
  }
  return shape.members.flatMap((member) =>
    missingIn(member, (one as Readonly<Record<string, unknown>>)[member.name], `${at}.${member.name}`),
  );
}
