/** What `verify` does: chooses guesses, asks about them, and cleans up, whatever happens. */

import { findAppId, readAccount } from "../../provider/api/account";
import { doubtSender } from "../../provider/api/answers";
import { operationTraits } from "../../provider/api/operations/traits";
import { CosClient, CosConfigError, visibleLines } from "../../provider/client";
import { checkRegion } from "../api/session";
import { write } from "../api/stdout";
import { UsageError } from "../api/usage";
import { type CommandContext, type ConnectionFlags, createContext } from "../context";
import { NoBucketError, type Owner, prefixReason, removeLeftovers } from "./buckets";
import type { Guess } from "./guess";
import { guesses } from "./guesses";
import { secretsOf } from "./hide";
import { planAsJson, planAsText, planOf } from "./plan";
import { findingAsText, reportAsJson, summary } from "./report";
import { type Account, askAbout, type Finding } from "./run";

/** The flags, as commander hands them over. */
export interface VerifyFlags extends ConnectionFlags {
  readonly prefix: string;
  readonly only?: string;
  readonly patience: string;
  readonly dryRun?: true;
  readonly clean?: true;
  readonly json?: true;
}

/** Signals that end a run, and the exit status that says so. */
const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * Runs the command.
 * @throws UsageError for flags that cannot be, before anything is sent
 */
export async function verify(flags: VerifyFlags): Promise<void> {
  const chosen = choose(flags.only);
  const patience = Number(flags.patience) * 1_000;
  if (flags.patience.trim() === "" || !(patience >= 0 && patience < Number.POSITIVE_INFINITY)) {
    throw new UsageError("--patience must be a number of seconds");
  }
  const reason = prefixReason(flags.prefix);
  if (reason !== undefined) {
    throw new UsageError(`--prefix ${reason}`);
  }
  if (flags.dryRun) {
    const plan = planOf(chosen);
    await write(flags.json ? planAsJson(plan) : planAsText(plan));
    return;
  }
  checkRegion(flags);
  const context = createContext({ flags: { region: flags.region, endpoint: flags.endpoint } });
  try {
    await ask(context, chosen, patience, flags);
  } finally {
    await context.close();
  }
}

/** The guesses of `--only`, in the order of the list. */
function choose(only: string | undefined): readonly Guess[] {
  if (only === undefined) {
    return guesses;
  }
  const ids = only.split(",").map((id) => id.trim());
  const unknown = ids.filter((id) => guesses.every((guess) => guess.id !== id));
  if (unknown.length > 0) {
    const names = unknown.map((id) => JSON.stringify(id)).join(", ");
    throw new UsageError(`--only: there is no guess ${names}; --dry-run lists them`);
  }
  return guesses.filter(({ id }) => ids.includes(id));
}

async function ask(
  context: CommandContext,
  chosen: readonly Guess[],
  patience: number,
  { prefix, clean, json }: VerifyFlags,
): Promise<void> {
  const { settings } = context;
  const { region } = settings;
  if (region === undefined && !clean) {
    throw new CosConfigError("no region: give --region, or set TENCENTCLOUD_REGION");
  }
  const owner: Owner = { prefix, appId: await findAppId(context) };
  const found = await removeLeftovers(context, owner, (bucket, error) => {
    if (error === undefined) {
      console.error(`removed ${bucket} of an earlier run`);
    } else {
      onLeftover(bucket, error);
    }
  });
  if (region === undefined || clean) {
    if (found === 0) {
      console.error("no earlier run left a bucket behind");
    }
    return;
  }
  const { uin } = await readAccount(context);
  const credentials = await settings.credentials();
  const client = new CosClient({
    ...settings,
    operations: operationTraits,
    doubt: (_request, answer) => doubtSender(answer),
  });
  const end = new AbortController();
  const { signal } = end;
  const stop = stopper(end);
  const { secretId } = credentials;
  const account = {
    context,
    client,
    owner,
    uin,
    secretId,
    region,
    hidden: secretsOf(credentials),
    patience,
    signal,
    onLeftover,
  };
  let findings: readonly Finding[];
  try {
    findings = await askAll(chosen, account, json === true);
  } finally {
    stop();
    await client.close();
  }
  await write(json ? reportAsJson(findings, region) : summary(findings));
  if (findings.some(({ verdict }) => verdict === "different")) {
    process.exitCode ||= 1;
  }
}

/** Asks about guesses until the last, a signal, or the lack of a bucket. With JSON, a terminal shows meanwhile what is found. */
async function askAll(
  chosen: readonly Guess[],
  account: Account,
  json: boolean,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const guess of chosen) {
    const finding = await askAbout(guess, account).catch((error: unknown) => {
      if (!(error instanceof NoBucketError)) {
        throw error;
      }
      console.error(visibleLines(`error: no bucket can be created: ${error.message}`));
      process.exitCode ||= 1;
    });
    if (finding === undefined || account.signal.aborted) {
      break;
    }
    findings.push(finding);
    if (!json) {
      await write(findingAsText(finding));
    } else if (process.stderr.isTTY) {
      process.stderr.write(findingAsText(finding));
    }
  }
  return findings;
}

function onLeftover(bucket: string, error: unknown): void {
  console.error(visibleLines(`${bucket} is still there: ${(error as Error).message}\n--clean removes it`));
  process.exitCode ||= 1;
}

/** Lets signals end the probes. A second one ends the process at once. */
function stopper(end: AbortController): () => void {
  const stops = Object.entries(signals).map(([name, status]) => {
    const stop = () => {
      process.exitCode = status;
      console.error("interrupted: removing the buckets of this probe (once more ends at once)");
      end.abort(new Error("interrupted"));
    };
    process.once(name, stop);
    return () => process.off(name, stop);
  });
  return () => {
    for (const each of stops) {
      each();
    }
  };
}
