/** Generated inputs of every configuration, without bucket and region, and how they are checked, written and read. */

import assert from "node:assert/strict";
import type fc from "fast-check";
import type { CosResponse } from "../../provider/client";
import { decodeStruct, encodeStruct, parseXml, renderXml } from "../../provider/codec";
import type { Props } from "../../provider/model/props";
import { bucketConfigs } from "../../provider/resources/configurations";
import type { BucketConfig, LiveConfig } from "../../provider/resources/configurations/descriptor";
import { configHandler } from "../../provider/resources/configurations/interpreter/handler";
import type { CheckResult, ImmediateHandler } from "../../provider/resources/handler";
import { structValues } from "../codec/arbitrary";
import { escapeAll } from "../emulator/http";
import type { OutsideRequest } from "./subject";
import { subjectOf } from "./subjects";

/** A bucket where there is none yet; nothing in a check depends on which it is. */
const someBucket = { bucket: "site-1250000000", region: "ap-guangzhou" } as const;

const handlers = new Map(bucketConfigs.map((config) => [config.token, configHandler(config)]));

/** The handler of a configuration. */
export function handlerOf({ token }: BucketConfig): ImmediateHandler {
  const handler = handlers.get(token);
  assert.ok(handler, token);
  return handler;
}

/** Whole inputs that are valid, as a check settles them. */
export function inputsOf(config: BucketConfig): fc.Arbitrary<Props> {
  return structValues(config.struct, subjectOf(config).shapes).map((value) => {
    const { inputs, failures } = checkInputs(config, value);
    assert.deepEqual(failures, []);
    return inputs;
  });
}

/** Checks inputs, and answers them settled. */
export function checkInputs(config: BucketConfig, inputs: Props): CheckResult {
  const checked = handlerOf(config).check({}, {}, { ...someBucket, ...inputs });
  const { bucket: _bucket, region: _region, ...settled } = checked.inputs;
  return { ...checked, inputs: settled };
}

/** How anybody writes inputs to COS. Not of all that a check refuses there is a document: then it throws. */
export function writeRequest(config: BucketConfig, inputs: Props): OutsideRequest {
  const { query, key, root, struct, overrides } = config;
  const id = key && inputs[key.field];
  const live: LiveConfig = { value: {}, unknownElements: [], ...subjectOf(config).live };
  return {
    method: "PUT",
    query:
      key === undefined || id === undefined
        ? (key?.without?.query ?? query)
        : `${query}${key.onlyInDocument ? "" : `&${key.query}=${escapeAll(String(id))}`}`,
    ...(overrides?.encode?.(inputs, live) ?? { body: renderXml(encodeStruct(root, struct, inputs)) }),
  };
}

/** What a configuration reads out of the document of inputs; `undefined` where they go into headers. */
export function readBack(config: BucketConfig, inputs: Props): Props | undefined {
  const { body } = writeRequest(config, inputs);
  const { readBack: read } = subjectOf(config);
  if (body === undefined || read !== undefined) {
    return body === undefined ? undefined : read?.(body);
  }
  const response: CosResponse = { status: 200, headers: {}, body: Buffer.from(body) } as CosResponse;
  const decoded = config.overrides?.decode?.(response, inputs) ?? decodeStruct(config.struct, parseXml(body));
  assert.deepEqual(decoded.unknownElements, []);
  return decoded.value;
}
