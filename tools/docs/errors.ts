/** The page of the explained errors. */

import { conflictCodes, isRetryable } from "../../provider/client/retry";
import { type ErrorGroup, type Explanation, errorGroups } from "../../provider/explanations";
import { blocks, code, table } from "./markdown";

const introduction = `What COS's error codes mean, and what to do. A message of this package names the operation, the bucket, the region, COS's code with its own
words and the request id, and ends with the remedy, where the words do not say it.

What a repetition can cure (↻) is tried again by itself, up to six times within two minutes, and only then reported; so are writes to a bucket's
configurations that meet one another (⇄). The codes are those of [COS's own list](https://www.tencentcloud.com/document/product/436/7730), as far as
this package can meet them, and of the system.`;

/** The page: a table for each group. */
export function errorsPage(): string {
  return blocks(
    "<!-- Written by npm run docs, from provider/explanations. -->",
    "# Errors",
    introduction,
    ...errorGroups.flatMap(({ title, codes }) => {
      const entries = [...namesByExplanation(codes)];
      const answered = entries.some(([{ status }]) => status !== undefined);
      return [
        `## ${title}`,
        table(
          ["Code", ...(answered ? ["Status"] : []), "What it means", "What to do"],
          entries.map(([explanation, names]) => [
            names.map((name) => code(name) + mark(name, explanation)).join(", "),
            ...(answered ? [[explanation.status].flat().join(", ")] : []),
            explanation.cause,
            explanation.remedy,
          ]),
        ),
      ];
    }),
    "---",
    "[Documentation](README.md)",
  );
}

/** Codes that mean the same share a row. */
function namesByExplanation(codes: ErrorGroup["codes"]): ReadonlyMap<Explanation, readonly string[]> {
  const names = new Map<Explanation, string[]>();
  for (const [name, explanation] of Object.entries(codes)) {
    names.set(explanation, [...(names.get(explanation) ?? []), name]);
  }
  return names;
}

/** Whether the client repeats it, as its own rules say. */
function mark(name: string, { status }: Explanation): string {
  const [first] = [status].flat();
  const repeated = isRetryable(
    first === undefined ? { kind: "network", code: name } : { kind: "service", status: first, code: name },
  );
  return repeated ? " ↻" : conflictCodes.has(name) ? " ⇄" : "";
}
