/** All configurations of a bucket, one line each. */

import type { Configuration } from "./configuration";
import { cors } from "./cors";
import { tagging } from "./tagging";
import { versioning } from "./versioning";

/** By the order of the API's pages. */
// biome-ignore lint/suspicious/noExplicitAny: each has a value of its own type
export const configurations: readonly Configuration<any>[] = [cors, tagging, versioning];
