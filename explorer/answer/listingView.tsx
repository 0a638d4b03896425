/** The lists of an answer as tables. */

import { texts } from "../texts";
import { Visible } from "../visible";
import type { Listing } from "./listing";

export function ListingView({ listings }: { readonly listings: readonly Listing[] }) {
  return (
    <>
      {listings.map((listing) => (
        <ListingTable key={listing.name} listing={listing} />
      ))}
    </>
  );
}

function ListingTable({ listing: { name, columns, rows, more } }: { readonly listing: Listing }) {
  const { answer: words } = texts.value;
  const title = name === "" ? words.table : name;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by keyboard.
    <section class="listing" aria-label={title} tabIndex={0}>
      <table class="data">
        <caption>
          <Visible text={title} line /> <span class="quiet">{words.rows(rows.length + more)}</span>
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                <Visible text={column} line />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, place) => (
                <td key={columns[place]}>
                  <Visible text={cell} line />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p class="quiet">{words.moreRows(more)}</p>}
    </section>
  );
}
