/**
 * Carries jobs out, one at a time and some objects at a time, so that requests come between.
 * https://www.tencentcloud.com/document/product/436/32961
 */

import { setImmediate as turn } from "node:timers/promises";
import { ServiceError } from "../../format/errors";
import type { Service } from "../../request/operation";
import type { Job, JobStatus } from "../../store/jobs";
import { documentOf } from "./document";
import { readManifest, type Task } from "./manifest";
import { checkReport, type Outcome, writeReport } from "./report";
import { carryOut } from "./task";

/** How many objects are worked on before anything else has its turn. */
const slice = 50;
/** From so many objects on a job is watched, and fails when more than half of them failed. */
const watchedFrom = 1_000;
const tolerated = 0.5;

const runnable: readonly JobStatus[] = ["Ready", "Active", "Paused"];
const transitions = { Complete: "Completing", Failed: "Failing", Cancelled: "Cancelling" } as const;

/** What is known of a job while it runs. */
interface Run {
  readonly tasks: readonly Task[];
  readonly outcomes: Outcome[];
}

/** The jobs of an emulator, at work. */
export class JobRunner {
  readonly #service: Service;
  readonly #runs = new Map<string, Run>();
  #working: Promise<void> | undefined;
  #closed = false;

  /** Jobs that an earlier process did not end begin again. */
  constructor(service: Service) {
    this.#service = service;
    for (const job of service.store.jobs.values()) {
      if (job.status === "Preparing") {
        this.#set(job, "New");
      } else if (["Active", "Paused", "Completing", "Failing"].includes(job.status)) {
        // It begins again, and may end otherwise.
        job.failure = undefined;
        this.#set(job, "Ready");
      }
    }
  }

  /** Looks for something to do: a job is new, or its status or priority is another one. */
  wake(): void {
    if (!this.#closed) {
      this.#working ??= turn().then(() => this.#work());
    }
  }

  /** Stops after the objects that are being worked on. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#working;
  }

  async #work(): Promise<void> {
    for (let job = this.#next(); job && !this.#closed; job = this.#next()) {
      try {
        await this.#advance(job);
      } catch (error) {
        await this.#fail(job, error);
      }
      await turn();
    }
    this.#working = undefined;
  }

  #next(): Job | undefined {
    const all = this.#service.store.jobs;
    for (const id of this.#runs.keys()) {
      if (!all.has(id)) {
        this.#runs.delete(id);
      }
    }
    const jobs = [...all.values()];
    const short = jobs.find(({ status }) => status === "Cancelling" || status === "New");
    const rank = ({ priority, status }: Job) => [priority, status === "Active" ? 1 : 0] as const;
    const [first, ...others] = jobs
      .filter(({ status }) => runnable.includes(status))
      .sort((a, b) => rank(b)[0] - rank(a)[0] || rank(b)[1] - rank(a)[1]);
    for (const other of others) {
      if (other.status === "Active") {
        this.#set(other, "Paused");
      }
    }
    return short ?? first;
  }

  async #advance(job: Job): Promise<void> {
    if (job.status === "Cancelling") {
      await this.#end(job, "Cancelled");
    } else if (job.status === "New") {
      this.#set(job, "Preparing");
      await this.#open(job);
      // It may have been cancelled meanwhile.
      if (this.#stands(job, "Preparing")) {
        const waits = documentOf(job).ConfirmationRequired === "true";
        job.suspended = waits ? this.#now() : undefined;
        this.#set(job, waits ? "Suspended" : "Ready");
      }
    } else {
      const run = this.#runs.get(job.id) ?? (await this.#open(job));
      if (this.#stands(job, ...runnable)) {
        this.#set(job, "Active");
        await this.#run(job, run);
      }
    }
  }

  async #open(job: Job): Promise<Run> {
    checkReport(job, this.#service);
    const run: Run = { tasks: await readManifest(job, this.#service), outcomes: [] };
    this.#runs.set(job.id, run);
    job.progress = { total: run.tasks.length, succeeded: 0, failed: 0 };
    return run;
  }

  async #run(job: Job, { tasks, outcomes }: Run): Promise<void> {
    const { progress } = job;
    for (const task of tasks.slice(outcomes.length, outcomes.length + slice)) {
      let error: ServiceError | undefined;
      try {
        carryOut(job, this.#service, task);
      } catch (thrown) {
        error = serviceError(thrown);
      }
      outcomes.push({ task, error });
      progress[error ? "failed" : "succeeded"]++;
      // Whether the share counts from the first object on is unverified(batch-failures); one that fails would be all of them.
      // The code is unverified(batch-failure-codes).
      if (outcomes.length >= watchedFrom && progress.failed / outcomes.length > tolerated) {
        throw new ServiceError("TooManyFailures", { message: "More than half of the operations failed." });
      }
    }
    if (outcomes.length === tasks.length && this.#stands(job, "Active")) {
      await this.#end(job, "Complete");
    }
  }

  async #fail(job: Job, error: unknown): Promise<void> {
    const { code, message } = serviceError(error);
    job.failure = { code, reason: message };
    await this.#end(job, "Failed");
  }

  async #end(job: Job, status: keyof typeof transitions): Promise<void> {
    this.#set(job, transitions[status]);
    let last = status;
    try {
      await writeReport(job, this.#service, this.#runs.get(job.id)?.outcomes ?? []);
    } catch (error) {
      const { code, message } = serviceError(error);
      job.failure ??= { code, reason: message };
      last = status === "Cancelled" ? status : "Failed";
    }
    this.#runs.delete(job.id);
    job.ended = this.#now();
    this.#set(job, last);
  }

  /** Whether it still exists, in one of these. */
  #stands(job: Job, ...statuses: readonly JobStatus[]): boolean {
    return this.#service.store.jobs.get(job.id) === job && statuses.includes(job.status);
  }

  #set(job: Job, status: JobStatus): void {
    if (job.status !== status) {
      job.status = status;
      this.#service.store.changeJob(job);
    }
  }

  #now(): number {
    return Date.now() + this.#service.ahead();
  }
}

function serviceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) {
    return error;
  }
  // A fault of the emulator itself.
  console.error(error);
  return new ServiceError("InternalError");
}
