/** A drift report as JUnit XML, which every CI shows: a resource is a test case, drift a failure, what cannot be read an error. */

import { visible } from "../../provider/client";
import { renderXml, type XmlElement } from "../../provider/codec";
import {
  type DriftReport,
  describeUp,
  describeValue,
  type ResourceFinding,
  summarise,
  type UndeclaredFinding,
} from "./report";

/** The report in the dialect that Jenkins and GitLab read. */
export function renderJunit(report: DriftReport): string {
  const { project, stack, resources, undeclared = [] } = report;
  const { drifted, gone, unreadable, undeclared: strange = 0 } = summarise(report);
  const suites = [
    suite(`${project}/${stack}`, resources.map(resourceCase)),
    ...(undeclared.length === 0
      ? []
      : [suite(`${project}/${stack}: undeclared`, undeclared.map(undeclaredCase))]),
  ];
  const counts = {
    tests: String(resources.length + undeclared.length),
    failures: String(drifted + gone + strange),
    errors: String(unreadable),
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${renderXml(element("testsuites", { name: "drift", ...counts, time: "0" }, suites))}\n`;
}

function suite(name: string, cases: readonly XmlElement[]): XmlElement {
  const count = (kind: string) =>
    String(cases.filter(({ children }) => children.some((child) => child.name === kind)).length);
  const counts = { tests: String(cases.length), failures: count("failure"), errors: count("error") };
  return element("testsuite", { name, ...counts, skipped: "0", time: "0" }, cases);
}

function resourceCase({ type, name, id, status, changes, error }: ResourceFinding): XmlElement {
  const details = changes.flatMap((change) => [
    change.path,
    `  declared ${describeValue(change.declared)}`,
    `  live     ${describeValue(change.live)}`,
    `  ${describeUp(change)}`,
  ]);
  switch (status) {
    case "unchanged":
      return testCase(type, name);
    case "unreadable":
      return testCase(type, name, "error", status, firstLine(error ?? ""), [
        id,
        ...(error ?? "").split("\n"),
      ]);
    case "gone":
      return testCase(type, name, "failure", status, "is gone", [id, "up creates it again"]);
    case "drifted":
      return testCase(
        type,
        name,
        "failure",
        status,
        `drifted: ${changes.map(({ path }) => path).join(", ")}`,
        [id, ...details],
      );
  }
}

function undeclaredCase({ type, id, status, opens, inputs, keys, error }: UndeclaredFinding): XmlElement {
  return status === "unreadable"
    ? testCase(type, id, "error", status, firstLine(error ?? ""), (error ?? "").split("\n"))
    : testCase(
        type,
        id,
        "failure",
        status,
        opens ?? "is not declared",
        inputs === undefined ? (keys ?? []) : [describeValue(inputs)],
      );
}

function testCase(
  classname: string,
  name: string,
  kind?: "failure" | "error",
  type = "",
  message = "",
  lines: readonly string[] = [],
): XmlElement {
  const text = lines.map(visible).join("\n");
  const outcome = kind === undefined ? [] : [element(kind, { message, type }, [], text)];
  return element("testcase", { classname, name, time: "0" }, outcome);
}

function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  children: readonly XmlElement[],
  text = "",
): XmlElement {
  // XML has no way to write most control characters, not even as entities.
  const legal = Object.entries(attributes).map(([key, value]) => [key, visible(value)]);
  return { name, attributes: Object.fromEntries(legal), children, text };
}

function firstLine(text: string): string {
  return text.split("\n")[0] ?? "";
}
