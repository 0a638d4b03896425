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
  json,
  map,
  normaliseStruct,
  parseXml,
  renderXml,
  type Struct,
  sortFailures,
  string,
  strings,
  struct,
  structs,
  unknownValue,
  validateStruct,
} from "../../provider/codec";
import { bucketConfigs } from "../../provider/resources/configurations";
import { bucketCors } from "../../provider/resources/configurations/cors";
import { structValues } from "./arbitrary";

const tag = group({ name: string("Name"), size: int("Size", { optional: true, min: 1, max: 9 }) });

const member = group({
  sid: string("Sid", { optional: true, serverDefault: true }),
  name: string("Name"),
  size: int("Size", { optional: true }),
});

const mode = group({ status: string("Status", { optional: true, oneOf: ["On", "Off"], default: "Off" }) });

/** The mode may be given as its status alone. */
function parseMode(value: unknown): unknown {
  if (value === "?") {
    throw new Error("must be a status, not a question");
  }
  return typeof value === "string" ? { status: value } : value;
}

/** Every word of the vocabulary once. */
const everything = group(
  {
    id: string("ID", { maxBytes: 8 }),
    status: string("Status", { oneOf: ["Enabled", "Disabled"], sentDefault: "Enabled" }),
    days: int("Days", { optional: true, min: 1, max: 3_650 }),
    vary: bool("Vary", { optional: true, default: false }),
    at: date("Date", { optional: true }),
    domains: strings("DomainList>Domain", { optional: true, unordered: true }),
    order: strings("Order", { optional: true }),
    index: string("IndexDocument>Suffix", { optional: true }),
    error: string("IndexDocument>Other", { optional: true }),
    only: struct("Only", tag, { optional: true }),
    tags: structs("TagSet>Tag", tag, { optional: true }),
    labels: map("Labels>Label", { optional: true }),
    kind: string("Kind", { optional: true, serverDefault: true }),
    limits: json<Record<string, unknown>>()("Limits", { optional: true }),
    members: structs("Member", member, { optional: true, unordered: true }),
    mode: struct("Mode", mode, { optional: true, parse: parseMode }),
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

  it("reads known elements and names unknown ones", () => {
    const { value, unknownElements } = decodeStruct(
      everything,
      parseXml(
        "<Root><Later/><Status>enabled</Status><ID>1</ID><DomainList><Sort/><Domain>x</Domain></DomainList><Only><Name>n</Name><Color>red</Color></Only></Root>",
      ),
    );
    assert.deepEqual(value, { id: "1", status: "Enabled", domains: ["x"], only: { name: "n" } });
    assert.deepEqual(unknownElements, ["Later", "DomainList>Sort", "Only>Color"]);
  });

  it("distinguishes an empty string from none only where a string may be empty", () => {
    const both = group({
      name: string("Name", { optional: true }),
      prefix: string("Prefix", { optional: true, minBytes: 0 }),
    });
    assert.deepEqual(decodeStruct(both, parseXml("<Root><Name/><Prefix/></Root>")).value, { prefix: "" });
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
        const { failures } = sortFailures(validateStruct(bucketCors.struct as unknown as Struct, value));
        assert.deepEqual(failures, []);
        const xml = renderXml(encodeStruct(bucketCors.root, bucketCors.struct as unknown as Struct, value));
        assert.deepEqual(decodeStruct(bucketCors.struct as unknown as Struct, parseXml(xml)).value, value);
      }),
    );
  });
});

describe("A string that several fields share", () => {
  const [pattern, write] = [
    /^to (\w+) in (\w+)$/,
    (value: Record<string, unknown>) => `to ${value.name} in ${value.place}`,
  ];
  const pieces = (element: string) => ({
    name: string(element, { partOf: { read: (whole) => pattern.exec(whole)?.[1], write } }),
    place: string(element, { partOf: { read: (whole) => pattern.exec(whole)?.[2] } }),
  });
  const own = struct("Own", group(pieces("")), { optional: true });
  const shared = group({ ...pieces("Target"), size: int("Size", { optional: true }), own });
  const value = { name: "a", place: "b", size: 1, own: { name: "c", place: "d" } };
  const wired = "<Root><Target>to a in b</Target><Size>1</Size><Own>to c in d</Own></Root>";

  it("is written once and read in parts", () => {
    assert.equal(renderXml(encodeStruct("Root", shared, value)), wired);
    assert.deepEqual(decodeStruct(shared, parseXml(wired)), { value, unknownElements: [] });
  });

  it("leaves fields out when it has another form", () => {
    assert.deepEqual(decodeStruct(shared, parseXml("<Root><Target>elsewhere</Target></Root>")).value, {});
  });
});

describe("A list whose items stand in a child element", () => {
  const headers = group({ names: strings("Names>Header", { optional: true, inner: "Key" }) });
  const wired = "<Root><Names><Header><Key>a</Key></Header><Header><Key>b</Key></Header></Names></Root>";

  it("is written and read, and is not there when its items are empty", () => {
    assert.equal(renderXml(encodeStruct("Root", headers, { names: ["a", "b"] })), wired);
    assert.deepEqual(decodeStruct(headers, parseXml(wired)), {
      value: { names: ["a", "b"] },
      unknownElements: [],
    });
    assert.deepEqual(decodeStruct(headers, parseXml("<Root><Names><Header/></Names></Root>")).value, {});
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

  it("takes an empty map for one that is not there", () => {
    assert.deepEqual(paths({ id: "1" }, { id: "1", labels: {} }), []);
    assert.deepEqual(paths({ id: "1", labels: { a: "1" } }, { id: "1", labels: {} }), ["labels"]);
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
        const emptyMap = ({ labels }: Record<string, unknown>) =>
          labels !== undefined && Object.keys(labels as object).length === 0;
        const saysNothing = ["id", "status", "vary", "kind", "mode", ...(emptyMap(value) ? ["labels"] : [])];
        const optional = Object.keys(value).filter((name) => !saysNothing.includes(name));
        fc.pre(optional.length > 0);
        const name = optional[pick % optional.length] as string;
        const { [name]: _, ...rest } = value;
        assert.deepEqual(paths(value, rest), [name]);
      }),
    );
  });
});

describe("Comparing what COS fills in itself", () => {
  const paths = (olds: Record<string, unknown>, news: Record<string, unknown>) =>
    compareStructs(everything, { id: "1", ...olds }, { id: "1", ...news }).map(({ path }) => path);

  it("lets it be where the program says nothing of it, and compares it where it does", () => {
    assert.deepEqual(paths({ kind: "COS" }, {}), []);
    assert.deepEqual(paths({ kind: "COS" }, { kind: "MAZ" }), ["kind"]);
    assert.deepEqual(paths({}, { kind: "MAZ" }), ["kind"]);
  });

  it("does so in a list without order, whatever stands where", () => {
    const live = [
      { sid: "generated-2", name: "b" },
      { sid: "mine", name: "a" },
    ];
    assert.deepEqual(paths({ members: live }, { members: [{ sid: "mine", name: "a" }, { name: "b" }] }), []);
    assert.deepEqual(paths({ members: live }, { members: [{ sid: "other", name: "a" }, { name: "b" }] }), [
      "members[0].sid",
    ]);
  });

  it("lets a whole struct be that holds nothing else", () => {
    const filled = group({
      following: struct(
        "Following",
        group({
          headers: bool("Headers", { optional: true, serverDefault: true }),
          twice: bool("Twice", { optional: true, default: false }),
        }),
        { optional: true },
      ),
    });
    const seen = (old: object | undefined, fresh: object | undefined) =>
      compareStructs(filled, { following: old }, { following: fresh }).map(({ path }) => path);
    assert.deepEqual(seen({ headers: true }, undefined), []);
    assert.deepEqual(seen({ headers: true, twice: false }, undefined), []);
    assert.deepEqual(seen({ headers: true, twice: true }, undefined), ["following"]);
    assert.deepEqual(seen(undefined, { headers: true }), ["following"]);
  });

  it("takes a struct that says only what COS assumes for one that is not there", () => {
    assert.deepEqual(paths({ mode: { status: "Off" } }, {}), []);
    assert.deepEqual(paths({}, { mode: { status: "On" } }), ["mode"]);
    assert.deepEqual(paths({ mode: { status: "Off" } }, { mode: { status: "On" } }), ["mode.status"]);
  });
});

describe("Comparing lists without order", () => {
  const paths = (olds: readonly object[], news: readonly object[]) =>
    compareStructs(everything, { id: "1", members: olds }, { id: "1", members: news }).map(
      ({ path }) => path,
    );
  const [a, b, c] = [
    { name: "a", size: 1 },
    { name: "b", size: 2 },
    { name: "c", size: 3 },
  ] as const;

  it("names what changed inside an item, wherever it stands", () => {
    assert.deepEqual(paths([a, b, c], [c, b, a]), []);
    assert.deepEqual(paths([a, b, c], [c, { ...b, size: 9 }, a]), ["members[1].size"]);
    assert.deepEqual(paths([a, b], [c, b, a]), ["members[0]"]);
    assert.deepEqual(paths([a, b, c], [c, a]), ["members[1]"]);
  });
});

describe("A difference", () => {
  const differences = (olds: object, news: object) =>
    compareStructs(everything, { id: "1", ...olds }, { id: "1", ...news });

  it("tells what is there and what is wanted, wherever in its list it stands", () => {
    const [a, b] = [
      { name: "a", size: 1 },
      { name: "b", size: 2 },
    ];
    assert.deepEqual(differences({ members: [a, b] }, { members: [{ ...b, size: 3 }, a] }), [
      { path: "members[0].size", kind: "update", before: 2, after: 3 },
    ]);
    assert.deepEqual(differences({ members: [a, b] }, { members: [a] }), [
      { path: "members[1]", kind: "update", before: b },
    ]);
    assert.deepEqual(differences({ members: [a] }, { members: [b, a] }), [
      { path: "members[0]", kind: "update", after: b },
    ]);
    assert.deepEqual(differences({ order: ["x"], labels: { k: "1" } }, { order: ["y"], days: 3 }), [
      { path: "days", kind: "update", before: undefined, after: 3 },
      { path: "order[0]", kind: "update", before: "x", after: "y" },
      { path: "labels", kind: "update", before: { k: "1" }, after: undefined },
    ]);
  });
});

describe("Comparing JSON", () => {
  it("names the path of the member that differs", () => {
    const value = (size: number) => ({
      id: "1",
      limits: { number: { "cos:size": size }, text: { "cos:name": ["a"] } },
    });
    const paths = compareStructs(everything, value(1), value(2)).map(({ path }) => path);
    assert.deepEqual(paths, ['limits.number["cos:size"]']);
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
        "vary: must be true or false, not a string",
        "at: must be an instant such as 2030-01-31T16:00:00.000Z",
        "domains: must be a list, not a string",
        "tags[0].name: is required",
        "tags[0].size: must be from 1 to 9",
        "tags[1]: must be an object, not the number 3",
        'labels["a b"]: must be a string, not the number 1',
        "at: cannot be given together with days",
      ],
    );
  });

  it("refuses characters that XML cannot carry", () => {
    const reason = "must not hold control characters, which XML cannot carry";
    for (const character of ["\u0000", "\u001b", "\uffff", "\ud800"]) {
      assert.deepEqual(failures({ id: `a${character}` }), [`id: ${reason}`], JSON.stringify(character));
    }
    assert.deepEqual(failures({ id: "a\t\n😀" }), []);
    assert.deepEqual(failures({ id: "1", labels: { a: "\u0001" } }), [`labels.a: ${reason}`]);
  });

  it("counts bytes, not characters", () => {
    assert.deepEqual(failures({ id: "存储桶" }), ["id: must have at most 8 bytes, not 9"]);
  });

  it("takes null for left out, as the engine does", () => {
    assert.deepEqual(failures({ id: "1", days: null, status: null }), []);
    assert.deepEqual(failures({ id: null }), ["id: is required"]);
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

describe("Rules between fields", () => {
  const seen: unknown[] = [];
  const whole = group(
    {
      name: string("Name"),
      tags: structs("Tag", tag, { optional: true }),
      at: date("At", { optional: true }),
    },
    (draft) => {
      seen.push(draft);
      return [];
    },
  );
  const given = (value: unknown): unknown => {
    seen.length = 0;
    validateStruct(whole, value);
    return seen[0];
  };

  it("meet what is of another kind as unknown, at any depth, and what is null or undeclared not at all", () => {
    assert.deepEqual(given({ name: 3, tags: [{ name: "a", size: "large" }, "b"], at: null, other: 1 }), {
      name: unknownValue,
      tags: [{ name: "a", size: unknownValue }, unknownValue],
    });
    assert.deepEqual(given({ name: "", tags: "none" }), { name: "", tags: unknownValue });
  });

  it("meet a value that has passed as it was normalised: without null, at any depth", () => {
    const value = { name: "a", tags: [{ name: "b", size: null }], at: null };
    assert.deepEqual(given(normaliseStruct(whole, value)), { name: "a", tags: [{ name: "b" }] });
  });

  it("never fail on a value, whatever a program gives", () => {
    for (const { struct: of } of bucketConfigs) {
      const members = Object.keys(of.fields);
      const values = fc.dictionary(fc.constantFrom(...members), fc.jsonValue());
      fc.assert(fc.property(values, (value) => Array.isArray(validateStruct(of, value))));
    }
  });
});

describe("Other spellings of a struct", () => {
  it("are brought into the shape of its fields, or refused with the reason", () => {
    assert.deepEqual(normaliseStruct(everything, { id: "1", mode: "On" }).mode, { status: "On" });
    assert.deepEqual(validateStruct(everything, { id: "1", mode: "On" }), []);
    assert.deepEqual(validateStruct(everything, { id: "1", mode: "?" }), [
      { path: "mode", reason: "must be a status, not a question" },
    ]);
  });
});

describe("Normalising", () => {
  it("fills in sent defaults and drops what is not there, so that the state shows what is sent", () => {
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
