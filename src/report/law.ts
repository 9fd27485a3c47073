import type { DesignationEvent, DesignationRule, ListRef, RunEvent } from '../core/events.ts';
import type { FindingDesignation } from '../core/finding.ts';
import { assumedBy, designationLine, listingText, ruleText, type Told } from './phrases.ts';

/** What the lists of a run say of what was found: its designation events, each once, as they come. */
export class Law {
  run: RunEvent | null = null;
  readonly #events = new Map<string, DesignationEvent>();

  add(events: readonly DesignationEvent[]): void {
    for (const event of events) this.#events.set(`${event.list} ${event.entry}`, event);
  }

  get events(): readonly DesignationEvent[] {
    return [...this.#events.values()];
  }

  get asOf(): string | null {
    return this.run?.asOf ?? null;
  }

  of({ list, entry }: Pick<FindingDesignation, 'list' | 'entry'>): DesignationEvent | undefined {
    return this.#events.get(`${list} ${entry}`);
  }

  list(id: string): ListRef | undefined {
    return this.run?.lists.find((list) => list.id === id);
  }

  title(id: string): string {
    return this.list(id)?.title ?? id;
  }

  /** `binds companies with US federal contracts`; null where the list does not say. */
  binds(id: string): string | null {
    const binds = this.list(id)?.binds ?? null;
    return binds === null ? null : `binds ${binds}`;
  }

  /** What the law behind a designation says, in short; an event that is not at hand says nothing. */
  readonly told: Told = (of) => {
    const event = this.of(of);
    if (event === undefined) return [];
    const wasListed = of.because?.startsWith('was listed') === true;
    return [
      ...(wasListed
        ? []
        : [listingText(event, this.asOf), ...ownRules(event).map((rule) => ruleText(rule, this.asOf))]),
      ...assumedBy(event).map((text) => `assumed: ${text}`),
      event.knownOn === null ? null : `as known on ${event.knownOn}`,
      event.verified ? null : 'not verified',
    ].filter((part) => part !== null);
  };

  /**
   * What an entry says beside whom it names and since when, a line each: entries of one list often share it. In short,
   * without what it says of others, its note and its citations.
   */
  lines(event: DesignationEvent, inFull: boolean): readonly string[] {
    const binds = this.list(event.list)?.binds ?? null;
    const { reason, note, knownOn, verified } = event;
    return [
      reason === null ? null : `reason: ${reason}`,
      ...(inFull ? event.rules : ownRules(event)).map((rule) => {
        const text = ruleText(rule, this.asOf, binds);
        return inFull && rule.citation !== null ? `${text} (${rule.citation})` : text;
      }),
      ...assumedBy(event).map((text) => `assumed: ${text}`),
      inFull && note !== null ? `note: ${note}` : null,
      inFull && knownOn !== null ? `as known on ${knownOn}` : null,
      verified ? null : 'not verified: not read in a primary or dated secondary source',
    ].filter((line) => line !== null);
  }

  /** `listed 2021-03-12`, `listed; it forbids nothing`. */
  listed(event: DesignationEvent): string {
    return `${listingText(event, this.asOf) ?? 'listed'}${event.rules.length === 0 ? '; it forbids nothing' : ''}`;
  }

  /** By list, in the order of the run's; of each list every text once, with the entries that share it. */
  byList(events: readonly DesignationEvent[], inFull: boolean): readonly LawOfList[] {
    const order = (this.run?.lists ?? []).map(({ id }) => id);
    const sorted = events.toSorted((a, b) => order.indexOf(a.list) - order.indexOf(b.list));
    return alike(sorted, ({ list }) => list).map((ofList) => ({
      id: ofList[0]?.list ?? '',
      texts: alike(ofList, (event) => this.lines(event, inFull).join('\n')).map((entries) => ({
        entries,
        lines: entries[0] === undefined ? [] : this.lines(entries[0], inFull),
      })),
    }));
  }

  /** Whom entries name, one each day of listing: `Dahua, Hikvision: listed 2021-03-12`; in full by which citation. */
  named(
    entries: readonly DesignationEvent[],
    inFull: boolean,
    namesOf: (event: DesignationEvent) => readonly string[] = ({ as }) => [as],
  ): readonly string[] {
    const saying = (event: DesignationEvent) =>
      inFull && event.citation !== null ? `${this.listed(event)}, ${event.citation}` : this.listed(event);
    return alike(entries, saying).map((events) => {
      const names = [...new Set(events.flatMap(namesOf))].join(', ');
      return `${names}: ${events[0] === undefined ? '' : saying(events[0])}`;
    });
  }
}

interface LawOfList {
  readonly id: string;
  readonly texts: readonly { readonly entries: readonly DesignationEvent[]; readonly lines: readonly string[] }[];
}

/** What a reader can break; of a list that speaks of others only, what it says of them. */
function ownRules({ rules }: DesignationEvent): readonly DesignationRule[] {
  const own = rules.filter(({ effect }) => effect !== 'about-others');
  return own.length > 0 ? own : rules;
}

/** `banned by us-fcc-covered, us-ndaa-889`: what the lists say of a finding, those that say the same together. */
export function saysText(designations: readonly FindingDesignation[]): string {
  const saying = (one: FindingDesignation) => designationLine(one).slice(`${one.list}: ${one.status}`.length);
  return alike(designations, (one) => `${one.status}${saying(one)}`)
    .flatMap((group) => {
      const [first] = group;
      const lists = [...new Set(group.map(({ list }) => list))].join(', ');
      return first === undefined ? [] : [`${first.status} by ${lists}${saying(first)}`];
    })
    .join('; ');
}

/** Items that read the same, together, in the order in which the first of them came. */
function alike<T>(items: readonly T[], textOf: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const text = textOf(item);
    const group = groups.get(text);
    if (group === undefined) groups.set(text, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
