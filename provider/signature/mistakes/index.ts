/** The mistakes that signers are known to make, each as a change of the recipe: one that leads to the signature is proved. */

import { compute, type Recipe } from "../recipe";
import type { SignedRequest } from "../request";
import { encodingMistakes } from "./encoding";
import type { Mistake } from "./mistake";
import { orderMistakes, pairMistakes } from "./names";
import { hostMistakes, methodMistakes, pathMistakes } from "./target";
import { textMistakes } from "./texts";

/** All mistakes that can be made with a request, the likelier ones first. */
export function mistakesOf(request: SignedRequest): readonly Mistake[] {
  return [
    ...methodMistakes,
    ...pathMistakes(request),
    ...hostMistakes(request),
    ...encodingMistakes(request),
    ...pairMistakes(request, "parameters"),
    ...pairMistakes(request, "headers"),
    ...orderMistakes(request),
    ...textMistakes,
  ];
}

/**
 * The fewest mistakes, at most two, that lead from a recipe to a signature; none when that is not to be found.
 * @param signature in small letters
 */
export function explainingMistakes(
  recipe: Recipe,
  mistakes: readonly Mistake[],
  signature: string,
): { readonly made: readonly Mistake[]; readonly recipe: Recipe } | undefined {
  // Those that change nothing here, or the same as another, need not be combined.
  const single = new Map<string, { readonly mistake: Mistake; readonly changed: Recipe }>();
  const unchanged = compute(recipe).signature;
  for (const mistake of mistakes) {
    const changed = mistake.change(recipe);
    const result = compute(changed).signature;
    if (result === signature) {
      return { made: [mistake], recipe: changed };
    }
    if (result !== unchanged && !single.has(result)) {
      single.set(result, { mistake, changed });
    }
  }
  const effective = [...single.values()];
  for (const [index, first] of effective.entries()) {
    for (const { mistake } of effective.slice(index + 1)) {
      const changed = mistake.change(first.changed);
      if (compute(changed).signature === signature) {
        return { made: [first.mistake, mistake], recipe: changed };
      }
    }
  }
  return undefined;
}
