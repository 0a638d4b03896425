/** Validators of lifecycle rules: relations between their members that COS requires, and that make a rule do what it seems to do. */

import { anyOf, doubtful, type Failure } from "../../codec/fields";
import { type Draft, type Drafted, known, knownItems, type Unknown } from "../../codec/unknown";

/** When something happens: after some days, or on a date. */
interface Times {
  readonly days: number;
  readonly date: string;
}

/** What rules between the members of a lifecycle rule look at. */
type RuleDraft = Draft<{
  filter: { tag: object; and: { tags: object } };
  transitions: readonly Times[];
  expiration: Times & { expiredObjectDeleteMarker: boolean };
  noncurrentVersionTransitions: readonly { noncurrentDays: number }[];
  noncurrentVersionExpiration: { noncurrentDays: number };
  abortIncompleteMultipartUpload: object;
}>;

const conditions = [
  "prefix",
  "prefixNotEquals",
  "tags",
  "objectSizeGreaterThan",
  "objectSizeLessThan",
] as const;

/** The sizes of an `and` leave something between them. */
export function validateAnd(
  and: Draft<{
    prefix: string;
    prefixNotEquals: string;
    tags: object;
    objectSizeGreaterThan: number;
    objectSizeLessThan: number;
  }>,
): readonly Failure[] {
  if (conditions.every((name) => and[name] === undefined)) {
    return doubtful(anyOf<typeof and>(conditions))(and);
  }
  const { objectSizeGreaterThan: least, objectSizeLessThan: greatest } = and;
  return typeof least === "number" && typeof greatest === "number" && greatest <= least + 1
    ? [
        {
          path: "objectSizeLessThan",
          reason: "leaves no size that is greater than objectSizeGreaterThan",
          doubtful: true,
        },
      ]
    : [];
}

/** A transition does not happen both after some days and on a day. */
export function daysOrDate({ days, date }: Draft<Times>): readonly Failure[] {
  return days !== undefined && date !== undefined
    ? [{ path: "date", reason: "cannot be given together with days" }]
    : [];
}

/** An expiration has one of the three. COS may answer the delete marker's `false` beside days, so that one is no contradiction. */
export function oneExpiration(
  expiration: Draft<Times & { expiredObjectDeleteMarker: boolean }>,
): readonly Failure[] {
  const names = ["days", "date", "expiredObjectDeleteMarker"] as const;
  const [first, ...others] = names.filter(
    (name) => expiration[name] !== undefined && !(name === names[2] && expiration[name] === false),
  );
  return others.map((name): Failure => {
    const reason = `cannot be given together with ${first}`;
    return name === "date" ? { path: name, reason } : { path: name, reason, doubtful: true };
  });
}

/** The validators of a whole lifecycle rule. */
export const ruleValidators = [
  daysOrDates,
  transitionsBeforeExpiration,
  noncurrentTransitionsBeforeExpiration,
  noTagsForWhatHasNone,
];

/** COS takes no rule that has both (docs/promises.md#contradictions-are-refused-at-preview); two rules can say it. */
function daysOrDates(rule: RuleDraft): readonly Failure[] {
  const times = [
    ...knownItems("transitions", rule.transitions),
    ...single("expiration", rule.expiration),
  ].flatMap(({ path, item }) =>
    (["days", "date"] as const).flatMap((kind) => (item[kind] === undefined ? [] : [{ path, kind }])),
  );
  const [first] = times;
  return times
    .filter(({ path, kind }) => kind !== first?.kind && path !== first?.path)
    .map(({ path, kind }) => ({
      path: `${path}.${kind}`,
      reason: `cannot be in one rule with ${first?.path}.${first?.kind}: COS takes days or dates; make it two rules`,
    }));
}

/** COS moves nothing that is gone by then (docs/promises.md#contradictions-are-refused-at-preview). */
function transitionsBeforeExpiration({ expiration, transitions }: RuleDraft): readonly Failure[] {
  const end = known(expiration) ?? {};
  return knownItems("transitions", transitions).flatMap(({ path, item }) => [
    ...(isLate(known(item.days), known(end.days)) ? [late(`${path}.days`, "expiration.days")] : []),
    ...(isLate(instant(item.date), instant(end.date)) ? [late(`${path}.date`, "expiration.date")] : []),
  ]);
}

function noncurrentTransitionsBeforeExpiration({
  noncurrentVersionExpiration,
  noncurrentVersionTransitions,
}: RuleDraft): readonly Failure[] {
  const end = known(noncurrentVersionExpiration)?.noncurrentDays;
  return knownItems("noncurrentVersionTransitions", noncurrentVersionTransitions).flatMap(({ path, item }) =>
    isLate(known(item.noncurrentDays), known(end))
      ? [late(`${path}.noncurrentDays`, "noncurrentVersionExpiration.noncurrentDays")]
      : [],
  );
}

/** Unfinished uploads have no tags yet, and delete markers never have any. */
function noTagsForWhatHasNone(rule: RuleDraft): readonly Failure[] {
  const filter = known(rule.filter);
  const byTag = filter?.tag !== undefined || known(filter?.and)?.tags !== undefined;
  const marker = known(rule.expiration)?.expiredObjectDeleteMarker;
  const paths = [
    ...(rule.abortIncompleteMultipartUpload === undefined ? [] : ["abortIncompleteMultipartUpload"]),
    ...(marker === true ? ["expiration.expiredObjectDeleteMarker"] : []),
  ];
  return paths
    .filter(() => byTag)
    .map((path) => ({
      path,
      reason: "cannot be given together with a filter by tags; make it a rule of its own",
    }));
}

function late(path: string, end: string): Failure {
  return { path, reason: `must come before ${end}, when the objects are gone` };
}

function isLate(time: number | undefined, end: number | undefined): boolean {
  return time !== undefined && end !== undefined && time >= end;
}

function instant(date: Drafted<string> | undefined): number | undefined {
  const text = known(date);
  return text === undefined ? undefined : Date.parse(text);
}

function single<T>(
  path: string,
  member: T | Unknown | undefined,
): readonly { readonly path: string; readonly item: T }[] {
  const item = known(member);
  return item === undefined ? [] : [{ path, item }];
}
