/** A call of each operation that is right, with everything that is required and nothing more. */

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Operation } from "../../provider/api/operations";
import type { Parameter } from "../../provider/api/operations/operation";
import { namedParameters } from "../../provider/api/parameters";
import { bodies } from "./bodies";

/** A value that a required parameter may have. */
function sampleOf({ type, values, min }: Parameter): unknown {
  const [first] = values ?? [];
  if (first !== undefined) {
    return first;
  }
  switch (type) {
    case "integer":
      return min ?? 1;
    case "unixTime":
      return 1_700_000_000;
    case "map":
      return {};
    default:
      return "sample";
  }
}

/** The documented sample of a request; where a page has none, a body that is right. */
function bodyOf({ name }: Operation): unknown {
  const file = path.join(__dirname, "../fixtures/operations", name, "request");
  const sample = [`${file}.xml`, `${file}.json`].find((each) => existsSync(each));
  return bodies[name] ?? (sample && readFileSync(sample, "utf8"));
}

/** The parameters of such a call. */
export function sampleParameters(operation: Operation, Bucket: string): Record<string, unknown> {
  const { host, path: place, body } = operation;
  const parameters: Record<string, unknown> = {
    ...(host === "bucket" || host === "migration" ? { Bucket } : {}),
    ...(place.includes("{Key}") && { Key: "a/b c" }),
    ...(host === "control" && { Uin: "100000000001", Appid: 1250000000 }),
    ...(body !== undefined && body.kind !== "form" && { Body: bodyOf(operation) }),
    ...(body?.kind === "form" && { Key: "form", File: "content" }),
  };
  for (const { name, facts } of namedParameters(operation).values()) {
    if (facts.required && name !== "Appid") {
      parameters[name] = sampleOf(facts);
    }
  }
  if ("CopySource" in parameters) {
    parameters.CopySource = `${Bucket}.cos.ap-guangzhou.myqcloud.com/source`;
  }
  return parameters;
}
