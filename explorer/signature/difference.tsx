/** Two texts that should be the same, with the characters in which they differ marked. */

import { diffChars } from "diff";
import type { Difference } from "../../cli/explore/wire";
import { texts } from "../texts";
import { Visible } from "../visible";

/** How long characters are compared one by one, in milliseconds; of what takes longer no character is marked. */
const patience = 200;

export function DifferencesView({ differences }: { readonly differences: readonly Difference[] }) {
  const { signature: words } = texts.value;
  return (
    <ul class="differences">
      {differences.map(({ line, name, signed, seen }) => (
        <li key={`${line} ${name}`}>
          <h4>
            {words.lines[line]}
            {name !== undefined && (
              <>
                {" "}
                <code>
                  <Visible text={name} line />
                </code>
              </>
            )}
          </h4>
          <dl>
            <dt>{words.wasSigned}</dt>
            <dd>
              <Side text={signed} other={seen} side="signed" />
            </dd>
            <dt>{words.wasSeen}</dt>
            <dd>
              <Side text={seen} other={signed} side="seen" />
            </dd>
          </dl>
        </li>
      ))}
    </ul>
  );
}

interface SideProps {
  readonly text: string | undefined;
  readonly other: string | undefined;
  readonly side: "signed" | "seen";
}

function Side({ text, other = "", side }: SideProps) {
  const { signature: words } = texts.value;
  if (text === undefined) {
    return <span class="quiet">{words.nothing}</span>;
  }
  const changes = diffChars(other, text, { timeout: patience }) ?? [
    { value: text, added: false, removed: false },
  ];
  const Mark = side === "signed" ? "del" : "ins";
  return (
    <code class="value">
      {changes
        .filter(({ removed }) => !removed)
        .map(({ value, added }, index) =>
          added ? (
            <Mark key={index}>
              <Visible text={value} line />
            </Mark>
          ) : (
            <Visible key={index} text={value} line />
          ),
        )}
    </code>
  );
}
