/** Rows of the inventory; that of SPOILED, on the line after it, is spoiled. */
const ROWS = 10_000;
const SPOILED = 5000;
export const LINE = SPOILED + 2;

type Row = readonly [name: string, vendor: string, model: string, serial: string, ip: string, site: string];

const rowOf = (n: number, vendor: string): Row => [
  `sw-${n}`,
  vendor,
  `XB-${n % 7}`,
  `FOC${n}A`,
  `10.0.${n % 9}.1`,
  'Lyon',
];

/** A way to spoil a row, and how a run ends then that has nothing else to tell. */
export interface Spoiling {
  readonly name: string;
  readonly spoil: (row: Row) => string;
  readonly code: 0 | 2 | 3;
  /** Code of the problem that names the line; null without one. */
  readonly problem: string | null;
}

export const SPOILINGS: readonly Spoiling[] = [
  { name: 'the last cell is missing', spoil: (row) => row.slice(0, 5).join(), code: 0, problem: 'short-row' },
  { name: 'the last three cells are missing', spoil: (row) => row.slice(0, 3).join(), code: 0, problem: 'short-row' },
  { name: 'the first cell is missing', spoil: (row) => row.slice(1).join(), code: 0, problem: 'short-row' },
  { name: 'a delimiter at the end', spoil: (row) => `${row.join()},`, code: 0, problem: null },
  { name: 'a delimiter in the site', spoil: (row) => `${row.join()}, France`, code: 0, problem: 'long-row' },
  { name: 'a delimiter in the name', spoil: ([name, ...row]) => [name, 'core', ...row].join(), code: 0, problem: 'long-row' },
  { name: 'two rows on a line', spoil: (row) => [...row, ...row].join(), code: 0, problem: 'long-row' },
  { name: 'a line end in the row', spoil: (row) => `${row.slice(0, 3).join()}\n${row.slice(3).join()}`, code: 0, problem: 'short-row' },
  { name: 'a carriage return in the row', spoil: (row) => `${row.slice(0, 3).join()}\r${row.slice(3).join()}`, code: 0, problem: 'short-row' },
  { name: 'a quote that does not end', spoil: ([name, vendor, ...row]) => [name, `"${vendor}`, ...row].join(), code: 3, problem: 'stray-quote' },
  { name: 'a quote within a cell', spoil: ([name, vendor, ...row]) => [name, `${vendor} "x"`, ...row].join(), code: 0, problem: null },
  { name: 'a control character', spoil: ([name, vendor, ...row]) => [name, `\u0001${vendor}`, ...row].join(), code: 0, problem: null },
  { name: 'a colour', spoil: ([name, vendor, ...row]) => [name, `\u001b[31m${vendor}\u001b[0m`, ...row].join(), code: 0, problem: null },
  { name: 'a NUL', spoil: ([name, vendor, ...row]) => [name, `${vendor.slice(0, 3)}\0${vendor.slice(3)}`, ...row].join(), code: 2, problem: null },
  { name: 'a byte of another encoding in the vendor', spoil: ([name, vendor, ...row]) => [name, `${vendor}\udcff`, ...row].join(), code: 0, problem: null },
  { name: 'a byte of another encoding within the vendor', spoil: ([name, vendor, ...row]) => [name, `${vendor.slice(0, 3)}\udcff${vendor.slice(3)}`, ...row].join(), code: 0, problem: null },
  { name: 'a byte of another encoding in the site', spoil: (row) => `${row.join()}\udcff`, code: 0, problem: null },
  { name: 'a byte order mark', spoil: (row) => `\ufeff${row.join()}`, code: 0, problem: null },
  { name: 'a very long cell', spoil: (row) => `${row.join()} ${'x '.repeat(20_000)}`, code: 3, problem: 'too-large' },
  { name: 'cells that changed places', spoil: ([name, vendor, model, serial, ...row]) => [name, serial, model, vendor, ...row].join(), code: 0, problem: null },
  { name: 'another delimiter', spoil: (row) => row.join(';'), code: 0, problem: 'short-row' },
  { name: 'an empty line before', spoil: (row) => `\n${row.join()}`, code: 0, problem: null },
  { name: 'a line of delimiters', spoil: (row) => `${row.join()}\n,,,,,`, code: 0, problem: null },
  { name: 'a line of text', spoil: (row) => `--- page 2 ---\n${row.join()}`, code: 0, problem: null },
]; // prettier-ignore

/** The inventory, UTF-8 but for the bytes that stand for lone surrogates: `\udcff` is 0xff. */
export function spoiledText({ spoil }: Pick<Spoiling, 'spoil'>, vendor: string): Buffer {
  const lines = ['Hostname,Vendor,Model,Serial,IP,Site'];
  for (let n = 0; n < ROWS; n += 1)
    lines.push(n === SPOILED ? spoil(rowOf(n, vendor)) : rowOf(n, n % 3 === 0 ? 'Cisco' : 'Juniper').join());
  const pieces = `${lines.join('\n')}\n`.split('\udcff').map((piece) => Buffer.from(piece));
  return Buffer.concat(pieces.flatMap((piece, index) => (index === 0 ? [piece] : [Buffer.of(0xff), piece])));
}
