import type { Seeded } from '../seeded.ts';
import type { Encoding, Language } from './clean-words.ts';
import { LANGUAGES } from './clean-words.ts';

/** A clean inventory as its file holds it. */
export interface Inventory {
  readonly name: string;
  readonly bytes: Buffer;
}

type Pick = Seeded['pick'];

/** Vendor, model, beginning of its serials, prefix registered to it. */
const DEVICES = [
  ['Cisco', 'C9300-24T', 'FOC', '00:1B:54'],
  ['Cisco', 'WS-C2960X-24TS-L', 'FCW', '00:1B:54'],
  ['Juniper', 'EX2300-24T', 'JX0', '00:05:85'],
  ['Dell', 'PowerEdge R740', '7XK', '00:14:22'],
  ['HP', 'ProDesk 600 G4', '2UA', '00:17:A4'],
  ['Axis', 'P3245-V', 'ACC', '00:40:8C'],
  ['Ubiquiti', 'UAP-AC-PRO', 'F09', '00:27:22'],
  ['Lenovo', 'ThinkPad T14', 'PF2', '00:06:1B'],
] as const;

const [NAME, VENDOR, MODEL, SERIAL, MAC, PLACE, PERSON, NOTE, SUPPLIER, BOUGHT, QUANTITY, STATE] = Array.from(
  { length: 12 },
  (_, index) => index,
) as [number, number, number, number, number, number, number, number, number, number, number, number];

interface Layout {
  readonly columns: readonly number[];
  readonly delimiter: string;
  readonly rows: number;
  /** A title that names a vendor, and an empty line, above the header. */
  readonly title?: true;
  /** A line with the sum of the quantities below the rows. */
  readonly total?: true;
  readonly quoted?: true;
  /** `#N/A` where nothing is known. */
  readonly unknown?: true;
  /** One MAC stands in the column of serials or of notes. */
  readonly stray?: number;
  readonly crlf?: true;
}

export const LAYOUTS: readonly Layout[] = [
  { columns: [NAME, VENDOR, MODEL, SERIAL], delimiter: ',', rows: 12 },
  { columns: [NAME, VENDOR, MODEL, SERIAL, NOTE], delimiter: ';', rows: 20 },
  { columns: [VENDOR, MODEL, QUANTITY], delimiter: ';', rows: 8, total: true },
  { columns: [NAME, VENDOR, MODEL, MAC, PLACE], delimiter: ',', rows: 30, quoted: true },
  { columns: [PLACE, PERSON, NAME, VENDOR, MODEL, NOTE], delimiter: ';', rows: 25, title: true },
  { columns: [NAME, MODEL, VENDOR, SERIAL, STATE], delimiter: '\t', rows: 15 },
  { columns: [SERIAL, VENDOR, MODEL, BOUGHT, SUPPLIER], delimiter: ';', rows: 18, crlf: true },
  { columns: [NAME, VENDOR, MODEL, SERIAL, MAC, NOTE], delimiter: ';', rows: 40, stray: SERIAL },
  { columns: [NAME, VENDOR, MODEL, SERIAL, MAC, NOTE], delimiter: ',', rows: 40, quoted: true, stray: NOTE },
  { columns: [NAME, VENDOR, MODEL, PERSON, PLACE], delimiter: '|', rows: 16 },
  { columns: [NAME, VENDOR, MODEL, SERIAL, STATE, NOTE], delimiter: ';', rows: 22, unknown: true },
  { columns: [NAME, VENDOR, MODEL, QUANTITY, NOTE], delimiter: ';', rows: 14, title: true, total: true, crlf: true },
  { columns: [VENDOR, MODEL], delimiter: ',', rows: 6 },
  { columns: [NAME, VENDOR, MODEL, MAC, PERSON, NOTE], delimiter: '\t', rows: 50, crlf: true },
  { columns: [NAME, MAC, VENDOR], delimiter: ';', rows: 24 },
  { columns: [NAME, VENDOR, MODEL, SERIAL, PLACE, STATE, NOTE], delimiter: ';', rows: 100, unknown: true, stray: SERIAL },
  { columns: [MODEL, VENDOR, SERIAL, SUPPLIER, BOUGHT, NOTE], delimiter: ',', rows: 20, quoted: true, title: true },
  { columns: [NAME, VENDOR, MODEL, NOTE, PERSON, BOUGHT], delimiter: ';', rows: 33, crlf: true },
  { columns: [PLACE, NAME, VENDOR, MODEL, SERIAL, MAC], delimiter: ';', rows: 60, title: true, unknown: true },
  { columns: [NAME, VENDOR, MODEL, SERIAL, MAC, PLACE, PERSON, NOTE, SUPPLIER, BOUGHT, QUANTITY, STATE], delimiter: ';', rows: 45 },
]; // prettier-ignore

/** Sixty inventories: each layout in three encodings, the languages in turn. */
export function cleanInventories({ pick }: Seeded): readonly Inventory[] {
  const encodings: readonly Encoding[] = ['windows-1252', 'iso-8859-15', 'utf-8'];
  return LAYOUTS.flatMap((layout, index) =>
    encodings.map((encoding, turn) => {
      const spoken = LANGUAGES.filter((one) => one.encodings.includes(encoding));
      const language = spoken[(index + turn) % spoken.length] as Language;
      const bytes = encode(textOf(layout, language, pick), encoding);
      return { name: `${String(index + 1).padStart(2, '0')}-${language.id}-${encoding}.csv`, bytes };
    }),
  );
}

function textOf(layout: Layout, language: Language, pick: Pick): string {
  const { columns, delimiter, rows } = layout;
  const stray = Math.floor(rows / 2);
  const cells = Array.from({ length: rows }, (_, row) => {
    const values = rowOf(row, language, pick);
    if (layout.stray !== undefined && row === stray) values[layout.stray] = values[MAC] ?? '';
    if (layout.unknown === true && row % 7 === 3) values[pick([SERIAL, STATE])] = '#N/A';
    return columns.map((column) => values[column] ?? '');
  });
  const lines = [columns.map((column) => language.headers[column] ?? ''), ...cells];
  if (layout.total === true)
    lines.push(columns.map((column, at) => (at === 0 ? language.total : column === QUANTITY ? String(rows * 2) : '')));
  const written = lines.map((line) => line.map((cell) => quote(cell, layout)).join(delimiter));
  if (layout.title === true) written.unshift(language.title, '');
  return written.join(layout.crlf === true ? '\r\n' : '\n') + '\n';
}

function rowOf(row: number, { people, places, notes, states }: Language, pick: Pick): string[] {
  const [vendor, model, serial, prefix] = pick(DEVICES);
  const number = String(row + 1).padStart(3, '0');
  const mac = `${prefix}:${hex(pick)}:${hex(pick)}:${hex(pick)}`;
  return [
    `sw-${number}`, vendor, model, `${serial}${number}0A${number}`, mac, pick(places), pick(people), pick(['', '', ...notes]),
    pick(['Atea', 'Bechtle', 'Econocom', 'Inforlândia']), `2024-0${1 + (row % 9)}-1${row % 10}`, '2', pick(states),
  ]; // prettier-ignore
}

function hex(pick: Pick): string {
  const digits = Array.from('0123456789ABCDEF');
  return pick(digits) + pick(digits);
}

function quote(cell: string, { delimiter, quoted }: Layout): string {
  return quoted === true || cell.includes(delimiter) ? `"${cell}"` : cell;
}

/** What these encodings write otherwise than Latin 1, of what the texts here hold. */
const OTHERWISE: Readonly<Record<'windows-1252' | 'iso-8859-15', ReadonlyMap<string, number>>> = {
  'windows-1252': new Map([['€', 0x80], ['’', 0x92], ['œ', 0x9c]]),
  'iso-8859-15': new Map([['€', 0xa4], ['’', 0x27], ['œ', 0xbd]]),
}; // prettier-ignore

function encode(text: string, encoding: Encoding): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text);
  const codes = OTHERWISE[encoding];
  return Buffer.from(Array.from(text, (char) => codes.get(char) ?? char.charCodeAt(0)));
}
