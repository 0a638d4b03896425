/** What `verify` does: chooses guesses, asks about them, and cleans up, whatever happens. */

import { findAppId, readAccount } from "../../provider/api/account";
import { operationTraits } from "../../provider/api/operations/traits";
import { CosClient, CosConfigError } from "../../provider/client";
import { checkRegion } from "../api/session";
import { write } from "../api/stdout";
import { UsageError } from "../api/usage";
import { type CommandContext, type ConnectionFlags, createContext } from "../context";
import { type Owner, prefixReason, removeLeftovers } from "./buckets";
import type { Guess } from "./guess";
import { guesses } from "./guesses";
import { planAsJson, planAsText, planOf } from "./plan";
import { findingAsText, reportAsJson, summary } from "./report";
import { askAbout, type Finding } from "./run";

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
  if (!(patience >= 0)) {
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
    throw new UsageError(`--only: there is no guess ${unknown.join(", ")}; --dry-run lists them`);
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
  const owner: Owner = { prefix, appId: await findAppId(context) };
  await removeLeftovers(context, owner, (bucket) => console.error(`removed ${bucket} of an earlier run`));
  if (clean) {
    return;
  }
  const { region } = settings;
  if (region === undefined) {
    throw new CosConfigError("no region: give --region, or set TENCENTCLOUD_REGION");
  }
  const { uin } = await readAccount(context);
  const credentials = await settings.credentials();
  const hidden = [
    [credentials.secretId, "SECRET-ID"],
    [credentials.secretKey, "SECRET-KEY"],
    [credentials.securityToken ?? "", "TOKEN"],
  ] as const;
  const client = new CosClient({ ...settings, operations: operationTraits });
  const end = new AbortController();
  const stop = stopper(end);
  const findings: Finding[] = [];
  try {
    const onLeftover = (bucket: string, error: unknown) => {
      console.error(`${bucket} is still there: ${(error as Error).message}\n--clean removes it`);
      process.exitCode = 1;
    };
    const account = { context, client, owner, uin, region, hidden, patience, signal: end.signal, onLeftover };
    for (const guess of chosen) {
      const finding = await askAbout(guess, account);
      if (end.signal.aborted) {
        break;
      }
      findings.push(finding);
      if (!json) {
        await write(findingAsText(finding));
      }
    }
  } finally {
    stop();
    await client.close();
  }
  await write(json ? reportAsJson(findings, region) : summary(findings));
  if (findings.some(({ verdict }) => verdict === "different")) {
    process.exitCode ||= 1;
  }
}

/** Lets signals end the probes. A second one ends the process at once. */
function stopper(end: AbortController): () => void {
  const stops = Object.entries(signals).map(([name, status]) => {
    const stop = () => {
      process.exitCode = status;
      console.error("interrupted: removing the bucket of the probe");
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
