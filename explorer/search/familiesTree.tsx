/**
 * Families and their operations as a tree (https://www.w3.org/WAI/ARIA/apg/patterns/treeview/): one stop of the Tab key, arrows from
 * there.
 */

import { computed, effect, signal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { OperationEntry } from "../../cli/explore/wire";
import { operationLink } from "../address";
import { route } from "../route";
import { catalogue, entries } from "../state/session";
import { texts } from "../texts";
import { MethodMark } from "./methodMark";

const open = signal<ReadonlySet<string>>(new Set());

const operationsOf = computed(() => {
  const groups = new Map<string, OperationEntry[]>();
  for (const operation of catalogue.value?.operations ?? []) {
    groups.set(operation.family, [...(groups.get(operation.family) ?? []), operation]);
  }
  return groups;
});

const shownName = computed(() => (route.value.page === "operation" ? route.value.name : undefined));

// The operation on the page is never hidden in a closed family.
effect(() => {
  const family = entries.value.get(shownName.value ?? "")?.family;
  if (family !== undefined && !open.peek().has(family)) {
    open.value = new Set(open.peek()).add(family);
  }
});

/** The item that the Tab key stops at. */
const current = signal<string | undefined>(undefined);

function toggle(family: string, isOpen: boolean): void {
  const next = new Set(open.value);
  if (isOpen) {
    next.add(family);
  } else {
    next.delete(family);
  }
  open.value = next;
}

export function FamiliesTree() {
  const tree = useRef<HTMLDivElement>(null);
  const families = catalogue.value?.families ?? [];
  const stop = current.value ?? shownName.value ?? families[0]?.name;

  const onKeyDown = (event: KeyboardEvent) => {
    const items = [...(tree.current?.querySelectorAll<HTMLElement>("[role=treeitem]") ?? [])];
    const at = items.findIndex((each) => each.contains(document.activeElement));
    const item = items[at];
    if (item === undefined || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const focus = (target: HTMLElement | undefined) => {
      event.preventDefault();
      target?.focus();
    };
    const family = item.dataset.family;
    switch (event.key) {
      case "ArrowDown":
        return focus(items[at + 1]);
      case "ArrowUp":
        return focus(items[at - 1]);
      case "Home":
        return focus(items[0]);
      case "End":
        return focus(items.at(-1));
      case "ArrowRight":
        if (family !== undefined && !open.value.has(family)) {
          toggle(family, true);
        } else if (family !== undefined) {
          focus(items[at + 1]);
        }
        return event.preventDefault();
      case "ArrowLeft":
        if (family !== undefined) {
          toggle(family, false);
        } else {
          focus(items.slice(0, at).findLast((each) => each.dataset.family !== undefined));
        }
        return event.preventDefault();
      case "Enter":
      case " ":
        event.preventDefault();
        return item.click();
      default:
        if (/^[a-z]$/i.test(event.key)) {
          const after = [...items.slice(at + 1), ...items.slice(0, at)];
          focus(after.find((each) => each.dataset.name?.toLowerCase().startsWith(event.key.toLowerCase())));
        }
        return undefined;
    }
  };

  return (
    <div ref={tree} role="tree" class="tree" aria-label={texts.value.search.families} onKeyDown={onKeyDown}>
      {families.map(({ name, title }) => {
        const isOpen = open.value.has(name);
        const operations = operationsOf.value.get(name) ?? [];
        return (
          <div key={name} role="none">
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the tree listens to the keys. */}
            <div
              role="treeitem"
              class="family"
              aria-expanded={isOpen}
              aria-level={1}
              aria-selected={false}
              tabIndex={stop === name ? 0 : -1}
              data-family={name}
              data-name={title}
              onClick={() => toggle(name, !isOpen)}
              onFocus={() => {
                current.value = name;
              }}
            >
              <span class="family-title">{title}</span>
              <span class="count">{operations.length}</span>
            </div>
            {isOpen && (
              // biome-ignore lint/a11y/useSemanticElements: a group of a tree is no set of fields.
              <div role="group" aria-label={title}>
                {operations.map((operation) => (
                  <div key={operation.name} role="none">
                    <OperationItem operation={operation} isStop={stop === operation.name} />
                  </div>
                ))}
              </div>
            )}
          </div>
        );
      })}
    </div>
  );
}

function OperationItem({
  operation,
  isStop,
}: {
  readonly operation: OperationEntry;
  readonly isStop: boolean;
}) {
  const isShown = operation.name === shownName.value;
  return (
    <a
      role="treeitem"
      class="operation"
      href={operationLink(operation.name)}
      aria-level={2}
      aria-selected={isShown}
      aria-current={isShown ? "page" : undefined}
      tabIndex={isStop ? 0 : -1}
      data-name={operation.name}
      title={operation.title}
      onFocus={() => {
        current.value = operation.name;
      }}
    >
      <span class="operation-name">
        {operation.name.split(/(?<=[a-z])(?=[A-Z])/).flatMap((word, index) => [index > 0 && <wbr />, word])}
      </span>
      <MethodMark method={operation.method} />
    </a>
  );
}
