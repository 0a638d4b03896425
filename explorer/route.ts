/** Where the page is, by the fragment of its address. */

import { signal } from "@preact/signals";
import { type Route, readRoute } from "./address";

/** The page that is shown. */
export const route = signal<Route>({ page: "start" });

/** Follows the address from now on. */
export function followAddress(): void {
  const follow = () => {
    route.value = readRoute(location.hash);
  };
  addEventListener("hashchange", follow);
  follow();
}

/** Goes to a fragment, as a step that the browser's "back" undoes. */
export function go(fragment: string): void {
  location.hash = fragment;
}

/** Writes the address anew as values change, without a step of its own. */
export function rewrite(fragment: string): void {
  if (location.hash !== fragment) {
    history.replaceState(undefined, "", fragment);
  }
}
