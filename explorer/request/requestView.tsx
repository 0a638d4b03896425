/** A request as text. */

import type { SentRequest } from "../../cli/explore/wire";
import { HeadersView } from "../answer/headersView";
import { CopyButton } from "../shell/copyButton";
import { texts } from "../texts";
import { readDocument } from "../viewer/document";
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
      <HeadersView headers={Object.fromEntries(headers)} label={words.headers} />
      {bodyBytes !== undefined && <p class="quiet">{words.content(bodyBytes)}</p>}
      {body !== undefined && body !== "" && <DocumentView {...readDocument(body)} label={words.body} />}
    </>
  );
}
