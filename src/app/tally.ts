import type { Counts, InputCount, SummaryEvent } from '../core/events.ts';
import {
  CONFIDENCES,
  STATUSES,
  thingId,
  type Finding,
  SET_ASIDE_REASONS,
  type SetAside,
  type SetAsideReason,
} from '../core/finding.ts';
import type { Severity } from '../core/problem.ts';
import { excerpt, unshared } from '../core/text.ts';
import { AssetTable } from '../core/asset.ts';

/** Sites that are counted by name; those that come later are counted together. */
const MOST_SITES = 1000;
const OTHER = 'other';

/** What of a finding is counted. */
export type Counted = Pick<
  Finding,
  'vendor' | 'category' | 'confidence' | 'status' | 'designations' | 'fails' | 'assetId' | 'quantity'
> & { readonly asset: Pick<Finding['asset'], 'site'> };

/** Counts what a run found, for its summary. */
export class Tally {
  readonly inputs: InputCount[] = [];
  readonly #status = new Counter();
  readonly #confidence = new Counter();
  readonly #vendor = new Counter();
  readonly #list = new Counter();
  readonly #site = new Counter(MOST_SITES);
  readonly #assets = new AssetTable();
  readonly #problems: Record<Severity, number> = { error: 0, warning: 0 };
  readonly #setAside = Object.fromEntries(SET_ASIDE_REASONS.map((reason) => [reason, 0])) as Record<
    SetAsideReason,
    number
  >;
  /** Rows that had something to judge and have no finding. */
  #withoutFinding = 0;

  add(finding: Counted): void {
    this.#status.add(finding.status);
    this.#confidence.add(finding.confidence);
    this.#vendor.add(thingId(finding));
    let last = '';
    for (const { list } of finding.designations) {
      // The entries of one list follow each other.
      if (list !== last) this.#list.add(list);
      last = list;
    }
    const { site } = finding.asset;
    if (site !== undefined) this.#site.add(excerpt(site));
    this.#assets.add(finding.assetId, finding.quantity, finding.fails);
  }

  addProblems(severity: Severity, count = 1): void {
    this.#problems[severity] += count;
  }

  addSetAside({ reason }: Pick<SetAside, 'reason'>, count = 1): void {
    this.#setAside[reason] += count;
  }

  addRowsWithoutFinding(count: number): void {
    this.#withoutFinding += count;
  }

  /** What the summary says of everything that was added. */
  get counts(): Pick<SummaryEvent, 'inputs' | 'findings' | 'setAside' | 'problems' | 'assets' | 'units'> {
    const { found, failing, units } = this.#assets;
    return {
      inputs: this.inputs,
      findings: this.findings,
      setAside: { ...this.#setAside },
      problems: { ...this.#problems },
      assets: { judged: this.#withoutFinding + found, found, failing },
      units,
    };
  }

  get findings(): SummaryEvent['findings'] {
    return {
      status: this.#status.inOrder(STATUSES),
      confidence: this.#confidence.inOrder(CONFIDENCES),
      vendor: this.#vendor.sorted(),
      list: this.#list.sorted(),
      site: this.#site.sorted(),
    };
  }

  /** Over all inputs. */
  total(key: 'rows' | 'judged' | 'notJudged' | 'rejected'): number {
    return this.inputs.reduce((sum, input) => sum + input[key], 0);
  }
}

class Counter {
  readonly #counts = new Map<string, { count: number }>();
  readonly #most: number;

  constructor(most = Infinity) {
    this.#most = most;
  }

  add(name: string): void {
    const known = this.#counts.get(name) ?? this.#new(name);
    known.count += 1;
  }

  #new(name: string): { count: number } {
    const key = this.#counts.size < this.#most ? unshared(name) : OTHER;
    let counted = this.#counts.get(key);
    if (counted === undefined) this.#counts.set(key, (counted = { count: 0 }));
    return counted;
  }

  /** Every name in a fixed order, including those that never occurred. */
  inOrder(names: readonly string[]): Counts {
    return Object.fromEntries(names.map((name) => [name, this.#counts.get(name)?.count ?? 0]));
  }

  /** Largest first, then by name. Own properties only, so that a site called `__proto__` is a site. */
  sorted(): Counts {
    const entries = Array.from(this.#counts, ([name, { count }]) => [name, count] as const);
    return Object.fromEntries(entries.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));
  }
}
