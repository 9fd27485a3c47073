import type { BanList, ListEntry, ListKind } from '../../src/knowledge/ban-list.ts';

/** An entry with the defaults of a user's own list. */
export function entryOf(given: Partial<ListEntry>): ListEntry {
  return {
    adoptedFrom: null,
    id: given.vendor ?? given.category ?? 'acme',
    vendor: given.category === undefined ? 'acme' : null,
    category: null,
    producedOutside: null,
    producedIn: null,
    listedAs: 'Acme',
    names: [],
    affiliates: 'included',
    covers: ['equipment', 'software', 'service'],
    models: [],
    whichCompany: null,
    announced: null,
    periods: [{ from: null, until: null, citation: null }],
    prohibits: [],
    deadlines: [],
    condition: null,
    reason: null,
    revisions: [],
    exemptions: [],
    continuedUse: null,
    citation: null,
    url: null,
    note: null,
    verified: true,
    examples: { match: [], noMatch: [] },
    ...given,
  };
}

export function listOf(entries: readonly Partial<ListEntry>[], kind: ListKind = 'policy'): BanList {
  return {
    id: 'acme-list',
    title: 'ACME prohibited vendors',
    short: null,
    publisher: null,
    jurisdiction: null,
    kind,
    binds: null,
    url: 'https://example.org/list',
    checked: null,
    changesEvery: null,
    approvals: [],
    note: null,
    sources: [],
    adopts: [],
    entries: entries.map(entryOf),
    file: null,
    sha256: '0',
  };
}
