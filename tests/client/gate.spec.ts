import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { Gate } from "../../provider/client/gate";
import { bucket, refusal, type Server, startServer } from "./server";

/** Lets everything that is due happen. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Callers of a gate, and the order in which they came in. */
function callers(gate: Gate) {
  const inside: string[] = [];
  const enter = (name: string, queue: object, signal?: AbortSignal) =>
    gate.enter(queue, signal).then(
      () => inside.push(name),
      () => {},
    );
  return { inside, enter };
}

describe("requests in flight", () => {
  it("are never more than allowed, and the first in line comes in next", async () => {
    const gate = new Gate(2);
    const queue = {};
    const { inside, enter } = callers(gate);
    for (const name of ["a", "b", "c", "d"]) {
      void enter(name, queue);
    }
    await settle();
    assert.deepEqual(inside, ["a", "b"]);
    gate.leave();
    await settle();
    assert.deepEqual(inside, ["a", "b", "c"]);
    gate.leave();
    gate.leave();
    gate.leave();
    await settle();
    assert.deepEqual(inside, ["a", "b", "c", "d"]);
  });

  it("take turns between callers", async () => {
    const gate = new Gate(1);
    const [folder, page, other] = [{}, {}, {}];
    const { inside, enter } = callers(gate);
    for (let index = 0; index < 2_000; index++) {
      void enter(`file ${index}`, folder);
    }
    void enter("page", page);
    void enter("other 0", other);
    void enter("other 1", other);
    for (let index = 0; index < 6; index++) {
      await settle();
      gate.leave();
    }
    await settle();
    assert.deepEqual(inside, ["file 0", "file 1", "page", "other 0", "file 2", "other 1", "file 3"]);
    for (let index = 6; index < 2_003; index++) {
      gate.leave();
      await settle();
    }
    assert.equal(inside.length, 2_003);
    assert.equal(inside.at(-1), "file 1999");
  });

  it("skip those that gave up", async () => {
    const gate = new Gate(1);
    const queue = {};
    const { inside, enter } = callers(gate);
    const [first, second] = [new AbortController(), new AbortController()];
    void enter("a", queue);
    void enter("b", queue, first.signal);
    void enter("c", {}, second.signal);
    void enter("d", queue);
    await settle();
    first.abort();
    second.abort();
    gate.leave();
    await settle();
    assert.deepEqual(inside, ["a", "d"]);
    gate.leave();
    await assert.rejects(gate.enter(queue, first.signal), { name: "AbortError" });
    await gate.enter(queue); // the place of those who gave up was not lost
  });

  it("are halved when the service has too many of them, once for all that were out", async () => {
    const gate = new Gate(8);
    const tickets = await Promise.all(Array.from({ length: 8 }, () => gate.enter(gate)));
    assert.deepEqual(
      tickets.map((ticket) => gate.narrow(ticket)),
      [true, false, false, false, false, false, false, false],
    );
    assert.equal(gate.bound, 4);
    const { inside, enter } = callers(gate);
    void enter("late", gate);
    for (let left = 0; left < 4; left++) {
      gate.leave();
    }
    await settle();
    assert.deepEqual(inside, []);
    gate.leave();
    await settle();
    assert.deepEqual(inside, ["late"]);
    gate.narrow(9);
    assert.equal(gate.bound, 2);
    for (let left = 0; left < 4; left++) {
      gate.leave();
    }
    for (let request = 0; request < 10; request++) {
      gate.narrow(await gate.enter(gate));
      gate.leave();
    }
    assert.equal(gate.bound, 1);
  });

  it("grow again with each answer, up to what is allowed", async () => {
    const gate = new Gate(8);
    gate.narrow(await gate.enter(gate));
    let answers = 0;
    while (gate.bound < 8) {
      gate.widen();
      answers++;
    }
    // 4 + 5 + 6 + 7 answers, and some for the fractions.
    assert.ok(answers >= 22 && answers <= 28, String(answers));
    for (let more = 0; more < 100; more++) {
      gate.widen();
    }
    assert.equal(gate.bound, 8);
  });
});

describe("a client that gets SlowDown", () => {
  let server: Server;
  before(async () => {
    server = await startServer();
  });
  after(() => server.close());

  it("halves its requests in flight, says so once, and completes everything", async () => {
    const warnings: string[] = [];
    const client = server.connect({ parallelism: 16, onWarning: (message) => warnings.push(message) });
    const get = (queue?: object) => client.send({ method: "GET", bucket, key: "a", queue });
    let [inFlight, most, answered] = [0, 0, 0];
    const answer = (refuse: boolean) =>
      server.tell(async (request, response) => {
        request.resume();
        most = Math.max(most, ++inFlight);
        // The first are answered when all of them are there, however slowly they come.
        while (refuse && answered === 0 && inFlight < 16) {
          await wait(5);
        }
        await wait(5);
        inFlight--;
        answered++;
        if (refuse && answered === 1) {
          response.writeHead(503).end(refusal("SlowDown", "Reduce your request rate."));
        } else {
          response.end();
        }
      });
    answer(true);
    await Promise.all(Array.from({ length: 16 }, () => get()));
    assert.equal(most, 16);
    assert.equal(answered, 17);
    most = 0;
    answer(false);
    await Promise.all(Array.from({ length: 24 }, () => get()));
    assert.ok(most >= 8 && most <= 11, `${most} in flight`);
    assert.deepEqual(warnings.length, 1);
    assert.match(String(warnings[0]), /at most 8 in flight.*tencentcos:parallelism/);
    for (let round = 0; round < 10; round++) {
      await Promise.all(Array.from({ length: 16 }, () => get()));
    }
    most = 0;
    await Promise.all(Array.from({ length: 40 }, () => get()));
    assert.equal(most, 16);
  });
});
