/** What is on the page: the operation that the address names, with all that was typed for it before. */

import { effect, signal, untracked } from "@preact/signals";
import type { Draft, FieldValue, FreeDraft, OperationDetails } from "../../cli/explore/wire";
import { operationLink, type PageName, pageLink } from "../address";
import { go, rewrite, route } from "../route";
import { texts } from "../texts";
import { problemText } from "../texts/problem";
import { type Call, currentCall } from "./call";
import { type Form, foldEmpty, linkable, newForm, secretsOf, type TypedBody } from "./form";
import { freeCall } from "./free";
import { catalogue, detailsOf } from "./session";

/** The form on the page. */
export const currentForm = signal<Form | undefined>(undefined);

/** Why there is no form though the address names an operation. */
export const formProblem = signal<string | undefined>(undefined);

/** The operation whose form wants the focus: it was found by the keyboard. */
export const focusWanted = signal<string | undefined>(undefined);

const forms = new Map<string, Form>();

/** Values that go along from one operation of a bucket to the next. */
const travelling = ["Bucket", "Region", "Key"];
let travelled: Readonly<Record<string, FieldValue>> = {};

/** What an operation takes of them; a region alone is another one's. */
function travellersOf({ fields }: OperationDetails): readonly string[] {
  const names = fields.map(({ name }) => name);
  return names.includes("Bucket") ? travelling.filter((name) => names.includes(name)) : [];
}

/** Lets the values of a form go along. */
function takeAlong({ details, values }: Form): void {
  const names = travellersOf(details);
  travelled = { ...travelled, ...Object.fromEntries(names.map((name) => [name, values.value[name] ?? ""])) };
}

/** Lets the form follow the address, and the address follow the form. */
export function followRoute(): void {
  effect(() => {
    const place = route.value;
    if (catalogue.value === undefined) {
      return undefined;
    }
    formProblem.value = undefined;
    if (place.page !== "operation") {
      currentForm.value = undefined;
      currentCall.value = place.page === "free" ? freeCall : undefined;
      return undefined;
    }
    const abort = new AbortController();
    untracked(() => show(place.name, place.parameters, abort.signal));
    return () => abort.abort();
  });
  effect(() => {
    const { shell } = texts.value;
    const { page } = route.value;
    const name = route.value.page === "operation" ? route.value.name : undefined;
    document.title = page === "start" ? shell.title : `${name ?? shell[page as PageName]} · ${shell.title}`;
  });
  let shown = "";
  effect(() => {
    const place = route.value.page === "operation" ? route.value.name : route.value.page;
    if (place !== shown) {
      shown = place;
      scrollTo(0, 0);
    }
  });
  effect(() => {
    const form = currentForm.value;
    if (form !== undefined) {
      const values = linkable(form);
      takeAlong(form);
      rewrite(operationLink(form.details.name, values));
    }
  });
}

async function show(
  name: string,
  parameters: Readonly<Record<string, FieldValue>>,
  signal: AbortSignal,
): Promise<void> {
  let form = forms.get(name);
  if (form === undefined) {
    try {
      const details = await detailsOf(name, signal);
      // An alias leads to the operation itself.
      if (details.name !== name) {
        if (!signal.aborted) {
          location.replace(operationLink(details.name, parameters));
        }
        return;
      }
      form = newForm(details, {});
      forms.set(name, form);
    } catch (error) {
      if (!signal.aborted) {
        currentForm.value = undefined;
        currentCall.value = undefined;
        formProblem.value = problemText(error);
      }
      return;
    }
  }
  if (!signal.aborted) {
    const { details, values } = form;
    // A link says all of its values but the secrets; without any, it is only the way to the form.
    const before = Object.keys(parameters).length > 0 ? pick(values.value, secretsOf(details)) : values.value;
    const along = parameters.Bucket === undefined ? pick(travelled, travellersOf(details)) : {};
    values.value = { ...before, ...along, ...parameters };
    foldEmpty(form);
    currentForm.value = form;
    currentCall.value = form;
  }
}

function pick<Value>(values: Readonly<Record<string, Value>>, names: readonly string[]) {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
}

/** Opens an operation with values in its form: the way on from an answer, or from the history. */
async function openOperation(
  name: string,
  parameters: Readonly<Record<string, FieldValue>>,
  body?: TypedBody,
): Promise<void> {
  const details = await detailsOf(name);
  const form = newForm(details, parameters);
  form.body.value = body;
  forms.set(name, form);
  takeAlong(form);
  currentForm.value = undefined;
  const link = operationLink(name, linkable(form));
  if (location.hash === link) {
    currentForm.value = form;
    currentCall.value = form;
  } else {
    go(link);
  }
}

/**
 * Opens a call as it was sent before. A file has to be chosen anew.
 * @returns the call, filled in
 */
export async function openDraft(draft: Draft): Promise<Call | undefined> {
  if (draft.free !== undefined) {
    openFree(draft.free);
    return freeCall;
  }
  await openOperation(draft.operation, draft.parameters, draft.body);
  const { content } = draft;
  const form = forms.get(draft.operation);
  if (form !== undefined && content !== undefined && "text" in content) {
    form.content.value = content;
  }
  return form;
}

function openFree(free: FreeDraft): void {
  freeCall.free.value = free;
  go(pageLink("free"));
}
