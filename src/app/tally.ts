import type { Counts, InputCount, SummaryEvent } from '../core/events.ts';
import type { Finding } from '../core/finding.ts';
import { CONFIDENCES, STATUSES } from '../core/finding.ts';
import { excerpt } from '../core/text.ts';
import { Units } from './units.ts';

/** Sites that are counted by name; those that come later are counted together as `other`. */
const MOST_SITES = 1000;

/** Counts what a run found, for its summary. */
export class Tally {
  readonly inputs: InputCount[] = [];
  readonly #status = new Counter();
  readonly #confidence = new Counter();
  readonly #vendor = new Counter();
  readonly #list = new Counter();
  readonly #site = new Counter(MOST_SITES);
  readonly #units = new Units();
  readonly #lists = new WeakMap<Finding['designations'], readonly string[]>();

  add(finding: Finding): void {
    this.#status.add(finding.status);
    this.#confidence.add(finding.confidence);
    this.#vendor.add(finding.vendor?.id ?? finding.category?.id ?? '');
    for (const list of this.#listsOf(finding.designations)) this.#list.add(list);
    const { site } = finding.asset;
    if (site !== undefined) this.#site.add(excerpt(site));
    this.#units.add(finding.id, finding.quantity);
  }

  /** Findings judged alike share their designations. */
  #listsOf(designations: Finding['designations']): readonly string[] {
    let lists = this.#lists.get(designations);
    if (lists === undefined) {
      lists = [...new Set(designations.map(({ list }) => list))];
      this.#lists.set(designations, lists);
    }
    return lists;
  }

  get units(): number {
    return this.#units.total();
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
  readonly #counts = new Map<string, number>();
  readonly #most: number;

  constructor(most = Infinity) {
    this.#most = most;
  }

  add(name: string): void {
    const key = this.#counts.has(name) || this.#counts.size < this.#most ? name : 'other';
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  /** Every name of a fixed order, those that were not met too. */
  inOrder(names: readonly string[]): Counts {
    return Object.fromEntries(names.map((name) => [name, this.#counts.get(name) ?? 0]));
  }

  /** Largest first, then by name. Own properties only, so that a site called `__proto__` is a site. */
  sorted(): Counts {
    const entries = [...this.#counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    return Object.fromEntries(entries);
  }
}
