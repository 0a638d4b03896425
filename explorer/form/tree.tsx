/** A document as a tree of inputs. */

import type { BodyShape } from "../../cli/explore/wire";
import { Prose } from "../prose";
import type { Form } from "../state/form";
import { texts } from "../texts";
import { RequiredMark } from "./field";
import { Leaf } from "./leaf";
import { AddButton, Group, isWrong, NodeFailures, RemoveButton } from "./treeParts";
import { isObject, type Json, type JsonObject, minimum, withMember } from "./treeValues";

export function BodyTree({ form, shape }: { readonly form: Form; readonly shape: BodyShape }) {
  const { body, spelling } = form;
  const other = spelling.value?.of === body.value ? spelling.value : undefined;
  const text = body.value?.format === "json" ? body.value.text : (other?.json ?? "");
  const value = body.value === undefined ? {} : readObject(text);
  if (value === undefined) {
    const isRead = body.value?.format === "json" || other !== undefined;
    const t = texts.value.body;
    return (
      <p class="note" role="status">
        {isRead ? t.unreadable(t[body.value?.format ?? "json"]) : texts.value.common.loading}
      </p>
    );
  }
  const change = (next: JsonObject) => {
    body.value = { format: "json", text: JSON.stringify(next, undefined, 2) };
  };
  // A root that holds no elements is itself the only member of the document.
  const members = shape.kind === "object" && !shape.repeated ? shape.members : [{ ...shape, required: true }];
  return (
    <div class="tree-body">
      <Members form={form} members={members} value={value} path="Body" onChange={change} />
    </div>
  );
}

function readObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

interface NodeProps<Value> {
  readonly form: Form;
  readonly value: Value;
  /** As failures name it: `Body.Rule[0].ID`. */
  readonly path: string;
}

/** The elements below one: those that are there or have to be, and buttons for the others. */
function Members({
  form,
  members,
  value,
  path,
  onChange,
}: NodeProps<JsonObject> & {
  readonly members: readonly BodyShape[];
  readonly onChange: (value: JsonObject) => void;
}) {
  const t = texts.value.body;
  const has = (name: string) => value[name] !== undefined;
  const set = (name: string, next: Json | undefined) => onChange(withMember(members, value, name, next));
  const missing = members.filter(({ name, required }) => !required && !has(name));
  const unknown = Object.keys(value).filter((name) => !members.some((member) => member.name === name));
  return (
    <>
      {members
        .filter(({ name, required }) => required || has(name))
        .map((member) => (
          <Member
            key={member.name}
            form={form}
            shape={member}
            value={value[member.name]}
            path={`${path}.${member.name}`}
            onChange={(next) => set(member.name, next)}
            onRemove={member.required ? undefined : () => set(member.name, undefined)}
          />
        ))}
      {unknown.map((name) => (
        <div class="node-leaf" key={name}>
          <span class="node-name">{name}</span>
          <code class="node-unknown">{JSON.stringify(value[name])}</code>
          <RemoveButton name={name} onRemove={() => set(name, undefined)} />
          <NodeFailures form={form} path={`${path}.${name}`} />
        </div>
      ))}
      {missing.map(({ name }) => (
        <NodeFailures key={name} form={form} path={`${path}.${name}`} withPath />
      ))}
      {missing.length > 0 && (
        <div class="node-add">
          {missing.map((member) => (
            <button
              type="button"
              class="small chip"
              key={member.name}
              title={member.meaning}
              aria-label={t.add(member.name)}
              onClick={() => {
                set(member.name, minimum(member));
                focusLater(`${path}.${member.name}`);
              }}
            >
              + {member.name}
            </button>
          ))}
        </div>
      )}
    </>
  );
}

/** Brings the focus into what was just added. */
function focusLater(path: string): void {
  requestAnimationFrame(() => {
    const node = document.getElementById(path);
    const input = node?.matches("input, select, textarea")
      ? node
      : node?.querySelector<HTMLElement>("input, select, textarea");
    (input ?? node?.querySelector<HTMLElement>("button:not(.remove)"))?.focus();
  });
}

interface MemberProps extends NodeProps<Json | undefined> {
  readonly shape: BodyShape;
  readonly onChange: (value: Json | undefined) => void;
  readonly onRemove: (() => void) | undefined;
}

function Member(props: MemberProps) {
  const { form, shape, value, path, onChange, onRemove } = props;
  if (shape.repeated) {
    return shape.kind === "object" ? <ObjectList {...props} /> : <LeafList {...props} />;
  }
  if (shape.kind === "object") {
    return (
      <Group path={path} name={shape.name} shape={shape} onRemove={onRemove}>
        <Members
          form={form}
          members={shape.members}
          value={isObject(value) ? value : {}}
          path={path}
          onChange={onChange}
        />
        <NodeFailures form={form} path={path} />
      </Group>
    );
  }
  return (
    <div class="node-leaf">
      <label for={path} class="node-name">
        {shape.name}
        {shape.required && <RequiredMark />}
      </label>
      <Leaf id={path} shape={shape} value={value} onChange={onChange} isInvalid={isWrong(form, path)} />
      {onRemove !== undefined && <RemoveButton name={shape.name} onRemove={onRemove} />}
      {shape.meaning !== undefined && (
        <p class="help" id={`${path}-help`}>
          <Prose text={shape.meaning} />
        </p>
      )}
      <NodeFailures form={form} path={path} />
    </div>
  );
}

/** The items of a list, and how it changes. */
function itemsOf({ shape, value, path, onChange }: MemberProps) {
  const items: readonly Json[] = Array.isArray(value) ? value : value === undefined ? [] : [value as Json];
  return {
    items,
    replace: (index: number, next: Json | undefined) =>
      onChange(items.map((item, at) => (at === index ? (next ?? "") : item))),
    remove: (index: number) => onChange(items.filter((_, at) => at !== index)),
    add: () => {
      onChange([...items, minimum({ ...shape, repeated: false }) ?? ""]);
      focusLater(`${path}[${items.length}]`);
    },
  };
}

/** Elements of one name that hold elements. */
function ObjectList(props: MemberProps) {
  const { form, shape, path, onRemove } = props;
  const { items, replace, remove, add } = itemsOf(props);
  return (
    <Group path={path} name={shape.name} shape={shape} onRemove={onRemove}>
      {items.map((item, index) => {
        const at = `${path}[${index}]`;
        return (
          <Group key={at} path={at} name={`${shape.name} ${index + 1}`} onRemove={() => remove(index)}>
            <Members
              form={form}
              members={shape.members}
              value={isObject(item) ? item : {}}
              path={at}
              onChange={(next) => replace(index, next)}
            />
            <NodeFailures form={form} path={at} />
          </Group>
        );
      })}
      <AddButton name={shape.name} onAdd={add} />
      <NodeFailures form={form} path={path} />
    </Group>
  );
}

/** Elements of one name that hold values. */
function LeafList(props: MemberProps) {
  const { form, shape, path, onRemove } = props;
  const { items, replace, remove: removeItem, add } = itemsOf(props);
  // With its last value, an optional list goes too.
  const remove = (index: number) =>
    items.length === 1 && onRemove !== undefined ? onRemove() : removeItem(index);
  return (
    // biome-ignore lint/a11y/useSemanticElements: its name stands beside its values, where no legend can.
    <div class="node-leaf" role="group" aria-labelledby={`${path}-name`} id={path}>
      <span class="node-name" id={`${path}-name`}>
        {shape.name}
        {shape.required && <RequiredMark isSaid />}
      </span>
      <div class="node-values">
        {items.map((item, index) => {
          const at = `${path}[${index}]`;
          const name = `${shape.name} ${index + 1}`;
          return (
            <div class="node-value" key={at}>
              <label for={at} class="unseen">
                {name}
              </label>
              <Leaf
                id={at}
                shape={{ ...shape, repeated: false }}
                value={item}
                onChange={(next) => replace(index, next)}
                isInvalid={isWrong(form, at)}
              />
              <RemoveButton name={name} onRemove={() => remove(index)} />
              <NodeFailures form={form} path={at} />
            </div>
          );
        })}
        <AddButton name={shape.name} onAdd={add} />
      </div>
      {onRemove !== undefined && items.length === 0 && <RemoveButton name={shape.name} onRemove={onRemove} />}
      {shape.meaning !== undefined && (
        <p class="help">
          <Prose text={shape.meaning} />
        </p>
      )}
      <NodeFailures form={form} path={path} />
    </div>
  );
}
