/** The steps of the signature of a call: in a header, in a URL, or of a form. */

import type { ApiCalls } from "../../provider/api/cosApi";
import type { Operation } from "../../provider/api/operations";
import { visibleJson } from "../../provider/client/visible";
import { explainSignature } from "../../provider/signature";
import { askedOf, inWordsOfFlags, type Parameters, regionOf } from "../api/call";
import type { CallFlags } from "../api/callFlags";
import { requestOf } from "../api/intercept";
import { useApi } from "../api/session";
import { write } from "../api/stdout";
import { UsageError } from "../api/usage";
import type { CommandContext } from "../context";
import { explainUrl } from "./explainUrl";
import { type Explanation, explainSignedForm } from "./explanation";
import { stepLines } from "./print";

/** The flags of `signature explain`. */
export interface ExplainFlags extends Pick<CallFlags, "region" | "endpoint" | "input"> {
  readonly url?: true;
  readonly json?: true;
}

/**
 * Prints the steps of the signature of a call.
 * @throws UsageError when the call cannot be made as it was typed
 */
export async function explainOperation(
  operation: Operation,
  given: Parameters,
  flags: ExplainFlags,
): Promise<void> {
  await inWordsOfFlags(operation, async () => {
    const isForm = operation.body?.kind === "form";
    const asked = isForm ? given : await askedOf(operation, given, flags.input);
    await useApi(flags, async ({ context, api }) => {
      const parameters = { ...asked, ...regionOf(operation, flags) };
      const explain = isForm
        ? explainForm(api, context, parameters)
        : (flags.url ? explainUrl : explainHeader)(context, operation, parameters);
      const explanation = await explain;
      await write(
        flags.json
          ? `${visibleJson(explanation)}\n`
          : `${explanation.request}\n\n${stepLines(explanation.steps)}\n\nNothing was sent. *** stands for a secret.\n`,
      );
    });
  });
}

async function explainHeader(
  context: CommandContext,
  operation: Operation,
  parameters: Parameters,
): Promise<Explanation> {
  const { method, url, signature } = await context.client.dryRun(
    await requestOf(context, operation, parameters),
  );
  if (signature === undefined) {
    throw new UsageError(`${operation.name} is not signed`);
  }
  return { request: `${method} ${url}`, steps: explainSignature(signature) };
}

async function explainForm(
  api: ApiCalls,
  context: CommandContext,
  parameters: Parameters,
): Promise<Explanation> {
  const form = await api.postForm(parameters as never);
  return explainSignedForm(form, await context.settings.credentials());
}
