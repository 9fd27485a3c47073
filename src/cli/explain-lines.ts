import type { Explained, ExplainedIdentification } from '../app/explain.ts';
import type { CellReport, KindReport } from '../identify/explain.ts';
import { days } from '../report/phrases.ts';
import { facts, table } from './print.ts';

/** What was looked at, met and nearly met; then who it is, and what the lists say. */
export function explainedLines(all: readonly Explained[], width: number): readonly string[] {
  const speaking = all.filter(
    ({ cells, identifications }) => identifications.length > 0 || cells.some(({ kinds }) => kinds.length > 0),
  );
  const silent = all.filter((one) => !speaking.includes(one)).flatMap(({ as }) => as ?? []);
  return [
    ...speaking.flatMap((one, index) => [...(index === 0 ? [] : ['']), ...oneLines(one, width)]),
    ...(silent.length === 0
      ? []
      : [
          ...(speaking.length === 0 ? [] : ['']),
          `As ${silent.join(', ')}: no kind of evidence met anything. That is not a clearance.`,
        ]),
    ...(speaking.length === 0 && silent.length === 0
      ? ['No kind of evidence met anything. That is not a clearance.']
      : []),
  ];
}

function oneLines({ as, row, cells, identifications }: Explained, width: number): readonly string[] {
  const title =
    row === null
      ? `As ${(as ?? []).join(', ')}`
      : `${row.source}, row ${row.row}${row.line === null ? '' : ` (line ${row.line})`}`;
  return [
    title,
    ...cells.flatMap((cell) => cellLines(cell, row !== null, width)).map((line) => `  ${line}`),
    ...identifications.flatMap((identified) => identificationLines(identified, width)).map((line) => `  ${line}`),
    ...(identifications.length === 0 ? ['  => nobody is identified'] : []),
  ];
}

function cellLines(cell: CellReport, named: boolean, width: number): readonly string[] {
  const { column, fields, role, text, kinds } = cell;
  const head = named ? [`${column} (${fields.join(' + ')}): ${text ?? 'withheld, never read'}`] : [];
  const rows = kinds.flatMap((kind) => kindRows(kind));
  const looked =
    named && rows.length === 0 && text !== null ? [['', role === 'none' ? 'not looked at' : 'met nothing']] : [];
  return [
    ...head,
    ...table(
      [...rows, ...looked].map((line) => (named ? ['', ...line] : line)),
      width - 4,
    ),
  ];
}

function kindRows({ kind, met, near }: KindReport): string[][] {
  return [
    ...met.map(({ points, matched, seen, confidence, needs }) => [
      kind,
      'met',
      `${matched} in "${seen}" -> ${points}, ${confidence}${needs === null ? '' : `, if there is ${needs}`}`,
    ]),
    ...near.map((text) => [kind, 'near', text]),
  ];
}

function identificationLines(
  { identification, status, designations }: ExplainedIdentification,
  width: number,
): readonly string[] {
  const { vendor, category, confidence, evidence, conflict } = identification;
  const affiliate = vendor?.affiliate ?? null;
  const who = vendor === null ? `${category?.name ?? ''} (category)` : `${vendor.name} (${vendor.id})`;
  const kinds = [...new Set(evidence.map(({ kind }) => kind))].join(', ');
  const conflicting =
    conflict === null ? null : `${conflict.column} says ${conflict.vendor ?? 'another maker'}: ${conflict.seen}`;
  return [
    `=> ${who}: ${confidence} by ${kinds}, ${status ?? 'designated by no chosen list'}`,
    ...facts(
      [
        ['affiliate', affiliate === null ? null : `${affiliate.name}, ${affiliate.relation}`],
        ['conflict', conflicting],
        ...designations.map(
          ({ list, entry, status: own, because, needs, daysLeft, text }) =>
            [
              list,
              [
                `${entry}: ${own}`,
                daysLeft === null ? null : `in ${days(daysLeft)}`,
                because,
                needs.length === 0 ? null : `needs ${needs.join(', ')}`,
                text.since === null ? null : `listed since ${text.since}`,
                text.citation,
                text.verified ? null : 'not verified',
              ]
                .filter((part) => part !== null)
                .join(', '),
            ] as const,
        ),
      ],
      width - 4,
    ).map((line) => `   ${line}`),
  ];
}
