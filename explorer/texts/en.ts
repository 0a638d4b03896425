/** The interface in English. Facts of the table stay as they are. */

import { enResults } from "./enResults";

export const en = {
  ...enResults,
  common: {
    close: "Close",
    cancel: "Cancel",
    copy: "Copy",
    copied: "Copied",
    notCopied: "Not copied",
    loading: "Loading …",
  },
  shell: {
    title: "COS API Explorer",
    free: "Free request",
    verify: "Verify a signature",
    history: "History",
    results: "Results",
    answer: "Answer",
    request: "Request",
    signature: "Signature",
    code: "Code",
  },
};

/** What an interface needs to be written in a language. */
export type Texts = typeof en;
