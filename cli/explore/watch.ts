/** A client of the API that keeps the request of a call as it went out, and the answer as it came. */

import { Readable } from "node:stream";
import { ApiCalls } from "../../provider/api/cosApi";
import type { PostForm } from "../../provider/api/form";
import type { CosAnswer, CosBody, CosRequest, CosResponse, DryRun } from "../../provider/client";
import { wrappedClient } from "../api/wrappedClient";
import type { CommandContext } from "../context";

/** What was seen of one call: its own request, and not those that found an APPID or a UIN. */
export class Watch {
  attempts = 0;
  /** The last attempt, without its secrets. */
  sent: DryRun | undefined;
  body: CosBody | undefined;
  form: PostForm | undefined;
  /** The last answer, as it came. */
  answered: CosAnswer | undefined;
  /** Takes secrets of that attempt out of a text. */
  redact = (text: string): string => text;

  /**
   * A client that is watched.
   * @param operation what the call's own request is called
   */
  over({ client, settings }: CommandContext, operation: string): ApiCalls {
    const send = (request: CosRequest) => {
      const own = request.operation === operation ? this.#watched(request) : request;
      return client.send(own as CosRequest & { responseBody?: "buffer" });
    };
    const presignForm: typeof client.presignForm = async (...form) => {
      const signed = await client.presignForm(...form);
      this.form = signed;
      return signed;
    };
    return new ApiCalls({
      settings,
      client: wrappedClient(client, {
        send: send as (request: CosRequest) => Promise<CosResponse<never>>,
        presignForm,
      }),
    });
  }

  #watched(request: CosRequest): CosRequest {
    this.body = request.body;
    return {
      ...request,
      ...once(request),
      observer: {
        sent: (attempt) => {
          this.attempts++;
          this.sent = attempt;
        },
        answered: (answer, redact) => {
          this.answered = answer;
          this.redact = redact;
        },
      },
    };
  }
}

/** A file from a browser can be read once, so that its request is not repeated. */
function once({ body, headers }: CosRequest): Pick<CosRequest, "body" | "headers"> {
  const isSource = typeof body === "object" && "open" in body && body.length > 0;
  return isSource
    ? { body: Readable.from(body.open()), headers: { ...headers, "content-length": body.length } }
    : {};
}
