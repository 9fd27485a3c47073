/** A small inventory: its cells, of which the device of `maker` is the only one that may be banned. */
export interface TableLayout {
  readonly name: string;
  /** `delimiter`: of the file, for rows that mix it with another. */
  readonly rows: (maker: string, delimiter: string) => readonly Row[];
}

type Row = readonly string[];

const HEADER: Row = ['Hostname', 'Vendor', 'Model', 'Serial', 'IP', 'Owner', 'Date', 'Password'];
const NARROW: Row = ['Hostname', 'Vendor', 'Model', 'Serial', 'Notes'];
const MAKERS = ['Cisco', 'Juniper', 'Nokia', 'Axis'];
const MODELS = ['C9300-24T', 'EX2300-24T', 'ISAM 7330', 'P3245-V'];

const of = (from: Row, n: number): string => from[n % from.length] ?? '';
const repeat = (count: number, row: (n: number) => Row): Row[] => Array.from({ length: count }, (_, n) => row(n));

/** A device under HEADER. */
function wide(n: number, maker = of(MAKERS, n)): string[] {
  const day = `2021-03-${String(10 + (n % 19))}`;
  return [`sw-${n}`, maker, of(MODELS, n), `FOC${4000 + n}A`, `10.0.${n % 9}.${n % 250}`, 'Jane Doe', day, `pw-${n}-x`];
}

/** A device under NARROW. */
function narrow(n: number, maker = of(MAKERS, n), note = 'ok'): string[] {
  return [`sw-${n}`, maker, of(MODELS, n), `FOC${4000 + n}A`, note];
}

/** A device of the second table, whose model says nothing. */
const second = (n: number, maker: string): string[] => {
  const cells = wide(n, maker);
  cells[2] = `XB-${n}`;
  return cells;
};

const swapped = (cells: readonly string[], a: number, b: number): string[] =>
  cells.map((cell, at) => (at === a ? cells[b] : at === b ? cells[a] : cell) ?? '');

/** Second tables: other columns from some row on, with a header of their own or without. */
const SECOND: readonly TableLayout[] = [5, 150, 400, 100_000].flatMap((from) => [
  ...['Serial', 'IP', 'Owner', 'Date', 'Password'].map((column) => ({
    name: `the maker under ${column} from row ${from} on`,
    rows: (maker: string) => [
      HEADER,
      ...repeat(from, wide),
      ...repeat(8, (n) => swapped(second(from + n, maker), 1, HEADER.indexOf(column))),
    ],
  })),
  {
    name: `another header at row ${from}`,
    rows: (maker: string) => [
      HEADER,
      ...repeat(from, wide),
      ['Model', 'Serial', 'Owner', 'Manufacturer', 'Room'],
      ...repeat(4, (n) => [`XB-${n}`, `S${n}77`, 'Bob', maker, 'Lab 2']),
    ],
  },
]);

const ODD_CELLS: readonly TableLayout[] = [
  { name: 'a delimiter at the end of the header', rows: (m) => [[...NARROW, ''], ...some(m)] },
  { name: 'a delimiter at the beginning of the header', rows: (m) => [['', ...NARROW], ...some(m)] },
  { name: 'a delimiter within a header', rows: (m) => [['Host', 'name', ...NARROW.slice(1)], ...some(m)] },
  { name: 'a header that lacks a cell', rows: (m) => [['Hostname', 'Model', 'Serial', 'Notes'], ...some(m)] },
  { name: 'an empty header over the makers', rows: (m) => [['Hostname', '', ...NARROW.slice(2)], ...some(m)] },
  { name: 'delimiters at the end of all rows', rows: (m) => [NARROW, ...some(m).map((row) => [...row, '', ''])] },
  { name: 'a row with a delimiter in its first cell', rows: (m) => [NARROW, ...some(null), ['sw', ...narrow(7, m)]] },
  { name: 'a row that lacks its first cell', rows: (m) => [NARROW, ...some(null), narrow(7, m).slice(1)] },
  { name: 'rows that lack their last cells', rows: (m) => [NARROW, ...some(null), ...repeat(5, (n) => narrow(n, m).slice(0, 2 + (n % 3)))] },
  { name: 'notes with delimiters', rows: (m) => [NARROW, ...some(null), ...repeat(6, (n) => [...narrow(n, m), 'spare', 'on loan'])] },
  { name: 'a row with an empty cell put in', rows: (m) => [NARROW, ...some(null), ['sw-7', '', m, 'XB-1', 'S1', 'ok']] },
  { name: 'rows without any other cell', rows: (m) => [NARROW, ...some(null), ['', m, '', '', '']] },
]; // prettier-ignore

/** Devices, the last of a maker; none of it when null. */
function some(maker: string | null, count = 6): string[][] {
  return Array.from({ length: count }, (_, n) => narrow(n, maker !== null && n === count - 1 ? maker : undefined));
}

/** The device of `maker` is the first row of some, the last of others. */
const HEADERLESS: readonly TableLayout[] = Array.from({ length: 8 }, (_, at) => ({
  name: `${at + 3} rows without a header`,
  rows: (maker: string) => {
    const rows = some(maker, at + 3);
    return at % 2 === 0 ? rows : rows.toReversed();
  },
}));

const FOOTERS: readonly TableLayout[] = [
  { name: 'a total', rows: (m) => [NARROW, ...some(m), ['Total', '', '', '6', '']] },
  { name: 'a line of text below', rows: (m) => [NARROW, ...some(m), [], ['Exported by the helpdesk on 2024-05-01']] },
  { name: 'a legend below', rows: (m) => [NARROW, ...some(m), [], ['ok', 'works'], ['eol', 'end of life']] },
  { name: 'a count below', rows: (m) => [NARROW, ...some(m), ['6 rows']] },
  { name: 'subtotals', rows: (m) => [NARROW, ...some(null), ['Subtotal', '', '', '6', ''], ...some(m), ['Total', '', '', '12', '']] },
  { name: 'devices below a footer', rows: (m) => [NARROW, ...some(null), ['End of report'], [], ...some(m)] },
  { name: 'page breaks', rows: (m) => [NARROW, ...some(null), ['Page 1 of 2'], NARROW, ...some(m), ['Page 2 of 2']] },
]; // prettier-ignore

const HEADERS: readonly TableLayout[] = [
  { name: 'groups above the header', rows: (m) => [['Device', '', '', 'Other', ''], NARROW, ...some(m)] },
  { name: 'two languages', rows: (m) => [NARROW, ['Name', 'Hersteller', 'Modell', 'Seriennummer', 'Bemerkung'], ...some(m)] },
  { name: 'types below the header', rows: (m) => [NARROW, ['text', 'text', 'text', 'text', 'text'], ...some(m)] },
  { name: 'headers over two lines', rows: (m) => [['Host', 'Vendor', 'Model', 'Serial', ''], ['name', '', 'name', 'number', 'Notes'], ...some(m)] },
  { name: 'titles and the header below', rows: (m) => [['Inventory 2024'], ['Site: Lyon'], [], NARROW, ...some(m)] },
  { name: 'two columns of one name', rows: (m) => [['Name', 'Vendor', 'Name', 'Serial', 'Notes'], ...some(m)] },
  { name: 'two makers, the first empty', rows: (m) => [['Hostname', 'Vendor', 'Vendor', 'Serial'], ...repeat(6, (n) => [`sw-${n}`, '', n === 5 ? m : 'Cisco', `S${n}`])] },
  { name: 'two makers, the second another', rows: (m) => [['Hostname', 'Vendor', 'Vendor', 'Serial'], ...repeat(6, (n) => [`sw-${n}`, 'Cisco', n === 5 ? m : 'Cisco', `S${n}`])] },
  { name: 'the model twice', rows: (m) => [['Hostname', 'Model', 'Model', 'Serial'], ...repeat(6, (n) => [`sw-${n}`, 'C9300', n === 5 ? `${m} XB-1` : 'C9300', `S${n}`])] },
]; // prettier-ignore

/** Another delimiter than that of the file. */
const other = (delimiter: string): string => (delimiter === ';' ? ',' : ';');

const DELIMITERS: readonly TableLayout[] = [
  { name: 'a header delimited otherwise', rows: (m, d) => [[NARROW.join(other(d))], ...some(m)] },
  { name: 'a row delimited otherwise', rows: (m, d) => [NARROW, ...some(null), [narrow(7, m).join(other(d))]] },
  { name: 'half of the rows delimited otherwise', rows: (m, d) => [NARROW, ...some(null), ...some(m).map((row) => [row.join(other(d))])] },
  { name: 'a narrower row delimited otherwise', rows: (m, d) => [NARROW, ...some(null), [['sw-7', m, 'XB-1'].join(other(d))]] },
  { name: 'lists in a cell', rows: (m, d) => [['Hostname', 'Vendors', 'Notes'], ...repeat(6, (n) => [`sw-${n}`, ['Cisco', n === 5 ? m : 'Nokia'].join(other(d)), 'ok'])] },
]; // prettier-ignore

const turned = (rows: readonly Row[]): string[][] => (rows[0] ?? []).map((_, at) => rows.map((row) => row[at] ?? ''));

const TRANSPOSED: readonly TableLayout[] = [
  { name: 'transposed', rows: (m) => turned([NARROW, ...some(m)]) },
  { name: 'transposed below a title', rows: (m) => [['Inventory'], [], ...turned([NARROW, ...some(m)])] },
  { name: 'one device, transposed', rows: (m) => turned([NARROW, narrow(1, m)]) },
  { name: 'devices one after the other, transposed', rows: (m) => some(m, 4).flatMap((row) => [...turned([NARROW, row]), []]) },
]; // prettier-ignore

const PASTED: readonly TableLayout[] = [
  { name: 'another export pasted below', rows: (m) => [NARROW, ...some(null), [], ['Camera', 'Location', 'Brand'], ...repeat(3, (n) => [`cam-${n}`, 'Gate', m])] },
  { name: 'another export pasted beside', rows: (m) => [[...NARROW, '', 'Camera', 'Brand'], ...some(null).map((row, n) => [...row, '', `cam-${n}`, n === 5 ? m : 'Axis'])] },
  { name: 'sites as headings', rows: (m) => [NARROW, ['Lyon'], ...some(null), ['Oslo'], ...some(m)] },
  { name: 'sites as headings, with empty cells', rows: (m) => [NARROW, ['Lyon', '', '', '', ''], ...some(null), ['Oslo', '', '', '', ''], ...some(m)] },
  { name: 'makers as headings', rows: (m) => [['Model', 'Serial', 'Notes'], ['Cisco'], ['C9300', 'S1', 'ok'], [m], ['XB-1', 'S2', 'ok'], ['XB-2', 'S3', 'ok']] },
  { name: 'makers as headings, with empty cells', rows: (m) => [['Model', 'Serial', 'Notes'], ['Cisco', '', ''], ['C9300', 'S1', 'ok'], [m, '', ''], ['XB-1', 'S2', 'ok'], ['XB-2', 'S3', 'ok']] },
  { name: 'a pivot table', rows: (m) => [['Vendor', 'Lyon', 'Oslo', 'Total'], ['Cisco', '3', '4', '7'], [m, '', '2', '2'], ['Nokia', '1', '', '1'], ['Total', '4', '6', '10']] },
  { name: 'a pivot table of makers across', rows: (m) => [['Site', 'Cisco', m, 'Nokia'], ['Lyon', '3', '1', '2'], ['Oslo', '4', '', '1']] },
  { name: 'the header again every 50 rows', rows: (m) => [0, 1, 2].flatMap((page) => [NARROW, ...repeat(50, (n) => narrow(n, page === 2 && n === 40 ? m : undefined))]) },
  { name: 'cells left out where they repeat', rows: (m) => [['Site', 'Vendor', 'Model', 'Serial'], ['Lyon', 'Cisco', 'C9300', 'S1'], ['', '', 'C9300', 'S2'], ['Oslo', m, 'XB-1', 'S3'], ['', '', 'XB-2', 'S4']] },
  { name: 'another header, with a number', rows: (m) => [[...NARROW, 'Owner'], ...some(null), ['Hostname', '802.1X', 'IPv4', '', '', 'Brand'], ['cam-1', 'yes', '10.0.0.1', '', '', m]] },
  { name: 'ruled', rows: (m) => [NARROW, NARROW.map(() => '---'), ...some(m, 2), NARROW.map(() => '---')] },
  { name: 'a numbered list', rows: (m) => [['#', ...NARROW], ...some(m).map((row, n) => [`${n + 1}.`, ...row])] },
]; // prettier-ignore

export const TABLE_LAYOUTS: readonly TableLayout[] = [
  ...SECOND,
  ...ODD_CELLS,
  ...HEADERLESS,
  ...FOOTERS,
  ...HEADERS,
  ...DELIMITERS,
  ...TRANSPOSED,
  ...PASTED,
];
