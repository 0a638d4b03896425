/** The calls that were sent from this machine. */

import { useEffect, useState } from "preact/hooks";
import type { ExportRequest, HistoryEntry } from "../../cli/explore/wire";
import { exportHistory, forget, getHistory } from "../server";
import { type Attempt, useAttempt } from "../shell/useAttempt";
import { texts } from "../texts";
import { saveText } from "../viewer/save";
import { CompareView } from "./compareView";
import { byDay, filterEntries } from "./entries";
import { EntryView } from "./entryView";
import { day } from "./times";

/** How many more calls are shown at a time. */
const step = 100;

export function HistoryPage() {
  const { history: words, common } = texts.value;
  const [entries, setEntries] = useState<readonly HistoryEntry[]>();
  const [filter, setFilter] = useState("");
  const [limit, setLimit] = useState(step);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [compared, setCompared] = useState<readonly [HistoryEntry, HistoryEntry]>();
  const { problem, attempt } = useAttempt();
  useEffect(() => {
    void attempt(async () => setEntries(await getHistory()));
  }, []);

  const shown = filterEntries(entries ?? [], filter);
  const selected = shown.filter(({ id }) => chosen.has(id));
  const choose = (ids: readonly string[], isChosen: boolean) => {
    const next = new Set(chosen);
    for (const id of ids) {
      isChosen ? next.add(id) : next.delete(id);
    }
    setChosen(next);
  };
  const remove = (ids: readonly string[]) =>
    attempt(async () => {
      await (ids.length === entries?.length ? forget() : Promise.all(ids.map(forget)));
      setEntries(entries?.filter(({ id }) => !ids.includes(id)));
      setCompared(undefined);
      choose(ids, false);
    });
  const compare = () => {
    const [newer, older] = selected;
    setCompared(newer !== undefined && older !== undefined ? [older, newer] : undefined);
  };

  return (
    <main class="history">
      <h1>{words.title}</h1>
      <p class="quiet">{words.intro}</p>
      {problem.value !== undefined && (
        <p class="note bad" role="alert">
          {problem.value}
        </p>
      )}
      {entries === undefined && problem.value === undefined && <p class="quiet">{common.loading}</p>}
      {entries?.length === 0 && <p>{words.none}</p>}
      {entries !== undefined && entries.length > 0 && (
        <>
          <div class="tools">
            <input
              type="search"
              aria-label={words.filter}
              placeholder={words.filter}
              value={filter}
              onInput={({ currentTarget }) => setFilter(currentTarget.value)}
            />
            <label class="check">
              <input
                type="checkbox"
                checked={shown.length > 0 && selected.length === shown.length}
                onChange={({ currentTarget }) =>
                  choose(
                    shown.map(({ id }) => id),
                    currentTarget.checked,
                  )
                }
              />
              {words.all}
            </label>
            <span class="quiet" role="status">
              {words.chosen(selected.length, shown.length)}
            </span>
            <button type="button" class="small" disabled={selected.length !== 2} onClick={compare}>
              {words.compare}
            </button>
            <Export ids={selected.map(({ id }) => id)} attempt={attempt} />
            <Remove ids={selected.map(({ id }) => id)} onRemove={remove} />
          </div>
          {compared !== undefined && (
            <CompareView left={compared[0]} right={compared[1]} onClose={() => setCompared(undefined)} />
          )}
          {shown.length === 0 && <p class="quiet">{words.noneFound}</p>}
          {byDay(shown.slice(0, limit)).map(({ start, entries: own }) => (
            <section key={start} class="day">
              <h2>{day(start)}</h2>
              <ul>
                {own.map((entry) => (
                  <EntryView
                    key={entry.id}
                    entry={entry}
                    isChosen={chosen.has(entry.id)}
                    onChoose={(isChosen) => choose([entry.id], isChosen)}
                    onRemove={() => remove([entry.id])}
                    attempt={attempt}
                  />
                ))}
              </ul>
            </section>
          ))}
          {shown.length > limit && (
            <button type="button" onClick={() => setLimit(limit + step)}>
              {words.more(shown.length - limit)}
            </button>
          )}
        </>
      )}
    </main>
  );
}

interface ExportProps {
  readonly ids: readonly string[];
  readonly attempt: Attempt["attempt"];
}

const formats = ["shell", "test", "har"] as const satisfies readonly ExportRequest["format"][];

function Export({ ids, attempt }: ExportProps) {
  const { history: words } = texts.value;
  const save = async (format: ExportRequest["format"]) => {
    const { name, text } = await exportHistory({ ids, format });
    saveText(name, text);
  };
  return (
    <fieldset class="export" disabled={ids.length === 0}>
      <legend class="unseen">{words.export}</legend>
      {formats.map((format) => (
        <button key={format} type="button" class="small" onClick={() => attempt(() => save(format))}>
          {words.exports[format]}
        </button>
      ))}
    </fieldset>
  );
}

interface RemoveProps {
  readonly ids: readonly string[];
  readonly onRemove: (ids: readonly string[]) => void;
}

/** Asks once more: what is deleted is gone. */
function Remove({ ids, onRemove }: RemoveProps) {
  const { history: words, common } = texts.value;
  const [isAsking, setIsAsking] = useState(false);
  if (!isAsking || ids.length === 0) {
    return (
      <button type="button" class="small" disabled={ids.length === 0} onClick={() => setIsAsking(true)}>
        {words.remove}
      </button>
    );
  }
  return (
    <span class="tools" role="alert">
      {words.reallyRemove(ids.length)}
      <button
        type="button"
        class="small danger"
        onClick={() => {
          setIsAsking(false);
          onRemove(ids);
        }}
      >
        {words.remove}
      </button>
      <button type="button" class="small" onClick={() => setIsAsking(false)}>
        {common.cancel}
      </button>
    </span>
  );
}
