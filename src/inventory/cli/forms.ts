import type { Field } from '../../core/fields.ts';
import type { NoValue } from '../../core/no-value.ts';
import { cellsOf, type Block, type Entry } from './blocks.ts';
import type { PrintedTable } from './printed-table.ts';
import type { Printed } from './printed.ts';

/** A record of a form, before its columns are understood. */
export interface Draft {
  readonly line: number;
  readonly cells: readonly string[];
  /** Whether a device stands in it. */
  readonly counts: boolean;
}

/** Records with the same columns. */
export interface Form {
  readonly names: readonly string[];
  /** What its names are read as. */
  readonly headers: readonly string[];
  readonly drafts: readonly Draft[];
}

export interface SegmentContext {
  readonly printed: Printed;
  readonly noValue: NoValue;
  /** The device that speaks. */
  readonly speaker: string | null;
  /** Whether a device stands in a line, by its number. */
  readonly isDevice: (line: number) => boolean;
}

/** Fields of a header under which rows name devices. */
export const OF_A_TABLE: ReadonlySet<Field> = new Set<Field>([
  'vendor', 'model', 'partNumber', 'sysObjectId', 'sysDescr', 'fccId', 'cpe', 'platform', 'gponSerial', 'serial', 'mac',
  'hostname', 'assetTag',
]); // prettier-ignore
/** Fields that say what a device is: a block with one is about a device. */
const KIND: ReadonlySet<Field> = new Set<Field>([
  'vendor',
  'model',
  'partNumber',
  'serial',
  'gponSerial',
  'sysObjectId',
]);
const OF_SPEAKER = 'prompt';

/** Whether any of these labels feeds one of the fields. */
export function hasField(names: readonly string[], fields: ReadonlySet<Field>, printed: Printed): boolean {
  return names.some((name) => printed.fields(name).some((field) => fields.has(field)));
}

/** Whether rows with a value there are devices. A name is one only under a label of commands: a VLAN has a name too. */
function tellsOfRows(name: string, header: string, printed: Printed): boolean {
  const fields = printed.fields(header).filter((field) => OF_A_TABLE.has(field));
  if (fields.every((field) => field === 'hostname' || field === 'assetTag'))
    return fields.length > 0 && header === 'hostname' && !printed.isName(name);
  return true;
}

/** A table as records, a row each. */
export function tableForm(
  { names, headers, rows }: PrintedTable,
  counts: boolean,
  known: ReadonlySet<string>,
  { printed, noValue, speaker, isDevice }: SegmentContext,
): Form {
  const telling = headers.flatMap((header, at) => (tellsOfRows(names[at] ?? '', header, printed) ? [at] : []));
  const isPart =
    speaker !== null &&
    !headers.some((name) =>
      printed.fields(name).some((field) => field === 'hostname' || field === 'mac' || field === 'ip'),
    );
  const says = (cell: string | undefined): boolean =>
    cell !== undefined && /[\p{L}\p{N}]/u.test(cell) && !noValue.isEmpty(cell);
  return {
    names: [...names, 'more', ...(isPart ? [OF_SPEAKER] : [])],
    headers: [...headers, 'more', ...(isPart ? ['hostname'] : [])],
    drafts: rows.map(({ cells, line }) => {
      const full = [
        ...Array.from({ length: names.length + 1 }, (_, at) => cells[at] ?? ''),
        ...(isPart ? [speaker] : []),
      ];
      const isKnown = cells.some((cell) => known.has(cell.toLowerCase()));
      const tells = cells.filter(says).length > 1 && telling.some((at) => says(cells[at]));
      return { line, cells: full, counts: counts && !isKnown && (tells || isDevice(line)) };
    }),
  };
}

/** Whether a line has a value under a label of what a device is. */
function tellsKind({ pairs }: Entry, printed: Printed): boolean {
  return pairs.some(
    ({ label, value }) =>
      /[\p{L}\p{N}]{2}/u.test(value) &&
      printed.isExact(label) &&
      printed.fields(label).some((field) => KIND.has(field)),
  );
}

/** Labels that are names by themselves come before those that only commands use so: of several the first counts. */
function sortNames(columns: Map<string, string>, printed: Printed): void {
  const named = [...columns].filter(([, name]) => printed.fields(name).includes('hostname'));
  if (!named.some(([, name]) => printed.isName(name))) return;
  for (const [id, name] of named) {
    if (printed.isName(name)) continue;
    columns.delete(id);
    columns.set(id, name);
  }
}

/** Labels that are columns of their own; what goes beyond stands in the last of them. */
const MOST_COLUMNS = 400;

/** Blocks of labels and values as records, a block each. */
export function blockForm(
  blocks: readonly Block[],
  counts: boolean,
  { printed, speaker, isDevice }: SegmentContext,
): Form {
  const columns = new Map<string, string>();
  const cells = blocks.map((block) => cellsOf(block, printed));
  for (const one of cells)
    for (const [id, { name }] of one) if (!columns.has(id) && columns.size < MOST_COLUMNS) columns.set(id, name);
  sortNames(columns, printed);
  const names = [...columns.values()];
  const speaks = speaker !== null && !names.some((name) => printed.fields(name).includes('hostname'));
  return {
    names: [...names, 'more', ...(speaks ? [OF_SPEAKER] : [])],
    headers: [...names.map((name) => printed.header(name)), 'more', ...(speaks ? ['hostname'] : [])],
    drafts: blocks.map((block, at) => {
      const own = cells[at] ?? new Map<string, { readonly value: string }>();
      const beyond = [...own].filter(([id]) => !columns.has(id)).map(([, { value }]) => value);
      return {
        line: block[0]?.line.number ?? 0,
        cells: [
          ...Array.from(columns.keys(), (id) => own.get(id)?.value ?? ''),
          beyond.join('\n'),
          ...(speaks ? [speaker] : []),
        ],
        counts:
          counts &&
          block.some(
            (entry) =>
              isDevice(entry.line.number) || tellsKind(entry, printed) || printed.words.beginsDevice(entry.line.text),
          ),
      };
    }),
  };
}
