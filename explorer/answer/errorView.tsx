/** Why a call failed, and what to do. */

import { useId } from "preact/hooks";
import type { CallError } from "../../cli/explore/wire";
import { Failures } from "../form/failures";
import { VerdictView } from "../signature/verdictView";
import { texts } from "../texts";
import { Visible } from "../visible";

export function ErrorView({ error }: { readonly error: CallError }) {
  const { answer: words } = texts.value;
  const id = useId();
  const { code, message, meaning, remedy, page, failures, verdict } = error;
  return (
    <>
      <section class="note bad" role="alert">
        <h2>
          <Visible text={code} line />
        </h2>
        <p>
          <Visible text={message} />
        </p>
        {failures.length > 0 && <Failures id={id} failures={failures} withPaths />}
        {meaning !== undefined && meaning !== message && (
          <p>
            <strong>{words.meaning}</strong> <Visible text={meaning} />
          </p>
        )}
        {remedy !== undefined && (
          <p>
            <strong>{words.remedy}</strong> <Visible text={remedy} />
          </p>
        )}
        {page !== undefined && (
          <p>
            <a href={page} target="_blank" rel="noreferrer">
              {words.page}
            </a>
          </p>
        )}
      </section>
      {verdict !== undefined && <VerdictView verdict={verdict} />}
    </>
  );
}
