/** An input that offers what exists: a combobox whose list comes from the server. */

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { SuggestAnswer } from "../../cli/explore/wire";
import { getSuggestions } from "../server";
import { asTyped } from "../shell/textField";
import { askLater, typingPause } from "../state/asking";
import { foldEmpty, setValue } from "../state/form";
import { noticeStart } from "../state/session";
import { texts } from "../texts";
import { problemText } from "../texts/problem";
import { Visible } from "../visible";
import { common, type InputProps, placeholderOf, textOf } from "./inputs";

const region = /^[a-z]{2,3}-[a-z]+(-[a-z0-9]+)*$/;

export function SuggestedInput(props: InputProps) {
  const { id, field, form, onChange } = props;
  const answer = useSignal<SuggestAnswer | undefined>(undefined);
  const isOpen = useSignal(false);
  const active = useSignal(-1);
  const giveUp = useRef<() => void>(undefined);

  useEffect(() => () => giveUp.current?.(), []);

  const load = (pause: number) => {
    giveUp.current?.();
    const offer = (found: SuggestAnswer) => {
      answer.value = found;
      noticeStart();
      active.value = -1;
    };
    giveUp.current = askLater(
      (signal) => getSuggestions({ draft: form.draft.value, field: field.name }, signal),
      offer,
      (error) => offer({ values: [], reason: problemText(error) }),
      pause,
    );
  };
  const open = () => {
    isOpen.value = true;
    load(0);
  };
  const close = () => {
    isOpen.value = false;
    giveUp.current?.();
  };
  const values = answer.value?.values ?? [];
  const isListed = isOpen.value && values.length > 0;
  const choose = (index: number) => {
    const chosen = values[index];
    if (chosen !== undefined) {
      onChange(chosen.value);
      // A bucket is in one region alone.
      if (field.name === "Bucket" && chosen.note !== undefined && region.test(chosen.note)) {
        setValue(form, "Region", chosen.note);
        foldEmpty(form);
      }
      close();
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) {
      return;
    }
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp": {
        event.preventDefault();
        if (!isOpen.value) {
          open();
        } else if (values.length > 0) {
          const step = event.key === "ArrowDown" ? 1 : active.value < 0 ? 0 : -1;
          active.value = (active.value + step + values.length) % values.length;
        }
        break;
      }
      case "Enter":
        if (isListed && active.value >= 0 && !event.ctrlKey && !event.metaKey) {
          event.preventDefault();
          choose(active.value);
        }
        break;
      case "Escape":
        if (isOpen.value) {
          event.stopPropagation();
          close();
        }
        break;
    }
  };

  return (
    <div class="suggested">
      <input
        {...common(props)}
        {...asTyped}
        type="text"
        class="mono"
        role="combobox"
        aria-expanded={isListed}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isListed && active.value >= 0 ? `${id}-option-${active.value}` : undefined}
        placeholder={placeholderOf(field.facts)}
        value={textOf(props.value)}
        onInput={(event) => {
          onChange(event.currentTarget.value);
          isOpen.value = true;
          load(typingPause);
        }}
        onFocus={open}
        onClick={() => {
          if (!isOpen.value) {
            open();
          }
        }}
        onBlur={close}
        onKeyDown={onKeyDown}
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={texts.value.form.suggestions(field.name)}
        class="options"
        hidden={!isListed}
      >
        {values.map(({ value, note }, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the input, which names the active option.
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the input.
          <div
            key={value}
            id={`${id}-option-${index}`}
            role="option"
            aria-selected={index === active.value}
            ref={(row) => {
              if (index === active.value) {
                row?.scrollIntoView({ block: "nearest" });
              }
            }}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(index)}
          >
            <span class="mono option-value">
              <Visible text={value} line />
            </span>
            {note !== undefined && (
              <span class="quiet">
                <Visible text={note} line />
              </span>
            )}
          </div>
        ))}
      </div>
      {isOpen.value && values.length === 0 && answer.value?.reason !== undefined && (
        <p class="options no-options quiet">
          <Visible text={answer.value.reason} line />
        </p>
      )}
    </div>
  );
}
