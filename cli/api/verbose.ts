/** `--verbose`: tells on the standard error output what is sent and answered. */

import { ApiCalls } from "../../provider/api/cosApi";
import type { CosRequest, CosResponse } from "../../provider/client";
import { visible } from "../../provider/client/visible";
import type { CommandContext } from "../context";

/** A client of the API that tells of each request and each answer. What is secret is left out. */
export function telling({ client, settings }: CommandContext): ApiCalls {
  const send = async (request: CosRequest): Promise<CosResponse> => {
    const { method, url, headers } = await client.dryRun(request);
    tell(">", [`${method} ${url}`, ...lines({ ...headers, authorization: "***" })]);
    const began = performance.now();
    const response = await client.send(request as CosRequest & { responseBody?: "buffer" });
    const time = `${Math.round(performance.now() - began)} ms`;
    const tries = response.attempts > 1 ? `, ${response.attempts} attempts` : "";
    tell("<", [`${response.status} after ${time}${tries}`, ...lines(response.headers)]);
    return response;
  };
  return new ApiCalls({
    settings,
    client: {
      send: send as typeof client.send,
      objectUrl: client.objectUrl.bind(client),
      presign: client.presign.bind(client),
      presignForm: client.presignForm.bind(client),
      close: async () => {},
    },
  });
}

function lines(headers: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
}

function tell(side: string, told: readonly string[]): void {
  process.stderr.write(told.map((line) => `${side} ${visible(line)}\n`).join(""));
}
