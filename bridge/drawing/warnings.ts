/** What a drawing asks for and does not get: each said once, with how often. */
export class Warnings {
  readonly #times = new Map<string, number>();

  /** Different ones that are kept; a hostile file may have a million. */
  static readonly #MAX = 40;

  add(warning: string): void {
    if (this.#times.has(warning) || this.#times.size < Warnings.#MAX) {
      this.#times.set(warning, (this.#times.get(warning) ?? 0) + 1);
    }
  }

  list(): string[] {
    return Array.from(this.#times, ([warning, times]) =>
      times === 1 ? warning : `${warning} (${times} times)`,
    );
  }
}
