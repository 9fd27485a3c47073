import { oncePer } from '../core/cache.ts';
import type { DesignationEvent } from '../core/events.ts';
import type { Finding } from '../core/finding.ts';
import type { Collected } from './collected.ts';
import { BOM, csvCell, csvLine } from './escape.ts';
import type { Law } from './law.ts';
import { tableOf, type Table } from './document.ts';
import { assumedBy, conflictTexts, evidenceTexts, joinDistinct, statusText } from './phrases.ts';
import type { ReportFormat } from './reporter.ts';

type Cell = (finding: Finding, law: Law) => string | number | boolean | null | undefined;

const FACTS: Readonly<Record<string, Cell>> = {
  status: (f) => f.status,
  confidence: (f) => f.confidence,
  fails: (f) => f.fails,
  vendor: (f) => f.vendor?.name,
  vendor_id: (f) => f.vendor?.id,
  affiliate: (f) => f.vendor?.affiliate?.name,
  relation: (f) => f.vendor?.affiliate?.relation,
  category: (f) => f.category?.id,
  source: (f) => f.source,
  row: (f) => f.row,
  line: (f) => f.line,
  cell: (f) => f.cell,
  quantity: (f) => f.quantity,
  hostname: (f) => f.asset.hostname,
  asset_tag: (f) => f.asset.assetTag,
  serial: (f) => f.asset.serial ?? f.asset.gponSerial,
  vendor_cell: (f) => f.asset.vendor,
  category_cell: (f) => f.asset.category,
  model: (f) => f.asset.model,
  model_matched: (f) => f.evidence.find(({ kind }) => kind === 'model')?.matched,
  part_number: (f) => f.asset.partNumber,
  mac: (f) => f.asset.mac,
  ip: (f) => f.asset.ip,
  site: (f) => f.asset.site,
  country: (f) => f.asset.country,
  purpose: (f) => f.asset.purpose,
  acquired: (f) => f.asset.acquired,
  evidence: (f) => joinDistinct(evidenceTexts(f)),
  conflict: (f) => joinDistinct(conflictTexts(f)),
  new: (f) => f.new,
  new_because: (f) => f.newBecause,
  id: (f) => f.id,
  asset_id: (f) => f.assetId,
};

/** Columns that depend on the designations alone. Many findings share these, so that their text is made once. */
const LAW: Readonly<Record<string, Cell>> = {
  lists: (f) => joinDistinct(f.designations.map(({ list }) => list)),
  listed_as: (f, law) => joinDistinct(eventsOf(f, law).map((event) => event.as)),
  since: (f, law) => earliest(eventsOf(f, law).map(({ since }) => since)),
  in_force: (f, law) => earliest(eventsOf(f, law).flatMap(({ rules }) => rules.map(({ from }) => from))),
  may_not: (f, law) => joinDistinct(eventsOf(f, law).flatMap(({ rules }) => rules.map(({ mayNot }) => mayNot))),
  binds: (f, law) => joinDistinct(eventsOf(f, law).flatMap(({ rules }) => rules.map(({ binds }) => binds))),
  assumed: (f, law) => joinDistinct(eventsOf(f, law).flatMap(assumedBy)),
  as_of: (_, law) => law.run.asOf,
  as_known_on: (f, law) => earliest(eventsOf(f, law).map(({ knownOn }) => knownOn)),
  citation: (f, law) => joinDistinct(eventsOf(f, law).map(({ citation }) => citation)),
  needs: (f) => joinDistinct(f.designations.flatMap(({ needs }) => needs)),
  waiver: (f) => joinDistinct(f.designations.flatMap(({ waiver }) => waiver?.id ?? [])),
  what_the_lists_say: (f, law) => statusText(f.designations, law.inShort),
};

/** All columns as pairs of name and function. */
export const CELLS = Object.entries({ ...FACTS, ...LAW });

/** One row for each finding, a header even without findings, formulas neutralised. */
export const csv: ReportFormat = (_, { law }) => {
  const lawOf = oncePer((designations: Finding['designations']) => cells(LAW, { designations } as Finding, law));
  return {
    run: () => BOM + csvLine(CELLS.map(([name]) => name)),
    outcome: ({ findings }) =>
      findings.map((finding) => `${cells(FACTS, finding, law)},${lawOf(finding.designations)}\n`).join(''),
  };
};

function cells(columns: Readonly<Record<string, Cell>>, finding: Finding, law: Law): string {
  const values = Object.values(columns).map((cell) => cell(finding, law) ?? '');
  return values.map((value) => (value === '' ? '' : csvCell(String(value)))).join(',');
}

/** The same columns as a table of the held findings. */
export function findingTable({ findings, law }: Collected): Table {
  const shown = (value: ReturnType<Cell>) => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : value);
  const columns = CELLS.map(([name, cell]) => {
    return [name.replaceAll('_', ' '), [20, (finding: Finding) => shown(cell(finding, law))]] as const;
  });
  return tableOf('Findings', findings.items, Object.fromEntries(columns));
}

function eventsOf({ designations }: Finding, law: Law): readonly DesignationEvent[] {
  return designations.map((one) => law.of(one));
}

const earliest = (days: readonly (string | null)[]): string | null =>
  days.filter((day) => day !== null).sort()[0] ?? null;
