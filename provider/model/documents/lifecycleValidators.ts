/** Validators of lifecycle rules: relations between their members that COS requires, and that make a rule do what it seems to do. */

import { anyOf, doubtful, type Failure, type Rule } from "../../codec/fields";
import { isMembers, type Members } from "../../codec/members";
import { isUnknown } from "../../codec/unknown";

/** A filter names one thing; several go into `and`. */
export const validateFilter: Rule = (filter) => {
  const [first, ...others] = ["prefix", "tag", "and"].filter((name) => filter[name] !== undefined);
  return others.map((name) => ({
    path: name,
    reason: `cannot be given together with ${first}; put both into and`,
  }));
};

/** The sizes of an `and` leave something between them. */
export const validateAnd: Rule = (and) => {
  const names = ["prefix", "prefixNotEquals", "tags", "objectSizeGreaterThan", "objectSizeLessThan"];
  if (names.every((name) => and[name] === undefined)) {
    return doubtful(anyOf(names))(and);
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
};

/** A frequency says how seldom, or within how many days. */
export const validateFrequency: Rule = (frequency) => anyOf(["accessCountLessThan", "recentDays"])(frequency);

/** A transition happens after some days, on a day, or when an object is seldom used. */
export const validateTransition: Rule = (transition) => [
  ...anyOf(["days", "date", "accessFrequency"])(transition),
  ...(transition.days !== undefined && transition.date !== undefined
    ? [{ path: "date", reason: "cannot be given together with days" }]
    : []),
];

/** The same for older versions, which know no dates. */
export const validateNoncurrentTransition: Rule = (transition) =>
  anyOf(["noncurrentDays", "accessFrequency"])(transition);

/** An expiration has one of the three. COS may answer the delete marker's `false` beside days, so that one is no contradiction. */
export const validateExpiration: Rule = (expiration) => {
  const marker = expiration.expiredObjectDeleteMarker === false ? [] : ["expiredObjectDeleteMarker"];
  const [first, ...others] = ["days", "date", ...marker].filter((name) => expiration[name] !== undefined);
  return [
    ...anyOf(["days", "date", "expiredObjectDeleteMarker"])(expiration),
    ...others.map((name): Failure => {
      const reason = `cannot be given together with ${first}`;
      return name === "date" ? { path: name, reason } : { path: name, reason, doubtful: true };
    }),
  ];
};

/** The validators of a whole lifecycle rule. */
export const ruleValidators: readonly Rule[] = [
  needsAction,
  daysOrDates,
  transitionsBeforeExpiration,
  noncurrentTransitionsBeforeExpiration,
  noTagsForWhatHasNone,
];

const actions = [
  "transitions",
  "expiration",
  "noncurrentVersionTransitions",
  "noncurrentVersionExpiration",
  "abortIncompleteMultipartUpload",
];

function needsAction(rule: Members): readonly Failure[] {
  return anyOf(actions)(rule);
}

/** COS takes no rule that has both (docs/promises.md#contradictions-are-refused-at-preview); two rules can say it. */
function daysOrDates(rule: Members): readonly Failure[] {
  const times = [...items(rule, "transitions"), ...single(rule, "expiration")].flatMap(({ path, item }) =>
    ["days", "date"].flatMap((kind) => (item[kind] === undefined ? [] : [{ path, kind }])),
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
function transitionsBeforeExpiration(rule: Members): readonly Failure[] {
  return single(rule, "expiration").flatMap(({ item: end }) =>
    items(rule, "transitions").flatMap(({ path, item }) => [
      ...(isLate(item.days, end.days) ? [late(`${path}.days`, "expiration.days")] : []),
      ...(isLate(instant(item.date), instant(end.date)) ? [late(`${path}.date`, "expiration.date")] : []),
    ]),
  );
}

function noncurrentTransitionsBeforeExpiration(rule: Members): readonly Failure[] {
  return single(rule, "noncurrentVersionExpiration").flatMap(({ item: end }) =>
    items(rule, "noncurrentVersionTransitions").flatMap(({ path, item }) =>
      isLate(item.noncurrentDays, end.noncurrentDays)
        ? [late(`${path}.noncurrentDays`, "noncurrentVersionExpiration.noncurrentDays")]
        : [],
    ),
  );
}

/** Unfinished uploads have no tags yet, and delete markers never have any. */
function noTagsForWhatHasNone(rule: Members): readonly Failure[] {
  const [filter] = single(rule, "filter");
  const [and] = filter === undefined ? [] : single(filter.item, "and");
  const byTag = filter?.item.tag !== undefined || and?.item.tags !== undefined;
  const [expiration] = single(rule, "expiration");
  const paths = [
    ...(rule.abortIncompleteMultipartUpload === undefined ? [] : ["abortIncompleteMultipartUpload"]),
    ...(expiration?.item.expiredObjectDeleteMarker === true ? ["expiration.expiredObjectDeleteMarker"] : []),
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

function isLate(time: unknown, end: unknown): boolean {
  return typeof time === "number" && typeof end === "number" && time >= end;
}

function instant(value: unknown): number {
  return typeof value === "string" && !isUnknown(value) ? Date.parse(value) : Number.NaN;
}

/** The known items of a list; whatever is of the wrong type is somebody else's failure. */
function items(value: Members, name: string): readonly { path: string; item: Members }[] {
  const list = value[name];
  return Array.isArray(list)
    ? list.flatMap((item: unknown, index) => (isMembers(item) ? [{ path: `${name}[${index}]`, item }] : []))
    : [];
}

function single(value: Members, name: string): readonly { path: string; item: Members }[] {
  const item = value[name];
  return isMembers(item) ? [{ path: name, item }] : [];
}
