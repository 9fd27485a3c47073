import type { Explained, ExplainedIdentification } from '../app/explain.ts';
import type { CellReport, KindReport } from '../identify/explain.ts';
import { days } from '../report/phrases.ts';
import type { Confidence, EvidenceKind } from '../core/finding.ts';
import { wrap } from '../report/width.ts';
import { facts, table } from './print.ts';

const NOTHING = 'no kind of evidence met anything. That is not a clearance.';

/** What earns a grade, by kind (CONTRIBUTING, "Confidence"). */
const WHY: Record<EvidenceKind, Partial<Record<Confidence, string>>> = {
  name: {
    confirmed: 'the whole maker cell is a known name',
    probable: 'a distinctive name stands there as whole words',
    possible: 'a name that another word takes down, or that is met loosely',
  },
  typo: {
    probable: 'one slip from a distinctive name, as first word',
    possible: 'two slips from a long name, or one from a whole name',
  },
  mac: {
    probable: 'a prefix registered to the vendor',
    possible: 'a registered prefix of low certainty, or in a cell about something else',
  },
  'enterprise-number': {
    confirmed: 'a number that only this vendor answers',
    probable: 'a number of medium certainty',
    possible: 'a number of low certainty',
  },
  'fcc-id': {
    confirmed: "the device's own grantee code",
    probable: 'a grantee code of a part, of medium certainty, or in a cell for something else',
    possible: 'a code of low certainty',
  },
  cpe: {
    confirmed: 'exactly the CPE vendor',
    possible: 'of low certainty',
  },
  gpon: {
    probable: 'a vendor id in the serial number, which can be faked',
    possible: 'a vendor id of low certainty, or in a cell about something else',
  },
  model: { probable: 'a strong model pattern', possible: 'a weak pattern, or a cell about something else' },
  mention: { possible: 'a name in a cell that is not about the maker' },
  category: { probable: 'category and country both say it', possible: 'the category is known from the model only' },
};

/** What was looked at, met and nearly met; then who it is, and what the lists say. */
export function explainedLines(all: readonly Explained[], width: number): readonly string[] {
  const speaking = all.filter(
    ({ cells, identifications }) => identifications.length > 0 || cells.some(({ kinds }) => kinds.length > 0),
  );
  const silent = all.filter((one) => !speaking.includes(one));
  const fields = silent.flatMap(({ as }) => as ?? []);
  return [
    ...speaking.flatMap((one, index) => [...(index === 0 ? [] : ['']), ...oneLines(one, width)]),
    ...(silent.length > 0 && speaking.length > 0 ? [''] : []),
    ...(fields.length > 0 ? wrap(`As ${fields.join(', ')}: ${NOTHING}`, width) : []),
    ...silent.filter(({ row }) => row !== null).flatMap((one) => [...oneLines(one, width), NOTHING]),
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
  const reasons = new Set(evidence.map((one) => `${one.kind}: ${WHY[one.kind][one.confidence] ?? one.confidence}`));
  const conflicting =
    conflict === null ? null : `${conflict.column} says ${conflict.vendor ?? 'another maker'}: ${conflict.seen}`;
  return [
    `=> ${who}: ${confidence}, ${status ?? 'designated by no chosen list'}`,
    ...facts(
      [
        ...Array.from(reasons, (reason) => ['because', reason] as const),
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
