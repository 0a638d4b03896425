/** The one place where errors are explained: code → what it means and what to do (https://www.tencentcloud.com/document/product/436/7730). */
import { accessErrors } from "./access";
import { bucketErrors } from "./buckets";
import { configurationErrors } from "./configurations";
import type { ErrorGroup, Explanation } from "./explanation";
import { networkErrors } from "./network";
import { objectErrors } from "./objects";
import { serviceErrors } from "./service";

export type { ErrorGroup, Explanation } from "./explanation";

/** All explanations, by what they are about. */
export const errorGroups: readonly ErrorGroup[] = [
  accessErrors,
  bucketErrors,
  configurationErrors,
  objectErrors,
  serviceErrors,
  networkErrors,
];

const explanations: ReadonlyMap<string, Explanation> = new Map(
  errorGroups.flatMap(({ codes }) => Object.entries(codes)),
);

/** What a code means and what to do about it; undefined for a code without an explanation. */
export function explainCode(code: string): Explanation | undefined {
  return explanations.get(code);
}
