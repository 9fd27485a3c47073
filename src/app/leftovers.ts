/**
 * What results say was left over of a file that they were made with: waivers that covered nothing, findings of a
 * baseline that are gone. Of one file only what was left over in every result is; different files have nothing to do
 * with each other.
 */
export class Leftovers {
  readonly #byFile = new Map<string, readonly string[]>();

  /** `file`: what distinguishes one file from another. */
  add(file: string, ids: readonly string[]): void {
    const known = this.#byFile.get(file);
    if (known === undefined) this.#byFile.set(file, ids);
    else {
      const now = new Set(ids);
      this.#byFile.set(
        file,
        known.filter((id) => now.has(id)),
      );
    }
  }

  all(): string[] {
    return [...new Set([...this.#byFile.values()].flat())];
  }
}
