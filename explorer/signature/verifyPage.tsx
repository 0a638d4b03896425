/** Verifies signatures that are pasted, and says why one does not hold. */

import { useId, useRef, useState } from "preact/hooks";
import type { Verdict, VerifyRequest } from "../../cli/explore/wire";
import { verify } from "../server";
import { FileButton } from "../shell/fileButton";
import { TextField } from "../shell/textField";
import { targetName } from "../state/session";
import { texts } from "../texts";
import { problemText } from "../texts/problem";
import { Visible } from "../visible";
import { KeysFields, noKeys, type TypedKeys } from "./keysFields";
import { type Sample, samples } from "./samples";
import { VerdictView } from "./verdictView";

/** What is typed beside the texts. */
interface Known {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly headers: string;
}

const nothingKnown: Known = { method: "", host: "", path: "", headers: "" };

export function VerifyPage() {
  const { verify: words } = texts.value;
  const id = useId();
  const [pasted, setPasted] = useState<readonly string[]>([""]);
  const [known, setKnown] = useState(nothingKnown);
  const [keys, setKeys] = useState<TypedKeys>(noKeys);
  const [outcome, setOutcome] = useState<{ readonly verdict?: Verdict; readonly problem?: string }>();
  const [isAsking, setIsAsking] = useState(false);
  const result = useRef<HTMLElement>(null);
  const latest = useRef(0);
  const ask = async (request: VerifyRequest) => {
    latest.current += 1;
    const mine = latest.current;
    setIsAsking(true);
    const next = await verify(request).catch((error) => ({ problem: problemText(error) }));
    if (mine === latest.current) {
      setIsAsking(false);
      setOutcome(next);
      requestAnimationFrame(() => result.current?.focus());
    }
  };
  const submit = () => void ask(requestOf(pasted, known, keys));
  const tryOut = (sample: Sample) => {
    const next = {
      pasted: sample.texts,
      known: nothingKnown,
      keys: { ...noKeys, arePasted: true, ...sample.keys },
    };
    setPasted(next.pasted);
    setKnown(next.known);
    setKeys(next.keys);
    void ask(requestOf(next.pasted, next.known, next.keys));
  };

  return (
    <main class="verify">
      <form
        class="verify-form"
        aria-labelledby={`${id}-title`}
        autocomplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            submit();
          }
        }}
      >
        <h1 id={`${id}-title`}>{words.title}</h1>
        <p class="quiet">{words.intro}</p>
        <SampleChoice onChoose={tryOut} />
        {pasted.map((text, place) => (
          <div key={String(place)} class="pasted">
            <label for={`${id}-${place}`}>{place === 0 ? words.paste : words.pasteMore}</label>
            {pasted.length > 1 && (
              <button
                type="button"
                class="small"
                aria-label={words.removeText(place + 1)}
                onClick={() => setPasted(pasted.filter((_, other) => other !== place))}
              >
                ×
              </button>
            )}
            <textarea
              id={`${id}-${place}`}
              class="code"
              rows={place === 0 ? 8 : 5}
              spellcheck={false}
              placeholder={place === 0 ? words.placeholder : undefined}
              value={text}
              onInput={({ currentTarget }) => setPasted(pasted.with(place, currentTarget.value))}
            />
          </div>
        ))}
        <div class="tools">
          <button type="button" class="small" onClick={() => setPasted([...pasted, ""])}>
            {words.addText}
          </button>
          {/* Network logs are rather files than something to paste. */}
          <FileButton
            label={words.fromFile}
            class="small"
            onFile={async (file) => {
              const text = await file.text();
              setPasted((before) => [...before.filter((each) => each.trim() !== ""), text]);
            }}
          />
        </div>
        <KeysFields keys={keys} onKeys={setKeys} />
        <KnownFields known={known} onKnown={setKnown} />
        <button type="submit" class="primary" disabled={isAsking}>
          {words.verify}
        </button>
      </form>
      <section
        ref={result}
        class="verify-result"
        aria-label={words.result}
        aria-busy={isAsking}
        tabIndex={-1}
      >
        {outcome === undefined && <p class="quiet">{words.nothingYet}</p>}
        {outcome?.problem !== undefined && (
          <p class="note bad" role="alert">
            <Visible text={outcome.problem} />
          </p>
        )}
        {outcome?.verdict !== undefined && (
          <>
            <p class="quiet">
              {words.readAs} {outcome.verdict.inputs.map((kind) => words.kinds[kind]).join(", ")}
            </p>
            <VerdictView verdict={outcome.verdict} />
          </>
        )}
      </section>
    </main>
  );
}

/** What is asked; what is empty is left out. */
function requestOf(pasted: readonly string[], known: Known, keys: TypedKeys): VerifyRequest {
  const { arePasted, secretId, secretKey, securityToken } = keys;
  const { headers, ...rest } = known;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value.trim() !== ""));
  const pairs = headers
    .split("\n")
    .map((line) => /^([^:]+):(.*)$/.exec(line))
    .flatMap((found) => (found === null ? [] : [[found[1]?.trim() ?? "", found[2]?.trim() ?? ""] as const]));
  return {
    texts: pasted.filter((text) => text.trim() !== ""),
    ...given,
    ...(pairs.length > 0 && { headers: pairs }),
    ...(arePasted
      ? {
          credentials: {
            ...(secretId !== "" && { secretId }),
            ...(secretKey !== "" && { secretKey }),
            ...(securityToken !== "" && { securityToken }),
          },
        }
      : { target: targetName.value }),
  };
}

interface SampleChoiceProps {
  readonly onChoose: (sample: Sample) => void;
}

function SampleChoice({ onChoose }: SampleChoiceProps) {
  const { verify: words } = texts.value;
  return (
    <label class="check">
      {words.sample}
      <select
        value=""
        onChange={({ currentTarget }) => {
          const sample = samples.find(({ name }) => name === currentTarget.value);
          if (sample !== undefined) {
            onChoose(sample);
          }
        }}
      >
        <option value="">{words.chooseSample}</option>
        {samples.map(({ name }) => (
          <option key={name} value={name}>
            {words.samples[name]}
          </option>
        ))}
      </select>
    </label>
  );
}

interface KnownFieldsProps {
  readonly known: Known;
  readonly onKnown: (known: Known) => void;
}

/** A bare Authorization header does not tell of which request it is. */
function KnownFields({ known, onKnown }: KnownFieldsProps) {
  const { verify: words } = texts.value;
  const field = (name: "method" | "host" | "path", hint: string) => (
    <TextField
      label={words[name]}
      value={known[name]}
      hint={hint}
      onText={(text) => onKnown({ ...known, [name]: text })}
    />
  );
  return (
    <details class="known" open={Object.values(known).some((value) => value !== "")}>
      <summary>{words.known}</summary>
      <div class="fields">
        {field("method", "GET")}
        {field("host", "examplebucket-1250000000.cos.ap-guangzhou.myqcloud.com")}
        {field("path", "/photos/a%20b.jpg?versionId=…")}
        <label>
          {words.headers}
          <textarea
            class="code"
            rows={3}
            spellcheck={false}
            placeholder="Content-Type: text/plain"
            value={known.headers}
            onInput={({ currentTarget }) => onKnown({ ...known, headers: currentTarget.value })}
          />
        </label>
      </div>
    </details>
  );
}
