/** Format codes that a workbook does not spell out (ECMA-376 part 1, 18.8.30), as far as they change what is read. */
const BUILT_IN: readonly (readonly [from: number, to: number, code: string])[] = [
  [1, 1, '0'],
  [2, 2, '0.00'],
  [3, 3, '#,##0'],
  [4, 4, '#,##0.00'],
  [9, 9, '0%'],
  [10, 10, '0.00%'],
  [11, 11, '0.00E+00'],
  [14, 17, 'yyyy-mm-dd'],
  [18, 21, 'h:mm:ss'],
  [22, 22, 'yyyy-mm-dd h:mm'],
  // Dates in the languages that have them.
  [27, 36, 'yyyy-mm-dd'],
  [37, 38, '#,##0'],
  [39, 40, '#,##0.00'],
  [45, 47, 'h:mm:ss'],
  [50, 58, 'yyyy-mm-dd'],
];

/** The code of a number that stands for one. */
export function builtInFormat(id: number): string {
  return BUILT_IN.find(([from, to]) => id >= from && id <= to)?.[2] ?? 'General';
}

/**
 * A number as a person sees it under a format code; dates and times in ISO form, since the written form depends on the
 * reader's own settings. `raw` is the stored text; what no rule covers is shown as the plain number.
 */
export function display(raw: string, code: string, date1904: boolean): string {
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return raw;
  const section = (code.split(';')[0] ?? '').trim();
  const bare = withoutLiterals(section);
  if (section === '' || section === '@' || /general/i.test(bare)) return plain(value, raw);
  if (/[ymdhs]/i.test(bare)) return dateTime(value, bare, date1904) ?? plain(value, raw);
  if (/\//.test(bare)) return plain(value, raw);
  if (/E[+-]/i.test(bare)) return scientific(value, bare);
  return fixed(value, section, bare) ?? plain(value, raw);
}

/** The code without quoted and escaped text, fillers, colours and conditions; `[h]` stays. */
function withoutLiterals(section: string): string {
  return section.replace(/"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi, '');
}

/** All digits of a whole number, however large: a serial number is not `1.23E+15`. */
function plain(value: number, raw: string): string {
  if (/^-?\d+$/.test(raw)) return raw;
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value);
}

const MS_PER_DAY = 86_400_000;
/** Days from the epochs of the two date systems to 1970-01-01. */
const TO_1970 = { 1900: 25_569, 1904: 24_107 } as const;

function dateTime(value: number, bare: string, date1904: boolean): string | null {
  // 1900 was no leap year, but a spreadsheet counts its 29 February.
  const days = value - (date1904 ? TO_1970[1904] : TO_1970[1900]) + (!date1904 && value < 60 ? 1 : 0);
  const time = new Date(Math.round((days * MS_PER_DAY) / 1000) * 1000);
  if (value < 0 || Number.isNaN(time.getTime()) || time.getUTCFullYear() > 9999) return null;
  const [day = '', clock = ''] = time.toISOString().slice(0, 19).split('T');
  const hasDay = /[yd]/i.test(bare) || /m{3}/i.test(bare);
  const hasClock = /[hs]/i.test(bare);
  if (!hasDay) return clock;
  return hasClock && clock !== '00:00:00' ? `${day} ${clock}` : day;
}

function scientific(value: number, bare: string): string {
  const decimals = /\.([0#?]*)/.exec(bare)?.[1]?.length ?? 0;
  const [mantissa = '', exponent = '0'] = value.toExponential(Math.min(decimals, 20)).split('e');
  const digits = exponent.replace(/[+-]/, '').padStart(2, '0');
  return `${mantissa}E${exponent.startsWith('-') ? '-' : '+'}${digits}`;
}

/** Digits, points and literals of a code, as they stand. */
const PART = /"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|[\s\S]/g;

const isDigit = (part: string): boolean => /^[0#?]$/.test(part);

/** What a part of a code that is no digit shows. */
function literalOf(part: string): string {
  if (part.startsWith('"')) return part.slice(1, -1);
  if (part.startsWith('\\')) return part.slice(1);
  if (part.startsWith('_')) return ' ';
  return /^[.,*[]/.test(part) ? '' : part;
}

/** `00000`, `#,##0.00`, `0%`, `"SN-"0000`, `000-00`; null for a code without a digit. */
function fixed(value: number, section: string, bare: string): string | null {
  const parts: readonly string[] = section.match(PART) ?? [];
  const point = parts.indexOf('.');
  const [whole, after] = point < 0 ? [parts, []] : [parts.slice(0, point), parts.slice(point)];
  const amount = Math.abs(bare.includes('%') ? value * 100 : value);
  if (!whole.some(isDigit) || amount >= 1e21) return null;
  const decimals = after.filter(isDigit);
  const [digits = '0', fraction = ''] = amount.toFixed(Math.min(decimals.length, 20)).split('.');
  const kept = fraction.replace(/0+$/, '').padEnd(decimals.filter((digit) => digit === '0').length, '0');
  const tail = after.map((part) => (isDigit(part) ? '' : literalOf(part)));
  const shown = fill(whole, digits === '0' ? '' : digits, /[0#?],[0#?]/.test(bare));
  return `${value < 0 ? '-' : ''}${shown}${kept === '' ? '' : `.${kept}`}${tail.join('')}`;
}

/** Puts digits into their places from the right; those left over stand before the first place. */
function fill(places: readonly string[], digits: string, grouped: boolean): string {
  const first = places.findIndex(isDigit);
  let left = digits;
  let text = '';
  let count = 0;
  for (let at = places.length - 1; at >= 0; at -= 1) {
    const place = places[at] ?? '';
    if (!isDigit(place)) text = literalOf(place) + text;
    for (let more = isDigit(place); more; more = at === first && left !== '') {
      const digit = left.slice(-1) || (place === '0' ? '0' : '');
      left = left.slice(0, -1);
      if (digit !== '' && grouped && count > 0 && count % 3 === 0) text = `,${text}`;
      text = digit + text;
      count += 1;
    }
  }
  return text;
}
