/** A drift report as SARIF 2.1.0, which code scanning reads (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html). */

import { createHash } from "node:crypto";
import { visible, visibleJson, visibleLines } from "../../provider/client";
import {
  type DriftReport,
  describeUp,
  describeValue,
  type ResourceFinding,
  type UndeclaredFinding,
} from "./report";

/** Characters of a value that a message shows. */
const shownCharacters = 200;

/** The kinds of results, by id. */
const rules = {
  drifted: "A property is not as the last deployment declared it.",
  gone: "A resource of the stack is not there.",
  unreadable: "A resource could not be read, so whether it drifted is unknown.",
  undeclared: "Something is there that no resource of the stack declares.",
  "open-to-everyone": "Something that no resource of the stack declares opens a bucket to everyone.",
} as const;

type RuleId = keyof typeof rules;

const levels: Readonly<Record<RuleId, "error" | "warning" | "note">> = {
  drifted: "error",
  gone: "error",
  unreadable: "warning",
  undeclared: "note",
  "open-to-everyone": "error",
};

/** What a result is made of. */
interface Found {
  readonly ruleId: RuleId;
  /** What it is about: with the rule it tells a result from all others, in every run. */
  readonly place: string;
  readonly message: string;
}

/** The report as SARIF. Results point to Pulumi.yaml, since no file's line is known, and to the resource by its URN. */
export function renderSarif(report: DriftReport, version: string): string {
  const found = [...report.resources.flatMap(resultsOf), ...(report.undeclared ?? []).map(undeclaredResult)];
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "pulumi-tencentcos drift",
            version,
            semanticVersion: version,
            rules: Object.entries(rules).map(([id, text]) => ({
              id,
              shortDescription: { text },
              defaultConfiguration: { level: levels[id as RuleId] },
            })),
          },
        },
        results: found.map(({ ruleId, place, message }) => ({
          ruleId,
          ruleIndex: Object.keys(rules).indexOf(ruleId),
          level: levels[ruleId],
          message: { text: plainText(message) },
          locations: [
            {
              physicalLocation: { artifactLocation: { uri: "Pulumi.yaml" }, region: { startLine: 1 } },
              logicalLocations: [{ fullyQualifiedName: visible(place), kind: "resource" }],
            },
          ],
          partialFingerprints: {
            "drift/v1": createHash("sha256").update(`${ruleId}\n${place}`).digest("hex"),
          },
        })),
      },
    ],
  };
  return `${visibleJson(log)}\n`;
}

/** A message in which a viewer finds no link (3.11.6 of the standard). */
function plainText(message: string): string {
  return visibleLines(message).replace(/\](?=\()/g, "\\]");
}

function resultsOf({ urn, type, name, id, status, changes, error }: ResourceFinding): readonly Found[] {
  const what = `${type} ${name} (${id})`;
  switch (status) {
    case "unchanged":
      return [];
    case "gone":
      return [{ ruleId: "gone", place: urn, message: `${what} is gone; up creates it again.` }];
    case "unreadable":
      return [{ ruleId: "unreadable", place: urn, message: `${what} could not be read: ${error}` }];
    case "drifted":
      return changes.map((change) => ({
        ruleId: "drifted",
        place: `${urn}#${change.path}`,
        message: `${what}: ${change.path} is declared as ${describeValue(change.declared, shownCharacters)} and is ${describeValue(change.live, shownCharacters)}; ${describeUp(change)}.`,
      }));
  }
}

function undeclaredResult({ type, id, status, opens, inputs, count, error }: UndeclaredFinding): Found {
  const place = `${type} ${id}`;
  if (status === "unreadable") {
    return { ruleId: "unreadable", place, message: `${type} of ${id} could not be read: ${error}` };
  }
  const says = count === undefined ? describeValue(inputs, shownCharacters) : `${count} objects`;
  return opens === undefined
    ? { ruleId: "undeclared", place, message: `${type} of ${id} is not declared: ${says}` }
    : { ruleId: "open-to-everyone", place, message: `${type} of ${id} is not declared: ${opens}. ${says}` };
}
