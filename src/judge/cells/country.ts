import { fold, words } from '../../core/text.ts';

/** What one or more country cells say. `complete` is false when a part of it is not understood. */
export interface Countries {
  /** ISO 3166 alpha-2 codes, sorted, each once. */
  readonly countries: readonly string[];
  readonly complete: boolean;
}

const LANGUAGES = ['en', 'es', 'pt', 'fr', 'de', 'it', 'nl', 'pl', 'cs', 'sv', 'da', 'nb', 'fi', 'hu', 'ro', 'tr', 'ru', 'uk', 'el', 'ar', 'vi', 'id', 'ja', 'ko', 'zh', 'zh-Hant']; // prettier-ignore

/** Regions of the runtime's table that are no country. */
const NOT_COUNTRIES = new Set(['ZZ', 'XA', 'XB', 'QO', 'UN', 'EZ']);

/**
 * Countries that make equipment: ISO 3166 alpha-3 code, alpha-2 code, and the English names that the runtime's table
 * has for it, as they fold. They stand here because the runtime takes 9 ms to tell them.
 */
const USUAL =
  'ARG:AR:argentina AUS:AU:australia AUT:AT:austria BEL:BE:belgium BGD:BD:bangladesh BGR:BG:bulgaria BRA:BR:brazil CAN:CA:canada ' +
  'CHE:CH:switzerland CHL:CL:chile CHN:CN:china COL:CO:colombia CRI:CR:costarica CZE:CZ:czechia DEU:DE:germany DNK:DK:denmark ' +
  'DOM:DO:dominicanrepublic ESP:ES:spain EST:EE:estonia FIN:FI:finland FRA:FR:france GBR:GB:unitedkingdom,uk GRC:GR:greece ' +
  'HKG:HK:hongkongsarchina,hongkong HRV:HR:croatia HUN:HU:hungary IDN:ID:indonesia IND:IN:india IRL:IE:ireland IRN:IR:iran ISR:IL:israel ' +
  'ITA:IT:italy JPN:JP:japan KHM:KH:cambodia KOR:KR:southkorea LAO:LA:laos LKA:LK:srilanka LTU:LT:lithuania LUX:LU:luxembourg LVA:LV:latvia ' +
  'MAC:MO:macaosarchina,macao MEX:MX:mexico MMR:MM:myanmarburma,myanmar MYS:MY:malaysia NLD:NL:netherlands NOR:NO:norway NZL:NZ:newzealand ' +
  'PAK:PK:pakistan PHL:PH:philippines POL:PL:poland PRI:PR:puertorico PRK:KP:northkorea PRT:PT:portugal ROU:RO:romania RUS:RU:russia ' +
  'SAU:SA:saudiarabia SGP:SG:singapore SRB:RS:serbia SVK:SK:slovakia SVN:SI:slovenia SWE:SE:sweden THA:TH:thailand TUN:TN:tunisia ' +
  'TUR:TR:turkiye TWN:TW:taiwan UKR:UA:ukraine USA:US:unitedstates VNM:VN:vietnam ZAF:ZA:southafrica'; // prettier-ignore

/** What people write that the runtime's table does not have. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  CN: ['PRC', 'P R China', 'Mainland China', 'China Mainland', 'Peoples Republic of China', "People's Republic of China", 'Chinese', '中华人民共和国', '中國大陸', '中国大陆'],
  TW: ['ROC', 'Taiwan ROC', 'Taiwan Province of China', 'Republic of China', 'Chinese Taipei', '台灣', '臺灣'],
  HK: ['Hong Kong', 'Hong Kong China', 'Hongkong', 'Hong Kong SAR', '香港'],
  MO: ['Macao', 'Macau', '澳門'],
  US: ['America', 'USofA', 'United States of America', 'U S of A', 'EEUU', 'EE UU', 'EUA', 'Estados Unidos de America', 'Etats-Unis d Amerique', 'American', '美國'],
  GB: ['UK', 'Great Britain', 'Britain', 'England', 'Scotland', 'Wales', 'Northern Ireland'],
  KR: ['Korea', 'South Korea', 'Republic of Korea', 'Korea Republic of', 'Korea South', 'ROK', 'Corea'],
  KP: ['DPRK', 'Korea North'],
  VN: ['Viet Nam', 'Socialist Republic of Vietnam'],
  RU: ['Russian Federation'],
  CZ: ['Czech Republic'],
  NL: ['Holland', 'The Netherlands'],
  TR: ['Turkey', 'Turkiye'],
}; // prettier-ignore

/** Words that say "made in", before or after the country. */
const MADE_IN =
  /^(?:made|assembled|manufactured|produced|built|designed|product|country of origin|origin|fabricado|hecho|producido|ensamblado|montado|fabrique|assemble|hergestellt|prodotto|fabbricato|wyprodukowano|сделано)(?: and (?:made|assembled|manufactured|produced|built))?(?: (?:in|of|en|em|no|na|au|a|w|в))?(?: (?:the|der|den|la|los|el))? /;
const MADE_IN_AFTER = /(?:制造|製造|生産|生产|制|製|产|產|産)$/;
/** Folds to itself. */
const HAN = /^[\u4e00-\u9fff]+$/;
const TITLES = /^(?:the|der|die|la|les|los|el) /;
const SEPARATORS = /[/;|&+\n\r]|,|\bor\b|\band\b|\bund\b|\by\b|\be\b|\bet\b/u;

/** What most cells say. All languages take 80 ms, and are asked only for what these do not know. */
let usual: ReadonlyMap<string, string> | null = null;
let all: ReadonlyMap<string, string> | null = null;

/** Countries named in a cell by name (in the languages of the runtime's own table), code or habit ("PRC", "Made in U.S.A."). */
export function parseCountries(cell: string): Countries {
  const text = fold(cell.slice(0, 200));
  const whole = countryOf(text);
  if (whole !== null) return { countries: [whole], complete: true };
  const parts = text.split(SEPARATORS).filter((part) => words(part).length > 0);
  const found = parts.map(countryOf);
  const last = found.at(-1) ?? null;
  const complete = found.length > 0 && !found.includes(null);
  if (!complete && isAddress(text)) {
    // "San Jose, CA, USA": the last part is the country, unless two letters could be a state.
    const isState = words(parts.at(-1) ?? '').join('').length <= 2 && last !== 'US';
    return last === null || isState ? { countries: [], complete: false } : { countries: [last], complete: true };
  }
  // "CA, USA": a code beside a spelled-out name may be a state as well as a country.
  const codes = parts.filter((part) => words(part).join('').length <= 2);
  if (isAddress(text) && codes.length > 0 && codes.length < parts.length) return { countries: [], complete: false };
  return { countries: [...new Set(found.filter((code) => code !== null))].toSorted(), complete };
}

function isAddress(text: string): boolean {
  return text.includes(',') && !/[/;|&+\n]/.test(text);
}

function countryOf(folded: string): string | null {
  const plain = words(folded).join(' ');
  const named = `${plain} `.replace(MADE_IN, '').trim().replace(TITLES, '').replace(MADE_IN_AFTER, '').trim();
  const keys = [plain.replaceAll(' ', ''), named.replaceAll(' ', '')];
  const found = (table: ReadonlyMap<string, string>): string | null => {
    for (const key of keys) if (table.has(key)) return table.get(key) ?? null;
    return null;
  };
  usual ??= usualNames();
  return found(usual) ?? found((all ??= allNames()));
}

const USUAL_COUNTRIES = USUAL.split(' ').map((one) => {
  const [alpha3 = '', code = '', names = ''] = one.split(':');
  return { alpha3, code, names: names.split(',') };
});

function usualNames(): ReadonlyMap<string, string> {
  const names = new Map(USUAL_COUNTRIES.flatMap(({ code, names }) => names.map((name) => [name, code] as const)));
  return withHabits(
    names,
    USUAL_COUNTRIES.map(({ code }) => code),
  );
}

/** Where languages differ, English says what a name means; what people write and codes come before all of them. */
function allNames(): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const codes = countryCodes();
  for (const language of LANGUAGES.toReversed()) {
    for (const style of ['long', 'short'] as const) {
      const display = new Intl.DisplayNames([language], { type: 'region', style, fallback: 'none' });
      for (const code of codes) {
        const name = display.of(code);
        if (name !== undefined) names.set(keyOf(name), code);
      }
    }
  }
  return withHabits(names, codes);
}

/** Adds what people write, and codes. */
function withHabits(names: Map<string, string>, codes: readonly string[]): ReadonlyMap<string, string> {
  for (const { alpha3, code } of USUAL_COUNTRIES) names.set(keyOf(alpha3), code);
  for (const [code, also] of Object.entries(ALSO)) for (const name of also) names.set(keyOf(name), code);
  for (const code of codes) names.set(keyOf(code), code);
  return names;
}

function keyOf(name: string): string {
  return HAN.test(name) ? name : words(fold(name)).join('');
}

/** Two-letter codes the runtime has a name for; an old code (`DD`, `UK`) is the country it became, so not one itself. */
function countryCodes(): string[] {
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  const display = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !NOT_COUNTRIES.has(code) && display.of(code) !== undefined)
    .filter((code) => new Intl.Locale(`und-${code}`).region === code);
}
