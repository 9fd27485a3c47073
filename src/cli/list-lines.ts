import type { FactChange, ListDiff } from '../app/diff.ts';
import type { SearchHit } from '../app/search.ts';
import type { BanList, ListEntry, Profile } from '../knowledge/ban-list.ts';
import { facts, table } from './print.ts';

/** A list or a profile as text. */
export function showLines(shown: { list: BanList } | { profile: Profile }, width: number): readonly string[] {
  if ('profile' in shown) {
    const { id, for: whom, lists } = shown.profile;
    return [
      `Profile ${id}`,
      ...facts(
        [
          ['for', whom],
          ['lists', lists.join(', ')],
        ],
        width,
      ),
    ];
  }
  const { list } = shown;
  return [
    `${list.title} (${list.id})`,
    ...facts(
      [
        ['publisher', list.publisher],
        ['where', list.jurisdiction],
        ['kind', list.kind],
        ['binds', list.binds],
        ['checked', list.checked],
        ['url', list.url],
        ['note', list.note],
      ],
      width,
    ),
    ...list.entries.flatMap((entry) => ['', ...entryLines(entry, width)]),
  ];
}

function entryLines(entry: ListEntry, width: number): readonly string[] {
  const { periods, prohibits, deadlines, exemptions } = entry;
  const lines = facts(
    [
      ['listed as', entry.listedAs],
      ['also', entry.names.join(', ')],
      ['affiliates', entry.affiliates === 'included' ? null : entry.affiliates],
      ['models', entry.models.join(', ')],
      ['listed', periods.map(({ from, until }) => range(from, until)).join('; ')],
      ...prohibits.map(
        ({ act, from, until, citation, verified }) =>
          [
            'bars',
            `${act}${range(from, until)}${citation === null ? '' : `, ${citation}`}${verified ? '' : ' (not verified)'}`,
          ] as const,
      ),
      ...deadlines.map(({ what, by }) => ['deadline', `${by}: ${what}`] as const),
      ['only', entry.condition],
      ['purposes', entry.purposes.join(', ')],
      ['produced outside', entry.producedOutside?.join(', ') ?? null],
      ['produced in', entry.producedIn?.join(', ') ?? null],
      ...exemptions.map(
        ({ vendor, models, from, until, citation }) =>
          [
            'exempt',
            `${vendor ?? 'any maker'}${models.length === 0 ? '' : ` ${models.join(', ')}`}${range(from, until)}, ${citation}`,
          ] as const,
      ),
      ['still allowed', entry.continuedUse],
      ['citation', entry.citation],
      ['note', entry.note],
      ['verified', entry.verified ? null : 'no: not read in a primary or dated secondary source'],
    ],
    width - 2,
  );
  return [entry.id, ...lines.map((line) => `  ${line}`)];
}

function range(from: string | null, until: string | null): string {
  return `${from === null ? '' : ` from ${from}`}${until === null ? '' : ` until ${until}`}`;
}

/** What was found for a term. */
export function searchLines(hits: readonly SearchHit[], width: number): readonly string[] {
  if (hits.length === 0) return ['Nothing that netvet knows holds it. That is not a clearance.'];
  return hits.flatMap(({ vendor, name, met, designations }, index) => [
    ...(index === 0 ? [] : ['']),
    vendor === null ? name : `${name} (${vendor})`,
    ...indented(facts([['met', met.join('; ')]], width - 2)),
    ...indented(
      table(
        designations.map(({ list, entry, listedAs }) => [list, entry, listedAs]),
        width - 2,
      ),
    ),
    ...(designations.length === 0 ? ['  on no list'] : []),
  ]);
}

/** What changed from one list to another. */
export function diffLines({ from, to, facts: changed, entries, findings }: ListDiff, width: number): readonly string[] {
  const marks = { added: '+', removed: '-', changed: '~', dropped: '-', altered: '~' };
  const lines = [
    `${from} -> ${to}`,
    ...indented(factLines(changed, width)),
    ...entries.flatMap(({ entry, listedAs, change, facts: own }) => [
      `${marks[change]} ${entry}  ${listedAs}`,
      ...indented(indented(factLines(own, width))),
    ]),
    ...(changed.length + entries.length === 0 ? ['nothing differs'] : []),
  ];
  if (findings === null) return lines;
  const rows = findings.map(({ change, source, line, row, name, from: old, to: now }) => [
    marks[change],
    `${source}:${line ?? `row ${row}`}`,
    name,
    `${old ?? 'no finding'} -> ${now ?? 'no finding'}`,
  ]);
  return [...lines, '', `${findings.length} findings of the result change`, ...table(rows, width)];
}

function factLines(changes: readonly FactChange[], width: number): readonly string[] {
  return table(
    changes.map(({ key, from, to }) => [key, `${JSON.stringify(from)} -> ${JSON.stringify(to)}`]),
    width - 4,
  );
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}
