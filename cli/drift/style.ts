/** How the page of a drift report looks: light and dark, wide and narrow, without a script. */

/** The page's style sheet. */
export const style = `
:root {
  --paper: #ffffff; --ink: #1f2328; --soft: #59636e; --line: #d1d9e0; --card: #f6f8fa;
  --drifted: #9a6700; --gone: #cf222e; --unreadable: #8250df; --undeclared: #0969da; --unchanged: #1a7f37;
  --del: #ffd7d5; --ins: #ccf1d6;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #0d1117; --ink: #e6edf3; --soft: #9198a1; --line: #3d444d; --card: #151b23;
    --drifted: #d29922; --gone: #f85149; --unreadable: #ab7df8; --undeclared: #4493f8; --unchanged: #3fb950;
    --del: #67191c; --ins: #14532d;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 72rem; padding: 1.5rem 1rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", "PingFang SC", sans-serif;
}
h1 { font-size: 1.5rem; margin: 0 0 .25rem; overflow-wrap: anywhere; }
header p { margin: 0 0 1rem; color: var(--soft); }
.bar { display: flex; flex-wrap: wrap; gap: 2px; margin: 0 0 1.5rem; padding: 0; list-style: none; }
.bar li {
  flex-basis: auto; min-width: max-content; padding: .25rem .75rem; color: var(--paper); font-size: .875rem;
  border-radius: .25rem;
}
.bar .drifted { background: var(--drifted); } .bar .gone { background: var(--gone); }
.bar .unreadable { background: var(--unreadable); } .bar .undeclared { background: var(--undeclared); }
.bar .unchanged { background: var(--unchanged); }
.group { margin: 0 0 1rem; border: 1px solid var(--line); border-radius: .5rem; overflow: hidden; }
.group > summary { padding: .6rem 1rem; background: var(--card); font-weight: 600; }
.group > summary .count { color: var(--soft); font-weight: 400; font-size: .875rem; }
summary { cursor: pointer; overflow-wrap: anywhere; }
summary:focus-visible { outline: 2px solid var(--undeclared); outline-offset: -2px; }
.resource { margin: 0 1rem; padding: .6rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
.group > summary + .resource { border-top: 0; }
.resource.quiet { color: var(--soft); padding-left: 1.1rem; }
.type { font-weight: 600; }
.id { margin: .25rem 0; color: var(--soft); font-size: .875rem; }
.badge { padding: .05rem .5rem; border: 1px solid currentcolor; border-radius: 1rem; font-size: .8125rem; }
.badge.drifted { color: var(--drifted); } .badge.gone, .badge.danger { color: var(--gone); }
.badge.unreadable { color: var(--unreadable); } .badge.undeclared { color: var(--undeclared); }
.badge.unchanged { color: var(--unchanged); }
.change { margin: .75rem 0 1rem; }
.change h3 { margin: 0 0 .25rem; font-size: .9375rem; font-weight: 600; }
.sides { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .5rem; }
figure { margin: 0; min-width: 0; }
figcaption { color: var(--soft); font-size: .8125rem; }
code, pre { font: .8125rem/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
pre {
  margin: 0; padding: .5rem .75rem; background: var(--card); border: 1px solid var(--line); border-radius: .25rem;
  white-space: pre-wrap; overflow-wrap: anywhere;
}
pre.error { border-color: var(--unreadable); }
del, ins { text-decoration: none; border-radius: .125rem; }
del { background: var(--del); } ins { background: var(--ins); }
.up { margin: .25rem 0 0; color: var(--soft); font-size: .875rem; }
.up.replace, .up.none { color: var(--gone); }
@media (max-width: 40rem) { .sides { grid-template-columns: minmax(0, 1fr); } body { padding-inline: .5rem; } }
@media print { details:not([open]) > * { display: block; } }
`;
