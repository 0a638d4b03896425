/** The call as code. */

import { useState } from "preact/hooks";
import type { CodeAnswer, CodeRequest, LanguageName } from "../../cli/explore/wire";
import { getCode } from "../server";
import { CopyButton } from "../shell/copyButton";
import { Tabs } from "../shell/tabs";
import type { Call } from "../state/call";
import { texts } from "../texts";
import { SaveButton } from "../viewer/save";
import { useAsked } from "../viewer/useAsked";
import { Visible } from "../visible";
import { codePieces } from "./codePieces";
import { chosenLanguage, languageNames, languageTitles } from "./languages";

/** How long a pre-signed URL holds, in seconds, until somebody says otherwise. */
const usualExpiry = 3_600;

export function CodeTab({ call }: { readonly call: Call }) {
  const { code: words } = texts.value;
  const { details } = call;
  const draft = call.draft.value;
  const language = chosenLanguage.value;
  const [all, setAll] = useState(false);
  const [isUrl, setIsUrl] = useState(false);
  const [expires, setExpires] = useState(usualExpiry);
  const canPage = details?.paged === true && !isUrl;
  const canSign = details?.signs.includes("url") === true;
  const request: CodeRequest = {
    draft,
    language,
    ...(canPage && all && { all }),
    ...(canSign && isUrl && { expires }),
  };
  const { answer, problem } = useAsked(
    (signal) => getCode(request, signal).then((code) => ({ code, language })),
    [draft, language, canPage && all, canSign && isUrl && expires],
  );
  return (
    <Tabs
      label={words.languages}
      tabs={languageNames.map((name) => ({
        name,
        title: languageTitles[name],
        ...(details?.languages.includes(name) === false && { mark: "–" }),
      }))}
      chosen={language}
      onChoose={(name) => {
        chosenLanguage.value = name;
      }}
    >
      <div class="tools">
        {canPage && (
          <label class="check">
            <input type="checkbox" checked={all} onChange={() => setAll(!all)} />
            {words.allPages}
          </label>
        )}
        {canSign && (
          <label class="check">
            <input type="checkbox" checked={isUrl} onChange={() => setIsUrl(!isUrl)} />
            {words.presigned}
          </label>
        )}
        {canSign && isUrl && (
          <label class="check">
            {words.expires}
            <input
              type="number"
              class="short"
              min={1}
              value={expires}
              onInput={({ currentTarget }) => setExpires(currentTarget.valueAsNumber || usualExpiry)}
            />
          </label>
        )}
        {answer !== undefined && <CodeTools answer={answer.code} name={draft.operation || "request"} />}
      </div>
      {problem !== undefined && (
        <p class="note" role="status">
          <Visible text={problem} />
        </p>
      )}
      {answer !== undefined && problem === undefined && (
        <CodeText code={answer.code.code} language={answer.language} />
      )}
    </Tabs>
  );
}

interface CodeToolsProps {
  readonly answer: CodeAnswer;
  readonly name: string;
}

function CodeTools({ answer: { code, extension }, name }: CodeToolsProps) {
  const { code: words } = texts.value;
  return (
    <>
      <CopyButton text={code} what={words.title} />
      <SaveButton name={`${name}.${extension}`} text={code} />
    </>
  );
}

interface CodeTextProps {
  readonly code: string;
  readonly language: LanguageName;
}

function CodeText({ code, language }: CodeTextProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by keyboard.
    <section class="code-text" tabIndex={0} aria-label={languageTitles[language]}>
      <pre>
        <code>
          {codePieces(code, language).map(({ kind, text }, index) => (
            <span key={String(index)} class={`piece-${kind}`}>
              <Visible text={text} />
            </span>
          ))}
        </code>
      </pre>
    </section>
  );
}
