/**
 * Where a task fetches from. An emulator reaches into no network: of all addresses it asks only those of this machine's loopback
 * interface, and a name leads there whatever a resolver would say.
 */

import http from "node:http";
import type { LookupFunction } from "node:net";
import { ServiceError } from "../../format/errors";

/** How long nothing may come from a source, in milliseconds. */
const patience = 30_000;

const loopback = /^((.+\.)?localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Reads an address. https is refused (page 39774), with a code that is unverified(fetch-https). */
export function readSourceUrl(text: string): URL {
  // The page's sample has no scheme.
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (!/^http:/i.test(whole) || !URL.canParse(whole)) {
    throw new ServiceError("InvalidArgument", {
      message: "Url must be an address of http; https is not supported.",
    });
  }
  return new URL(whole);
}

/**
 * Asks a source for its content.
 * @throws ServiceError when it is not one of this machine, or answers with anything but content; a redirection is not followed,
 * unverified(fetch-redirections)
 */
export async function openSource(url: URL, signal: AbortSignal): Promise<http.IncomingMessage> {
  if (!loopback.test(url.hostname)) {
    // No code of COS's: it is about the emulator.
    throw new ServiceError("NotImplemented", {
      message: `The emulator fetches only from this machine, such as http://127.0.0.1 or http://localhost, and not from ${url.host}.`,
    });
  }
  const answer = await get(url, signal).catch((error: Error) => {
    throw failed(
      `The source ${url.host} did not answer: ${error.message || (error as NodeJS.ErrnoException).code}`,
    );
  });
  if (answer.statusCode !== 200) {
    answer.destroy();
    throw failed(`The source answered with ${answer.statusCode}.`);
  }
  return answer;
}

/** The code is unverified(fetch-failures). */
export function failed(message: string): ServiceError {
  return new ServiceError("FailedDependency", { message });
}

function get(url: URL, signal: AbortSignal): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { signal, lookup, agent: false, timeout: patience });
    request
      .on("timeout", () => request.destroy(new Error(`nothing came for ${patience / 1000} seconds`)))
      .on("response", resolve)
      .on("error", reject);
  });
}

const lookup: LookupFunction = (_name, { all }, done) => {
  if (all) {
    done(null, [
      { address: "127.0.0.1", family: 4 },
      { address: "::1", family: 6 },
    ]);
  } else {
    done(null, "127.0.0.1", 4);
  }
};
