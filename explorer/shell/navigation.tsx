/** The way to all pages and operations: a column, or a drawer on narrow screens. */

import type { Signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { pageLink } from "../address";
import { route } from "../route";
import { FamiliesTree } from "../search/familiesTree";
import { texts } from "../texts";

const pages = ["start", "free", "verify", "history"] as const;

export function Navigation({ drawer }: { readonly drawer: Signal<boolean> }) {
  const t = texts.value.shell;
  const place = useRef<HTMLElement>(null);
  const page = route.value.page;

  // Whoever has chosen something wants to see it.
  useEffect(
    () =>
      route.subscribe(() => {
        drawer.value = false;
      }),
    [drawer],
  );
  useEffect(() => {
    if (!drawer.value) {
      return undefined;
    }
    place.current?.querySelector<HTMLElement>("a, [tabindex='0']")?.focus();
    const close = (event: KeyboardEvent) => {
      if (event.key === "Escape") {
        drawer.value = false;
        document.querySelector<HTMLElement>(".menu-button")?.focus();
      }
    };
    addEventListener("keydown", close);
    return () => removeEventListener("keydown", close);
  }, [drawer.value]);

  return (
    <>
      <nav ref={place} id="navigation" class="navigation" aria-label={t.navigation} data-open={drawer.value}>
        <ul class="pages">
          {pages.map((name) => (
            <li key={name}>
              <a href={pageLink(name)} aria-current={page === name ? "page" : undefined}>
                {t[name]}
              </a>
            </li>
          ))}
        </ul>
        <FamiliesTree />
      </nav>
      {drawer.value && (
        <button
          type="button"
          class="backdrop"
          aria-label={texts.value.common.close}
          onClick={() => {
            drawer.value = false;
          }}
        />
      )}
    </>
  );
}
