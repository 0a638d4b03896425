/** The form of an operation, filled in. */

import { computed, type Signal, signal } from "@preact/signals";
import type { BodyAnswer, Draft, FieldValue, OperationDetails, Parameter } from "../../cli/explore/wire";
import { type Call, newCall } from "./call";
import { targetName } from "./session";

/** A document, as it was typed. */
export interface TypedBody {
  readonly format: "json" | "xml";
  readonly text: string;
}

/** What the server says of a document. */
interface Spelling extends BodyAnswer {
  readonly of: TypedBody;
}

/** Content: a file, or text. */
export type TypedContent = File | { readonly text: string };

/** A call of an operation of the table. */
export interface Form extends Call {
  readonly details: OperationDetails;
  readonly values: Signal<Readonly<Record<string, FieldValue>>>;
  readonly body: Signal<TypedBody | undefined>;
  /** The last body that the server has read, in both spellings. */
  readonly spelling: Signal<Spelling | undefined>;
  readonly bodyView: Signal<"tree" | TypedBody["format"]>;
  readonly content: Signal<TypedContent | undefined>;
  /** Optional fields that stand with the required ones, because they had values when the others were folded. */
  readonly unfolded: Signal<ReadonlySet<string>>;
  /** Names of fields and paths of elements in which somebody has been: what is wrong with the others is not shown yet. */
  readonly touched: Signal<ReadonlySet<string>>;
}

export function newForm(details: OperationDetails, values: Readonly<Record<string, FieldValue>>): Form {
  const form = {
    details,
    values: signal(values),
    body: signal<TypedBody | undefined>(undefined),
    spelling: signal<Spelling | undefined>(undefined),
    bodyView: signal<"tree" | TypedBody["format"]>("tree"),
    unfolded: signal<ReadonlySet<string>>(new Set(Object.keys(values))),
    content: signal<TypedContent | undefined>(undefined),
    touched: signal<ReadonlySet<string>>(new Set()),
  };
  const file = computed(() => (form.content.value instanceof File ? form.content.value : undefined));
  const draft = computed<Draft>(() => {
    const body = form.body.value;
    const content = form.content.value;
    return {
      target: targetName.value,
      operation: details.name,
      parameters: given(details, form.values.value),
      ...(body !== undefined && body.text.trim() !== "" && { body }),
      ...(content !== undefined && {
        content: content instanceof File ? { file: content.name, length: content.size } : content,
      }),
    };
  });
  return { ...form, ...newCall(), draft, file, effect: signal(details.effect) };
}

/** The values that are given: what is empty is left out. */
function given(
  { fields }: OperationDetails,
  values: Readonly<Record<string, FieldValue>>,
): Readonly<Record<string, FieldValue>> {
  const kept: Record<string, FieldValue> = {};
  for (const { name } of fields) {
    const value = values[name];
    if (typeof value === "object") {
      const items = Object.entries(value).filter(([item]) => item !== "");
      if (items.length > 0) {
        kept[name] = Object.fromEntries(items);
      }
    } else if (value !== undefined && value !== "") {
      kept[name] = value;
    }
  }
  return kept;
}

/** Whether all that a parameter can say is that it is there. */
export function isBare({ values }: Parameter): boolean {
  return values?.length === 1 && values[0] === "";
}

/** Sets the value of a field; `undefined` takes it away. */
export function setValue({ values }: Form, name: string, value: FieldValue | undefined): void {
  const { [name]: _, ...others } = values.value;
  values.value = value === undefined ? others : { ...others, [name]: value };
}

/** Lets the optional fields that have values stand with the required ones. */
export function foldEmpty({ draft, unfolded }: Form): void {
  unfolded.value = new Set(Object.keys(draft.value.parameters));
}

/** Notes that somebody has been in a field. */
export function touch({ touched }: Form, name: string): void {
  if (!touched.value.has(name)) {
    touched.value = new Set(touched.value).add(name);
  }
}

/** Names of the fields whose values nobody else shall see. */
export function secretsOf({ fields }: OperationDetails): readonly string[] {
  return fields.filter(({ facts }) => facts.secret).map(({ name }) => name);
}

/** What a deep link to the form holds: all values but secrets. */
export function linkable({ details, draft }: Form): Readonly<Record<string, FieldValue>> {
  const secrets = secretsOf(details);
  return Object.fromEntries(
    Object.entries(draft.value.parameters).filter(([name]) => !secrets.includes(name)),
  );
}
