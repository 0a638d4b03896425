/** What a run found, for people and for bug reports. */

import { visible, visibleJson } from "../../provider/client/visible";
import { version } from "../version";
import type { Answer, Finding, Verdict } from "./run";

const marks: Readonly<Record<Verdict, string>> = {
  confirmed: "✓",
  different: "✗",
  "could not be asked": "-",
};

/** One finding; of what is different, with both answers. */
export function findingAsText({ id, assumes, verdict, answers, reason }: Finding): string {
  const lines = [`${marks[verdict]} ${id}: ${verdict}${reason === undefined ? "" : `: ${visible(reason)}`}`];
  if (verdict === "different") {
    lines.push(`    ${assumes}`, ...answers.flatMap(differences));
  }
  return `${lines.join("\n")}\n`;
}

function differences({ request, expected, observed, body }: Answer): readonly string[] {
  return body === undefined
    ? []
    : [
        `    ${visible(request)}`,
        ...Object.keys(expected).map((at) =>
          visible(
            `      ${at}: the emulator says ${expected[at] ?? "nothing"}, COS ${observed[at] ?? "nothing"}`,
          ),
        ),
      ];
}

/** How many there are of each kind. */
export function summary(findings: readonly Finding[]): string {
  const counts = (Object.keys(marks) as Verdict[]).map(
    (verdict) => `${findings.filter((finding) => finding.verdict === verdict).length} ${verdict}`,
  );
  return `\n${counts.join(", ")}\n`;
}

/** For a bug report: it names neither keys nor account. */
export function reportAsJson(findings: readonly Finding[], region: string): string {
  return `${visibleJson({ version, region, date: new Date().toISOString().slice(0, 10), findings })}\n`;
}
