/** A button that copies a text, and says that it did. */

import { useSignal } from "@preact/signals";
import { texts } from "../texts";

export function CopyButton({ text, label }: { readonly text: string; readonly label?: string }) {
  const copied = useSignal(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    copied.value = true;
    setTimeout(() => {
      copied.value = false;
    }, 1_500);
  };
  return (
    <button type="button" class="small" onClick={copy}>
      {copied.value ? texts.value.common.copied : (label ?? texts.value.common.copy)}
      <span role="status" class="unseen">
        {copied.value ? texts.value.common.copied : ""}
      </span>
    </button>
  );
}
