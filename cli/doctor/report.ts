/** What `doctor` prints: one line for each check, for people or for machines. */

import { visible, visibleJson } from "../../provider/client";
import type { Check, Status } from "./check";
import type { Examination } from "./examine";
import { policyText } from "./policy";

/** How a status looks: its mark, and the code of its colour (ECMA-48, 8.3.117). */
const marks: Readonly<Record<Status, readonly [mark: string, colour: number]>> = {
  ok: ["✓", 32],
  warning: ["!", 33],
  failed: ["✗", 31],
  skipped: ["-", 2],
};

/** Whether nothing failed. */
export function isWell({ checks }: Examination): boolean {
  return checks.every(({ status }) => status !== "failed");
}

/** For people. */
export function reportAsText(examination: Examination, options: { readonly colours: boolean }): string {
  const { policies } = examination;
  const checks = together(examination.checks);
  const width = Math.max(...checks.map(({ title }) => title.length));
  const paint = (text: string, colour: number) =>
    options.colours ? `\u001B[${colour}m${text}\u001B[0m` : text;
  const lines = checks.flatMap(({ status, title, found, remedy }) => {
    const [mark, colour] = marks[status];
    const line = `${paint(mark, colour)} ${title.padEnd(width)}  ${visible(found)}`;
    return remedy === undefined ? [line] : [line, `${" ".repeat(width + 4)}→ ${visible(remedy)}`];
  });
  const written = (["read", "write"] as const).flatMap((kind) =>
    policies === undefined
      ? []
      : ["", `The policy of CAM to ${kind} this stack, and no other:`, policyText(policies[kind])],
  );
  return [...lines, ...written].join("\n");
}

/** For machines. */
export function reportAsJson(examination: Examination): string {
  const { checks, policies = null } = examination;
  const plain = checks.map(({ id, status, found, remedy }) => ({ id, status, found, remedy }));
  return visibleJson({ ok: isWell(examination), checks: plain, policies });
}

/** Actions of which the same is to be said without having asked are one line. */
function together(checks: readonly Check[]): readonly Check[] {
  const groups = new Map<string, Check[]>();
  for (const check of checks) {
    const alike = check.status === "skipped" && check.id.startsWith("action:");
    const key = alike ? `action: ${check.found}` : check.id;
    const group = groups.get(key) ?? [];
    // Such a line stands after all the others.
    groups.delete(key);
    groups.set(key, [...group, check]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first, ...others] = group as [Check, ...Check[]];
    const names = group.map(({ title }) => title).join(", ");
    return others.length === 0
      ? [first]
      : [{ ...first, title: "actions", found: `${first.found}: ${names}` }];
  });
}
