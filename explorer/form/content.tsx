/** The content of an object: a file, chosen or dropped, or text. */

import { useSignal } from "@preact/signals";
import { FileButton } from "../shell/fileButton";
import type { Form, TypedContent } from "../state/form";
import { texts } from "../texts";
import { Visible } from "../visible";
import { Failures, failuresWithin, isShown } from "./failures";

export function Content({ form, maxBytes }: { readonly form: Form; readonly maxBytes?: number }) {
  const t = texts.value.content;
  const { content } = form;
  const isOver = useSignal(false);
  const value = content.value;
  const set = (next: TypedContent | undefined) => {
    content.value = next;
  };
  const failures = isShown(form, "Body") ? failuresWithin(form, "Body") : [];
  return (
    <section
      class="content"
      aria-label={t.title}
      data-over={isOver.value}
      onDragOver={(event) => {
        event.preventDefault();
        isOver.value = true;
      }}
      onDragLeave={() => {
        isOver.value = false;
      }}
      onDrop={(event) => {
        event.preventDefault();
        isOver.value = false;
        set(event.dataTransfer?.files[0] ?? value);
      }}
    >
      <div class="body-head">
        <h2>{t.title}</h2>
        {maxBytes !== undefined && <span class="quiet">{t.upTo(sizeOf(maxBytes))}</span>}
        <span class="spring" />
        {value !== undefined && (
          <button type="button" class="small" onClick={() => set(undefined)}>
            {texts.value.body.clear}
          </button>
        )}
      </div>
      {value instanceof File ? (
        <div class="file">
          <span class="mono">
            <Visible text={value.name} line />
          </span>
          <span class="quiet">{sizeOf(value.size)}</span>
          <FileButton label={t.other} class="small" onFile={set} />
        </div>
      ) : (
        <>
          <div class="drop">
            <FileButton label={t.choose} onFile={set} />
            <span class="quiet">{t.drop}</span>
          </div>
          <textarea
            class="code"
            aria-label={t.text}
            placeholder={t.text}
            rows={5}
            spellcheck={false}
            value={value?.text ?? ""}
            onInput={(event) => {
              const text = event.currentTarget.value;
              set(text === "" ? undefined : { text });
            }}
          />
        </>
      )}
      <Failures id="content-failures" failures={failures} />
    </section>
  );
}

const units = ["B", "KiB", "MiB", "GiB", "TiB"];

/** A length in bytes, for people. */
export function sizeOf(bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const size = bytes / 1024 ** power;
  return `${power === 0 || Number.isInteger(size) ? size : size.toFixed(1)} ${units[power]}`;
}
