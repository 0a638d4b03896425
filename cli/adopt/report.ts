/** The command's summary, for a person or for a machine. */

import { visible, visibleJson } from "../../provider/client";
import { firstOf } from "../../provider/model/messages";
import { wrap } from "../wrap";
import type { Declaration, Omission } from "./declarations";
import { lineWidth } from "./expression";

/** Omissions that are listed one by one; the program's comments and `--json` list all. */
const shownOmissions = 20;

/** What was done. */
export interface Adoption {
  /** The bucket's full name. */
  readonly bucket: string;
  readonly region: string;
  /** The folder that was written; `undefined` with `--stdout`. */
  readonly folder: string | undefined;
  readonly declarations: readonly Declaration[];
  readonly omissions: readonly Omission[];
  /** Objects that are declared, and their bytes; absent without `--objects`. */
  readonly objects?: { readonly count: number; readonly bytes: number } | undefined;
}

/** The summary as one JSON document. */
export function reportAsJson(adoption: Adoption): string {
  const { bucket, region, folder, declarations, omissions, objects } = adoption;
  const summary = {
    bucket,
    region,
    folder,
    resources: declarations.map(({ token, name, remarks }) => ({ type: token, name, remarks })),
    ...(objects && { objects: { count: objects.count, bytes: objects.bytes } }),
    notDeclared: omissions.map(({ token, key, reason, unread }) => ({ type: token, key, reason, unread })),
  };
  return visibleJson(summary);
}

/**
 * The summary as lines.
 * @param endpoint where to connect instead of COS, which the stack must know too
 */
export function reportAsText(adoption: Adoption, endpoint?: string): string {
  const { bucket, region, folder, declarations, objects } = adoption;
  const counts = new Map<string, number>();
  for (const { token } of declarations) {
    counts.set(token, (counts.get(token) ?? 0) + 1);
  }
  const resources = [...counts].map(([token, count]) => (count === 1 ? token : `${token} (${count})`));
  const content =
    objects === undefined
      ? []
      : [
          `${objects.count.toLocaleString("en")} ${objects.count === 1 ? "object" : "objects"} of ${objects.bytes.toLocaleString("en")} bytes ${objects.count === 1 ? "is" : "are"} declared, with content.`,
        ];
  return [
    `${bucket} in ${region} is declared in ${folder}:`,
    ...wrap(resources.join(", "), lineWidth - 2).map((line) => `  ${line}`),
    ...content,
    ...describeOmissions(adoption),
    "",
    "To take it over:",
    `  cd ${quoted(folder ?? ".")} && npm install`,
    "  pulumi stack init production",
    ...(endpoint === undefined ? [] : [`  pulumi config set tencentcos:endpoint ${endpoint}`]),
    "  pulumi up",
  ].join("\n");
}

/** What is there and not declared, as lines; none when everything is. */
export function describeOmissions({ declarations, omissions }: Adoption): readonly string[] {
  const remarks = declarations.flatMap((one) => one.remarks.map((remark) => `${one.token}: ${remark}`));
  const list = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ["", title, ...firstOf(lines, shownOmissions).flatMap(bullet)];
  return [
    ...list(
      "Could not be read; it may or may not be there:",
      omissions.filter(({ unread }) => unread).map(describe),
    ),
    ...list("Is there and is not declared:", omissions.filter(({ unread }) => !unread).map(describe)),
    ...list("To know:", remarks),
  ];
}

function describe({ token, key, reason }: Omission): string {
  return `${token}${key === undefined ? "" : ` ${JSON.stringify(key)}`}: ${reason.replace(/\s*\n\s*/g, " ")}`;
}

function bullet(text: string): readonly string[] {
  return wrap(visible(text), lineWidth - 4).map((line, index) => `${index === 0 ? "  - " : "    "}${line}`);
}

/** A path as a shell takes it. */
function quoted(folder: string): string {
  return /^[\w./~-]+$/.test(folder) ? folder : `'${folder.replaceAll("'", "'\\''")}'`;
}
