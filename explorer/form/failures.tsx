/** What is wrong, beside where it is. */

import type { Failure } from "../../cli/explore/wire";
import type { Form } from "../state/form";
import { Visible } from "../visible";

/** What is wrong with a field, or with an element of the body and what it is a list of. */
export function failuresAt({ preview }: Form, path: string): readonly Failure[] {
  return (preview.value?.failures ?? []).filter((failure) => failure.path === path);
}

/** What is wrong with a field and with all that is in it. */
export function failuresWithin({ preview }: Form, path: string): readonly Failure[] {
  return (preview.value?.failures ?? []).filter(
    (failure) =>
      failure.path === path || failure.path.startsWith(`${path}.`) || failure.path.startsWith(`${path}[`),
  );
}

/** Whether what is wrong with a field is shown yet. */
export function isShown({ touched, tried }: Form, name: string): boolean {
  return tried.value || touched.value.has(name);
}

/** Whether what is wrong with an element of the body is shown yet: somebody has been in it, or in what stands below it. */
export function isElementShown(form: Form, path: string): boolean {
  return (
    isShown(form, "Body") ||
    [...form.touched.value].some(
      (name) => name === path || name.startsWith(`${path}.`) || name.startsWith(`${path}[`),
    )
  );
}

/** Brings the focus to the first thing that is wrong, out of what is folded. */
export function goToFailure(): void {
  const failure = document.querySelector(".form .failure:not(.doubtful, .gentle)");
  const folded = failure?.closest("details");
  if (folded) {
    folded.open = true;
  }
  failure
    ?.closest(".field, .node-value, .node-leaf, .node, section")
    ?.querySelector<HTMLElement>("input, select, textarea, button:not(.remove)")
    ?.focus();
}

/** @param isGentle it is only missing yet */
export function Failures(props: {
  readonly id: string;
  readonly failures: readonly Failure[];
  readonly isGentle?: boolean;
  readonly withPaths?: boolean;
}) {
  return (
    <ul id={props.id} class="failures" aria-live="polite">
      {props.failures.map(({ path, reason, doubtful }) => (
        <li
          key={`${path} ${reason}`}
          class={props.isGentle ? "failure gentle" : doubtful ? "failure doubtful" : "failure"}
        >
          {props.withPaths && (
            <code>
              <Visible text={path} line />{" "}
            </code>
          )}
          <Visible text={reason} line />
        </li>
      ))}
    </ul>
  );
}
