/** What a run would ask: the number of requests, and what they can cost. */

import { visible, visibleJson } from "../../provider/client/visible";
import { wrap } from "../wrap";
import type { Guess } from "./guess";
import { requestLine } from "./run";

/** Requests around the probe of a bucket: create, look, list versions and uploads, remove objects, delete. */
const requestsForBucket = 6;

/** What a run would ask. */
export interface Plan {
  readonly guesses: readonly {
    readonly id: string;
    readonly assumes: string;
    readonly requests: readonly string[];
    readonly reason?: string;
  }[];
  /** Of all guesses together, with those that make and remove buckets; reads that differ are asked again. */
  readonly requests: number;
  readonly buckets: number;
  /** Bytes that are written into objects. */
  readonly bytes: number;
}

/** The plan for guesses. */
export function planOf(chosen: readonly Guess[]): Plan {
  const probes = chosen.flatMap(({ probe, buckets = 1 }) =>
    typeof probe === "string" ? [] : [{ probe, buckets }],
  );
  const steps = probes.flatMap(({ probe }) => probe);
  const buckets = probes.reduce((sum, each) => sum + each.buckets, 0);
  return {
    guesses: chosen.map(({ id, assumes, probe }) => ({
      id,
      assumes,
      requests: typeof probe === "string" ? [] : probe.map(requestLine),
      ...(typeof probe === "string" && { reason: probe }),
    })),
    requests: steps.length + buckets * requestsForBucket + 2,
    buckets,
    bytes: steps
      .filter(({ operation }) => /^(PutObject|AppendObject|UploadPart|PostObject)$/.test(operation))
      .reduce((sum, { body = "" }) => sum + Buffer.byteLength(body), 0),
  };
}

/** For people. */
export function planAsText({ guesses, requests, buckets, bytes }: Plan): string {
  const lines = guesses.flatMap(({ id, assumes, requests: asked, reason }) => [
    id,
    ...wrap(assumes, 90).map((line) => `  ${line}`),
    ...(reason === undefined ? asked.map((line) => `    ${visible(line)}`) : [`    not asked: ${reason}`]),
  ]);
  const cost = `About ${requests} requests and ${bytes} bytes in objects of the class STANDARD, in ${buckets} buckets that exist for seconds each. COS bills requests by the ten thousand and storage by the month: together this is far less than a cent.`;
  return `${[...lines, "", ...wrap(cost, 90), "Nothing was sent."].join("\n")}\n`;
}

/** For machines. */
export function planAsJson(plan: Plan): string {
  return `${visibleJson(plan)}\n`;
}
