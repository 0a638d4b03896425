/** What the server is and has: its targets, and its operations. */

import { batch, computed, signal } from "@preact/signals";
import type {
  Catalogue,
  OperationDetails,
  OperationEntry,
  Session,
  TargetName,
} from "../../cli/explore/wire";
import * as server from "../server";

export const session = signal<Session | undefined>(undefined);
export const catalogue = signal<Catalogue | undefined>(undefined);

/** Where calls go. */
export const targetName = signal<TargetName>("emulator");

/** The same with what is known of it. */
export const target = computed(() => session.value?.targets.find(({ name }) => name === targetName.value));

/** Operations by their names. */
export const entries = computed<ReadonlyMap<string, OperationEntry>>(
  () => new Map(catalogue.value?.operations.map((operation) => [operation.name, operation])),
);

/** Why the page cannot begin: the token is another one, or the server is gone. */
export const beginProblem = signal<{ readonly status: number; readonly message: string } | undefined>(
  undefined,
);

/** Asks the server for all that the page begins with. */
export async function begin(): Promise<void> {
  try {
    const [mine, table] = await Promise.all([server.getSession(), server.getCatalogue()]);
    batch(() => {
      session.value = mine;
      targetName.value = mine.target;
      catalogue.value = table;
    });
  } catch (error) {
    beginProblem.value = error instanceof server.ServerError ? error : { status: -1, message: String(error) };
  }
}

/**
 * Lets calls go to another target, and starts the emulator when it is asked for first.
 * @throws ServerError
 */
export async function chooseTarget(name: TargetName): Promise<void> {
  if (
    name === "emulator" &&
    session.value?.targets.some((each) => each.name === name && each.missing !== undefined)
  ) {
    session.value = await server.startEmulator();
  }
  targetName.value = name;
}

/** Looks again at a target that was not there: the first call starts the emulator. */
export function noticeStart(): void {
  if (target.value?.missing !== undefined) {
    server.getSession().then(
      (mine) => {
        session.value = mine;
      },
      () => {
        // Whoever calls next learns why.
      },
    );
  }
}

const known = new Map<string, OperationDetails>();

/**
 * All about an operation.
 * @throws ServerError
 */
export async function detailsOf(name: string, signal?: AbortSignal): Promise<OperationDetails> {
  const details = known.get(name) ?? (await server.getOperation(name, signal));
  known.set(name, details);
  return details;
}
