/** A signature, and how it came about. */

import type { PostForm } from "../../provider/api/form";
import type { Credentials } from "../../provider/client";
import { type SignatureStep, verifySignature } from "../../provider/signature";

/** A signature, and how it came about. */
export interface Explanation {
  /** What is signed, as one line. */
  readonly request: string;
  readonly steps: readonly SignatureStep[];
}

/** The signature of a form, whose policy has all that is signed. */
export function explainSignedForm({ url, fields }: PostForm, credentials: Credentials): Explanation {
  const params = Object.entries(fields).map(([name, value]) => ({ name, value }));
  const entry = { request: { method: "POST", url, postData: { params } } };
  const { steps } = verifySignature([JSON.stringify(entry)], { credentials });
  return { request: `POST ${url}`, steps };
}
