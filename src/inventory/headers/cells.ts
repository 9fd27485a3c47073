import { meant, type Meaning } from '../../core/layout.ts';
import { parseMac, separatedMacs } from '../../core/mac.ts';
import type { Hints } from '../inventory.ts';

/** The cells of several rows. */
export type Rows = readonly (readonly string[])[];

/** Rows by which a column is understood. */
export const SAMPLE_ROWS = 200;

const IPV4 = /^(?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2})?$/;
/** Eight groups, or fewer around `::`; `12:30:45` is a time. */
const IPV6 = /^(?=(?:[^:]*:){7}|.*::)[0-9a-f:]{2,39}(?:%\w+)?(?:\/\d{1,3})?$/i;
const OBJECT_ID = /^(?:\.?1\.3\.6\.1\.|(?:SNMPv2-SMI::|\.?iso\.3\.6\.1\.4\.1\.)|enterprises\.)[\d.]/i;
const CPE = /^cpe:(?:2\.3:[aoh*]|\/[aoh])/i;
const GPON = /^(?:[A-Z]{4}-?[0-9A-F]{8})$/;
const EMAIL = /^[^\s@<>]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i;
const HASH = /^(?:\$(?:1|2[abxy]?|5|6|y|argon2\w*)\$|\{S?SHA\}|pbkdf2)/i;

/** Forms of cells, and the meaning of a column whose cells mostly have one; the first form that a cell has counts. */
const FORMS = [
  { form: 'sysObjectId', has: (text) => OBJECT_ID.test(text), means: meant('sysObjectId', 'cells: SNMP object ids') },
  { form: 'number', has: (text) => /^[-+]?[\d.,\s]+%?$/.test(text) && !IPV4.test(text) },
  { form: 'mac', has: (text) => parseMac(text) !== null, means: meant('mac', 'cells: MAC addresses') },
  { form: 'ip', has: (text) => IPV4.test(text) || IPV6.test(text), means: meant('ip', 'cells: IP addresses') },
  { form: 'cpe', has: (text) => CPE.test(text), means: meant('cpe', 'cells: CPE names') },
  { form: 'gponSerial', has: (text) => GPON.test(text), means: meant('gponSerial', 'cells: GPON serial numbers') },
  {
    form: 'email',
    has: (text) => EMAIL.test(text),
    means: meant('withheld', 'cells: e-mail addresses: not shown', 'person'),
  },
  { form: 'hash', has: (text) => HASH.test(text), means: meant('withheld', 'cells: password hashes: not read') },
  { form: 'date', has: (text) => /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ]\d|$)/.test(text) },
] as const satisfies readonly { form: string; has: (text: string) => boolean; means?: Meaning }[];

/** What one cell can be by its form alone. */
type CellForm = (typeof FORMS)[number]['form'] | 'none';

/** The first form that a cell has; `none` for words. */
export function formOf(cell: string): CellForm {
  const text = cell.trim();
  return FORMS.find(({ has }) => has(text))?.form ?? 'none';
}

/** Whether a line is drawn with dashes or the like, with or without gaps. */
export const isRule = (line: string): boolean => /^[\s|+=*~_:-]*$/.test(line) && /[-=~_*]{2}|:-|-:/.test(line);

/** Whether a row only separates others, as Markdown and database clients draw it, or ends a block of code. */
export function isRuler(cells: readonly string[]): boolean {
  if (!cells.every((cell) => /^[\s|+=*~_:`-]*$/.test(cell))) return false;
  return isRule(cells.join(' ')) || /^`{3,}$/.test(cells.join('').trim());
}

/** Whether a row makes the row right above it a header, as the second line of each table of Markdown does. */
export function isHeaderRule(cells: readonly string[], above: readonly string[]): boolean {
  return cells.length > 1 && cells.length === above.length && isRuler(cells) && !isRuler(above);
}

/** Share of values for which something holds; 0 without values. */
export function share(values: readonly string[], holds: (value: string) => boolean): number {
  return values.length === 0 ? 0 : values.filter(holds).length / values.length;
}

/** The values for which something holds; none if it does not hold for half, and then the search ends early. */
export function filterIfHalf(values: readonly string[], holds: (value: string) => boolean): readonly string[] {
  const found: string[] = [];
  let others = 0;
  for (const value of values) {
    if (holds(value)) found.push(value);
    else if ((others += 2) > values.length) return [];
  }
  return found;
}

/** Whether a column holds MAC addresses: half of its lines with separators, or four in five and one has a letter. */
export function areMacs(cells: readonly string[]): boolean {
  const values = cells.some((cell) => cell.includes('\n')) ? cells.flatMap((cell) => cell.split('\n')) : cells;
  // Most columns hold none: other forms of a cell need not be known, nor the other cells once half are not addresses.
  const macs = filterIfHalf(values, (value) => parseMac(value) !== null && formOf(value) === 'mac');
  const separated = macs.filter((value) => separatedMacs(value).length > 0);
  if (separated.length > 0 && separated.length * 2 >= values.length) return true;
  return macs.length * 5 >= values.length * 4 && macs.some((mac) => /[a-f]/i.test(mac));
}

/** The meaning of a column whose cells count: `HWD-001`. */
export const COUNTED = meant('text', 'cells: counted', 'mention');
/** The meaning of a column whose cells are the names of makers. */
export const OF_MAKERS = meant('vendor', 'cells: names of vendors');

/**
 * Whether at least half of the cells are nothing but the names of makers, two different ones or more: some makers that
 * no vendor file describes have ordinary words for names (`true`, `option`).
 */
export function areMakers(values: readonly string[], { isMakerName, words }: Hints): boolean {
  return new Set(filterIfHalf(values, (value) => isMakerName(value) || words.isOtherMaker(value))).size > 1;
}

/**
 * Understands a column by its cells: half have one form (a fifth that of a secret); or a third name makers of vendor
 * files, or two and one in ten do; or half name any makers, or network systems. Null for any other column.
 */
export function guessByCells(values: readonly string[], options: Hints): Meaning | null {
  if (values.length === 0) return null;
  const { isMakerName, words } = options;
  const forms = values.map(formOf);
  const isCommon = (form: CellForm, least: number): boolean =>
    form === 'mac' ? areMacs(values) : forms.filter((each) => each === form).length >= least * values.length;
  for (const kind of FORMS)
    if ('means' in kind && isCommon(kind.form, kind.means.fields[0] === 'withheld' ? 0.2 : 0.5)) return kind.means;
  const makers = values.filter(isMakerName).length;
  if (makers * 3 >= values.length || (makers >= 2 && makers * 10 >= values.length) || areMakers(values, options))
    return OF_MAKERS;
  if (share(values, (value) => words.isPlatform(value)) >= 0.5)
    return meant('platform', 'cells: names of network systems');
  return null;
}
