import type { BanList, ListEntry, Rule } from '../../src/knowledge/ban-list.ts';

/** A rule that must go, from always on, unless it says otherwise. */
export function ruleOf(given: Partial<Rule>): Rule {
  return {
    id: 'use',
    effect: 'must-go',
    mayNot: 'be used',
    binds: null,
    day: null,
    announced: null,
    from: null,
    until: null,
    things: null,
    except: null,
    cannotTell: null,
    assumes: null,
    citation: null,
    verified: true,
    ...given,
  };
}

/** An entry with the defaults of a user's own list. */
export function entryOf(given: Partial<ListEntry>): ListEntry {
  const other = given.thing ?? given.makerFrom ?? null;
  return {
    id: given.vendor ?? given.thing ?? (other === null ? 'acme' : 'makers'),
    adoptedFrom: null,
    vendor: other === null ? 'acme' : null,
    thing: null,
    makerFrom: null,
    madeIn: null,
    madeOutside: null,
    as: 'Acme',
    also: [],
    affiliates: 'included',
    models: [],
    which: null,
    announced: given.since ?? null,
    since: null,
    until: null,
    scopes: [],
    rules: null,
    assumes: null,
    reason: null,
    citation: null,
    note: null,
    verified: true,
    ...given,
  };
}

export function listOf(
  entries: readonly Partial<ListEntry>[],
  rules: readonly Partial<Rule>[] = [{}],
  given: Partial<BanList> = {},
): BanList {
  return {
    id: 'acme-list',
    title: 'ACME prohibited vendors',
    short: null,
    publisher: null,
    jurisdiction: null,
    binds: null,
    url: 'https://example.org/list',
    checked: null,
    pace: null,
    note: null,
    sources: [],
    things: null,
    except: null,
    adopts: [],
    approvals: [],
    rules: rules.map(ruleOf),
    entries: entries.map(entryOf),
    file: null,
    sha256: '0',
    ...given,
  };
}
