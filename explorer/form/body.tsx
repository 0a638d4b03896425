/** The document of a call: as a tree, as JSON and as XML, each of which can be typed into. */

import { useSignalEffect } from "@preact/signals";
import type { BodyForm } from "../../cli/explore/wire";
import { readBody } from "../server";
import { Tabs } from "../shell/tabs";
import { askLater } from "../state/asking";
import type { Form, TypedBody } from "../state/form";
import { texts } from "../texts";
import { Failures, failuresAt, failuresWithin, isElementShown } from "./failures";
import { RequiredMark } from "./field";
import { leave } from "./leaving";
import { BodyTree } from "./tree";

type Document = Extract<BodyForm, { readonly kind: "xml" | "json" }>;

export function Body({ form, document }: { readonly form: Form; readonly document: Document }) {
  const t = texts.value.body;
  const { body, bodyView, spelling } = form;

  // The other spellings follow the one that is typed.
  useSignalEffect(() => {
    const typed = body.value;
    if (typed === undefined || typed.text.trim() === "") {
      spelling.value = undefined;
      return undefined;
    }
    return askLater(
      (signal) => readBody({ operation: form.details.name, ...typed }, signal),
      (answer) => {
        spelling.value = { ...answer, of: typed };
      },
      () => {
        spelling.value = undefined;
      },
    );
  });

  const edit = (typed: TypedBody | undefined) => {
    body.value = typed;
  };
  const views = ["tree", "json", ...(document.kind === "xml" ? (["xml"] as const) : [])] as const;
  const view = bodyView.value;
  // In the tree, what is wrong stands where it is wrong.
  const failures = !isElementShown(form, "Body")
    ? []
    : view === "tree" && body.value !== undefined
      ? failuresAt(form, "Body")
      : failuresWithin(form, "Body");
  return (
    <section
      class="body"
      aria-label={t.title}
      onFocusOut={({ target }) => {
        // Elements of the tree are called like their paths.
        if (target instanceof HTMLElement && target.matches("input, select, textarea")) {
          leave(form, target.id === "" ? "Body" : target.id);
        }
      }}
    >
      <div class="body-head">
        <h2>
          {t.title}
          {!document.optional && <RequiredMark isSaid />}
        </h2>
        {document.root !== undefined && <code class="quiet">&lt;{document.root}&gt;</code>}
        <span class="spring" />
        <button type="button" class="small" onClick={() => edit({ format: "json", text: document.skeleton })}>
          {t.everything}
        </button>
        <button
          type="button"
          class="small"
          disabled={body.value === undefined}
          onClick={() => edit(undefined)}
        >
          {t.clear}
        </button>
      </div>
      <Tabs
        label={t.views}
        tabs={views.map((name) => ({ name, title: t[name] }))}
        chosen={view}
        onChoose={(name) => {
          bodyView.value = name;
        }}
      >
        {view === "tree" ? (
          <BodyTree form={form} shape={document.shape} />
        ) : (
          <TextOfBody form={form} format={view} failures={`${form.details.name}-body-failures`} />
        )}
      </Tabs>
      <Failures
        id={`${form.details.name}-body-failures`}
        failures={failures}
        isGentle={body.value === undefined && !form.tried.value}
        withPaths
      />
    </section>
  );
}

function TextOfBody(props: {
  readonly form: Form;
  readonly format: TypedBody["format"];
  readonly failures: string;
}) {
  const { format } = props;
  const { body, spelling } = props.form;
  const t = texts.value.body;
  const typed = body.value;
  const other = spelling.value?.of === typed ? spelling.value : undefined;
  const text = typed === undefined ? "" : typed.format === format ? typed.text : other?.[format];
  if (text === undefined) {
    return (
      <p class="note" role="status">
        {other === undefined ? texts.value.common.loading : t.unreadable(t[typed?.format ?? "json"])}
      </p>
    );
  }
  return (
    <textarea
      class="code"
      aria-label={t[format]}
      aria-describedby={props.failures}
      rows={Math.min(30, Math.max(6, text.split("\n").length + 1))}
      autocomplete="off"
      autocapitalize="off"
      spellcheck={false}
      wrap="off"
      placeholder={format === "json" ? "{ … }" : "<…>"}
      value={text}
      onInput={(event) => {
        const { value } = event.currentTarget;
        body.value = value.trim() === "" ? undefined : { format, text: value };
      }}
    />
  );
}
