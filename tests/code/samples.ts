/** Calls of every operation: with what it requires, and with all that it takes. */

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Operation, operations } from "../../provider/api/operations";
import type { Parameter } from "../../provider/api/operations/operation";
import { namedParameters } from "../../provider/api/parameters";
import { bodies } from "../api/bodies";
import type { Recorded } from "./recorder";

/** A call, and a name of its own. */
export interface Sample {
  readonly name: string;
  readonly operation: Operation;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** What breaks text that is quoted or escaped by halves. */
export const hostile = `a "b" 'c' $HOME \`d\` \\ \${e} %s #{f} 😀`;

const region = "ap-guangzhou";

/** Values of parameters that have a form of their own. */
const special: Readonly<Record<string, unknown>> = {
  "x-cos-copy-source": `source-1250000000.cos.${region}.myqcloud.com/from/a%20b`,
  "x-cos-copy-source-range": "bytes=0-9",
  Range: "bytes=0-9",
  "encoding-type": "url",
  delimiter: "/",
  starttime: 1_700_000_000,
  endtime: 1_700_000_600,
  region,
  id: "list1",
  PlaylistName: "list.m3u8",
};

/** Headers that belong to the connection; undici, with which `CosApi` sends, refuses to. */
const ofConnections: readonly string[] = ["Expect", "Transfer-Encoding"];

function sampleValue(
  wireName: string,
  { type, values, min, default: assumed, list }: Parameter,
  plain: boolean,
): unknown {
  if (wireName in special) {
    return special[wireName];
  }
  const choice = values?.find((value) => value !== assumed) ?? values?.[0];
  if (choice !== undefined) {
    return choice;
  }
  switch (type) {
    case "integer":
      return Math.max(min ?? 1, 7);
    case "boolean":
      return assumed !== true;
    case "unixTime":
      return 1_700_000_000;
    case "date":
      return "2030-01-31T00:00:00.000Z";
    case "httpDate":
      return "Fri, 31 Jan 2031 00:00:00 GMT";
    case "base64":
      return "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    case "pairs":
      return { "a b": "c&d" };
    case "map":
      return plain ? {} : { one: 'first\'s "value" $1', two: "second" };
    default:
      return plain || list ? "sample" : hostile.replace(/[^\x20-\x7e]/g, "").trim();
  }
}

/** The documented sample of a request; where a page has none, a body that is right. */
function bodyOf({ name }: Operation): unknown {
  const file = path.join(__dirname, "../fixtures/operations", name, "request");
  const sample = [`${file}.xml`, `${file}.json`].find((each) => existsSync(each));
  return bodies[name] ?? (sample && readFileSync(sample, "utf8"));
}

function sampleOf(operation: Operation, index: number, isFull: boolean): Sample {
  const { name, host, path: template, body } = operation;
  const parameters: Record<string, unknown> = {
    ...((host === "bucket" || host === "migration") && {
      Bucket: `s${index}${isFull ? "full" : ""}-1250000000`,
    }),
    ...(host !== "service" && { Region: region }),
    ...(template.includes("{Key}") && { Key: isFull ? `dir/${hostile}.txt` : "dir/a b+c.txt" }),
    ...(host === "control" && { Uin: `1000000000${100 + 2 * index + (isFull ? 1 : 0)}` }),
    ...((body?.kind === "xml" || body?.kind === "json") &&
      (!("optional" in body) || isFull) && { Body: bodyOf(operation) }),
    ...(body?.kind === "form" && { Key: "dir/form" }),
  };
  for (const { name: parameter, wireName, facts } of namedParameters(operation).values()) {
    const isBare = facts.values?.length === 1 && facts.values[0] === "";
    if (facts.required ? !isBare : isFull && !ofConnections.includes(wireName)) {
      parameters[parameter] = isBare
        ? true
        : sampleValue(
            wireName,
            facts,
            parameter in { JobId: 1, TaskId: 1, ChannelName: 1, PlaylistName: 1 } || !isFull,
          );
    }
  }
  if (host === "control") {
    parameters.Appid = 1_250_000_000;
  }
  return { name: isFull ? `${name} with all that it takes` : name, operation, parameters };
}

/** All of them. */
export const samples: readonly Sample[] = operations.flatMap((operation, index) => {
  const required = sampleOf(operation, index, false);
  const full = sampleOf(operation, index, true);
  const isSame =
    Object.keys(full.parameters).length === Object.keys(required.parameters).length &&
    !("Key" in full.parameters);
  return isSame ? [required] : [required, full];
});

/** The sample that a request belongs to, by its bucket or account; both are the sample's own. */
export function sampleFor({
  host,
  path: asked,
  query,
}: Pick<Recorded, "host" | "path" | "query">): Sample | undefined {
  const [, index, full] = /\bs(\d+)(full)?-1250000000\b/.exec(`${host}${asked}`) ?? [];
  const [, account] = /^1000000000(\d+)\./.exec(host) ?? [];
  const number =
    index !== undefined ? Number(index) : account !== undefined ? (Number(account) - 100) >> 1 : 0;
  const isFull =
    index !== undefined
      ? full !== undefined
      : account !== undefined
        ? Number(account) % 2 === 1
        : query.tagkey !== undefined;
  const ofOperation = samples.filter(({ operation }) => operation === operations[number]);
  return ofOperation[isFull ? 1 : 0];
}
