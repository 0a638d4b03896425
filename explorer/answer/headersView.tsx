/** The headers of a request or an answer. */

import { texts } from "../texts";
import { Visible } from "../visible";

interface HeadersViewProps {
  readonly headers: Readonly<Record<string, string>>;
  /** Whose they are, for screen readers. */
  readonly label: string;
}

export function HeadersView({ headers, label }: HeadersViewProps) {
  const { answer: words } = texts.value;
  return (
    <table class="data headers">
      <caption class="unseen">{label}</caption>
      <thead>
        <tr>
          <th scope="col">{words.name}</th>
          <th scope="col">{words.value}</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(headers).map(([name, value]) => (
          <tr key={name}>
            <th scope="row">
              <Visible text={name} line />
            </th>
            <td>
              <Visible text={value} line />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
