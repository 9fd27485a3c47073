import { suggest } from '../../core/distance.ts';
import { wrongFile } from '../../core/errors.ts';
import { hex } from '../../runtime/bytes.ts';
import { Doubts } from '../doubts.ts';
import type { Inventory, ReadOptions } from '../inventory.ts';
import { peek, type PeekedSource } from '../bytes/peek.ts';
import { Broken, brokenOff, outside, type Item } from '../rows.ts';
import { mergesIn, parseReference, rowsIn } from './sheet.ts';
import { openTables, placeOf, type Sheet } from './sheet-table.ts';
import { archiveOf, MAX_UNPACKED, notesOf, readWorkbook, type Workbook } from './workbook.ts';

/** Largest packed workbook (bytes): all of it is held in memory, since the list of its parts stands at its end. */
const MAX_PACKED = 256 * 1024 * 1024;
const AS_CSV = 'save its sheets as CSV';
const OTHER_ARCHIVE = 'save a workbook of another kind (.xlsb, .ods) as .xlsx; unpack any other archive';
/** First bytes of the container of .xls, .doc and of password-protected .xlsx files (MS-CFB). */
const CFB_MAGIC = 'd0cf11e0a1b11ae1';

/** Opens a workbook: all its sheets in turn, or the one that `--sheet` names. Throws UserError if it cannot be read. */
export async function openXlsx(source: PeekedSource, options: ReadOptions, budget = MAX_UNPACKED): Promise<Inventory> {
  const bytes = await readAll(source);
  if (hex(bytes.subarray(0, 8)) === CFB_MAGIC) {
    const hint = 'save a copy as .xlsx without a password, or as CSV';
    throw wrongFile(source.name, 'an old Excel file (.xls), or one protected by a password, is not read', hint);
  }
  try {
    const archive = archiveOf(bytes, budget);
    const workbook = await readWorkbook(archive);
    if (workbook === null) throw wrongFile(source.name, 'a ZIP archive without an .xlsx workbook in it', OTHER_ARCHIVE);
    return await openSheets(source.name, workbook, options);
  } catch (error) {
    // A workbook that cannot be read is an error of one line for the user; anything else is a bug.
    if (!(error instanceof Broken)) throw error;
    const again = 'is the file complete? open it in a spreadsheet program and save it again';
    const hint = error.reason === 'too-large' ? AS_CSV : again;
    throw wrongFile(source.name, `not a workbook that can be read: ${error.message}`, hint);
  }
}

async function openSheets(source: string, workbook: Workbook, options: ReadOptions) {
  const doubts = new Doubts(source);
  const chosen = choose(source, workbook.sheets, options.sheet);
  const sheets: Sheet[] = [];
  for (const sheet of chosen) {
    // A part is read twice, since merged areas stand behind the rows.
    const merges = await mergesIn(workbook.archive.text(sheet.part));
    sheets.push({ ...sheet, merges, rows: rowsIn(sheet, workbook, doubts) });
  }
  const tables = await openTables('xlsx', sheets, options, { encoding: null, doubts });
  async function* items(): AsyncGenerator<Item> {
    try {
      yield* tables.items();
      for (const { name, part } of chosen) {
        for await (const [cell, text] of notesOf(workbook.archive, part)) {
          const { column, row } = parseReference(cell) ?? { column: 0, row: 1 };
          yield outside('comment', text, { cell: placeOf(name, column, row) });
        }
      }
    } catch (error) {
      yield { ...brokenOff(error), line: null, hint: 'is the workbook complete?' };
    }
  }
  return tables.inventory(items());
}

function choose(source: string, sheets: Workbook['sheets'], requested: string | null): Workbook['sheets'] {
  if (requested === null) return sheets;
  const matching = sheets.filter(({ name }) => name.toLowerCase() === requested.toLowerCase());
  if (matching.length > 0) return matching;
  const names = sheets.map(({ name }) => name);
  throw wrongFile(source, `no sheet '${requested}'`, suggest(requested, names));
}

/** All bytes of a file that is held whole. Throws UserError for one that is too large. */
export async function readAll(source: PeekedSource): Promise<Uint8Array> {
  const { head, complete } = await peek(source, MAX_PACKED + 1);
  if (complete) return head;
  const most = `${MAX_PACKED / 1024 / 1024} MiB`;
  throw wrongFile(source.name, `a workbook or page of more than ${most} is not read`, AS_CSV);
}
