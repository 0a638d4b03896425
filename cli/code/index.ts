/** Programs that make a call of the API, in several languages: what `--code` prints. */

import type { CallParameters } from "../../provider/api/call";
import type { Operation } from "../../provider/api/operations";
import { type Call, type CodeOptions, describeCall } from "./call";
import { commandScript } from "./command";
import { cosApiProgram } from "./cosApi";
import { coscliScript, isOfCoscli } from "./coscli";
import { curlScript } from "./curl";
import { goProgram } from "./go";
import { javaProgram } from "./java";
import type { LanguageName } from "./languages";
import { nodeProgram } from "./node";
import { configurationOf, pulumiProgram } from "./pulumi";
import { pythonProgram } from "./python";

/** A language or a tool. */
export interface Language {
  /** How a file of it ends. */
  readonly extension: string;
  /** Writes the program of a call. */
  readonly write: (call: Call) => string;
  /** Whether it can write calls of an operation down. @default all */
  readonly takes?: (operation: Operation) => boolean;
}

/** All of them, by the words of `--code`. */
export const languages = {
  curl: { extension: "sh", write: curlScript },
  node: { extension: "js", write: nodeProgram },
  go: { extension: "go", write: goProgram },
  java: { extension: "java", write: javaProgram },
  python: { extension: "py", write: pythonProgram },
  coscli: { extension: "sh", write: coscliScript, takes: isOfCoscli },
  cosapi: { extension: "ts", write: cosApiProgram },
  command: { extension: "sh", write: commandScript },
  pulumi: {
    extension: "ts",
    write: pulumiProgram,
    takes: (operation) => configurationOf(operation) !== undefined,
  },
} as const satisfies Readonly<Record<LanguageName, Language>>;

/** Whether a language has something for an operation: coscli has few, and Pulumi declares only configurations. */
export function takes(language: LanguageName, operation: Operation): boolean {
  return (languages[language] as Language).takes?.(operation) ?? true;
}

/**
 * A program that makes a call. Keys are in none: it takes them from its environment, as it does with other secrets.
 * @param parameters as `CosApi` takes them
 * @throws CosParameterError when the call cannot be made like that
 */
export function codeOf(
  language: LanguageName,
  operation: Operation,
  parameters: CallParameters,
  options: CodeOptions = {},
): string {
  return languages[language].write(describeCall(operation, parameters, options));
}
