/** The tour: create, visit, nothing to do, changed from outside, seen, healed, destroyed, nothing left. */
import { cleanUpOnExit } from "../processes";
import { obtainPulumi } from "../pulumi/obtain";
import { createWorkspace, type Workspace } from "../pulumi/workspace";
import { formatDuration, type Terminal } from "../terminal";
import { type EmulatorProcess, startEmulatorProcess } from "./emulator";
import { keepTour } from "./kept";
import * as scenes from "./scenes";
import { createSteps, printSummary } from "./steps";

/** Takes the tour. Answers the exit status: 0 only if every step did what it claims. */
export async function tour({ terminal, keep }: { terminal: Terminal; keep: boolean }): Promise<number> {
  const started = Date.now();
  const steps = createSteps(terminal, keep ? 7 : 9);
  const takeBack = cleanUpOnExit(() =>
    terminal.line("\nInterrupted: everything that was started is stopped and removed."),
  );
  let workspace: Workspace | undefined;
  let emulator: EmulatorProcess | undefined;
  let kept = false;
  try {
    const cli = await obtainPulumi({ terminal });
    terminal.line(`Pulumi CLI ${cli.version}, ${cli.how}`);
    workspace = await createWorkspace({
      cli,
      project: scenes.project,
      stack: "tour",
      env: scenes.environment,
    });
    emulator = await startEmulatorProcess(workspace.folder, scenes.account);
    terminal.line(`COS emulator at ${emulator.url}`);

    const stage = scenes.createStage({ terminal, workspace, emulator });
    await steps.run("A stack whose COS is the emulator", () => scenes.configure(stage));
    await steps.run("Create a small website", () => scenes.create(stage));
    await steps.run("A visitor comes by", () => scenes.visit(stage));
    await steps.run("Preview again: nothing to do", () => scenes.previewAgain(stage));
    await steps.run("Someone changes things behind Pulumi's back", () => scenes.changeFromOutside(stage));
    await steps.run("Pulumi sees what was changed", () => scenes.seeDrift(stage));
    await steps.run("Pulumi puts it right", () => scenes.heal(stage));
    if (!keep) {
      await steps.run("Remove everything", () => scenes.destroy(stage));
      await steps.run("Nothing is left", () => scenes.nothingLeft(stage));
    }

    printSummary(terminal, steps.records);
    terminal.line(`\n${await scenes.countRequests(stage)} All in ${formatDuration(Date.now() - started)}.`);
    if (keep) {
      keepTour({ cli, workspace, emulator, page: scenes.pageUrl(stage), terminal });
      kept = true;
    } else {
      scenes.sayHowToGoOn(terminal);
    }
    return 0;
  } catch (error) {
    if (steps.records.length > 0) {
      printSummary(terminal, steps.records);
    }
    terminal.line();
    terminal.bad(error instanceof Error ? error.message : String(error));
    return 1;
  } finally {
    takeBack();
    if (!kept) {
      await emulator?.stop();
      workspace?.remove();
    }
  }
}
