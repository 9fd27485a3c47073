import { Collected, leftOut } from './collected.ts';
import { findingTable } from './csv.ts';
import { documentOf, type Table } from './document.ts';
import type { ReportFormat } from './reporter.ts';
import { workbook } from './xlsx/book.ts';

/** Findings and assets in a workbook: more take long to open and to filter. */
const MOST = 20_000;

/** A workbook to work through: a sheet each table of the document, and one of all findings. */
export const xlsx: ReportFormat = {
  everyRow: false,
  create(options) {
    const held = new Collected({ findings: MOST, assets: MOST }, options);
    let bytes: Promise<Uint8Array> = Promise.resolve(new Uint8Array());
    const reporter = held.reporter(() => {
      bytes = workbook(sheets(held));
      return '';
    });
    return { ...reporter, bytes: () => bytes };
  },
};

function sheets(held: Collected): readonly Table[] {
  const sections = documentOf(held);
  const missing = leftOut(held);
  const notes = [...sections.flatMap((section) => section.notes), ...(missing === null ? [] : [missing])];
  const answer: Table = {
    title: 'Answer',
    columns: [{ label: 'Answer', width: 120 }],
    rows: notes.map((note) => [note]),
  };
  const tables = sections.flatMap((section) => section.tables);
  const at = tables.findIndex(({ title }) => title === 'Assets') + 1;
  return [answer, ...(at === 0 ? tables : tables.toSpliced(at, 0, findingTable(held)))].map(withRest);
}

/** What a table leaves out is its last row. */
function withRest(table: Table): Table {
  return table.more == null ? table : { ...table, rows: [...table.rows, [table.more]] };
}
