import type { Field } from '../core/fields.ts';
import { FIELDS } from '../core/fields.ts';
import type { Identification } from '../core/finding.ts';
import { atLeast } from '../core/finding.ts';
import { Layout } from '../core/layout.ts';
import type { InventoryRecord } from '../core/record.ts';
import { compileIdentifier } from '../identify/compile.ts';
import type { IdentifierParts } from '../identify/compile.ts';
import { compileJudge } from '../judge/compile.ts';
import type { BanList } from '../knowledge/ban-list.ts';
import type { RawList } from '../knowledge/list-shape.ts';
import type { RawVendor } from '../knowledge/vendor.ts';
import type { Reading } from '../yaml/read.ts';

type Cells = Readonly<Partial<Record<Field, string>>>;

/** Runs the examples of vendor files: what must be found, with which grade and affiliate, and what must not. */
export function checkVendorExamples(vendors: readonly RawVendor[], parts: IdentifierParts, reading: Reading): void {
  const identifier = compileIdentifier(parts);
  const found = (cells: Cells, id: string): Identification | undefined =>
    identifier.identify(recordOf(cells)).find((one) => one.vendor?.id === id);
  for (const { id, examples } of vendors) {
    for (const example of examples.match) {
      const met = found(example, id);
      const affiliate = met?.vendor?.affiliate?.id ?? null;
      const isAs =
        met !== undefined &&
        (example.confidence === undefined || met.confidence === example.confidence) &&
        (example.affiliate === undefined || affiliate === example.affiliate);
      if (isAs) continue;
      const how = met === undefined ? 'not found' : `found as ${[met.confidence, affiliate ?? ''].join(' ').trim()}`;
      const place = reading.at(example);
      reading.complain(place, `an example of ${id} is ${how}: ${textOf(example)}`, `netvet explain ${first(example)}`);
    }
    for (const example of examples.noMatch) {
      const met = found(example, id);
      // A confidence on a row that must not be met is the grade that it must not reach.
      const most = example.confidence;
      if (met === undefined || (most !== undefined && !atLeast(met.confidence, most))) continue;
      const isSlip = met.evidence.some(({ kind }) => kind === 'typo');
      const hint = isSlip ? 'one letter away from a name: add it to lookAlikes' : `netvet explain ${first(example)}`;
      const message = `a row that must not be found is found as ${id}, ${met.confidence}: ${textOf(example)}`;
      reading.complain(reading.at(example), message, hint);
    }
  }
}

/** Runs the examples of lists on a day. `complete`: every entry must have one that it matches. */
export function checkListExamples(
  raws: readonly RawList[],
  lists: readonly BanList[],
  parts: IdentifierParts,
  { asOf, complete }: { readonly asOf: string; readonly complete: boolean },
  reading: Reading,
): void {
  const identifier = compileIdentifier(parts);
  const judge = compileJudge(lists, parts.vendors, parts.words, { asOf, judgeAt: 'as-of' });
  for (const raw of raws) {
    const list = lists.find(({ id }) => id === raw.id);
    const designatedBy = (cells: Cells): readonly string[] => {
      const record = recordOf(cells);
      const found = identifier.identify(record);
      const designations = found.flatMap((one) => judge.judge(one, record, found)?.designations ?? []);
      return designations.filter((designation) => designation.list === raw.id).map(({ entry }) => entry);
    };
    raw.entries.forEach((entry, index) => {
      const id = list?.entries[index]?.id ?? '';
      if (complete && entry.examples.match.length === 0) {
        const hint = 'examples: {match: [{vendor: …}]}';
        reading.complain(reading.at(entry), `no example shows that the entry ${id} is found`, hint);
      }
      for (const cells of entry.examples.match) {
        if (designatedBy(cells).includes(id)) continue;
        reading.complain(reading.at(cells), `the entry ${id} does not match its example: ${textOf(cells)}`, null);
      }
      for (const cells of entry.examples.noMatch) {
        if (!designatedBy(cells).includes(id)) continue;
        reading.complain(reading.at(cells), `the entry ${id} matches what it must not: ${textOf(cells)}`, null);
      }
    });
  }
}

/** A row of an inventory that holds these cells. */
function recordOf(cells: Cells): InventoryRecord {
  const fields = FIELDS.filter((field) => cells[field] !== undefined);
  const columns = fields.map((field) => ({ name: field, fields: [field], why: 'given', notMaker: false }));
  return {
    source: '-',
    row: 1,
    line: null,
    cell: null,
    layout: new Layout(columns),
    cells: fields.map((field) => cells[field] ?? ''),
    part: 'device',
  };
}

function textOf(cells: Cells): string {
  return FIELDS.flatMap((field) => (cells[field] === undefined ? [] : [`${field} ${cells[field] ?? ''}`])).join(', ');
}

function first(cells: Cells): string {
  const field = FIELDS.find((one) => cells[one] !== undefined);
  return field === undefined ? '' : `"${cells[field] ?? ''}"`;
}
