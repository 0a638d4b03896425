/** The search box: a combobox with a list (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). */

import { computed, useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { operationLink } from "../address";
import { go } from "../route";
import { focusWanted } from "../state/desk";
import { catalogue } from "../state/session";
import { texts } from "../texts";
import { type Hit, newSearch } from "./find";
import { MethodMark } from "./methodMark";

const search = computed(() => catalogue.value && newSearch(catalogue.value));

/** More than anybody reads. */
const most = 30;

export function SearchBox() {
  const query = useSignal("");
  const isOpen = useSignal(false);
  const active = useSignal(0);
  const input = useRef<HTMLInputElement>(null);
  const hits = useComputed(() =>
    query.value.trim() === "" ? [] : (search.value?.(query.value).slice(0, most) ?? []),
  );

  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      const isAlone = !event.ctrlKey && !event.metaKey && !event.altKey;
      const isSlash = event.key === "/" && isAlone && !isTyping(event.target);
      const isK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey;
      if ((isSlash || isK) && document.querySelector("dialog[open]") === null) {
        event.preventDefault();
        input.current?.focus();
        input.current?.select();
      }
    };
    addEventListener("keydown", focus);
    return () => removeEventListener("keydown", focus);
  }, []);

  const choose = (hit: Hit | undefined) => {
    if (hit !== undefined) {
      isOpen.value = false;
      query.value = "";
      input.current?.blur();
      focusWanted.value = hit.operation.name;
      go(operationLink(hit.operation.name));
    }
  };
  const move = (step: number) => {
    isOpen.value = true;
    active.value = (active.value + step + hits.value.length) % Math.max(1, hits.value.length);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // What an input method composes is not yet typed.
    if (event.isComposing) {
      return;
    }
    switch (event.key) {
      case "ArrowDown":
        event.preventDefault();
        move(1);
        break;
      case "ArrowUp":
        event.preventDefault();
        move(-1);
        break;
      case "Enter":
        choose(hits.value[active.value]);
        break;
      case "Escape":
        if (isOpen.value && query.value !== "") {
          query.value = "";
        } else {
          input.current?.blur();
        }
        isOpen.value = false;
        break;
    }
  };

  const t = texts.value.search;
  const isShown = isOpen.value && query.value.trim() !== "";
  return (
    <div class="search">
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label={t.label}
        aria-expanded={isShown}
        aria-controls="search-hits"
        aria-autocomplete="list"
        aria-activedescendant={isShown && hits.value.length > 0 ? `hit-${active.value}` : undefined}
        aria-keyshortcuts="/ Control+K Meta+K"
        placeholder={t.placeholder}
        autocomplete="off"
        spellcheck={false}
        value={query.value}
        onInput={(event) => {
          query.value = event.currentTarget.value;
          active.value = 0;
          isOpen.value = true;
        }}
        onFocus={() => {
          isOpen.value = true;
        }}
        onBlur={() => {
          isOpen.value = false;
        }}
        onKeyDown={onKeyDown}
      />
      <kbd>/</kbd>
      <div id="search-hits" role="listbox" aria-label={t.hits} class="hits" hidden={!isShown}>
        {hits.value.map((hit, index) => (
          <HitRow
            key={hit.operation.name}
            hit={hit}
            id={`hit-${index}`}
            isActive={index === active.value}
            onChoose={() => choose(hit)}
          />
        ))}
      </div>
      {isShown && hits.value.length === 0 && (
        <p class="hits no-hits">
          {t.nothing}{" "}
          <a href="#/free" onMouseDown={(event) => event.preventDefault()}>
            {texts.value.shell.free}
          </a>
        </p>
      )}
      <p role="status" class="unseen">
        {isShown ? t.count(hits.value.length) : ""}
      </p>
    </div>
  );
}

function HitRow(props: {
  readonly hit: Hit;
  readonly id: string;
  readonly isActive: boolean;
  readonly onChoose: () => void;
}) {
  const { operation, reason } = props.hit;
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (props.isActive) {
      row.current?.scrollIntoView({ block: "nearest" });
    }
  }, [props.isActive]);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the box, which names the active row.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the box.
    <div
      ref={row}
      id={props.id}
      role="option"
      aria-selected={props.isActive}
      onMouseDown={(event) => event.preventDefault()}
      onClick={props.onChoose}
    >
      <MethodMark method={operation.method} />
      <span class="hit-name">{operation.name}</span>
      <span class="hit-why">
        {reason === undefined ? (
          operation.title
        ) : (
          <>
            {texts.value.search.reasons[reason.kind]} <b>{reason.text}</b>
          </>
        )}
      </span>
    </div>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"))
  );
}
