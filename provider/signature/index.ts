/** Signatures, explained and verified. Plain functions, for the command and for pages. */

export type { Known } from "./assemble";
export type { Cause, Finding } from "./causes";
export type { Corrected } from "./correct";
export type { Difference } from "./difference";
export { InputError, type InputKind } from "./inputs/input";
export type { Pair } from "./pairs";
export type { Carrier } from "./request";
export { explainSignature, type FormSteps, type SignatureStep } from "./steps";
export { type Verdict, type VerifyOptions, verifySignature } from "./verify";
