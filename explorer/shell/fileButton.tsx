/** A button that lets a file be chosen. */

import { useRef } from "preact/hooks";

interface FileButtonProps {
  readonly label: string;
  readonly class?: "small";
  readonly onFile: (file: File) => void;
}

export function FileButton({ label, class: look, onFile }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class={look} onClick={() => input.current?.click()}>
        {label}
      </button>
      <input
        ref={input}
        type="file"
        class="unseen"
        tabIndex={-1}
        aria-label={label}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          // The same file can be chosen again.
          currentTarget.value = "";
          if (file !== undefined) {
            onFile(file);
          }
        }}
      />
    </>
  );
}
