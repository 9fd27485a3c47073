import { DEVICE_FIELDS, type Field } from '../../core/fields.ts';
import type { Hints } from '../inventory.ts';
import { feedsAny } from '../../core/layout.ts';
import { foldCell } from '../../core/text.ts';
import { setOf } from '../../words/look-up.ts';
import { formOf, share, type Rows } from './cells.ts';
import { loneCellsOf, NUMBERS_OF_A_ROW, TWO_DIGITS, type LoneCells } from './misplaced.ts';

const MAX_TITLES = 15;
/** Cells of a line by which it is recognised: enough for any table, and a bound for hostile ones. */
const MAX_CELLS = 500;

/**
 * Which of the first rows is the header; null when there is none. A row taken for a header is lost, a header taken for
 * a row has nothing to judge, so a row is data unless it shows that it is not.
 */
export function findHeader(sample: Rows, hints: Hints): number | null {
  const loneCells = loneCellsOf(hints);
  const isWide = sample.some((row) => row.length > MAX_CELLS);
  const rows = isWide ? sample.map((row) => row.slice(0, MAX_CELLS)) : sample;
  const texts: number[] = [];
  const textsIn = (at: number): number => (texts[at] ??= filled(rows[at] ?? []).length);
  /** Whether lines above a header are titles: another number of cells, or at most half as many with text. */
  const areTitles = (from: number, to: number, header: number): boolean => {
    const isTitle = (row: readonly string[], at: number): boolean =>
      row.length !== rows[header]?.length || textsIn(from + at) * 2 <= textsIn(header);
    return rows.slice(from, to).every(isTitle);
  };
  let found: number | null = null;
  let most = 0;
  for (const [index, row] of rows.slice(0, MAX_TITLES + 1).entries()) {
    if (!areTitles(0, index, index)) continue;
    // The rows above are a table of their own, and no titles: a header about devices, and a row, or one with a maker.
    const header = found ?? 0;
    const isTable = isOfDevices(rows[header] ?? [], loneCells)
      ? !areTitles(header + 1, index, header)
      : isOtherHeader(row, loneCells) && describesOne(rows.slice(header, index), loneCells);
    if (most > 1 && isTable) break;
    const known = row.filter((cell) => loneCells.words.headers.isKnown(cell)).length;
    // A label may come again in the header of another table.
    const below = rows.slice(index + 1).filter((cells) => !isOtherHeader(cells, loneCells));
    // A lone title may be a known header too (`Equipment list`); a row of several labels below it is the header.
    const isBelowTitle = found !== null && filled(rows[found] ?? []).length === 1 && filled(row).length > 2;
    const least = isBelowTitle && isOfDevices(filled(row), loneCells) ? most : most + 1;
    if (known < least || !isHeader(row, known, below, loneCells)) continue;
    found = index;
    most = known;
  }
  return found ?? unknownHeader(rows, loneCells);
}

/** Fields whose headers are never the value of a cell. Words for devices, places and states are values too. */
const NEVER_A_VALUE: ReadonlySet<Field> = new Set<Field>([...DEVICE_FIELDS, 'ip', 'assetTag', 'acquired', 'quantity']);

/** Whether a row is another header: three in four cells are known headers, and one of these is never a value. */
export function isOtherHeader(cells: readonly string[], loneCells: LoneCells): boolean {
  let numbers = 0;
  for (const cell of cells) if (TWO_DIGITS.test(cell) && ++numbers === NUMBERS_OF_A_ROW) return false;
  if (numbers > 0 && !loneCells.isHeader(cells[0] ?? '')) return false;
  const labels = filled(cells);
  const known = labels.filter((cell) => loneCells.isHeader(cell));
  if (labels.length < 2 || known.length * 4 < labels.length * 3) return false;
  return isOfDevices(known, loneCells) && !labels.some((cell) => loneCells.isMaker(cell));
}

/** Whether a maker is named below the header of a name or description, which that of a customer or a place is not. */
function describesOne([labels = [], ...below]: Rows, { words, namesMaker }: LoneCells): boolean {
  const meanings = labels.map((label) => words.headers.read(label));
  const describes = meanings.map((one) => feedsAny(one, ['hostname', 'text']) && !one?.traits.includes('mention'));
  return below.some((cells) => cells.some((cell, at) => describes[at] === true && namesMaker(cell)));
}

/** Whether one of several headers is one that no cell holds as its value. */
function isOfDevices(labels: readonly string[], { words }: LoneCells): boolean {
  return labels.some((cell) => words.headers.read(cell)?.fields.some((field) => NEVER_A_VALUE.has(field)));
}

/**
 * Whether a header may be a row: a cell that is not a header names a maker, and more than one in three says nothing
 * as a header. A column in which each row below says no (`Huawei gear?` of a questionnaire) or 0 does not count.
 */
export function mayBeRow(header: readonly string[], below: Rows, loneCells: LoneCells): boolean {
  const { words } = loneCells;
  const labels = filled(header);
  const understood = labels.filter((cell) => words.headers.read(cell) !== null).length;
  const denies = (cell: string): boolean => setOf(words.tables.cells.denials).has(foldCell(cell)) || /^0+$/.test(cell);
  const isDenied = (column: number): boolean => {
    const cells = below.map((row) => (row[column] ?? '').trim()).filter((cell) => !words.noValue.isEmpty(cell));
    return cells.length > 0 && cells.every(denies);
  };
  const namesMaker = (cell: string, column: number): boolean =>
    !loneCells.isHeader(cell) && loneCells.namesMaker(cell) && !isDenied(column);
  return understood * 3 < labels.length * 2 && header.some(namesMaker);
}

function isHeader(row: readonly string[], known: number, below: Rows, loneCells: LoneCells): boolean {
  const { headers } = loneCells.words;
  const cells = filled(row);
  const forms = Array.from(cells, formOf);
  const values = forms.filter((form) => form === 'number' || form === 'date').length;
  if (values * 2 >= cells.length || forms.some((form) => !['none', 'number', 'date'].includes(form))) return false;
  // Beside "Manufacturer" or "Model" a maker's name may be the header of a column.
  const mayName = known >= 2 && isOfDevices(cells, loneCells);
  if (!mayName && cells.some((cell) => isMakerCell(cell, loneCells.isMakerName))) return false;
  const recurring = recurringIn(row, below);
  if (known >= 2 && (known * 4 >= cells.length || known >= 4)) return recurring * 2 <= cells.length;
  return values === 0 && recurring === 0 && cells.every((cell) => headers.isKnown(cell) || !/\d/.test(cell));
}

/** Most lines of units, or of names for programs, between a header and its rows. */
const MAX_UNITS = 3;
/** Fewest rows below such lines that show that the line above them is a header. */
const LEAST_ROWS = 5;

/** The columns whose cells below have a form: numbers, addresses. One cell in ten may have none. */
function contrasts(cells: readonly string[], below: Rows, { noValue }: Hints['words']): readonly number[] {
  return cells.flatMap((_, column) => {
    const filledCells = below.flatMap((row) => (noValue.isEmpty(row[column] ?? '') ? [] : [row[column] ?? '']));
    return filledCells.length > 0 && share(filledCells, hasNoForm) <= 0.1 ? [column] : [];
  });
}

/**
 * How many lines of units the rows below a header begin with (`Units,V,W` or `,,W` below `Name,Vac,Pso`): labels above
 * cells that have a form, all or at least two and all but one; or the numbers of the columns, as on official forms.
 */
export function unitsIn(below: Rows, { isMakerName, words }: Hints): number {
  let units = 0;
  for (; units < MAX_UNITS; units += 1) {
    const cells = below[units] ?? [];
    const labelled = cells.flatMap((cell, column) => (words.noValue.isEmpty(cell) ? [] : [column]));
    if (cells.length > 2 && cells.every((cell, column) => cell.replace(/\D/g, '') === `${column + 1}`)) continue;
    if (labelled.length === 0 || !areLabels(cells, isMakerName)) break;
    const above = contrasts(cells, below.slice(units + 1), words).filter((column) => labelled.includes(column)).length;
    if (above < labelled.length && (above < 2 || above < labelled.length - 1)) break;
  }
  return units;
}

/** 0 if the first row is a header of unknown words, else null: distinct labels above a column with cells of a form. */
function unknownHeader(rows: Rows, hints: Hints): number | null {
  const { isMakerName, words } = hints;
  // The bars around a table of Markdown make empty columns.
  const isFilled = (_: string, column: number): boolean => rows.some((cells) => (cells[column] ?? '').trim() !== '');
  const [first = [], ...below] = rows.map((row) => row.filter(isFilled));
  // `Site,Cisco,Huawei`: makers above the counts of their devices.
  const holdsCounts = (column: number): boolean => below.every((row) => /^\s*\d*\s*$/.test(row[column] ?? ''));
  const labels = first.filter((cell, column) => !isMakerName(cell) || !holdsCounts(column));
  if (below.length === 0 || new Set(first).size < first.length || !areLabels(labels, isMakerName)) return null;
  if (recurringIn(first, below) > 0) return null;
  if (contrasts(first, below, words).length > 0) return 0;
  const units = unitsIn(below, hints);
  return below.length >= units + LEAST_ROWS && contrasts(first, below.slice(units), words).length > 0 ? 0 : null;
}

const hasNoForm = (cell: string): boolean => formOf(cell) === 'none';

/** Whether cells are short texts without a form, none of them a maker's name. */
function areLabels(cells: readonly string[], isMakerName: Hints['isMakerName']): boolean {
  const areShort = cells.every((cell) => cell.trim().length <= 40 && hasNoForm(cell));
  return areShort && !cells.some((cell) => isMakerCell(cell, isMakerName));
}

/** Whether a cell is a maker's name, alone or before a model. */
function isMakerCell(cell: string, isMakerName: Hints['isMakerName']): boolean {
  if (isMakerName(cell)) return true;
  const [first = '', second = ''] = cell.trim().split(/\s+/);
  return /\d/.test(second) && isMakerName(first);
}

/** How many cells of a row come again below, in a row that is not the same line again. */
function recurringIn(row: readonly string[], below: Rows): number {
  const others = below.filter((cells) => !isSameRow(cells, row));
  const labels = row.map((cell) => cell.trim());
  return labels.filter((label, at) => label !== '' && others.some((cells) => cells[at]?.trim() === label)).length;
}

/** Whether a row is the same as another, as a header is that comes again. */
export function isSameRow(cells: readonly string[], others: readonly string[] | null): boolean {
  return others?.length === cells.length && cells.every((cell, at) => cell.trim() === others[at]?.trim());
}

const filled = (cells: readonly string[]): readonly string[] => cells.filter((cell) => cell.trim() !== '');
