import type { DesignationEvent, DesignationRule, ListRef } from '../core/events.ts';
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
    const { title = id, short, binds = null, url = null, checked = null }: Partial<ListRef> = this.lists.get(id) ?? {};
    const titleAndBinds = `${title}${binds === null ? '' : `, binds ${binds}`}`;
    return { title, titleAndBinds, short: short ?? id, url, checked };
  }

  readonly inShort: LawText = (designation) => {
    const event = this.of(designation);
    return inShort(event, this.run.asOf, ownRules(event));
  };

  /** All that an entry says: whom it names, by which list and provision, and what is in short. */
  facts(event: DesignationEvent): readonly string[] {
    const { list, as, citation, note } = event;
    return [
      `${this.list(list).titleAndBinds}: ${as}`,
      ...(citation === null ? [] : [`citation: ${citation}`]),
      ...inShort(event, this.run.asOf),
      ...(note === null ? [] : [`note: ${note}`]),
    ];
  }

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
      const listed = joinParts([listingText(event, this.run.asOf), event.citation]);
      const notes = joinParts([...notesOf(event, this.list(event.list).checked), event.note], '; ');
      return { event, listed, notes };
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

/** What an entry says on the day `asOf`: since when it is listed, what `rules` forbid, and what is not sure. */
export function inShort(event: DesignationEvent, asOf: string, rules = event.rules): readonly string[] {
  return [listingText(event, asOf), ...rules.map((rule) => ruleText(rule, asOf)), ...notesOf(event, null)];
}

/** `checked`: the day of the list, which is left out where the report has it elsewhere. */
function notesOf(event: DesignationEvent, checked: string | null): readonly string[] {
  const { reason, knownOn, verified } = event;
  return [
    reason === null ? null : `reason: ${reason}`,
    ...assumedBy(event).map((text) => `assumed: ${text}`),
    knownOn === null || knownOn === checked ? null : `as known on ${knownOn}`,
    verified ? null : 'not verified: not read in a primary or dated secondary source',
  ].filter((text) => text !== null);
}

/** The rules that a reader can break; where all are about others, all of them. */
function ownRules({ rules }: DesignationEvent): readonly DesignationRule[] {
  const direct = rules.filter(({ effect }) => effect !== 'about-others');
  return direct.length > 0 ? direct : rules;
}
