/** Values of an answer that other calls take. */

import { useState } from "preact/hooks";
import type { UsableValue } from "../../cli/explore/wire";
import { operationLink } from "../address";
import { texts } from "../texts";
import { Visible } from "../visible";

/** How many values are shown at first. */
const firstValues = 20;

export function UsesView({ uses }: { readonly uses: readonly UsableValue[] }) {
  const { answer: words } = texts.value;
  const [isAll, setIsAll] = useState(false);
  if (uses.length === 0) {
    return null;
  }
  const shown = isAll ? uses : uses.slice(0, firstValues);
  return (
    <details class="uses">
      <summary>
        {words.uses} <span class="quiet">{uses.length}</span>
      </summary>
      <ul>
        {shown.map(({ field, value, operations }, index) => (
          <li key={String(index)}>
            <details>
              <summary>
                {field}{" "}
                <code>
                  <Visible text={value} line />
                </code>
                {field !== "Key" && <KeyOf operations={operations} />}
              </summary>
              <ul class="links" aria-label={words.usesOf(field)}>
                {operations.map(({ name, parameters }) => (
                  <li key={name}>
                    <a href={operationLink(name, parameters)}>{name}</a>
                  </li>
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ul>
      {shown.length < uses.length && (
        <button type="button" class="small" onClick={() => setIsAll(true)}>
          {words.allUses(uses.length)}
        </button>
      )}
    </details>
  );
}

/** The key of the object to which a value belongs: one key may have many versions. */
function KeyOf({ operations }: Pick<UsableValue, "operations">) {
  const key = operations.find(({ parameters }) => parameters.Key !== undefined)?.parameters.Key;
  return typeof key !== "string" ? null : (
    <span class="quiet">
      {" "}
      <Visible text={key} line />
    </span>
  );
}
