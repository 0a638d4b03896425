/** The text of the program: declarations, and comments where something cannot be declared. */

import { firstOf } from "../../provider/model/messages";
import { wrap } from "../wrap";
import { type Declaration, type DeclaredBucket, type Omission, order } from "./declarations";
import { Call, type Expression, lineWidth, printExpression } from "./expression";
import type { ObjectDeclarations } from "./objects";

/** Keys of objects that a comment tells, of those that are left out for one reason. */
const shownKeys = 10;

/** What the text is made of. */
export interface ProgramParts {
  readonly bucket: DeclaredBucket;
  /** The bucket and its configurations, in any order. */
  readonly declarations: readonly Declaration[];
  readonly omissions: readonly Omission[];
  readonly objects?: ObjectDeclarations | undefined;
}

/** A whole program. */
export function printProgram(parts: ProgramParts): string {
  const { bucket, region } = parts.bucket.address;
  const isDeclared = parts.declarations.some(({ token }) => token === "Bucket");
  const introduction = [
    `The bucket ${bucket} in ${region}, as pulumi-tencentcos adopt found it. The first pulumi up takes it over without a write; from then on this program says how it shall be.`,
    ...(isDeclared ? ["As long as the bucket is protected, pulumi destroy takes nothing of it away."] : []),
  ].join(" ");
  const head = `${comment(introduction)}import * as cos from "pulumi-tencentcos";\n`;
  return `${head}\n${printResources(parts)}`;
}

/** The resources alone, to be pasted into a program that has its imports. */
export function printResources({ bucket, declarations, omissions, objects }: ProgramParts): string {
  const others = [...declarations, ...(objects?.declarations ?? [])].filter(
    ({ token }) => token !== "Bucket",
  );
  const pieces = order.flatMap((token) => [
    ...declarations
      .filter((one) => one.token === token)
      .map((one) => print(one, variableOf(one, bucket, others))),
    ...omissions.filter((one) => one.token === token).map(printOmission),
  ]);
  const content = [
    ...(objects?.declarations ?? []).map((one) => print(one, undefined)),
    ...printObjectOmissions(objects?.omissions ?? []),
  ];
  return [...pieces, ...content].join("\n");
}

/** The bucket has a variable when something refers to it. */
function variableOf(
  declaration: Declaration,
  bucket: DeclaredBucket,
  others: readonly Declaration[],
): string | undefined {
  return declaration.token === "Bucket" && others.length > 0 ? bucket.variable : declaration.variable;
}

function print({ token, name, args, options, remarks }: Declaration, variable: string | undefined): string {
  const head = variable === undefined ? "" : `const ${variable} = `;
  const all: readonly Expression[] = options === undefined ? [name, args] : [name, args, options];
  const statement = printExpression(new Call(`new cos.${token}`, all), 0, head.length, 1);
  return `${remarks.map(comment).join("")}${head}${statement};\n`;
}

function printOmission({ token, key, reason, unread }: Omission): string {
  const which = key === undefined ? token : `${token} ${JSON.stringify(key)}`;
  return comment(`${which} is not declared here: ${unread ? "it could not be read. " : ""}${reason}`);
}

/** Objects that are left out for the same reason share a comment. */
function printObjectOmissions(omissions: readonly Omission[]): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const { key, reason } of omissions) {
    byReason.set(reason, [...(byReason.get(reason) ?? []), ...(key === undefined ? [] : [key])]);
  }
  return [...byReason].map(([reason, keys]) => {
    const all = keys.map((key) => JSON.stringify(key));
    const listed = firstOf(all, shownKeys).join(", ");
    return comment(`Objects that are not declared here: ${reason}${listed === "" ? "" : `: ${listed}`}`);
  });
}

/** A sentence as a comment; nothing in it can end the comment. */
function comment(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").trim();
  return wrap(line, lineWidth - 3)
    .map((part) => `// ${part}\n`)
    .join("");
}
