import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { Session } from "../../provider/hosts/session";
import { resolveSettings } from "../../provider/hosts/settings";
import type { Log } from "../../provider/model/log";
import { handlers } from "../../provider/resources";
import type { Handler } from "../../provider/resources/handler";
import { region, startBench, type TestBench } from "../support";

const log: Log = { warn: () => {}, info: () => {}, status: () => {} };
const handlerOf = (token: string) => handlers.get(token) as Handler;

describe("A session", () => {
  describe("that is configured several times", () => {
    let server: Server;
    let url: string;
    const sockets = new Set<Socket>();
    before(async () => {
      server = createServer((_, answer) => {
        answer.writeHead(404, { "content-type": "application/xml", "x-cos-request-id": "x" });
        answer.end("<Error><Code>NoSuchCORSConfiguration</Code><Message>none</Message></Error>");
      });
      server.on("connection", (socket) => sockets.add(socket));
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    after(async () => {
      for (const socket of sockets) {
        socket.destroy();
      }
      await new Promise((resolve) => server.close(resolve));
    });
    beforeEach(() => sockets.clear());

    const configOf = (rest: Readonly<Record<string, string>> = {}) => {
      const config = { secretId: "AKIDa", secretKey: "a", region, endpoint: url, ...rest };
      return (key: string) => config[key as keyof typeof config];
    };
    const ask = async (session: Session, config: (key: string) => string | undefined) =>
      await session.configure(config).read(handlerOf("BucketCors"), { log }, `${region}/site-1250000000`, {});

    it("keeps its connections where settings and keys are the same", async () => {
      const session = new Session({ owner: async () => "", log });
      const calls = 20;
      for (let call = 0; call < calls; call++) {
        assert.equal(await ask(session, configOf()), undefined);
      }
      assert.ok(sockets.size < calls / 2, String(sockets.size));
    });

    for (const [what, change] of Object.entries({
      "another secret key": { secretKey: "b" },
      "another token": { securityToken: "t" },
      "another region": { region: "ap-beijing" },
    })) {
      it(`has another client for ${what}, and the first one again for the first configuration`, () => {
        const session = new Session({ owner: async () => "", log });
        const clientOf = (config: (key: string) => string | undefined) =>
          session.client(config, resolveSettings(config));
        const first = clientOf(configOf());
        assert.notEqual(clientOf(configOf(change)), first);
        assert.equal(clientOf(configOf()), first);
      });
    }
  });

  describe("whose call is cancelled", () => {
    let bench: TestBench;
    before(async () => {
      bench = await startBench();
    });
    after(() => bench.close());

    const configured = () => {
      const config = new Map(
        Object.entries({
          secretId: bench.emulator.secretId,
          secretKey: bench.emulator.secretKey,
          endpoint: bench.emulator.url,
          region,
        }),
      );
      return new Session({ owner: async () => "", log }).configure((key) => config.get(key));
    };

    it("rejects with the reason, and the thing is free for a later resource of the run", async () => {
      const target = await bench.createBucket();
      const session = configured();
      const reason = new Error("cancelled by the user");
      const rules = [{ allowedOrigins: ["https://example.com"], allowedMethods: ["GET"] }];
      const { inputs } = await session.check(handlerOf("BucketCors"), { log }, {}, { ...target, rules });
      await assert.rejects(
        session.create(handlerOf("BucketCors"), { log, signal: AbortSignal.abort(reason) }, inputs),
        (error) => error === reason,
      );
      const { id, outputs } = await session.create(handlerOf("BucketCors"), { log }, inputs);
      assert.deepEqual(outputs.rules, rules);
      const live = await session.read(handlerOf("BucketCors"), { log }, id, outputs);
      assert.deepEqual(live?.inputs.rules, rules);
    });

    it("ends a creation whose time-out is over, and keeps what it has made", async () => {
      const target = await bench.createBucket();
      const session = configured();
      bench.emulator.addFault({
        kind: "stale",
        milliseconds: 3_600_000,
        match: { operation: "PutBucketCors" },
      });
      const rules = [{ allowedOrigins: ["https://example.com"], allowedMethods: ["GET"] }];
      const { inputs } = await session.check(handlerOf("BucketCors"), { log }, {}, { ...target, rules });
      await assert.rejects(session.create(handlerOf("BucketCors"), { log, timeoutMs: 600 }, inputs), {
        name: "IncompleteError",
        message: "not done within the time-out of 0.6 s",
      });
      bench.emulator.clearFaults();
    });
  });
});
