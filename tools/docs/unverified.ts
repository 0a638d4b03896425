/** The page of the guesses: what the emulator assumes about COS, and how COS is asked. */

import type { Guess } from "../../cli/verify/guess";
import { guesses, guessFamilies } from "../../cli/verify/guesses";
import { requestLine } from "../../cli/verify/run";
import { blocks, code, table } from "./markdown";

const probed = guesses.filter(({ probe }) => typeof probe !== "string").length;

const introduction = `The emulator follows COS's documentation. Where that is silent it guesses, as nobody who built it had an account. Each of the ${guesses.length} guesses has an id, which
its source names as \`unverified(id)\`. For ${probed} of them the command \`verify\` can ask COS itself:

\`\`\`sh
npx pulumi-tencentcos verify --dry-run              # the requests, and what they can cost; nothing is sent
npx pulumi-tencentcos verify --json > findings.json # asks COS; the file names neither keys nor account
npx pulumi-tencentcos verify --only lifecycle-id    # some guesses
npx pulumi-tencentcos verify --clean                # removes what a killed run left behind
\`\`\`

It says of each guess that it is confirmed, that COS answers something different, with both answers, or that it could not be asked, and why. Each probe has new buckets,
which are removed at once; all together cost far less than a cent. [More about it](commands.md#asking-cos). A different answer is worth [an issue](https://github.com/pulumi-tencentcos/pulumi-tencentcos/issues), with \`findings.json\`.`;

/** The page: a table for each family. */
export function unverifiedPage(): string {
  return blocks(
    "<!-- Written by npm run docs, from cli/verify/guesses. -->",
    "# Unverified",
    introduction,
    ...guessFamilies.flatMap(({ title, guesses: family }) => [
      `## ${title}`,
      table(
        ["Guess", "What is assumed", "How COS is asked"],
        family.map((guess) => [
          `${code(guess.id)}\n\n${guess.files.map(linkToSource).join("\n\n")}`,
          guess.assumes,
          howAsked(guess),
        ]),
      ),
    ]),
    "---",
    "[Documentation](README.md)",
  );
}

function linkToSource(file: string): string {
  return `[${file}](../emulator/${file})`;
}

function howAsked({ probe }: Guess): string {
  return typeof probe === "string"
    ? `Not asked. ${probe}`
    : probe.map((step) => code(requestLine(step)) + (step.expect ? " (compared)" : "")).join("\n\n");
}
