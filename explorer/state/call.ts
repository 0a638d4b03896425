/** Calls: what is typed, what would be sent, what is on its way, and what came back. */

import { batch, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type {
  Draft,
  Effect,
  OperationDetails,
  Preview,
  SendAnswer,
  SendRequest,
} from "../../cli/explore/wire";
import * as server from "../server";
import { texts } from "../texts";
import { problemText } from "../texts/problem";
import { askLater } from "./asking";
import { noticeStart } from "./session";

/** A call that a person prepares. */
export interface Call {
  readonly draft: ReadonlySignal<Draft>;
  readonly effect: ReadonlySignal<Effect>;
  /** Left out for a free request. */
  readonly details?: OperationDetails;
  /** The file whose content it brings. */
  readonly file: ReadonlySignal<File | undefined>;
  /** What would be sent; left out until the server has said so. */
  readonly preview: Signal<Preview | undefined>;
  /** Somebody has tried to send it: from then on, all that is wrong is shown. */
  readonly tried: Signal<boolean>;
  readonly sending: Signal<Sending | undefined>;
  readonly answered: Signal<Answered | undefined>;
  /** Why the server did not send it. */
  readonly problem: Signal<string | undefined>;
}

/** A call on its way. */
interface Sending {
  /** By `performance.now()`. */
  readonly since: number;
  /** Bytes of the file that are on their way. */
  readonly bytes: number;
  readonly cancel: () => void;
}

export interface Answered {
  /** What was sent, for what goes on from the answer: "save", a pre-signed URL, a comparison. */
  readonly request: SendRequest;
  readonly answer: SendAnswer;
}

/** The parts of a call that are the same for all. */
export function newCall(): Pick<Call, "preview" | "tried" | "sending" | "answered" | "problem"> {
  return {
    preview: signal(undefined),
    tried: signal(false),
    sending: signal(undefined),
    answered: signal(undefined),
    problem: signal(undefined),
  };
}

/** The call on the page. */
export const currentCall = signal<Call | undefined>(undefined);

/** The result that is shown. */
export const resultTab = signal<"answer" | "request" | "signature" | "code">("answer");

/** Asks what would be sent whenever something was typed; answers that come late are dropped. */
export function followTyping(): void {
  effect(() => {
    const call = currentCall.value;
    const draft = call?.draft.value;
    if (call === undefined || draft === undefined) {
      return undefined;
    }
    return askLater(
      (signal) => server.getPreview(draft, signal),
      (preview) => {
        call.preview.value = preview;
        noticeStart();
      },
      (error) => {
        call.preview.value = { failures: [], signatures: [], reason: problemText(error) };
      },
    );
  });
}

/** The draft that waits for a person to agree to what it does. */
export const awaitingConsent = signal<Call | undefined>(undefined);

/** Calls that are looked at before they are sent. */
const checking = new Set<Call>();

/**
 * Sends a call, or asks first where it destroys something.
 * @returns whether nothing is wrong with it
 */
export async function requestSend(call: Call): Promise<boolean> {
  if (call.sending.value !== undefined || checking.has(call)) {
    return true;
  }
  call.tried.value = true;
  // What was typed a moment ago may not have been looked at yet. What cannot be looked at is for the call itself to say.
  checking.add(call);
  const preview = await server.getPreview(call.draft.value).catch(() => undefined);
  checking.delete(call);
  if (preview !== undefined) {
    call.preview.value = preview;
  }
  if (preview?.failures.some(({ doubtful }) => !doubtful)) {
    return false;
  }
  if (call.effect.value === "destroys" || call.effect.value === "cannot be undone") {
    awaitingConsent.value = call;
  } else {
    void send(call);
  }
  return true;
}

/**
 * Sends a call.
 * @param confirmed a person has agreed to what is lost
 */
export async function send(call: Call, confirmed?: true): Promise<void> {
  const abort = new AbortController();
  const request: SendRequest = { ...call.draft.value, ...(confirmed && { confirmed }) };
  const sending = { since: performance.now(), bytes: 0, cancel: () => abort.abort() };
  batch(() => {
    call.sending.value = sending;
    call.problem.value = undefined;
    resultTab.value = "answer";
  });
  const outcome = await server
    .send(request, call.file.value, abort.signal, (bytes) => {
      call.sending.value = { ...sending, bytes };
    })
    .then(
      (answer) => ({ answer }),
      async (error) => ({
        problem: server.isAborted(error)
          ? undefined
          : (await isReadable(call.file.value))
            ? problemText(error)
            : texts.value.send.unreadable,
      }),
    );
  noticeStart();
  batch(() => {
    call.sending.value = undefined;
    if ("answer" in outcome) {
      call.answered.value = { request, answer: outcome.answer };
    } else {
      call.problem.value = outcome.problem;
    }
  });
}

/** Whether a file is still as it was chosen: browsers send no other. */
async function isReadable(file: File | undefined): Promise<boolean> {
  return (
    (await file
      ?.slice(0, 1)
      .arrayBuffer()
      .catch(() => "gone")) !== "gone"
  );
}
