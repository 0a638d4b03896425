/** `--verbose`: tells on the standard error output what is sent and answered. */

import { ApiCalls } from "../../provider/api/cosApi";
import type { CosObserver, CosRequest, CosResponse } from "../../provider/client";
import { visible } from "../../provider/client/visible";
import type { CommandContext } from "../context";
import { wrappedClient } from "./wrappedClient";

/** A client of the API that tells of each attempt and each answer, refusals included. What is secret is left out. */
export function telling({ client, settings }: CommandContext): ApiCalls {
  const send = (request: CosRequest): Promise<CosResponse> => {
    let began = 0;
    const observer: CosObserver = {
      sent: ({ method, url, headers }) => {
        began = performance.now();
        tell(">", [`${method} ${url}`, ...lines({ ...headers, authorization: "***" })]);
      },
      answered: ({ status, headers }) =>
        tell("<", [`${status} after ${Math.round(performance.now() - began)} ms`, ...lines(headers)]),
    };
    return client.send({ ...request, observer } as CosRequest & { responseBody?: "buffer" });
  };
  return new ApiCalls({ settings, client: wrappedClient(client, { send: send as typeof client.send }) });
}

function lines(headers: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
}

function tell(side: string, told: readonly string[]): void {
  process.stderr.write(told.map((line) => `${side} ${visible(line)}\n`).join(""));
}
