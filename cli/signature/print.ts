/** How signatures are printed for people. */

import { visible } from "../../provider/client/visible";
import type { Corrected, Difference, Finding, SignatureStep, Verdict } from "../../provider/signature";
import { wrap } from "../wrap";

/** One line for each step; a value that has lines of its own is written as a string of JSON. */
export function stepLines(steps: readonly SignatureStep[]): string {
  const width = Math.max(...steps.map(({ name }) => name.length));
  return steps
    .map(({ name, value }) =>
      `${name.padEnd(width)}  ${visible(value.includes("\n") ? JSON.stringify(value) : value)}`.trimEnd(),
    )
    .join("\n");
}

/** What was found, for people. */
export function verdictText(verdict: Verdict): string {
  const { differences, steps, notes, corrected } = verdict;
  const sections = [
    headline(verdict),
    ...verdict.findings.map(findingText),
    ...(differences.length === 0 ? [] : [`Differences:\n${differences.map(differenceText).join("\n")}`]),
    ...(steps.length === 0 ? [] : [`Steps of the right signature:\n${stepLines(steps)}`]),
    ...(corrected === undefined ? [] : [`Corrected:\n${correctedText(corrected)}`]),
    ...(notes.length === 0 ? [] : [notes.map((note) => `Note: ${visible(note)}`).join("\n")]),
  ];
  return sections.join("\n\n");
}

function headline({ holds, carrier, method, host, path, time }: Verdict): string {
  const what = { header: "The signature", url: "The signed URL", form: "The signature of the form" }[carrier];
  const result = holds === undefined ? "cannot be verified as a whole" : holds ? "holds" : "does not hold";
  const request = [method, host === undefined ? path : `${host}${path ?? ""}`].filter(
    (part) => part !== undefined,
  );
  return [
    `${what} ${result}${request.length === 0 ? "." : `: ${visible(request.join(" "))}`}`,
    ...(time === "" ? [] : [visible(time)]),
  ].join("\n");
}

function findingText({ cause, certain, message, remedy }: Finding): string {
  const lines = [`${certain ? "" : "Likely: "}${visible(message)} [${cause}]`, visible(remedy)];
  return lines.flatMap((line) => wrap(line, 100)).join("\n");
}

function differenceText({ line, name, signed, seen }: Difference): string {
  const show = (value: string | undefined) => (value === undefined ? "nothing" : visible(value));
  return `  ${line}${name === undefined ? "" : ` ${visible(name)}`}\n    signed  ${show(signed)}\n    COS     ${show(seen)}`;
}

function correctedText({ authorization, url, fields = {} }: Corrected): string {
  return [
    ...(authorization === undefined ? [] : [`Authorization: ${authorization}`]),
    ...(url === undefined ? [] : [url]),
    ...Object.entries(fields).map((pair) => pair.join(": ")),
  ]
    .map(visible)
    .join("\n");
}
