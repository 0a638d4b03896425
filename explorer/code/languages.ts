/** The languages of code, as the page shows them. */

import type { LanguageName } from "../../cli/explore/wire";
import { kept } from "../state/settings";

/** Their own names, which are the same in all languages of people. */
export const languageTitles = {
  curl: "curl",
  node: "Node.js",
  go: "Go",
  python: "Python",
  java: "Java",
  coscli: "coscli",
  cosapi: "CosApi",
  command: "pulumi-tencentcos",
  pulumi: "Pulumi",
} as const satisfies Readonly<Record<LanguageName, string>>;

export const languageNames = Object.keys(languageTitles) as readonly LanguageName[];

/** The one that was chosen last. */
export const chosenLanguage = kept<LanguageName>("code-language", languageNames, "curl");
