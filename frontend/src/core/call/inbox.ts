/** Which numbered messages have been seen. The same one may come by two ways, in any order. */
export class Inbox {
  readonly #seen = new Set<number>();
  readonly #remembered: number;

  constructor(remembered = 512) {
    this.#remembered = remembered;
  }

  /** True the first time; always true for a message without a number. */
  accepts(seq: number | undefined): boolean {
    if (seq === undefined) return true;
    if (this.#seen.has(seq)) return false;
    this.#seen.add(seq);
    if (this.#seen.size > this.#remembered) {
      const oldest = this.#seen.values().next().value;
      if (oldest !== undefined) this.#seen.delete(oldest);
    }
    return true;
  }
}
