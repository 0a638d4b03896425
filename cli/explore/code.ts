/** The code that makes a call, for the page. */

import { CosParameterError } from "../../provider/api/errors";
import { codeOf, languages, takes } from "../code";
import { freeLanguages } from "../code/languages";
import { operationOf } from "./details";
import { type DraftedCall, readDraft, readFree } from "./draft";
import { freeOperation } from "./freeOperation";
import { ProblemError } from "./problem";
import { completed, type OpenTarget } from "./targets";
import type { CodeAnswer, CodeRequest, LanguageName } from "./wire";

/**
 * A program that makes the call of a draft.
 * @throws CosParameterError when the call cannot be made like that
 * @throws ProblemError when the language has nothing for the operation
 */
export function codeFor(target: OpenTarget, { draft, language, all, expires }: CodeRequest): CodeAnswer {
  const { operation, parameters, failures } = callOf(draft);
  const isFree = draft.free !== undefined;
  const isThere = Object.hasOwn(languages, language) && takes(language, operation);
  if (!isThere || (isFree && !(freeLanguages as readonly LanguageName[]).includes(language))) {
    const what = isFree ? "free requests" : operation.name;
    throw new ProblemError(400, `There is no code of ${language} for ${what}.`);
  }
  if (failures.length > 0) {
    throw new CosParameterError(operation.name, failures);
  }
  const { region, appId, endpoint } = target.context.settings;
  const file = draft.content !== undefined && "file" in draft.content ? draft.content.file : undefined;
  const code = codeOf(language, operation, completed(target, operation, parameters), {
    region,
    appId,
    endpoint,
    input: file,
    all,
    expires,
  });
  return { code, extension: languages[language].extension };
}

function callOf(draft: CodeRequest["draft"]): DraftedCall {
  if (draft.free !== undefined) {
    return { ...freeOperation(draft.free), failures: readFree(draft.free).failures };
  }
  return readDraft(operationOf(draft.operation), draft);
}
