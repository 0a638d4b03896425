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
        {shown.map(({ field, value, operations }) => (
          <li key={`${field}=${value}`}>
            <details>
              <summary>
                {field}{" "}
                <code>
                  <Visible text={value} line />
                </code>
              </summary>
              <ul class="links" aria-label={words.usesOf(field)}>
                {operations.map(({ name, parameters }) => (
                  <li key={name}>
                    <a href={operationLink(name, { ...parameters, [field]: value })}>{name}</a>
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
