import type { Status } from '../../core/finding.ts';

/** More vendors, sites or lists than this are counted together. */
const MOST = 1_000;
/** Assets that are remembered to count each once; a map of 100,000 takes 15 MB. */
const MOST_ASSETS = 100_000;
const OTHER = 'other';

/** How a bar is divided: what is banned today, what may or will be, and what is not. */
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

/** Assets by one thing (vendor, site, list), each once by its strongest shade; bounded. */
export class PageTally {
  readonly #bars = new Map<string, Bar>();
  readonly #shades = new Map<string, Shade>();
  /** False when there were too many assets to know each again. */
  exact = true;

  add(key: string, label: string, assetId: string, status: Status): void {
    const bar = this.#bar(key, label);
    const asset = `${assetId} ${bar.label === OTHER ? OTHER : key}`;
    const shade = SHADE_OF[status];
    const before = this.#shades.get(asset);
    if (before !== undefined && SHADES.indexOf(before) <= SHADES.indexOf(shade)) return;
    if (before !== undefined) bar.counts[before] -= 1;
    bar.counts[shade] += 1;
    if (before !== undefined || this.#shades.size < MOST_ASSETS) this.#shades.set(asset, shade);
    else this.exact = false;
  }

  #bar(key: string, label: string): Bar {
    const known = this.#bars.get(key);
    if (known !== undefined) return known;
    if (this.#bars.size >= MOST && key !== OTHER) return this.#bar(OTHER, OTHER);
    const bar = { label, counts: { banned: 0, open: 0, noted: 0 } };
    this.#bars.set(key, bar);
    return bar;
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

/** All assets of a bar. */
export function total({ counts }: Bar): number {
  return counts.banned + counts.open + counts.noted;
}
