/** A drift report as JSON, for programs. */

import { visibleJson } from "../../provider/client";
import { type DriftReport, summarise } from "./report";

/** The summary first, so that a reader of the beginning knows it all. */
export function renderJson(report: DriftReport): string {
  const { project, stack, ...found } = report;
  return `${visibleJson({ version: 1, project, stack, summary: summarise(report), ...found })}\n`;
}
