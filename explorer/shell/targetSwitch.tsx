/** Where calls go, with what it is. */

import type { Target, TargetName } from "../../cli/explore/wire";
import { chooseTarget, session, target, targetName } from "../state/session";
import { texts } from "../texts";
import { useAttempt } from "./useAttempt";

export function TargetSwitch() {
  const { isBusy, problem, attempt } = useAttempt();
  const t = texts.value.target;
  const targets = session.value?.targets ?? [];
  return (
    <div class="target" data-target={targetName.value}>
      <span class="target-dot" aria-hidden="true" />
      <select
        aria-label={t.label}
        aria-describedby="target-facts"
        disabled={isBusy.value}
        value={targetName.value}
        onChange={({ currentTarget }) => void attempt(() => chooseTarget(currentTarget.value as TargetName))}
      >
        {targets.map(({ name, missing }) => (
          <option key={name} value={name} disabled={name === "cos" && missing !== undefined}>
            {name === "cos" && missing !== undefined ? t.noKeys : t.names[name]}
          </option>
        ))}
      </select>
      <span id="target-facts" class="target-facts" role={problem.value === undefined ? undefined : "alert"}>
        {problem.value ?? (target.value && factsOf(target.value, t.notStarted))}
      </span>
    </div>
  );
}

/** Whose account it is, or which server. */
function factsOf({ name, missing, endpoint, region, secretId }: Target, notStarted: string): string {
  if (missing !== undefined) {
    return name === "emulator" ? notStarted : missing;
  }
  return [name === "cos" ? secretId : undefined, endpoint?.replace(/^https?:\/\//, ""), region]
    .filter((fact) => fact !== undefined)
    .join(" · ");
}
