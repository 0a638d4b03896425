/** The types of a call by the name of its operation; a name that is only known at run time takes and answers anything. */

import type { CallParameters, CosApiAnswer } from "./call";
import type { OperationTypes } from "./types";

/** What an operation takes. */
export type ParametersOf<Name extends string> = Name extends keyof OperationTypes
  ? OperationTypes[Name]["parameters"]
  : CallParameters;

/** What it answers. */
export type AnswerOf<Name extends string> = Name extends keyof OperationTypes
  ? CosApiAnswer<OperationTypes[Name]["body"], OperationTypes[Name]["head"]>
  : CosApiAnswer;
