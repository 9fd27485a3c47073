import type { Status } from '../../core/finding.ts';

/** More vendors, sites or lists than this are counted together. */
const MOST = 1_000;
const OTHER = 'other';

/** How a bar is divided: what bars today, what may or will, and what does not. */
export const SHADES = ['banned', 'open', 'noted'] as const;
export type Shade = (typeof SHADES)[number];

const SHADE_OF: Readonly<Record<Status, Shade>> = {
  banned: 'banned',
  undetermined: 'open',
  upcoming: 'open',
  waived: 'noted',
  exempt: 'noted',
  listed: 'noted',
};

export interface Bar {
  readonly label: string;
  readonly counts: Record<Shade, number>;
}

/** Findings by one thing (vendor, site, list), each divided by shade; bounded. */
export class PageTally {
  readonly #bars = new Map<string, Bar>();

  add(key: string, label: string, status: Status): void {
    const known = this.#bars.get(key);
    if (known === undefined) {
      if (this.#bars.size >= MOST && key !== OTHER) {
        this.add(OTHER, OTHER, status);
        return;
      }
      this.#bars.set(key, { label, counts: { banned: 0, open: 0, noted: 0 } });
    }
    const bar = known ?? this.#bars.get(key);
    if (bar !== undefined) bar.counts[SHADE_OF[status]] += 1;
  }

  /** The largest first, at most `most`; those beyond are one bar that says how many they are. */
  bars(most: number): readonly Bar[] {
    const sorted = [...this.#bars.values()].sort((a, b) => total(b) - total(a) || (a.label < b.label ? -1 : 1));
    if (sorted.length <= most) return sorted;
    const rest = sorted.slice(most - 1);
    const counts = { banned: 0, open: 0, noted: 0 };
    for (const bar of rest) for (const shade of SHADES) counts[shade] += bar.counts[shade];
    return [...sorted.slice(0, most - 1), { label: `${rest.length} others`, counts }];
  }
}

/** All findings of a bar. */
export function total({ counts }: Bar): number {
  return counts.banned + counts.open + counts.noted;
}
