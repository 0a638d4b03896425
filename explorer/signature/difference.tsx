/** Two texts that should be the same, with the characters in which they differ marked. */

import type { Difference } from "../../cli/explore/wire";
import { texts } from "../texts";
import { Changed } from "../viewer/changed";
import { Visible } from "../visible";

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
              <Side text={signed} other={seen} side="before" />
            </dd>
            <dt>{words.wasSeen}</dt>
            <dd>
              <Side text={seen} other={signed} side="after" />
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
  readonly side: "before" | "after";
}

function Side({ text, other = "", side }: SideProps) {
  const { signature: words } = texts.value;
  return text === undefined ? (
    <span class="quiet">{words.nothing}</span>
  ) : (
    <code class="value">
      <Changed text={text} other={other} side={side} />
    </code>
  );
}
