/** What elements of a document's tree have in common. */

import type { ComponentChildren } from "preact";
import type { BodyShape } from "../../cli/explore/wire";
import { Prose } from "../prose";
import type { Form } from "../state/form";
import { texts } from "../texts";
import { Failures, failuresAt, isElementShown } from "./failures";
import { RequiredMark } from "./field";

/** What stands below one element. */
export function Group(props: {
  readonly path: string;
  readonly name: string;
  readonly shape?: BodyShape;
  readonly onRemove: (() => void) | undefined;
  readonly children: ComponentChildren;
}) {
  const { path, name, shape, onRemove } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: its name shares a line with its button, which a legend does not.
    <div class="node" role="group" aria-labelledby={`${path}-name`} id={path}>
      <div class="node-head">
        <span class="node-name" id={`${path}-name`}>
          {name}
          {shape?.required && <RequiredMark isSaid />}
        </span>
        {onRemove !== undefined && <RemoveButton name={name} onRemove={onRemove} />}
      </div>
      {shape?.meaning !== undefined && (
        <p class="help">
          <Prose text={shape.meaning} />
        </p>
      )}
      {props.children}
    </div>
  );
}

/** Adds one more element of a name. */
export function AddButton({ name, onAdd }: { readonly name: string; readonly onAdd: () => void }) {
  return (
    <button type="button" class="small chip" aria-label={texts.value.body.add(name)} onClick={onAdd}>
      + {name}
    </button>
  );
}

/** Removes an element. */
export function RemoveButton({ name, onRemove }: { readonly name: string; readonly onRemove: () => void }) {
  return (
    <button
      type="button"
      class="plain remove"
      aria-label={texts.value.body.remove(name)}
      onClick={(event) => {
        const around = event.currentTarget
          .closest(".node-value, .node-leaf, .node")
          ?.parentElement?.closest<HTMLElement>(".node-values, .node, .tree-body");
        onRemove();
        // The focus would be lost with the button.
        requestAnimationFrame(() => around?.querySelector<HTMLElement>(".chip")?.focus());
      }}
    >
      ×
    </button>
  );
}

/** Whether an input is to be marked as wrong. */
export function isWrong(form: Form, path: string): boolean {
  return isElementShown(form, path) && failuresAt(form, path).some(({ doubtful }) => !doubtful);
}

/** What is wrong with an element itself. */
export function NodeFailures(props: {
  readonly form: Form;
  readonly path: string;
  readonly withPath?: boolean;
}) {
  const { form, path } = props;
  const failures = isElementShown(form, path) ? failuresAt(form, path) : [];
  return failures.length === 0 ? null : (
    <Failures id={`${path}-failures`} failures={failures} withPaths={props.withPath === true} />
  );
}
