/** A request as text. */

import type { SentRequest } from "../../cli/explore/wire";
import { HeadersView } from "../answer/headersView";
import { CopyButton } from "../shell/copyButton";
import { texts } from "../texts";
import { DocumentView } from "../viewer/documentView";
import { SaveButton } from "../viewer/save";
import { Visible } from "../visible";
import { httpText, requestHeaders, requestLine } from "./http";

/** A request as text, part by part. */
export function RequestView({ request }: { readonly request: SentRequest }) {
  const { request: words } = texts.value;
  const { url, body, bodyBytes } = request;
  const headers = requestHeaders(request);
  return (
    <>
      <div class="tools">
        <CopyButton text={httpText(request)} label={words.asHttp} />
        <SaveButton name="request.http" text={httpText(request)} />
      </div>
      <p class="request-line">
        <code>
          <Visible text={requestLine(request)} line />
        </code>
      </p>
      <p class="wrapping">
        <span class="quiet">{words.url}</span>{" "}
        <code>
          <Visible text={url} line />
        </code>{" "}
        <CopyButton text={url} what={words.url} />
      </p>
      <HeadersView headers={Object.fromEntries(headers)} />
      {bodyBytes !== undefined && <p class="quiet">{words.content(bodyBytes)}</p>}
      {body !== undefined && body !== "" && <BodyView body={body} />}
    </>
  );
}

function BodyView({ body }: { readonly body: string }) {
  const { request: words } = texts.value;
  if (/^\s*</.test(body)) {
    return <DocumentView text={body} syntax="xml" label={words.body} />;
  }
  const json = indented(body);
  return (
    <DocumentView text={json ?? body} syntax={json === undefined ? "text" : "json"} label={words.body} />
  );
}

/** A document of JSON with its lines; `undefined` for any other text. */
function indented(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? JSON.stringify(value, undefined, 2) : undefined;
  } catch {
    return undefined;
  }
}
