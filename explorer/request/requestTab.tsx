/** The request, before and after it is sent. */

import { Incomplete } from "../results/incomplete";
import type { Call } from "../state/call";
import { texts } from "../texts";
import { MomentChoice, useMoment } from "../viewer/moment";
import { RequestView } from "./requestView";

export function RequestTab({ call }: { readonly call: Call }) {
  const { request: words } = texts.value;
  const preview = call.preview.value;
  const answer = call.answered.value?.answer;
  const [moment, setMoment] = useMoment(answer);
  const request = moment === "sent" ? answer?.request : preview?.request;
  return (
    <>
      {answer !== undefined && <MomentChoice selected={moment} onSelect={setMoment} />}
      {request !== undefined ? (
        <RequestView request={request} />
      ) : moment === "sent" ? (
        <p class="quiet">{words.notSent}</p>
      ) : (
        <Incomplete call={call} text={words.incomplete} />
      )}
    </>
  );
}
