/** A drift report as one self-contained page: no script, no font, no network. */

import { visible, visibleLines } from "../../provider/client";
import { type Marked, markDifferences, type Piece } from "./marking";
import {
  type Change,
  type DriftReport,
  describeSummary,
  describeUp,
  type ResourceFinding,
  type Summary,
  summarise,
  type UndeclaredFinding,
} from "./report";
import { style } from "./style";

/** Keys of undeclared objects that are shown. */
const shownKeys = 100;

/** The report as a page. */
export function renderHtml(report: DriftReport): string {
  const summary = summarise(report);
  const title = `Drift of ${report.project}/${report.stack}`;
  const groups = grouped(report.resources).map(renderGroup);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(describeSummary(summary))}</p>
${renderBar(summary)}
</header>
<main>
${groups.join("\n")}
${renderUndeclared(report.undeclared ?? [])}
</main>
</body>
</html>
`;
}

const kinds = ["drifted", "gone", "unreadable", "undeclared", "unchanged"] as const;

function renderBar(summary: Summary): string {
  const parts = kinds
    .map((kind) => ({ kind, count: summary[kind] ?? 0 }))
    .filter(({ count }) => count > 0)
    .map(
      ({ kind, count }) =>
        `<li class="${kind}" style="flex-grow:${count}"><b>${count.toLocaleString("en")}</b> ${kind}</li>`,
    );
  return `<ul class="bar">${parts.join("")}</ul>`;
}

/** Resources of one bucket together, in the order in which the state first names it; those of other packages by their type. */
function grouped(resources: readonly ResourceFinding[]): [string, ResourceFinding[]][] {
  const groups = new Map<string, ResourceFinding[]>();
  for (const resource of resources) {
    const [, bucket] = /^([a-z0-9-]+\/[a-z0-9-]+)(?:[/?]|$)/.exec(resource.id) ?? [];
    const name = resource.type.includes(":") || bucket === undefined ? resource.type : bucket;
    groups.set(name, [...(groups.get(name) ?? []), resource]);
  }
  return [...groups];
}

function renderGroup([name, resources]: [string, ResourceFinding[]]): string {
  const open = resources.some(({ status }) => status !== "unchanged");
  const noted = resources.filter(({ status }) => status !== "unchanged").length;
  const count = noted === 0 ? "as declared" : `${noted} of ${resources.length} not as declared`;
  return `<details class="group"${open ? " open" : ""}>
<summary><span class="name">${escapeHtml(name)}</span> <span class="count">${count}</span></summary>
${resources.map(renderResource).join("\n")}
</details>`;
}

function renderResource({ type, name, id, status, changes, error }: ResourceFinding): string {
  const head = `<span class="type">${escapeHtml(type)}</span> <span class="name">${escapeHtml(name)}</span> <span class="badge ${status}">${status}</span>`;
  if (status === "unchanged") {
    return `<div class="resource quiet">${head}</div>`;
  }
  return `<details class="resource" open>
<summary>${head}</summary>
<p class="id">${escapeHtml(id)}</p>
${status === "gone" ? '<p class="up">up creates it again</p>' : ""}
${error === undefined ? "" : `<pre class="error">${escapeHtml(error)}</pre>`}
${changes.map(renderChange).join("\n")}
</details>`;
}

function renderChange(change: Change): string {
  const [before, after] = [shown(change.declared), shown(change.live)];
  // Beside nothing all is different: marks would only be in the way.
  const isOneSided = change.declared === undefined || change.live === undefined;
  const { declared, live } = isOneSided ? unmarked(before, after) : markDifferences(before, after);
  return `<section class="change">
<h3><code>${escapeHtml(change.path)}</code></h3>
<div class="sides">
<figure><figcaption>declared</figcaption><pre>${renderPieces(declared, "del")}</pre></figure>
<figure><figcaption>live</figcaption><pre>${renderPieces(live, "ins")}</pre></figure>
</div>
<p class="up ${change.up}">${escapeHtml(describeUp(change))}</p>
</section>`;
}

function unmarked(declared: string, live: string): Marked {
  return { declared: [{ text: declared, marked: false }], live: [{ text: live, marked: false }] };
}

function shown(value: unknown): string {
  if (value === undefined) {
    return "–";
  }
  // A text that has lines is read as lines.
  return typeof value === "string" && value.includes("\n") ? value : JSON.stringify(value, undefined, 2);
}

function renderPieces(pieces: readonly Piece[], tag: "del" | "ins"): string {
  return pieces
    .map(({ text, marked }) => (marked ? `<${tag}>${escapeHtml(text)}</${tag}>` : escapeHtml(text)))
    .join("");
}

function renderUndeclared(undeclared: readonly UndeclaredFinding[]): string {
  if (undeclared.length === 0) {
    return "";
  }
  return `<details class="group" open>
<summary><span class="name">There, but not declared</span> <span class="count">${undeclared.length.toLocaleString("en")}</span></summary>
${undeclared.map(renderStrange).join("\n")}
</details>`;
}

function renderStrange({
  type,
  id,
  status,
  opens,
  inputs,
  keys = [],
  count,
  error,
}: UndeclaredFinding): string {
  const rest = (count ?? 0) - Math.min(keys.length, shownKeys);
  const list =
    keys.slice(0, shownKeys).map(visible).join("\n") +
    (rest > 0 ? `\nand ${rest.toLocaleString("en")} more` : "");
  const content = error ?? (inputs === undefined ? list : JSON.stringify(inputs, undefined, 2));
  const badge = opens === undefined ? status : "danger";
  return `<details class="resource"${opens === undefined ? "" : " open"}>
<summary><span class="type">${escapeHtml(type)}</span> <span class="name">${escapeHtml(id)}</span> <span class="badge ${badge}">${escapeHtml(opens ?? status)}</span></summary>
<pre${error === undefined ? "" : ' class="error"'}>${escapeHtml(content)}</pre>
</details>`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** Lines stay: a value that has some is read by them. */
function escapeHtml(text: string): string {
  return visibleLines(text).replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
