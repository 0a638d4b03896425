/** What a person has chosen about the page, kept in the browser. */

import { effect, type Signal, signal } from "@preact/signals";

export type Theme = "system" | "light" | "dark";
type Language = "en" | "zh";

export const theme = kept<Theme>("theme", ["system", "light", "dark"], "system");

export const language = kept<Language>(
  "language",
  ["en", "zh"],
  navigator.language.startsWith("zh") ? "zh" : "en",
);

/** A choice that the browser remembers. */
export function kept<Choice extends string>(
  name: string,
  choices: readonly Choice[],
  initial: Choice,
): Signal<Choice> {
  const key = `explorer-${name}`;
  const before = localStorage.getItem(key) as Choice;
  const choice = signal<Choice>(choices.includes(before) ? before : initial);
  effect(() => {
    if (choice.value !== initial || localStorage.getItem(key) !== null) {
      localStorage.setItem(key, choice.value);
    }
  });
  return choice;
}

/** Lets the document follow the choices. */
export function applySettings(): void {
  const root = document.documentElement;
  effect(() => {
    root.dataset.theme = theme.value;
    root.lang = language.value === "zh" ? "zh-CN" : "en";
  });
}
