/** A button that copies a text, and says that it did. */

import { useSignal } from "@preact/signals";
import { texts } from "../texts";

interface Props {
  readonly text: string;
  /** @default the word for it */
  readonly label?: string;
  /** What it copies, for those who do not see what the button stands beside. */
  readonly what?: string;
}

export function CopyButton({ text, label, what }: Props) {
  const { common } = texts.value;
  const outcome = useSignal<"copied" | "notCopied" | undefined>(undefined);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      outcome.value = "copied";
    } catch {
      outcome.value = "notCopied";
    }
    setTimeout(() => {
      outcome.value = undefined;
    }, 1_500);
  };
  const said = outcome.value === undefined ? "" : common[outcome.value];
  return (
    <button type="button" class="small" onClick={copy}>
      {said || (label ?? common.copy)}
      {what !== undefined && <span class="unseen">{what}</span>}
      <span role="status" class="unseen">
        {said}
      </span>
    </button>
  );
}
