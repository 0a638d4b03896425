/** What a look for drift found, in a form that every output format tells. */

/** One place where what is live differs from what is declared. */
export interface Change {
  /** The property's path, such as `rules[0].allowedOrigins[1]`. */
  readonly path: string;
  /** What the last deployment declared; `undefined` for nothing. Secrets are masked. */
  readonly declared?: unknown;
  /** What COS has; `undefined` for nothing. Secrets are masked. */
  readonly live?: unknown;
  /** What the next `pulumi up` does about it: puts it back, replaces the resource, or nothing, because it cannot. */
  readonly up: "update" | "replace" | "none";
  /** Why it cannot. */
  readonly reason?: string;
}

/** How a resource of the stack was found. */
export type Status = "unchanged" | "drifted" | "gone" | "unreadable";

/** A resource of the stack. */
export interface ResourceFinding {
  readonly urn: string;
  /** The class, such as `BucketCors`; the whole type for resources of other packages. */
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly status: Status;
  /** Where it drifted, in the order of its properties. */
  readonly changes: readonly Change[];
  /** Why it could not be read. Names the CAM action where one is missing. */
  readonly error?: string;
}

/** Something in a bucket of the stack that no resource of the stack declares. */
export interface UndeclaredFinding {
  /** The class that would declare it, such as `BucketPolicy`; `Object` for objects that no resource declares. */
  readonly type: string;
  /** The id that such a resource would have; of objects, that of the folder they are in. */
  readonly id: string;
  readonly bucket: string;
  readonly region: string;
  readonly status: "undeclared" | "unreadable";
  /** Whom it opens the bucket to, such as `everyone may read objects`. */
  readonly opens?: string;
  /** What it says: the arguments of a resource that would declare it. */
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** Keys of objects, the first ones in order. */
  readonly keys?: readonly string[];
  /** How many objects there are. */
  readonly count?: number;
  /** Why it could not be read. */
  readonly error?: string;
}

/** Everything. */
export interface DriftReport {
  readonly project: string;
  readonly stack: string;
  /** In the same order each time. */
  readonly resources: readonly ResourceFinding[];
  /** Most dangerous first; `undefined` when it was not looked for. */
  readonly undeclared?: readonly UndeclaredFinding[];
}

/** How many there are of each. */
export interface Summary {
  readonly resources: number;
  readonly unchanged: number;
  readonly drifted: number;
  readonly gone: number;
  readonly unreadable: number;
  /** `undefined` when it was not looked for. */
  readonly undeclared?: number;
}

/** Counts a report. */
export function summarise({ resources, undeclared }: DriftReport): Summary {
  const count = (status: Status) => resources.filter((each) => each.status === status).length;
  const unread = undeclared?.filter(({ status }) => status === "unreadable").length ?? 0;
  return {
    resources: resources.length,
    unchanged: count("unchanged"),
    drifted: count("drifted"),
    gone: count("gone"),
    unreadable: count("unreadable") + unread,
    ...(undeclared && { undeclared: undeclared.length - unread }),
  };
}

/** A summary as a person reads it: `23 resources: 3 drifted, 1 gone, 19 unchanged`. */
export function describeSummary(summary: Summary): string {
  const { resources, undeclared = 0 } = summary;
  const parts = [
    ...(["drifted", "gone", "unreadable"] as const)
      .filter((status) => summary[status] > 0)
      .map((status) => `${summary[status]} ${status}`),
    ...(undeclared > 0 ? [`${undeclared} undeclared`] : []),
    `${summary.unchanged} unchanged`,
  ];
  return `${resources} ${resources === 1 ? "resource" : "resources"}: ${parts.join(", ")}`;
}

/** What the next `pulumi up` does about a change, in words. */
export function describeUp({ up, reason }: Change): string {
  switch (up) {
    case "update":
      return "up puts it back";
    case "replace":
      return "up replaces the resource";
    case "none":
      return `up cannot put it back: ${reason ?? "COS does not take it"}`;
  }
}

/** A value on one line, as JSON; a dash for nothing. @param limit characters, above which it is cut */
export function describeValue(value: unknown, limit = Number.POSITIVE_INFINITY): string {
  if (value === undefined) {
    return "–";
  }
  const text = JSON.stringify(value);
  // Half a character would be shown as one that is broken.
  return text.length > limit ? `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, "")}…` : text;
}
