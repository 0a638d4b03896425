/** Watches over a whole spec that requests of the provider are what they are called. */

import assert from "node:assert/strict";
import path from "node:path";
import type { Emulator } from "../emulator";
import { findOperation } from "../provider/api/operations";
import { type CosRequest, type CosResponse, CosServiceError } from "../provider/client";

type Send = (request: CosRequest) => Promise<CosResponse>;

const root = path.resolve(__dirname, "..");

/** Files whose functions only hand on the requests of their callers. */
const forwarders = /^(tests\/(operationNames|support)|provider\/(client\/.*|model\/ending))\.ts:/;

/** Whether a request is the provider's own, and not one that a test makes: by the nearest caller, as tests use the provider's helpers too. */
function isOwn(): boolean {
  const frames = (new Error().stack ?? "").split("\n").map((frame) => frame.split(`${root}/`)[1] ?? "");
  const caller = frames.find((frame) => /^(provider|cli|tests)\//.test(frame) && !forwarders.test(frame));
  return caller !== undefined && !caller.startsWith("tests/");
}

/**
 * Lets a client's requests be compared with what the emulator's own router takes them for. Each request of the provider has to name an
 * operation of the table, and the emulator to know it by the same name.
 * @returns how to send instead, and the comparison, which throws what does not fit
 */
export function watchNames(emulator: Emulator, send: Send): { send: Send; compare: () => void } {
  const asked = new Map<string, string>();
  const unnamed = new Set<string>();
  const compare = () => {
    const renamed = emulator.requests.flatMap(({ requestId, operation }) => {
      const name = asked.get(requestId);
      return name === undefined || operation === undefined || name === operation
        ? []
        : [`${name} is ${operation} to the emulator`];
    });
    asked.clear();
    assert.deepEqual([...unnamed, ...new Set(renamed)], []);
  };
  const clear = emulator.clearRequests.bind(emulator);
  emulator.clearRequests = () => {
    compare();
    clear();
  };
  return {
    compare,
    async send(request) {
      const { operation, method, query } = request;
      if (isOwn() && (operation === undefined || findOperation(operation)?.name !== operation)) {
        unnamed.add(`${operation ?? "no operation"}: ${method} ?${Object.keys(query ?? {}).join("&")}`);
      }
      const remember = (requestId: string | undefined) => {
        if (operation !== undefined && requestId !== undefined) {
          asked.set(requestId, operation);
        }
      };
      try {
        const response = await send(request);
        remember(response.headers["x-cos-request-id"]);
        return response;
      } catch (error) {
        remember(CosServiceError.isInstance(error) ? error.requestId : undefined);
        throw error;
      }
    },
  };
}
