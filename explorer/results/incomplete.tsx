/** Why there is nothing to be shown of a call yet. */

import { useId } from "preact/hooks";
import { Failures } from "../form/failures";
import type { Call } from "../state/call";
import { texts } from "../texts";
import { Visible } from "../visible";

/** Whether the form has all that a request needs, as far as the server has looked. */
export function isComplete({ preview }: Call): boolean {
  return preview.value?.failures.every(({ doubtful }) => doubtful) ?? false;
}

interface IncompleteProps {
  readonly call: Call;
  /** That it can be shown when the form is complete. */
  readonly text: string;
}

export function Incomplete({ call, text }: IncompleteProps) {
  const id = useId();
  const preview = call.preview.value;
  if (preview === undefined) {
    return <p class="quiet">{texts.value.common.loading}</p>;
  }
  return (
    <>
      <p class="quiet">
        <Visible text={preview.reason ?? text} />
      </p>
      <Failures id={id} failures={preview.failures} isGentle withPaths />
    </>
  );
}
