import { oncePer } from '../core/cache.ts';
import type { DesignationEvent, DesignationRule, ListRef, ResultEvent } from '../core/events.ts';
import type { Finding, FindingDesignation } from '../core/finding.ts';
import { heldUnder } from '../core/groups.ts';

/** What a result says of the law: its lists, and the texts of its designations by list and entry. */
export class Law {
  readonly lists = new Map<string, ListRef>();
  readonly #events = new Map<string, DesignationEvent>();
  /** Equal sets once. */
  readonly #sets = new Map<string, ReadonlySet<string>>();
  /** `list effect`: what each list wants. Findings judged alike share their designations. */
  readonly effectsOf = oncePer((designations: Finding['designations']) =>
    this.shared(designations.flatMap((one) => this.rulesOf(one).map(({ effect }) => `${one.list} ${effect}`))),
  );

  /** Whether it is the first designation of its entry. */
  add(event: ResultEvent): boolean {
    if (event.type === 'run') for (const list of event.lists) this.lists.set(list.id, list);
    if (event.type !== 'designation') return false;
    const before = this.#events.size;
    return this.#events.set(keyOf(event), event).size > before;
  }

  of(designation: Pick<FindingDesignation, 'list' | 'entry'>): DesignationEvent | undefined {
    return this.#events.get(keyOf(designation));
  }

  rulesOf(designation: FindingDesignation): readonly DesignationRule[] {
    return this.of(designation)?.rules.filter(({ id }) => designation.rules.includes(id)) ?? [];
  }

  shared(names: Iterable<string>): ReadonlySet<string> {
    const sorted = [...new Set(names)].sort();
    return heldUnder(this.#sets, sorted.join('\n'), () => new Set(sorted));
  }
}

const keyOf = ({ list, entry }: Pick<FindingDesignation, 'list' | 'entry'>): string => `${list}\n${entry}`;
