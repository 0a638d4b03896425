/** The steps of a signature. */

import type { SignatureStep } from "../../cli/explore/wire";
import { CopyButton } from "../shell/copyButton";
import { texts } from "../texts";
import { Visible } from "../visible";
import { httpStringLines } from "./httpString";

export function StepsView({ steps }: { readonly steps: readonly SignatureStep[] }) {
  return (
    <ol class="steps">
      {steps.map(({ name, value, rule }) => (
        <li key={name}>
          <div class="step-head">
            <strong>{name}</strong> <span class="quiet">{rule}</span>
            {value !== "" && value !== "***" && <CopyButton text={value} what={name} />}
          </div>
          <StepValue name={name} value={value} />
        </li>
      ))}
    </ol>
  );
}

/** A value with its lines one below the other. The last line feed of a value counts: it is shown as well. */
function StepValue({ name, value }: { readonly name: string; readonly value: string }) {
  const { signature: words } = texts.value;
  const named = name === "HttpString" ? httpStringLines(value) : [];
  if (value === "") {
    return <p class="quiet">{words.emptyValue}</p>;
  }
  if (named.length > 0) {
    return (
      <dl class="http-string">
        {named.map((line) => (
          <div key={line.name}>
            <dt>{words.lines[line.name]}</dt>
            <dd>
              {line.values.length === 0 && <span class="quiet">{words.emptyValue}</span>}
              {line.values.map((text, index) => (
                <code key={String(index)} class="value">
                  <Visible text={text} line />
                </code>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    );
  }
  return (
    <pre class="value">
      {value.split("\n").map((line, index, all) => (
        <span key={index}>
          <Visible text={line} line />
          {index < all.length - 1 && (
            <span class="line-feed" aria-hidden="true">
              {"↵\n"}
            </span>
          )}
        </span>
      ))}
    </pre>
  );
}
