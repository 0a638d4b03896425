/** Takes what the page shows into files. */

import { texts } from "../texts";

/** A button that saves a text as a file. */
export function SaveButton({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <button type="button" class="small" title={name} onClick={() => saveText(name, text)}>
      {texts.value.viewer.save}
    </button>
  );
}

/** Saves a text as a file. */
export function saveText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "application/octet-stream" }));
  follow(address, name);
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Saves what is at an address of the server, under the name that the server gives it. */
export function saveFrom(address: string): void {
  follow(address, "");
}

function follow(address: string, name: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
}
