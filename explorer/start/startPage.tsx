/** Where a person begins: what this is, where calls go, and a few good first ones. */

import type { OperationEntry } from "../../cli/explore/wire";
import { operationLink, pageLink } from "../address";
import { MethodMark } from "../search/methodMark";
import { useAttempt } from "../shell/useAttempt";
import { catalogue, chooseTarget, entries, session, target } from "../state/session";
import { texts } from "../texts";

const first = ["GetService", "GetBucket", "PutObject", "GetObject", "GetBucketCors", "PutBucketLifecycle"];

export function StartPage() {
  const t = texts.value.start;
  const operations = catalogue.value?.operations ?? [];
  const calls = first.flatMap((name) => entries.value.get(name) ?? []);
  return (
    <main class="start">
      <div class="start-head">
        <h1>{t.title}</h1>
        <p>{t.what(operations.length)}</p>
        <p class="quiet">{t.how}</p>
      </div>
      <EmulatorBanner />
      <section aria-labelledby="first-calls">
        <h2 id="first-calls">{t.first}</h2>
        <ul class="cards">
          {calls.map((operation) => (
            <li key={operation.name}>
              <a class="card" href={operationLink(operation.name)}>
                <span class="card-name">
                  <MethodMark method={operation.method} /> {operation.name}
                </span>
                <span class="quiet">{t.calls[operation.name] ?? operation.title}</span>
              </a>
            </li>
          ))}
          <li>
            <a class="card" href={pageLink("verify")}>
              <span class="card-name">{texts.value.shell.verify}</span>
              <span class="quiet">{t.verify}</span>
            </a>
          </li>
          <li>
            <a class="card" href={pageLink("free")}>
              <span class="card-name">{texts.value.shell.free}</span>
              <span class="quiet">{t.free}</span>
            </a>
          </li>
        </ul>
      </section>
      <section aria-labelledby="all-families">
        <h2 id="all-families">{t.families}</h2>
        <div class="overview">
          {catalogue.value?.families.map(({ name, title }) => (
            <Family
              key={name}
              title={title}
              operations={operations.filter((operation) => operation.family === name)}
            />
          ))}
        </div>
      </section>
    </main>
  );
}

function Family({
  title,
  operations,
}: {
  readonly title: string;
  readonly operations: readonly OperationEntry[];
}) {
  return (
    <section class="overview-family">
      <h3>{title}</h3>
      <ul>
        {operations.map(({ name }) => (
          <li key={name}>
            <a href={operationLink(name)}>{name}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Tells whoever has no keys that none are needed. */
function EmulatorBanner() {
  const t = texts.value.start;
  const { isBusy, problem, attempt } = useAttempt();
  const account = session.value?.targets.find(({ name }) => name === "cos");
  if (target.value?.name !== "emulator" || (account !== undefined && account.missing === undefined)) {
    return null;
  }
  const isRunning = target.value.missing === undefined;
  return (
    <div class={isRunning ? "note good banner" : "note banner"}>
      <p>
        {account !== undefined && <b>{t.noKeys} </b>}
        {isRunning ? t.running : t.emulator}
      </p>
      {!isRunning && (
        <button
          type="button"
          class="primary"
          disabled={isBusy.value}
          onClick={() => void attempt(() => chooseTarget("emulator"))}
        >
          {t.startEmulator}
        </button>
      )}
      {problem.value !== undefined && <p role="alert">{problem.value}</p>}
    </div>
  );
}
