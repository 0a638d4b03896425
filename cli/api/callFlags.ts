/** The flags that every operation has. */

import type { LanguageName } from "../code/languages";

export interface CallFlags {
  readonly region?: string;
  readonly endpoint?: string;
  readonly input?: string;
  readonly generateSkeleton?: true;
  readonly output?: "json" | "xml" | "raw" | "table";
  readonly query?: string;
  readonly all?: true;
  readonly out?: string;
  readonly dryRun?: true;
  readonly code?: LanguageName;
  readonly verbose?: true;
  readonly yes?: true;
}
