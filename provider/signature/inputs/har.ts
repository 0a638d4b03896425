/** An entry of a browser's network log: http://www.softwareishard.com/blog/har-12-spec/ */

import { lookUp, type Pair } from "../pairs";
import { readAnswer, timeOf } from "./answer";
import { formFields } from "./form";
import { type Input, InputError, splitHeaders, splitUrl } from "./input";

/** The part of an entry that is read. Everything in it came from elsewhere, so that it may be missing. */
interface Entry {
  readonly startedDateTime?: string;
  readonly request?: {
    readonly method?: string;
    readonly url?: string;
    readonly headers?: readonly Header[];
    readonly postData?: {
      readonly mimeType?: string;
      readonly text?: string;
      readonly params?: readonly Header[];
    };
  };
  readonly response?: {
    readonly status?: number;
    readonly headers?: readonly Header[];
    readonly content?: { readonly text?: string; readonly encoding?: string };
  };
}

interface Header {
  readonly name?: string;
  readonly value?: string;
}

/**
 * Reads an entry, or a log in which one request is signed.
 * @throws InputError when there is none, or more than one and not just one of them refused
 */
export function readHar(json: string): Input {
  const entries = entriesOf(parse(json)).filter(({ request }) => request?.url !== undefined);
  const signed = entries.length === 1 ? entries : entries.filter(isSigned);
  const refused = signed.filter(({ response }) => (response?.status ?? 0) >= 400);
  const [entry, ...others] = refused.length === 1 ? refused : signed;
  if (entry === undefined) {
    throw new InputError(
      "the network log has no signed request; browsers leave Authorization out unless a log is exported with sensitive data",
    );
  }
  if (others.length > 0) {
    throw new InputError(`the network log has ${others.length + 1} signed requests: give the entry of one`);
  }
  return readEntry(entry);
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new InputError("the network log is not JSON");
  }
}

function entriesOf(parsed: unknown): readonly Entry[] {
  const { log, request } = (parsed ?? {}) as { log?: { entries?: readonly Entry[] }; request?: unknown };
  return log?.entries ?? (request === undefined ? [] : [parsed as Entry]);
}

function isSigned({ request }: Entry): boolean {
  const places = [request?.url, pairsOf(request?.headers).flat().join(), request?.postData?.text];
  return places.some((place) => place?.includes("q-sign"));
}

/** HTTP/2 has names that begin with a colon for the parts of the first line. */
function pairsOf(headers: readonly Header[] | undefined): readonly Pair[] {
  return (headers ?? [])
    .map(({ name = "", value = "" }): Pair => [name, value])
    .filter(([name]) => !name.startsWith(":"));
}

function readEntry({ request = {}, response, startedDateTime }: Entry): Input {
  const sentAt = timeOf(startedDateTime);
  const { method, url = "", postData } = request;
  const fields =
    postData?.params && postData.params.length > 0
      ? pairsOf(postData.params)
      : formFields(
          lookUp(pairsOf(request.headers), "content-type") ?? postData?.mimeType,
          postData?.text ?? "",
        );
  return {
    kind: "har",
    ...(method !== undefined && { method }),
    ...splitUrl(url),
    ...splitHeaders(pairsOf(request.headers)),
    ...(fields !== undefined && { fields }),
    ...(sentAt !== undefined && { sentAt }),
    // A request that the browser ended itself has the status 0.
    ...(response?.status && {
      answer: readAnswer(response.status, pairsOf(response.headers), contentOf(response)),
    }),
  };
}

function contentOf({ content }: NonNullable<Entry["response"]>): string {
  const { text = "", encoding } = content ?? {};
  return encoding === "base64" ? Buffer.from(text, "base64").toString() : text;
}
