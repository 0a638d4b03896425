import assert from "node:assert/strict";
import type { CosClientOptions } from "../../provider/client";
import { bucket, refusal, type Server, startServer } from "./server";

let server: Server;

beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const get = { method: "GET", bucket } as const;
const ok = { status: 200, body: "fine" };

describe("Between two tries", () => {
  const gaps = async (options: Partial<CosClientOptions>, ...statuses: Parameters<Server["tell"]>) => {
    const arrivals: number[] = [];
    const note: (typeof statuses)[number][] = statuses.map((told) => async (request, response) => {
      arrivals.push(performance.now());
      request.resume();
      if (typeof told === "function") {
        return;
      }
      response.writeHead(told.status, told.headers ?? {});
      response.end(told.body);
    });
    server.tell(...note);
    await server.connect(options).send(get);
    return arrivals.slice(1).map((time, index) => time - (arrivals[index] ?? 0));
  };

  it("the wait doubles up to its bound, and is shared out by chance", async () => {
    const retry = { baseDelayMs: 20, maxDelayMs: 60 };
    const busy = { status: 503 };
    const longest = await gaps({ retry, random: () => 0.999 }, busy, busy, busy, busy, ok);
    for (const [index, least] of [20, 40, 60, 60].entries()) {
      assert.ok((longest[index] ?? 0) >= least - 3, longest.join());
    }
    const shortest = await gaps({ retry, random: () => 0 }, busy, busy, busy, busy, ok);
    const sum = (all: readonly number[]) => all.reduce((total, gap) => total + gap, 0);
    assert.ok(sum(shortest) < sum(longest), `${shortest.join()} ${longest.join()}`);
  });

  it("the service's wish counts, in seconds and as a date", async () => {
    const [seconds = 0] = await gaps(
      { random: () => 0 },
      { status: 503, headers: { "retry-after": "1" } },
      ok,
    );
    assert.ok(seconds >= 990, String(seconds));
    const date = "Wed, 04 Mar 2026 05:06:07 GMT";
    const [until = 0] = await gaps(
      { random: () => 0, now: () => Date.parse(date) - 150 },
      { status: 429, headers: { "retry-after": date } },
      ok,
    );
    assert.ok(until >= 145, String(until));
  });

  it("no wait is longer than the deadline leaves", async () => {
    server.tell({ status: 503, headers: { "retry-after": "3600" }, body: refusal("SlowDown") });
    await assert.rejects(server.connect().send(get), { code: "SlowDown", attempts: 1 });
  });

  it("the caller can give up", async () => {
    server.tell({ status: 503, headers: { "retry-after": "30" } });
    const control = new AbortController();
    const waiting = server.connect().send({ ...get, signal: control.signal });
    setTimeout(() => control.abort(new Error("enough")), 30);
    await assert.rejects(waiting, /enough/);
    assert.equal(server.seen.length, 1);
  });
});
