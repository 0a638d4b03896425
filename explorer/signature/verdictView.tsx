/** Whether a signature holds, and why it does not. */

import type { Corrected, Finding, Verdict } from "../../cli/explore/wire";
import { CopyButton } from "../shell/copyButton";
import { texts } from "../texts";
import { Visible } from "../visible";
import { DifferencesView } from "./difference";
import { StepsView } from "./stepsView";

export function VerdictView({ verdict }: { readonly verdict: Verdict }) {
  const { signature: words } = texts.value;
  const { holds, carrier, method, host, path, time, findings, differences, steps, notes, corrected } =
    verdict;
  const outcome = holds === undefined ? "unknown" : holds ? "holds" : "fails";
  const request = [method, `${host ?? ""}${path ?? ""}`].filter(Boolean).join(" ");
  return (
    <div class="verdict">
      <h2 class={`outcome ${outcome}`}>{words.outcomes[outcome]}</h2>
      <p class="wrapping">
        {words.carriers[carrier]}
        {request !== "" && (
          <>
            {" · "}
            <code>
              <Visible text={request} line />
            </code>
          </>
        )}
        {time !== "" && (
          <>
            {" · "}
            <Visible text={time} line />
          </>
        )}
      </p>
      {findings.length > 0 && (
        <ul class="findings">
          {findings.map((finding) => (
            <FindingView key={`${finding.cause} ${finding.message}`} finding={finding} />
          ))}
        </ul>
      )}
      {differences.length > 0 && (
        <>
          <h3>{words.differences}</h3>
          <DifferencesView differences={differences} />
        </>
      )}
      {corrected !== undefined && (
        <>
          <h3>{words.corrected}</h3>
          <p class="quiet">{words.correctedIsSecret}</p>
          <CorrectedView corrected={corrected} />
        </>
      )}
      {notes.length > 0 && (
        <ul class="notes">
          {notes.map((note) => (
            <li key={note}>
              <Visible text={note} line />
            </li>
          ))}
        </ul>
      )}
      {steps.length > 0 && (
        <details>
          <summary>{words.steps}</summary>
          <StepsView steps={steps} />
        </details>
      )}
    </div>
  );
}

function FindingView({ finding: { cause, certain, message, remedy } }: { readonly finding: Finding }) {
  const { signature: words } = texts.value;
  return (
    <li>
      <p>
        <span class={certain ? "badge bad" : "badge warn"}>{certain ? words.certain : words.likely}</span>{" "}
        <Visible text={message} line /> <code class="quiet">{cause}</code>
      </p>
      <p>
        <strong>{words.remedy}</strong> <Visible text={remedy} line />
      </p>
    </li>
  );
}

function CorrectedView({
  corrected: { authorization, url, fields = {} },
}: {
  readonly corrected: Corrected;
}) {
  const values = [
    ...(authorization === undefined ? [] : [["Authorization", authorization] as const]),
    ...(url === undefined ? [] : [["URL", url] as const]),
    ...Object.entries(fields),
  ];
  return (
    <dl class="corrected">
      {values.map(([name, value]) => (
        <div key={name}>
          <dt>
            {name} <CopyButton text={value} what={name} />
          </dt>
          <dd>
            <code class="value">
              <Visible text={value} line />
            </code>
          </dd>
        </div>
      ))}
    </dl>
  );
}
