/** What COS answered, in the views that it has. */

import type { ComponentChildren } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { Response, SendAnswer, SendRequest } from "../../cli/explore/wire";
import { getDownload } from "../server";
import { CopyButton } from "../shell/copyButton";
import { Tabs } from "../shell/tabs";
import { useAttempt } from "../shell/useAttempt";
import { texts } from "../texts";
import { DocumentView } from "../viewer/documentView";
import { SaveButton, saveFrom } from "../viewer/save";
import { HeadersView } from "./headersView";
import { listingsOf } from "./listing";
import { ListingView } from "./listingView";

type ViewName = "json" | "xml" | "table" | "raw" | "headers";

interface ResponseViewProps {
  readonly request: SendRequest;
  readonly answer: SendAnswer;
  readonly response: Response;
  /** It is the content of an object, which is what it is, and no document of COS. */
  readonly isContent: boolean;
}

/** The answer in the view that was chosen last, where it has that one. */
export function ResponseView({ request, answer, response, isContent }: ResponseViewProps) {
  const { answer: words } = texts.value;
  const [chosen, setChosen] = useState<ViewName>();
  const { json, xml, text, headers } = response;
  const listings = useMemo(() => (json === undefined ? [] : listingsOf(json)), [json]);
  const raw = { name: "raw", title: words.raw } as const;
  const head = { name: "headers", title: words.headers, mark: String(Object.keys(headers).length) } as const;
  const isBare = text === "";
  const tabs: readonly { readonly name: ViewName; readonly title: string; readonly mark?: string }[] = [
    ...(isBare ? [head] : []),
    ...(isContent ? [raw] : []),
    ...(json === undefined ? [] : [{ name: "json", title: "JSON" } as const]),
    ...(xml === undefined ? [] : [{ name: "xml", title: "XML" } as const]),
    ...(listings.length === 0 ? [] : [{ name: "table", title: words.table } as const]),
    ...(isContent ? [] : [raw]),
    ...(isBare ? [] : [head]),
  ];
  const selected = tabs.find(({ name }) => name === chosen)?.name ?? tabs[0]?.name ?? "raw";
  const name = request.operation || "answer";
  const toolsOf = (shown: string, extension: string, what = words.body) => (
    <>
      <CopyButton text={shown} what={what} />
      <SaveButton name={`${name}.${extension}`} text={shown} />
    </>
  );
  return (
    <Tabs label={words.views} tabs={tabs} chosen={selected} onChoose={setChosen}>
      {selected === "json" && json !== undefined && (
        <DocumentView text={json} syntax="json" label="JSON" tools={toolsOf(json, "json")} />
      )}
      {selected === "xml" && xml !== undefined && (
        <DocumentView text={xml} syntax="xml" label="XML" tools={toolsOf(xml, "xml")} />
      )}
      {selected === "table" && <ListingView listings={listings} />}
      {selected === "raw" && (
        <RawView
          response={response}
          tools={
            isContent ? (
              <>
                <CopyButton text={text ?? ""} what={words.body} />
                <SaveContent request={request} />
              </>
            ) : (
              toolsOf(text ?? "", rawExtension(response))
            )
          }
        >
          {answer.request?.method === "GET" && <SaveContent request={request} />}
        </RawView>
      )}
      {selected === "headers" && (
        <>
          <div class="tools">{toolsOf(headerText(headers), "txt", words.headers)}</div>
          <HeadersView headers={headers} label={words.headers} />
        </>
      )}
    </Tabs>
  );
}

interface RawViewProps {
  readonly response: Response;
  /** What can be done with all of it. */
  readonly tools: ComponentChildren;
  /** What can be done where not all of it is here. */
  readonly children: ComponentChildren;
}

function RawView({ response: { text, cut, bytes, contentType }, tools, children }: RawViewProps) {
  const { answer: words } = texts.value;
  if (text === "" || (text === undefined && bytes === 0)) {
    return <p class="quiet">{words.empty}</p>;
  }
  if (text === undefined) {
    return (
      <div class="tools">
        <span class="quiet">{words.binary(contentType)}</span>
        {children}
      </div>
    );
  }
  return (
    <>
      {cut && (
        <div class="tools">
          <span class="quiet">{words.cut}</span>
          {children}
        </div>
      )}
      <DocumentView text={text} syntax="text" label={words.raw} tools={cut ? undefined : tools} />
    </>
  );
}

/** Asks for the content once more, and lets the browser save it as it comes. */
function SaveContent({ request }: { readonly request: SendRequest }) {
  const { answer: words } = texts.value;
  const { problem, attempt } = useAttempt();
  const save = async () => saveFrom((await getDownload(request)).path);
  return (
    <>
      <button type="button" class="small" onClick={() => void attempt(save)}>
        {words.saveContent}
      </button>
      {problem.value !== undefined && <span role="alert">{problem.value}</span>}
    </>
  );
}

function headerText(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map((header) => header.join(": "))
    .join("\n");
}

function rawExtension({ contentType, xml, json }: Response): string {
  const isDocument = xml !== undefined || json !== undefined;
  return (isDocument && /xml|json/.exec(contentType)?.[0]) || "txt";
}
