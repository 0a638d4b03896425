/** Old states that reads still see for a while: the "stale" fault. */

interface View {
  readonly value: unknown;
  readonly until: number;
}

/** What reads see instead of the present, per bucket and name. Empty unless a fault asks for it. */
export class StaleViews {
  readonly #views = new Map<string, View>();
  readonly #armed = new Map<string, number>();

  constructor(private readonly clock: () => number) {}

  /**
   * From now on writes in the bucket (with `name`: to that name only) leave their old state visible for some
   * milliseconds; the function returned ends that.
   */
  arm(bucket: string, name: string | undefined, milliseconds: number): () => void {
    const id = `${bucket}/${name ?? "*"}`;
    this.#armed.set(id, milliseconds);
    return () => this.#armed.delete(id);
  }

  /** Called by writes, before they change the named thing, with its present state; says whether it is kept. */
  remember(bucket: string, name: string, value: unknown): boolean {
    if (this.#armed.size === 0) {
      return false;
    }
    const milliseconds = this.#armed.get(`${bucket}/${name}`) ?? this.#armed.get(`${bucket}/*`);
    if (milliseconds === undefined) {
      return false;
    }
    this.#views.set(`${bucket}/${name}`, { value, until: this.clock() + milliseconds });
    return true;
  }

  /** What a read sees: the remembered state while it lasts, else the present one. */
  see<T>(bucket: string, name: string, present: T): T {
    if (this.#views.size === 0) {
      return present;
    }
    const view = this.#views.get(`${bucket}/${name}`);
    if (!view) {
      return present;
    }
    if (this.clock() < view.until) {
      return view.value as T;
    }
    this.#views.delete(`${bucket}/${name}`);
    return present;
  }

  /** Forgets all old states. */
  clear(): void {
    this.#views.clear();
    this.#armed.clear();
  }
}
