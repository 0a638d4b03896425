/** Values of an answer that other calls take. */

import { useState } from "preact/hooks";
import type { SendRequest, UsableValue } from "../../cli/explore/wire";
import { operationLink } from "../address";
import { texts } from "../texts";
import { Visible } from "../visible";

/** How many values are shown at first. */
const firstValues = 20;

interface UsesViewProps {
  readonly uses: readonly UsableValue[];
  /** What was sent: its own values are in the forms of other operations already. */
  readonly request: SendRequest;
}

/** The values, those that the fewest operations take first: an upload id says more than a bucket. */
export function UsesView({ uses, request: { parameters } }: UsesViewProps) {
  const { answer: words } = texts.value;
  const [isAll, setIsAll] = useState(false);
  const found = uses
    .filter(({ field, value }) => parameters[field] !== value)
    .sort((a, b) => a.operations.length - b.operations.length);
  if (found.length === 0) {
    return null;
  }
  const shown = isAll ? found : found.slice(0, firstValues);
  return (
    <details class="uses" open={found.length === 1}>
      <summary>
        {words.uses} <span class="quiet">{found.length}</span>
      </summary>
      <ul>
        {shown.map(({ field, value, operations }, index) => (
          <li key={String(index)}>
            <details open={found.length === 1}>
              <summary>
                {field}{" "}
                <code>
                  <Visible text={value} line />
                </code>
                {!["Bucket", "Key"].includes(field) && parameters.Key === undefined && (
                  <KeyOf operations={operations} />
                )}
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
      {shown.length < found.length && (
        <button type="button" class="small" onClick={() => setIsAll(true)}>
          {words.allUses(found.length)}
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
