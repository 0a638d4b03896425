/** The page as a whole. */

import { useSignal } from "@preact/signals";
import { OperationForm } from "./form/operationForm";
import { SendBar } from "./form/sendBar";
import { FreeForm } from "./free/freeForm";
import { HistoryPage } from "./history/historyPage";
import { ResultsPanel } from "./results/panel";
import { route } from "./route";
import { ConfirmDialog } from "./shell/confirmDialog";
import { Header } from "./shell/header";
import { Navigation } from "./shell/navigation";
import { VerifyPage } from "./signature/verifyPage";
import { StartPage } from "./start/startPage";
import { currentForm, formProblem } from "./state/desk";
import { freeCall } from "./state/free";
import { beginProblem, catalogue } from "./state/session";
import { texts } from "./texts";

export function App() {
  const drawer = useSignal(false);
  const t = texts.value.shell;
  if (beginProblem.value !== undefined) {
    const { status, message } = beginProblem.value;
    return (
      <main class="start">
        <h1>{t.title}</h1>
        <div class="note bad" role="alert">
          <p>{status === 0 ? t.noServer : status === 401 || status === 403 ? t.noToken : message}</p>
        </div>
      </main>
    );
  }
  return (
    <div class="app">
      <button type="button" class="skip" onClick={() => document.getElementById("main")?.focus()}>
        {t.skip}
      </button>
      <Header drawer={drawer} />
      <div class="below">
        <Navigation drawer={drawer} />
        <div id="main" class="main" tabIndex={-1} inert={drawer.value}>
          {catalogue.value === undefined ? <main aria-busy="true" /> : <Page />}
        </div>
      </div>
      <ConfirmDialog />
    </div>
  );
}

function Page() {
  switch (route.value.page) {
    case "history":
      return <HistoryPage />;
    case "verify":
      return <VerifyPage />;
    case "free":
      return (
        <main class="work">
          <section class="form" aria-label={texts.value.shell.free}>
            <div class="form-fields">
              <FreeForm call={freeCall} />
            </div>
            <SendBar call={freeCall} />
          </section>
          <ResultsPanel call={freeCall} />
        </main>
      );
    case "operation":
      return <OperationPage />;
    case "start":
      return <StartPage />;
    default:
      return route.value satisfies never;
  }
}

function OperationPage() {
  const form = currentForm.value;
  if (form === undefined) {
    return (
      <main class="start" aria-busy={formProblem.value === undefined}>
        {formProblem.value !== undefined && (
          <>
            <h1>{texts.value.shell.noForm}</h1>
            <p class="note bad" role="alert">
              {formProblem.value}
            </p>
          </>
        )}
      </main>
    );
  }
  return (
    <main class="work" key={form.details.name}>
      <OperationForm form={form} />
      <ResultsPanel call={form} />
    </main>
  );
}
