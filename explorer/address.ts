/** Addresses on the page: fragments such as `#/PutBucketCors?Bucket=site-1250000000`. */

import type { FieldValue } from "../cli/explore/wire";

/** A page of its own beside the operations. */
export type PageName = "start" | "free" | "verify" | "history";

export type Route =
  | { readonly page: PageName }
  | {
      readonly page: "operation";
      readonly name: string;
      readonly parameters: Readonly<Record<string, FieldValue>>;
    };

const pages: readonly string[] = ["free", "verify", "history"] satisfies PageName[];

/** What a fragment means; what cannot be read is the start. */
export function readRoute(fragment: string): Route {
  const [, name = "", query = ""] = /^#\/([\w-]*)(?:\?(.*))?$/s.exec(fragment) ?? [];
  if (name === "" || pages.includes(name)) {
    return { page: (name || "start") as PageName };
  }
  const parameters: Record<string, FieldValue> = {};
  for (const [key, value] of new URLSearchParams(query)) {
    const [, map, item] = /^(\w+)\[(.*)\]$/s.exec(key) ?? [];
    if (map === undefined || item === undefined) {
      parameters[key] = value;
    } else {
      parameters[map] = { ...(typeof parameters[map] === "object" && parameters[map]), [item]: value };
    }
  }
  return { page: "operation", name, parameters };
}

/** The fragment of an operation with values in its form. A map is `Meta[author]=x`. */
export function operationLink(
  name: string,
  parameters: Readonly<Record<string, FieldValue | undefined>> = {},
): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) {
    if (typeof value === "object") {
      for (const [item, text] of Object.entries(value)) {
        query.append(`${key}[${item}]`, text);
      }
    } else if (value !== undefined && value !== "") {
      query.append(key, value);
    }
  }
  return query.size === 0 ? `#/${name}` : `#/${name}?${query}`;
}

/** The fragment of a page. */
export function pageLink(page: PageName): string {
  return page === "start" ? "#/" : `#/${page}`;
}
