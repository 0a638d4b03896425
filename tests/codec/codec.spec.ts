import assert from "node:assert/strict";
import fc from "fast-check";
import {
  bool,
  compareStructs,
  date,
  decodeStruct,
  encodeStruct,
  exclusive,
  type Field,
  group,
  int,
  map,
  normaliseStruct,
  parseXml,
  renderXml,
  type Struct,
  struct,
  structs,
  text,
  texts,
  unknownValue,
  validateStruct,
} from "../../provider/codec";
import { bucketCors } from "../../provider/resources/bucketCors";
import { structValues } from "./arbitrary";

const tag = group({ name: text("Name"), size: int("Size", { optional: true, min: 1, max: 9 }) });

/** Every word of the vocabulary once. */
const everything = group(
  {
    id: text("ID", { maxBytes: 8 }),
    status: text("Status", { oneOf: ["Enabled", "Disabled"], fallback: "Enabled" }),
    days: int("Days", { optional: true, min: 1, max: 3_650 }),
    vary: bool("Vary", { optional: true, implied: false }),
    at: date("Date", { optional: true }),
    domains: texts("DomainList>Domain", { optional: true, unordered: true }),
    order: texts("Order", { optional: true }),
    index: text("IndexDocument>Suffix", { optional: true }),
    error: text("IndexDocument>Other", { optional: true }),
    only: struct("Only", tag, { optional: true }),
    tags: structs("TagSet>Tag", tag, { optional: true }),
    labels: map("Labels>Label", { optional: true }),
  },
  exclusive(["days", "at"]),
);

function wire(value: Record<string, unknown>): string {
  return renderXml(encodeStruct("Root", everything, value));
}

describe("A descriptor", () => {
  it("writes elements in its own order and shares wrapping elements", () => {
    assert.equal(
      wire({
        labels: { a: "1" },
        error: "e",
        index: "i",
        domains: ["x", "y"],
        id: "1",
        status: "Enabled",
        tags: [{ size: 2, name: "n" }],
      }),
      "<Root><ID>1</ID><Status>Enabled</Status><DomainList><Domain>x</Domain><Domain>y</Domain></DomainList>" +
        "<IndexDocument><Suffix>i</Suffix><Other>e</Other></IndexDocument><TagSet><Tag><Name>n</Name><Size>2</Size></Tag></TagSet>" +
        "<Labels><Label><Key>a</Key><Value>1</Value></Label></Labels></Root>",
    );
  });

  it("reads what it knows and names what it does not (P18)", () => {
    const { value, unknownElements } = decodeStruct(
      everything,
      parseXml(
        "<Root><Later/><Status>enabled</Status><ID>1</ID><DomainList><Sort/><Domain>x</Domain></DomainList><Only><Name>n</Name><Color>red</Color></Only></Root>",
      ),
    );
    assert.deepEqual(value, { id: "1", status: "Enabled", domains: ["x"], only: { name: "n" } });
    assert.deepEqual(unknownElements, ["Later", "DomainList>Sort", "Only>Color"]);
  });

  it("reads back every value that it accepts, for all of the vocabulary", () => {
    fc.assert(
      fc.property(structValues(everything), (value) => {
        assert.deepEqual(validateStruct(everything, value), []);
        const settled = normaliseStruct(everything, value);
        const read = decodeStruct(everything, parseXml(wire(settled)));
        assert.deepEqual(read.unknownElements, []);
        assert.deepEqual(compareStructs(everything, read.value, settled), []);
      }),
    );
  });

  it("reads back every set of CORS rules that it accepts", () => {
    fc.assert(
      fc.property(structValues(bucketCors.struct as unknown as Struct), (value) => {
        assert.deepEqual(validateStruct(bucketCors.struct as unknown as Struct, value), []);
        const xml = renderXml(encodeStruct(bucketCors.root, bucketCors.struct as unknown as Struct, value));
        assert.deepEqual(decodeStruct(bucketCors.struct as unknown as Struct, parseXml(xml)).value, value);
      }),
    );
  });
});

describe("Comparing", () => {
  const paths = (olds: Record<string, unknown>, news: Record<string, unknown>) =>
    compareStructs(everything, olds, news).map(({ path }) => path);

  it("names the path of a single change", () => {
    const value = {
      id: "1",
      order: ["a", "b"],
      tags: [{ name: "x" }, { name: "y", size: 1 }],
      labels: { k: "v", "a.b": "c" },
    };
    assert.deepEqual(paths(value, { ...value, order: ["a", "c"] }), ["order[1]"]);
    assert.deepEqual(paths(value, { ...value, tags: [{ name: "x" }, { name: "y", size: 2 }] }), [
      "tags[1].size",
    ]);
    assert.deepEqual(paths(value, { ...value, tags: [{ name: "x" }] }), ["tags[1]"]);
    assert.deepEqual(paths(value, { ...value, labels: { k: "v", "a.b": "d" } }), ['labels["a.b"]']);
    assert.deepEqual(paths(value, { ...value, days: 3 }), ["days"]);
  });

  it("compares dates as instants, unordered lists as sets, and what COS assumes as said", () => {
    assert.deepEqual(
      paths({ id: "1", at: "2018-07-29T16:00:00.000Z" }, { id: "1", at: "2018-07-30T00:00:00+08:00" }),
      [],
    );
    assert.deepEqual(paths({ id: "1", domains: ["a", "b"] }, { id: "1", domains: ["b", "a"] }), []);
    assert.deepEqual(paths({ id: "1", order: ["a", "b"] }, { id: "1", order: ["b", "a"] }), [
      "order[0]",
      "order[1]",
    ]);
    assert.deepEqual(paths({ id: "1" }, { id: "1", vary: false, status: "Enabled" }), []);
  });

  it("takes a value that is not known yet for a difference", () => {
    assert.deepEqual(paths({ id: "1" }, { id: unknownValue }), ["id"]);
    assert.deepEqual(paths({ id: "1", domains: ["a"] }, { id: "1", domains: unknownValue }), ["domains"]);
  });

  it("finds no difference between a value and itself in any order of members and sets", () => {
    const shuffled = structValues(everything).map((value) => {
      const copy = Object.fromEntries(Object.entries(value).reverse());
      return [
        value,
        Array.isArray(copy.domains) ? { ...copy, domains: [...copy.domains].reverse() } : copy,
      ] as const;
    });
    fc.assert(fc.property(shuffled, ([value, copy]) => assert.deepEqual(paths(value, copy), [])));
  });

  it("names exactly the path of any one removed member", () => {
    fc.assert(
      fc.property(structValues(everything), fc.nat(), (value, pick) => {
        const optional = Object.keys(value).filter((name) => !["id", "status", "vary"].includes(name));
        fc.pre(optional.length > 0);
        const name = optional[pick % optional.length] as string;
        const { [name]: _, ...rest } = value;
        assert.deepEqual(paths(value, rest), [name]);
      }),
    );
  });
});

describe("Validation", () => {
  const failures = (value: unknown) =>
    validateStruct(everything, value).map(({ path, reason }) => `${path}: ${reason}`);

  it("reports everything at once, with paths", () => {
    assert.deepEqual(
      failures({
        id: "123456789",
        days: 0,
        at: "yesterday",
        domains: "x",
        tags: [{ size: 10 }, 3],
        labels: { "a b": 1 },
        vary: "yes",
      }),
      [
        "id: must have at most 8 bytes, not 9",
        "days: must be from 1 to 3650",
        "vary: must be true or false, not a text",
        "at: must be an instant such as 2030-01-31T16:00:00.000Z",
        "domains: must be a list, not a text",
        "tags[0].name: is required",
        "tags[0].size: must be from 1 to 9",
        "tags[1]: must be an object, not the number 3",
        'labels["a b"]: must be a text, not the number 1',
        "at: cannot be given together with days",
      ],
    );
  });

  it("counts bytes, not characters", () => {
    assert.deepEqual(failures({ id: "存储桶" }), ["id: must have at most 8 bytes, not 9"]);
  });

  it("takes null for left out, as the engine does", () => {
    assert.deepEqual(failures({ id: "1", days: null, status: null }), []);
    assert.deepEqual(failures({ id: null }), ["id: is required"]);
  });

  it("marks failures of secret fields, so that nobody names their property", () => {
    const key = group({ privateKey: text("PrivateKey", { secret: true, maxBytes: 3 }) });
    assert.deepEqual(validateStruct(key, { privateKey: "1234" }), [
      { path: "privateKey", reason: "must have at most 3 bytes, not 4", secret: true },
    ]);
  });

  it("passes every value that is not known yet, at any depth", () => {
    const everywhere = (field: Field): unknown => (field.kind === "structs" ? [unknownValue] : unknownValue);
    const value = Object.fromEntries(
      Object.entries(everything.fields).map(([name, field]) => [name, everywhere(field)]),
    );
    const { at: _, ...withoutExclusive } = value;
    assert.deepEqual(failures(withoutExclusive), []);
  });
});

describe("Normalising", () => {
  it("fills in fallbacks and drops what is not there, so that the state shows what is sent", () => {
    assert.deepEqual(
      normaliseStruct(everything, { id: "1", days: null, only: { name: "n", size: undefined } }),
      {
        id: "1",
        status: "Enabled",
        only: { name: "n" },
      },
    );
  });
});
