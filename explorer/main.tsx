/** The page of `pulumi-tencentcos explore`. */

import { render } from "preact";
import { App } from "./app";
import { followAddress } from "./route";
import { adoptToken } from "./server";
import { followTyping } from "./state/call";
import { followRoute } from "./state/desk";
import { begin } from "./state/session";
import { applySettings } from "./state/settings";

adoptToken();
// The address of a server that was started again, in the page of the one before.
addEventListener("hashchange", () => {
  if (adoptToken()) {
    location.reload();
  }
});
applySettings();
followAddress();
// A file that misses its place would take the page's.
for (const event of ["dragover", "drop"] as const) {
  addEventListener(event, (drag) => {
    if (drag.dataTransfer?.types.includes("Files")) {
      drag.preventDefault();
    }
  });
}
followRoute();
followTyping();
void begin();

const place = document.getElementById("app");
if (place !== null) {
  render(<App />, place);
}
