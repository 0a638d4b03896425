/** Calls as a shell script: with this package's command, and with curl where the table does not know a request. */

import { visible } from "../../../provider/client/visible";
import { codeOf } from "../../code";
import { word } from "../../code/shell";
import type { HistoryEntry } from "../wire";
import { type Replay, replaysOf } from "./replay";

/** A script that makes them again, one after another, whatever becomes of each. */
export function shellScriptOf(entries: readonly HistoryEntry[]): string {
  const replays = replaysOf(entries);
  const endpoints = [...new Set(replays.map(({ options }) => options.endpoint))];
  const [common] = endpoints.length === 1 ? endpoints : [];
  return [
    "#!/bin/bash",
    "# Calls of the API explorer of pulumi-tencentcos, in the order in which they were sent. Each is made, whatever became of the one before.",
    "# Keys come from TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY; content from files of the names that are given.",
    ...(common === undefined
      ? []
      : [`export TENCENTCOS_ENDPOINT="\${TENCENTCOS_ENDPOINT:-${new URL(common).origin}}"`]),
    ...replays.flatMap((replay) => ["", ...partOf(replay, common)]),
    "",
  ].join("\n");
}

function partOf(
  { entry, operation, parameters, options }: Replay,
  common: string | undefined,
): readonly string[] {
  const isFree = entry.draft.free !== undefined;
  const { endpoint } = options;
  const outcome = [entry.status, entry.code].filter((part) => part !== undefined).join(" ");
  const title = `# ${new Date(entry.time).toISOString()}: ${isFree ? "a free request" : operation.name}, answered ${outcome || "nothing"}`;
  try {
    const code = codeOf(isFree ? "curl" : "command", operation, parameters, {
      ...options,
      endpoint: endpoint === common && !isFree ? undefined : endpoint,
    });
    // A shell of its own: the scripts of curl set variables and end at the first error.
    const lines = code.split("\n").filter((line) => !/^#!/.test(line) && !/^# Keys come from /.test(line));
    const body = lines.join("\n").trim().replace(`--proxy ${common} `, '--proxy "$TENCENTCOS_ENDPOINT" ');
    return [title, ...(isFree ? ["(", body, ")"] : [body])];
  } catch (error) {
    const reason = visible((error as Error).message);
    return [title, `echo ${word(`${operation.name} was left out: ${reason}`)} >&2`];
  }
}
