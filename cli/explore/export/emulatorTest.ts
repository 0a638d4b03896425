/** Calls as a test of the emulator: each has to be answered as it was. */

import { CosParameterError } from "../../../provider/api/errors";
import { printText } from "../../adopt/expression";
import { describeCall } from "../../code/call";
import { members } from "../../code/cosApi";
import { block, javascript, object } from "../../code/javascript";
import type { Syntax } from "../../code/literals";
import type { HistoryEntry } from "../wire";
import { Prepared } from "./prepare";
import { madeUp, producedBy } from "./produced";
import { type Replay, replaysOf } from "./replay";

/** Digests of content that is not kept. */
const digests: readonly string[] = ["ContentMD5", "ContentSha1"];

/** A spec for mocha, in TypeScript. */
export function emulatorTestOf(entries: readonly HistoryEntry[]): string {
  const replays = replaysOf(entries).filter(({ entry }) => entry.draft.free === undefined);
  const prepared = new Prepared();
  const produced = new Map<string, string>();
  const tests = replays.map((replay, index) => {
    const lines = testLines(replay, index, prepared, produced);
    for (const [value, place] of producedBy(replay.operation, replay.entry)) {
      produced.set(value, `answers[${index}].${place}`);
    }
    return lines;
  });
  const left = entries.length - replays.length;
  return [
    "/**",
    " * Calls of the API explorer of pulumi-tencentcos, made again on its emulator: each has to be answered as it was.",
    " * Run it with mocha and ts-node: npx mocha --require ts-node/register calls.spec.ts",
    ...(left > 0 ? [` * Free requests are left out: ${left}.`] : []),
    " */",
    "",
    'import assert from "node:assert/strict";',
    'import { CosApi } from "pulumi-tencentcos/api";',
    'import { type Emulator, startEmulator } from "pulumi-tencentcos/emulator";',
    "",
    "/** The content of objects is not kept; this is as long as it was. */",
    'const content = (length: number): string => "x".repeat(length);',
    "",
    `describe("Calls of the API explorer", () => {`,
    block([
      "let emulator: Emulator;",
      "let cos: CosApi;",
      "// biome-ignore lint/suspicious/noExplicitAny: ids of one answer go into later calls, whatever the answer is",
      "const answers: any[] = [];",
      "",
      "before(async () => {",
      block([
        `emulator = await startEmulator(${object(accountOf(replays))});`,
        "const { secretId, secretKey, appId, url } = emulator;",
        `cos = new CosApi({ endpoint: url, appId, region: ${printText(regionOf(replays))}, credentials: { secretId, secretKey } });`,
      ]),
      "});",
      "after(async () => {",
      block(["await cos.close();", "await emulator.close();"]),
      "});",
      ...tests.flatMap((lines) => ["", ...lines]),
    ]),
    "});",
    "",
  ].join("\n");
}

function testLines(
  replay: Replay,
  index: number,
  prepared: Prepared,
  produced: ReadonlyMap<string, string>,
): readonly string[] {
  const { entry, operation } = replay;
  const succeeded = entry.code === undefined && entry.status !== undefined;
  const outcome = succeeded ? `answers ${entry.status}` : `is refused with ${entry.code}`;
  const title = printText(`${index + 1}. ${operation.name} ${outcome}`);
  const reason = unrepeatable(replay, produced);
  if (reason !== undefined) {
    return [`// ${reason}`, `it(${title});`];
  }
  let given: string;
  try {
    given = argumentOf(replay, produced);
  } catch (error) {
    if (!(error instanceof CosParameterError)) {
      throw error;
    }
    return [`// ${error.message.split("\n").join(" ")}`, `it(${title});`];
  }
  const method = `cos.${operation.name.charAt(0).toLowerCase()}${operation.name.slice(1)}`;
  const call = succeeded
    ? [
        `const answer = await ${method}(${given});`,
        `answers[${index}] = answer;`,
        `assert.equal(answer.status, ${entry.status});`,
        ...ending(replay),
      ]
    : [`await assert.rejects(${method}(${given}), { code: ${printText(entry.code ?? "")} });`];
  return [`it(${title}, async () => {`, block([...prepared.before(replay), ...call]), "});"];
}

/** Why a call cannot be made again. */
function unrepeatable(
  { entry, parameters }: Replay,
  produced: ReadonlyMap<string, string>,
): string | undefined {
  if (entry.status === undefined) {
    return "No answer came.";
  }
  const missing = Object.entries(parameters).find(
    ([name, value]) => madeUp.includes(name) && value !== "null" && !produced.has(String(value)),
  );
  return missing === undefined || entry.code !== undefined
    ? undefined
    : `Its ${missing[0]} comes from a call that is not among these.`;
}

/** The argument, with ids of earlier answers in place of those that were answered then. */
function argumentOf(
  { operation, parameters, options, contentLength }: Replay,
  produced: ReadonlyMap<string, string>,
): string {
  const kept = Object.entries(parameters).filter(
    ([name]) => contentLength === undefined || !digests.includes(name),
  );
  const mark = "\u0001content";
  const isForm = operation.body?.kind === "form";
  const given = {
    ...Object.fromEntries(kept),
    ...(contentLength !== undefined && { [isForm ? "File" : "Body"]: mark }),
  };
  const call = describeCall(operation, given, { ...options, input: undefined, endpoint: undefined });
  const syntax = javascript(call.variables);
  const linked: Syntax = {
    ...syntax,
    text: (value) =>
      value === mark
        ? `content(${contentLength})`
        : (produced.get(value) ??
          (call.variables.isIn(value) ? `(${syntax.text(value)} ?? "a secret")` : syntax.text(value))),
  };
  const region = call.region === "" ? [] : [`Region: ${linked.text(call.region)}`];
  return object([...members(call, linked), ...region]);
}

/** What is streamed is read to its end, so that its connection is free again. */
function ending({ operation }: Replay): readonly string[] {
  switch (operation.answer?.kind) {
    case "content":
      return ["answer.body.resume();"];
    case "frames":
      return ["for await (const _ of answer.body) {", "}"];
    default:
      return [];
  }
}

function regionOf(replays: readonly Replay[]): string {
  const region = replays.map(({ parameters }) => parameters.Region).find((each) => typeof each === "string");
  return region ?? "ap-guangzhou";
}

/** The account has the APPID of the buckets. */
function accountOf(replays: readonly Replay[]): readonly string[] {
  const bucket = replays
    .map(({ parameters }) => String(parameters.Bucket ?? ""))
    .find((name) => /-\d+$/.test(name));
  const appId = bucket?.replace(/^.*-/, "");
  const uin = replays.map(({ parameters }) => parameters.Uin).find((each) => typeof each === "string");
  return [
    ...(appId === undefined ? [] : [`appId: ${printText(appId)}`]),
    ...(uin === undefined ? [] : [`uin: ${printText(uin)}`]),
  ];
}
