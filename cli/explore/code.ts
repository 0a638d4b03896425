/** The code that makes a call, for the page. */

import { CosParameterError } from "../../provider/api/errors";
import { codeOf, languages, takes } from "../code";
import { operationOf } from "./details";
import { readDraft } from "./draft";
import { ProblemError } from "./problem";
import { completed, type OpenTarget } from "./targets";
import type { CodeAnswer, CodeRequest } from "./wire";

/**
 * A program that makes the call of a draft.
 * @throws CosParameterError when the call cannot be made like that
 * @throws ProblemError when the language has nothing for the operation
 */
export function codeFor(target: OpenTarget, { draft, language, all, expires }: CodeRequest): CodeAnswer {
  const operation = operationOf(draft.operation);
  const drafted = readDraft(draft);
  if (!Object.hasOwn(languages, language) || !takes(language, operation)) {
    throw new ProblemError(400, `There is no code of ${language} for ${operation.name}.`);
  }
  if (drafted === undefined || drafted.failures.length > 0) {
    throw new CosParameterError(operation.name, drafted?.failures ?? []);
  }
  const { region, appId, endpoint } = target.context.settings;
  const file = draft.content !== undefined && "file" in draft.content ? draft.content.file : undefined;
  const code = codeOf(language, operation, completed(target, operation, drafted.parameters), {
    region,
    appId,
    endpoint,
    input: file,
    all,
    expires,
  });
  return { code, extension: languages[language].extension };
}
