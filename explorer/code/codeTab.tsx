/** The call as code. */

import { useState } from "preact/hooks";
import type { LanguageName, OperationDetails } from "../../cli/explore/wire";
import { Incomplete, isComplete } from "../results/incomplete";
import { getCode } from "../server";
import { CopyButton } from "../shell/copyButton";
import { Tabs } from "../shell/tabs";
import type { Call } from "../state/call";
import { catalogue } from "../state/session";
import { texts } from "../texts";
import { SaveButton } from "../viewer/save";
import { useAsked } from "../viewer/useAsked";
import { Visible } from "../visible";
import { codePieces } from "./codePieces";
import { chosenLanguage, languageNames, languageTitles } from "./languages";

/** How long a pre-signed URL holds, in seconds, until somebody says otherwise. */
const usualExpiry = 3_600;

/** What matters of an operation here. */
type Written = Pick<OperationDetails, "languages" | "paged" | "signs">;

export function CodeTab({ call }: { readonly call: Call }) {
  const { code: words } = texts.value;
  const language = chosenLanguage.value;
  const details: Written = call.details ?? {
    languages: catalogue.value?.freeLanguages ?? [],
    paged: false,
    signs: [],
  };
  return (
    <Tabs
      label={words.languages}
      tabs={languageNames.map((name) => ({
        name,
        title: languageTitles[name],
        ...(!details.languages.includes(name) && { mark: "–" }),
      }))}
      chosen={language}
      onChoose={(name) => {
        chosenLanguage.value = name;
      }}
    >
      {!details.languages.includes(language) ? (
        <p class="quiet">
          {language === "coscli" || language === "pulumi" ? words.none[language] : words.none.other}
        </p>
      ) : !isComplete(call) ? (
        <Incomplete call={call} text={words.incomplete} />
      ) : (
        <Program call={call} details={details} language={language} />
      )}
    </Tabs>
  );
}

interface ProgramProps {
  readonly call: Call;
  readonly details: Written;
  readonly language: LanguageName;
}

function Program({ call, details, language }: ProgramProps) {
  const { code: words } = texts.value;
  const draft = call.draft.value;
  const [all, setAll] = useState(false);
  const [isUrl, setIsUrl] = useState(false);
  const [expires, setExpires] = useState(usualExpiry);
  const canSign = details.signs.includes("url");
  const options = {
    ...(details.paged && !isUrl && all && { all }),
    ...(canSign && isUrl && { expires }),
  };
  const { answer, problem } = useAsked(
    (signal) => getCode({ draft, language, ...options }, signal).then((code) => ({ ...code, language })),
    [draft, language, options.all, options.expires],
  );
  return (
    <>
      <div class="tools">
        {details.paged && !isUrl && (
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
        {answer !== undefined && (
          <>
            <CopyButton text={answer.code} what={words.title} />
            <SaveButton name={`${draft.operation || "request"}.${answer.extension}`} text={answer.code} />
          </>
        )}
      </div>
      {problem !== undefined && (
        <p class="note" role="status">
          <Visible text={problem} />
        </p>
      )}
      {answer !== undefined && <CodeText code={answer.code} language={answer.language} />}
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
