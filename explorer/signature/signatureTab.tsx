/** How the signature of a call is computed, before and after it is sent. */

import { useState } from "preact/hooks";
import type { ExplainedSignature } from "../../cli/explore/wire";
import { pageLink } from "../address";
import { Incomplete } from "../results/incomplete";
import type { Call } from "../state/call";
import { texts } from "../texts";
import { Choice } from "../viewer/choice";
import { MomentChoice, useMoment } from "../viewer/moment";
import { Visible } from "../visible";
import { StepsView } from "./stepsView";

export function SignatureTab({ call }: { readonly call: Call }) {
  const { signature: words } = texts.value;
  const preview = call.preview.value;
  const answer = call.answered.value?.answer;
  const [moment, setMoment] = useMoment(answer);
  const [chosen, setChosen] = useState<ExplainedSignature["carrier"]>("header");
  const signatures = (moment === "sent" ? answer : preview)?.signatures ?? [];
  const shown = signatures.find(({ carrier }) => carrier === chosen) ?? signatures[0];
  const options = signatures.map(({ carrier }) => ({ name: carrier, title: words.carriers[carrier] }));
  return (
    <>
      <div class="tools">
        {answer !== undefined && <MomentChoice selected={moment} onSelect={setMoment} />}
        {shown !== undefined && options.length > 1 && (
          <Choice label={words.carrier} options={options} selected={shown.carrier} onSelect={setChosen} />
        )}
      </div>
      {shown !== undefined ? (
        <>
          <p class="wrapping">
            <span class="quiet">{words.signed}</span>{" "}
            <code>
              <Visible text={shown.request} line />
            </code>
          </p>
          <StepsView steps={shown.steps} />
        </>
      ) : moment === "sent" ? (
        <p class="quiet">{words.unsigned}</p>
      ) : (
        <Incomplete call={call} text={words.incomplete} />
      )}
      <p>
        <a href={pageLink("verify")}>{words.toVerifier}</a>
      </p>
    </>
  );
}
