/** The page as a whole. */

import { FreeForm } from "./free/freeForm";
import { HistoryPage } from "./history/historyPage";
import { ResultsPanel } from "./results/panel";
import { route } from "./route";
import { VerifyPage } from "./signature/verifyPage";
import { currentCall } from "./state/call";
import { freeCall } from "./state/free";
import { texts } from "./texts";

export function App() {
  return (
    <div class="app">
      <header>
        <h1>{texts.value.shell.title}</h1>
      </header>
      <Page />
    </div>
  );
}

function Page() {
  const call = currentCall.value;
  switch (route.value.page) {
    case "history":
      return <HistoryPage />;
    case "verify":
      return <VerifyPage />;
    case "free":
      return (
        <main class="work">
          <FreeForm call={freeCall} />
          <ResultsPanel call={freeCall} />
        </main>
      );
    case "operation":
      return <main class="work">{call && <ResultsPanel call={call} />}</main>;
    case "start":
      return <main />;
    default:
      return route.value satisfies never;
  }
}
