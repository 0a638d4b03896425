/** Checks of where the command runs: the ways to COS, the clock, the region. */

import { resolveAddress } from "../../provider/client/endpoint";
import { tolerableSkewMs } from "../../provider/client/retry";
import type { ClientSettings } from "../../provider/hosts/settings";
import { regionReason } from "../../provider/model/bucketNames";
import type { Check } from "./check";
import { type Answered, describeEndpoint, type Endpoint, type Failed, probe } from "./endpoint";
import { type Sources, sourceOf } from "./keys";

/** From this difference on a clock is reported: other services are stricter than COS. */
const notableSkewMs = 60_000;

/** An endpoint and the outcome of its probe. `region` is undefined for the host of all regions. */
interface Way {
  readonly region: string | undefined;
  readonly endpoint: Endpoint;
  readonly answer: Answered | Failed;
}

/** What is found out without keys. */
export interface Surroundings {
  /** Whether any host answered. */
  readonly reached: boolean;
  readonly endpoints: readonly Check[];
  readonly clock: Check;
  readonly region: Check;
}

/** Probes the hosts of all regions that matter, at the same time. */
export async function lookAround(
  settings: ClientSettings,
  regions: readonly string[],
  sources: Sources,
): Promise<Surroundings> {
  const places = [undefined, ...new Set([...(settings.region ? [settings.region] : []), ...regions])];
  const endpoints = new Map<string, { region: string | undefined; endpoint: Endpoint }>();
  for (const region of places.filter((place) => place === undefined || isRegion(place))) {
    const { origin, host } = resolveAddress(settings, { region });
    // With an endpoint of its own every region has the same endpoint.
    const endpoint = { origin, host: settings.endpoint === undefined ? host : new URL(origin).host };
    if (!endpoints.has(endpoint.host)) {
      endpoints.set(endpoint.host, { region, endpoint });
    }
  }
  const ways = await Promise.all(
    [...endpoints.values()].map(async ({ region, endpoint }): Promise<Way> => {
      return { region, endpoint, answer: await probe(endpoint) };
    }),
  );
  return {
    reached: ways.some(({ answer }) => !("error" in answer)),
    endpoints: ways.map(({ endpoint, answer }) => describeEndpoint(endpoint, answer)),
    clock: checkClock(ways),
    region: checkRegion(settings, ways, sources),
  };
}

function isRegion(text: string): boolean {
  return regionReason(text) === undefined;
}

function checkClock(ways: readonly Way[]): Check {
  const check = { id: "clock", title: "clock" };
  const answers = ways.flatMap(({ answer }) => ("error" in answer ? [] : [answer]));
  const ahead = answers.find((answer) => answer.ahead !== undefined)?.ahead;
  if (ahead === undefined) {
    return { ...check, status: "skipped", found: "no answer told the time" };
  }
  const skew = Math.abs(ahead);
  const side = ahead > 0 ? "behind" : "ahead of";
  if (skew < notableSkewMs) {
    return {
      ...check,
      status: "ok",
      found: skew < 2_000 ? "right to the second" : `${Math.round(skew / 1_000)} s ${side} COS's`,
    };
  }
  const found = `${Math.round(skew / 60_000)} min ${side} COS's`;
  return skew < tolerableSkewMs
    ? { ...check, status: "warning", found, remedy: "Set this machine's clock (NTP)." }
    : {
        ...check,
        status: "failed",
        found: `${found}: COS refuses signatures of this clock, so that each run corrects itself by a refused request first`,
        remedy: "Set this machine's clock (NTP).",
      };
}

function checkRegion({ region, endpoint }: ClientSettings, ways: readonly Way[], sources: Sources): Check {
  const check = { id: "region", title: "region" };
  const set = "pulumi config set tencentcos:region ap-guangzhou";
  if (region === undefined) {
    return {
      ...check,
      status: "warning",
      found: "none is configured: every resource has to name its own",
      remedy: `Set one with ${set}, or with TENCENTCLOUD_REGION.`,
    };
  }
  const found = `${region} (${sourceOf("region", sources)})`;
  if (!isRegion(region)) {
    const remedy = `Correct it with ${set}.`;
    return { ...check, status: "failed", found: `${found} cannot be a region's code`, remedy };
  }
  // COS has a host for each region, and none for others. Behind an endpoint that is unknown.
  const way = endpoint === undefined ? ways.find((one) => one.region === region) : undefined;
  const unknown = way !== undefined && "error" in way.answer && way.answer.error.code === "ENOTFOUND";
  const online = ways.some(({ answer }) => !("error" in answer));
  return unknown && online
    ? {
        ...check,
        status: "failed",
        found: `${found} has no host: there is no such region`,
        remedy: `Correct it with ${set}.`,
      }
    : { ...check, status: "ok", found };
}
