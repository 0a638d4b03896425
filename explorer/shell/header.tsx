/** The head of the page: search, where calls go, and what a person chooses about the page. */

import type { Signal } from "@preact/signals";
import { pageLink } from "../address";
import { SearchBox } from "../search/searchBox";
import { session } from "../state/session";
import { language, type Theme, theme } from "../state/settings";
import { texts } from "../texts";
import { TargetSwitch } from "./targetSwitch";

export function Header({ drawer }: { readonly drawer: Signal<boolean> }) {
  const t = texts.value.shell;
  return (
    <header class="head">
      <button
        type="button"
        class="plain menu-button"
        aria-expanded={drawer.value}
        aria-controls="navigation"
        onClick={() => {
          drawer.value = !drawer.value;
        }}
      >
        <span aria-hidden="true">☰</span>
        <span class="unseen">{t.menu}</span>
      </button>
      <a class="brand" href={pageLink("start")}>
        {t.title}
      </a>
      <SearchBox />
      <TargetSwitch />
      {session.value?.readOnly && (
        <span class="badge warn" title={t.readOnlyHint}>
          {t.readOnly}
        </span>
      )}
      <div class="choices">
        <ThemeButton />
        <button
          type="button"
          class="plain"
          lang={language.value === "en" ? "zh-CN" : "en"}
          onClick={() => {
            language.value = language.value === "en" ? "zh" : "en";
          }}
        >
          {t.otherLanguage}
        </button>
      </div>
    </header>
  );
}

const themes: readonly Theme[] = ["system", "light", "dark"];
const signs: Readonly<Record<Theme, string>> = { system: "◐", light: "☀", dark: "☾" };

function ThemeButton() {
  const t = texts.value.shell;
  const name = `${t.theme}: ${t.themes[theme.value]}`;
  return (
    <button
      type="button"
      class="plain"
      aria-label={name}
      title={name}
      onClick={() => {
        theme.value = themes[(themes.indexOf(theme.value) + 1) % themes.length] ?? "system";
      }}
    >
      <span aria-hidden="true">{signs[theme.value]}</span>
    </button>
  );
}
