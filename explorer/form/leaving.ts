/** Notes that a field was left, when nothing can be hurt by it any more. */

import { typingPause } from "../state/asking";
import { type Form, touch } from "../state/form";

let isPressed = false;
addEventListener(
  "pointerdown",
  () => {
    isPressed = true;
  },
  true,
);
for (const event of ["pointerup", "pointercancel"]) {
  addEventListener(
    event,
    () => {
      isPressed = false;
    },
    true,
  );
}

/**
 * Shows what is wrong with a field that was left: after the press of a button that took the focus away, which would move from under the
 * pointer, and after what was typed last has been looked at.
 */
export function leave(form: Form, name: string): void {
  if (isPressed) {
    addEventListener("pointerup", () => setTimeout(() => leave(form, name)), { once: true });
  } else {
    setTimeout(() => touch(form, name), typingPause * 2);
  }
}
