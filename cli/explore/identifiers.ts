/** Which values of answers are parameters of other calls: bucket names, keys, ids. It follows from the table. */

import { ownParameters } from "../../provider/api/calls";
import { shapeOf } from "../../provider/api/json/shape";
import { type Operation, operations } from "../../provider/api/operations";
import { type NamedParameter, namedParameters } from "../../provider/api/parameters";

/** A member of an answer that a parameter takes. */
export interface AnsweredField {
  /** The members that lead to the records it is in; none for the document itself. */
  readonly record: readonly string[];
  /** What the answer calls it. */
  readonly member: string;
  /** What parameters call it. */
  readonly field: string;
}

/** Members that parameters call otherwise, or that stand elsewhere than at the top and in the entries of listings. */
const otherNames: readonly AnsweredField[] = [
  { record: ["Buckets", "Bucket"], member: "Name", field: "Bucket" },
  { record: ["Buckets", "Bucket"], member: "Location", field: "Region" },
  { record: ["LiveChannel"], member: "Name", field: "ChannelName" },
  { record: ["DomainRule"], member: "Name", field: "Domainname" },
  { record: ["data"], member: "taskid", field: "TaskId" },
  { record: ["Job"], member: "JobId", field: "JobId" },
];

/** Headers of answers that parameters call otherwise. */
const headNames: Readonly<Record<string, string>> = { ETag: "IfMatch", VersionId: "VersionId" };

/** The parameters that identify something: those of paths, required ones without choices, and versions. */
const identifiers: ReadonlySet<string> = new Set([
  "Bucket",
  "Key",
  "Prefix",
  "VersionId",
  ...operations.flatMap((operation) =>
    [...namedParameters(operation).values()].filter(isIdentifier).map(({ name }) => name),
  ),
]);

function isIdentifier({ location, facts }: NamedParameter): boolean {
  return (
    (location === "path" || location === "query") &&
    facts.required === true &&
    facts.type === "string" &&
    facts.values === undefined
  );
}

const known = new WeakMap<Operation, readonly AnsweredField[]>();

/** What the document of an operation's answer has of other calls' parameters. */
export function answeredFields(operation: Operation): readonly AnsweredField[] {
  let found = known.get(operation);
  if (found === undefined) {
    found = findFields(operation);
    known.set(operation, found);
  }
  return found;
}

function findFields({ answer, paging }: Operation): readonly AnsweredField[] {
  if (answer?.kind !== "xml" && answer?.kind !== "json") {
    return [];
  }
  const shape = shapeOf(answer.group);
  const below = (path: readonly string[]) =>
    path.reduce((at, name) => at?.members.get(name), shape as typeof shape | undefined);
  const records = (paging?.items ?? []).map((item): readonly string[] => {
    const member = shape.members.get(item);
    const [inner] = member?.members.keys() ?? [];
    return member?.repeated || inner === undefined ? [item] : [item, inner];
  });
  const direct = [[], ...records].flatMap((record) =>
    [...(below(record)?.members.keys() ?? [])]
      .filter((member) => identifiers.has(member))
      .filter((member) => record.length > 0 || member !== "Prefix")
      .map((member) => ({ record, member, field: member })),
  );
  const others = otherNames.filter(
    (other) =>
      below(other.record)?.members.has(other.member) &&
      !direct.some(({ record, field }) => field === other.field && record.join() === other.record.join()),
  );
  return [...direct, ...others];
}

/** The fields of other calls that headers of an answer give. */
export function fieldOfHeader(name: string): string | undefined {
  return headNames[name];
}

/** Whether a call takes a field. */
export function takesField(operation: Operation, field: string): boolean {
  return ownParameters(operation).includes(field) || namedParameters(operation).has(field);
}

/** The operations that take a value which another one answered. An id in a query belongs to its own kind of configuration. */
export function takersOf(field: string, answering: Operation): readonly Operation[] {
  const isOfAccount = field === "Bucket" || field === "Region";
  const taking = operations.filter(
    (operation) => takesField(operation, field) && (isOfAccount || operation.host === answering.host),
  );
  const isOfConfiguration = taking.every(
    (operation) =>
      operation.subresource !== undefined && namedParameters(operation).get(field)?.location === "query",
  );
  return isOfConfiguration && !otherNames.some((other) => other.field === field)
    ? taking.filter(({ subresource }) => subresource === answering.subresource)
    : taking;
}

/** The records of an answer's document at a path. */
export function recordsAt(
  body: unknown,
  path: readonly string[],
): readonly Readonly<Record<string, unknown>>[] {
  const found = path.reduce<readonly unknown[]>(
    (records, name) => records.flatMap((record) => (record as Readonly<Record<string, unknown>>)[name] ?? []),
    [body],
  );
  return found.filter(
    (record): record is Readonly<Record<string, unknown>> => typeof record === "object" && record !== null,
  );
}
