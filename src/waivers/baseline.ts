import { assetKey, isUnique } from '../core/asset.ts';
import type { Finding } from '../core/finding.ts';
import type { NoValue } from '../core/no-value.ts';

/** How many rows of an earlier result had each finding id. */
export type Baseline = ReadonlyMap<string, number>;

/** What a baseline needs of a finding, whichever result it comes from. */
type KnownFinding = Pick<Finding, 'id' | 'asset'>;

/** Compares the findings of a run, one by one, with an earlier result. */
export interface BaselineRun {
  /** Whether the finding is not in the baseline. Call once for each finding, in any order. */
  isNew(finding: KnownFinding): boolean;
  /** Whether no finding of that id failed in the baseline: exempt then, upcoming, waived, or less sure. */
  wasHarmless(id: string): boolean;
  /** Ids of the baseline that this run did not have, sorted. */
  resolved(): string[];
}

/** Counts the finding events of an earlier result, ignoring others, so that a stream can be fed as it is read. */
export class BaselineCounter {
  readonly #wouldFail: (finding: Finding) => boolean;
  readonly #counts = new Map<string, number>();
  readonly #harmless = new Set<string>();

  /** `wouldFail`: whether a finding fails by the rule of the run that is compared with it, this baseline aside. */
  constructor(wouldFail: (finding: Finding) => boolean) {
    this.#wouldFail = wouldFail;
  }

  add(event: unknown): void {
    if (typeof event !== 'object' || event === null || !('type' in event) || event.type !== 'finding') return;
    const id = 'id' in event ? event.id : null;
    if (typeof id !== 'string') return;
    const before = this.#counts.get(id) ?? 0;
    this.#counts.set(id, before + 1);
    if (this.#wouldFail(event as Finding)) this.#harmless.delete(id);
    else if (before === 0) this.#harmless.add(id);
  }

  get harmless(): ReadonlySet<string> {
    return this.#harmless;
  }

  get counts(): Baseline {
    return this.#counts;
  }
}

/** Starts a comparison. Ids made from a serial or an asset tag name one asset; of the others the rows are counted. */
export function createBaselineRun(
  baseline: Baseline,
  noValue: NoValue,
  harmless: ReadonlySet<string> = new Set(),
): BaselineRun {
  const seen = new Map<string, number>();
  return {
    isNew({ id, asset }: KnownFinding): boolean {
      const count = (seen.get(id) ?? 0) + 1;
      seen.set(id, count);
      const before = baseline.get(id) ?? 0;
      return isUnique(assetKey(asset, noValue).kind) ? before === 0 : count > before;
    },
    wasHarmless: (id) => harmless.has(id),
    resolved: () => [...baseline.keys()].filter((id) => !seen.has(id)).sort(),
  };
}
