/** The first page of the documentation: guides, and one line for each resource. */

import { blocks, table } from "./markdown";
import { resourceOf } from "./resource";
import type { Sdk } from "./sdk";

const introduction = `Guides and reference; the [README](../README.md) is the introduction. Every argument of a resource may be a plain value or an output of another resource
(\`pulumi.Input\`), at every depth; tables show its type without that.`;

/**
 * The page.
 * @param guides the other pages of the folder, by file name
 */
export function overviewPage(
  sdk: Sdk,
  tokens: readonly string[],
  guides: ReadonlyMap<string, string>,
): string {
  return blocks(
    "<!-- Written by npm run docs, from the pages that it lists. -->",
    "# Documentation",
    introduction,
    "## Guides",
    [...guides]
      .map(([file, text]) => `- [${titleOf(file, text)}](${file}): ${summaryOf(file, text)}`)
      .join("\n"),
    "The operations of COS itself are listed in [the API](api/README.md).",
    "## Resources",
    table(
      ["Class", "What it is"],
      tokens.map((token) => [
        `[\`${token}\`](reference/${token}.md)`,
        firstSentence(resourceOf(sdk, token).class.comment.text),
      ]),
    ),
  );
}

function titleOf(file: string, text: string): string {
  const title = /^# (.+)$/m.exec(text)?.[1];
  if (title === undefined) {
    throw new Error(`docs/${file} has no title`);
  }
  return title;
}

/** The first sentence below the title. */
function summaryOf(file: string, text: string): string {
  const [, below = ""] = text.split(/^# .+$/m);
  const [paragraph = ""] = below.trim().split("\n\n");
  if (!/^\w/.test(paragraph)) {
    throw new Error(`docs/${file} does not say below its title what it is for`);
  }
  return firstSentence(paragraph);
}

function firstSentence(text: string): string {
  return (/^[\s\S]*?[.](?=\s|$)/.exec(text)?.[0] ?? text).replace(/\n/g, " ");
}
