/** What the parts of a program are, for their colours: only what all languages here have. */

import type { LanguageName } from "../../cli/explore/wire";
import type { Piece } from "../viewer/pieces";

const quoted = String.raw`(?<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')`;
const numbers = String.raw`(?<number>\b\d[\d_.]*\b)`;
const words = String.raw`(?<word>\b(?:await|async|break|case|catch|class|const|def|else|except|export|finally|for|from|func|function|if|import|in|let|new|package|public|return|static|throw|throws|try|type|var|void|while|with)\b)`;

const hashes = new RegExp(String.raw`(?<remark>(?<=^|\s)#.*$)|${quoted}|${numbers}|${words}`, "gm");
const slashes = new RegExp(String.raw`(?<remark>(?<=^|\s)//.*$)|${quoted}|${numbers}|${words}`, "gm");
const shell = new RegExp(String.raw`(?<remark>^\s*#.*$)|${quoted}|(?<name>\$\{?\w+\}?)`, "gm");

const patterns: Readonly<Record<LanguageName, RegExp>> = {
  curl: shell,
  coscli: shell,
  command: shell,
  python: hashes,
  node: slashes,
  go: slashes,
  java: slashes,
  cosapi: slashes,
  pulumi: slashes,
};

/** The parts of a program. Nothing is lost when a guess is wrong but a colour. */
export function codePieces(code: string, language: LanguageName): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { groups = {}, 0: text, index } of code.matchAll(patterns[language])) {
    const [kind = "text"] = Object.entries(groups).find(([, value]) => value !== undefined) ?? [];
    pieces.push({ kind: "text", text: code.slice(from, index) }, { kind: kind as Piece["kind"], text });
    from = index + text.length;
  }
  return [...pieces, { kind: "text", text: code.slice(from) }];
}
