import type { DesignationEvent, DesignationRule, ListRef, RunEvent } from '../core/events.ts';
import { MATTERS, type Finding, type FindingDesignation } from '../core/finding.ts';
import { groupsOf } from '../core/groups.ts';
import { asWords, assumedBy, designationText, joinParts, listingText, ruleText, type LawText } from './phrases.ts';

type Used = { readonly event: DesignationEvent; readonly things: Set<string>; readonly open: Set<string> };

/** What the lists of a run say of what was found: its designation events, each once, as they come. */
export class Law {
  /** There from the first event on. */
  run!: RunEvent;
  /** Entries that findings use, the vendors and categories found by each, and its rules that may ban something. */
  readonly #used = new Map<string, Used>();

  add(events: readonly DesignationEvent[]): void {
    for (const event of events) {
      const key = `${event.list} ${event.entry}`;
      if (!this.#used.has(key)) this.#used.set(key, { event, things: new Set(), open: new Set() });
    }
  }

  /** Each once, in the order in which they came. */
  events(): readonly DesignationEvent[] {
    return Array.from(this.#used.values(), ({ event }) => event);
  }

  use({ designations, vendor, category, new: isNew }: Finding): void {
    const thing = vendor?.name ?? category?.name ?? '';
    for (const one of designations) {
      const used = this.#usedOf(one);
      used.things.add(thing);
      if (isNew === false || !MATTERS.includes(one.status)) continue;
      for (const id of one.rules.length > 0 ? one.rules : used.event.rules.map((rule) => rule.id)) used.open.add(id);
    }
  }

  of(designation: Pick<FindingDesignation, 'list' | 'entry'>): DesignationEvent {
    return this.#usedOf(designation).event;
  }

  /** A list of the run; of another one its id is all that is known. */
  list(id: string) {
    const {
      title = id,
      short,
      binds = null,
      url = null,
      checked = null,
    }: Partial<ListRef> = this.run.lists.find((list) => list.id === id) ?? {};
    const titleAndBinds = `${title}${binds === null ? '' : `, binds ${binds}`}`;
    return { title, titleAndBinds, short: short ?? id, binds, url, checked };
  }

  readonly inShort: LawText = (of) => {
    const event = this.of(of);
    return inShort(event, this.run.asOf, of.because?.startsWith('was listed') === true ? null : ownRules(event));
  };

  listed(event: DesignationEvent): string {
    return `${listingText(event, this.run.asOf) ?? 'listed'}${event.rules.length === 0 ? '; it forbids nothing' : ''}`;
  }

  says(event: DesignationEvent): readonly string[] {
    const { binds } = this.list(event.list);
    return [...event.rules.map((rule) => cited(rule, ruleText(rule, this.run.asOf, binds))), ...notesOf(event, null)];
  }

  /** Each once a list, with whom it names. `onlyOpen`: those that reach what is or may come to be banned. */
  rules(onlyOpen = false): readonly (readonly [list: string, text: string, names: string])[] {
    const all = this.#byList().flatMap((event) => {
      const some = event.rules.filter((rule) => !onlyOpen || this.#usedOf(event).open.has(rule.id));
      const reason = event.reason === null ? null : `reason: ${event.reason}`;
      return some.map((rule) => {
        const unsure = event.verified || !rule.verified ? null : 'not verified';
        return { event, text: joinParts([cited(rule, ruleText(rule, this.run.asOf)), reason, unsure]) };
      });
    });
    return Array.from(groupsOf(all, ({ event, text }) => `${event.list} ${text}`).values(), (same) => {
      const byDay = groupsOf(same, ({ event }) => this.listed(event));
      const names = Array.from(byDay, ([listed, few]) => {
        const things = new Set(few.flatMap(({ event }) => [...this.#usedOf(event).things]));
        return `${[...things].join(', ')} (${listed})`;
      });
      return [same[0].event.list, same[0].text, asWords(names)] as const;
    });
  }

  /** Whom the entries that are used name, since when, and what else they say, the same once. */
  named(): readonly (readonly [list: string, names: string, listed: string, notes: string])[] {
    const all = this.#byList().map((event) => {
      const listed = joinParts([this.listed(event), event.citation]);
      return { event, listed, notes: notesOf(event, this.list(event.list).checked).join('; ') };
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
    const order = this.run.lists.map(({ id }) => id);
    return this.events().toSorted((a, b) => order.indexOf(a.list) - order.indexOf(b.list));
  }

  /** A finding comes after the designations that it uses. */
  #usedOf({ list, entry }: Pick<FindingDesignation, 'list' | 'entry'>): Used {
    return this.#used.get(`${list} ${entry}`) as Used;
  }
}

/** What an entry says on a day. `rules`: those that matter; null: its listing is over, which is said already. */
export function inShort(event: DesignationEvent, asOf: string, rules: DesignationEvent['rules'] | null = event.rules) {
  return [
    ...(rules === null ? [] : [listingText(event, asOf), ...rules.map((rule) => ruleText(rule, asOf))]),
    ...assumedBy(event).map((text) => `assumed: ${text}`),
    event.knownOn === null ? null : `as known on ${event.knownOn}`,
    event.verified ? null : 'not verified',
  ].filter((part) => part !== null);
}

function cited({ citation }: DesignationRule, text: string): string {
  return citation === null ? text : `${text} (${citation})`;
}

/** `checked`: a day that is said already. */
function notesOf(event: DesignationEvent, checked: string | null): readonly string[] {
  const { reason, note, knownOn, verified } = event;
  return [
    reason === null ? null : `reason: ${reason}`,
    ...assumedBy(event).map((text) => `assumed: ${text}`),
    note === null ? null : `note: ${note}`,
    knownOn === null || knownOn === checked ? null : `as known on ${knownOn}`,
    verified ? null : 'not verified: not read in a primary or dated secondary source',
  ].filter((text) => text !== null);
}

/** What a reader can break; of a list that speaks of others only, what it says of them. */
function ownRules({ rules }: DesignationEvent): readonly DesignationRule[] {
  const direct = rules.filter(({ effect }) => effect !== 'about-others');
  return direct.length > 0 ? direct : rules;
}

/** `banned by us-fcc-covered, us-ndaa-889`: what the lists say of a finding, those that say the same together. */
export function saysText(designations: readonly FindingDesignation[]): string {
  const saying = (one: FindingDesignation) => designationText(one).slice(one.status.length);
  const groups = groupsOf(designations, (one) => `${one.status}${saying(one)}`);
  return Array.from(groups.values(), (group) => {
    const lists = [...new Set(group.map(({ list }) => list))].join(', ');
    return `${group[0].status} by ${lists}${saying(group[0])}`;
  }).join('; ');
}
