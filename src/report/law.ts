import type { DesignationEvent, ListRef } from '../core/events.ts';
import { MATTERS, type Finding, type FindingDesignation } from '../core/finding.ts';
import { groupsOf, heldUnder } from '../core/groups.ts';
import { Law as ResultLaw } from '../waivers/baseline.ts';
import { asWords, assumedBy, joinParts, listingText, ruleText, type LawText } from './phrases.ts';

/** What the lists of a run say about its findings, and which entries and rules the findings use. */
export class Law extends ResultLaw {
  /** By entry: names of the vendors and categories found by it, and ids of its rules that ban or may ban one. */
  readonly #used = new Map<string, { readonly things: Set<string>; readonly rules: Set<string> }>();

  noteUse({ designations, vendor, category, new: isNew }: Finding): void {
    const thing = vendor?.name ?? category?.name ?? '';
    for (const one of designations) {
      const { things, rules } = this.#usedOf(one);
      things.add(thing);
      if (isNew === false || !MATTERS.includes(one.status)) continue;
      for (const id of one.rules) rules.add(id);
    }
  }

  /** Always defined: a finding comes after the designations that it uses. */
  override of(designation: Pick<FindingDesignation, 'list' | 'entry'>): DesignationEvent {
    return super.of(designation) as DesignationEvent;
  }

  /** What to print of a list; a list that is not of the run has nothing but its id. */
  list(id: string) {
    const { title = id, short, binds = null, url = null }: Partial<ListRef> = this.lists.get(id) ?? {};
    const titleAndBinds = `${title}${binds === null ? '' : `, binds ${binds}`}`;
    return { title, titleAndBinds, short: short ?? id, url };
  }

  readonly inShort: LawText = (designation) => inShort(this.of(designation), this.run.asOf);

  /** The rules of each list, once each, with whom they name. `onlyOpen`: those that ban something, may or will. */
  ruleRows(onlyOpen = false): readonly (readonly [list: string, text: string, names: string])[] {
    const all = this.#byList().flatMap((event) => {
      const rules = event.rules.filter((rule) => !onlyOpen || this.#usedOf(event).rules.has(rule.id));
      const reason = event.reason === null ? null : `reason: ${event.reason}`;
      return rules.map((rule) => {
        const shown = { ...rule, verified: rule.verified && event.verified };
        return { event, text: joinParts([ruleText(shown, this.run.asOf), reason]) };
      });
    });
    return Array.from(groupsOf(all, ({ event, text }) => `${event.list} ${text}`).values(), (same) => {
      const byDay = groupsOf(same, ({ event }) => listingText(event, this.run.asOf));
      const names = Array.from(byDay, ([listed, few]) => {
        const things = new Set(few.flatMap(({ event }) => [...this.#usedOf(event).things]));
        return `${[...things].join(', ')} (${listed})`;
      });
      return [same[0].event.list, same[0].text, asWords(names)] as const;
    });
  }

  /** Whom the used entries name, since when, and their notes; entries that say the same are one row. */
  entryRows(): readonly (readonly [list: string, names: string, listed: string, notes: string])[] {
    const all = this.#byList().map((event) => {
      const notes = joinParts([...notesOf(event), event.note], '; ');
      return { event, listed: listedText(event, this.run.asOf), notes };
    });
    const groups = groupsOf(all, ({ event, listed, notes }) => [event.list, listed, notes].join('\n'));
    return Array.from(groups.values(), (same) => {
      const names = same.map(({ event }) => {
        const things = [...this.#usedOf(event).things].filter((thing) => !event.as.startsWith(thing));
        return things.length === 0 ? event.as : `${event.as} (${things.join(', ')})`;
      });
      return [same[0].event.list, names.join('; '), same[0].listed, same[0].notes] as const;
    });
  }

  #byList(): readonly DesignationEvent[] {
    const order = [...this.lists.keys()];
    return this.designations().toSorted((a, b) => order.indexOf(a.list) - order.indexOf(b.list));
  }

  #usedOf({ list, entry }: Pick<FindingDesignation, 'list' | 'entry'>) {
    return heldUnder(this.#used, `${list} ${entry}`, () => ({ things: new Set<string>(), rules: new Set<string>() }));
  }
}

/** What an entry says on the day `asOf`: since when it is listed, what its rules forbid, what is not sure. */
export function inShort(event: DesignationEvent, asOf: string): readonly string[] {
  const known = event.knownOn === null ? [] : [`as known on ${event.knownOn}`];
  const rules = event.rules.map((rule) => ruleText(rule, asOf));
  return [listedText(event, asOf), ...rules, ...notesOf(event), ...known];
}

const listedText = (event: DesignationEvent, asOf: string): string =>
  joinParts([listingText(event, asOf), event.citation]);

function notesOf(event: DesignationEvent): readonly string[] {
  const { reason, verified } = event;
  return [
    ...(reason === null ? [] : [`reason: ${reason}`]),
    ...assumedBy(event).map((text) => `assumed: ${text}`),
    ...(verified ? [] : ['not verified: not read in a primary or dated secondary source']),
  ];
}
