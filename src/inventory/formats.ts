import { latin1 } from '#runtime';
import { oncePer } from '../core/cache.ts';
import { lazily } from '../core/text.ts';
import type { Words } from '../words/words.ts';
import type { PeekedSource } from './bytes/peek.ts';
import type { Inventory, OpenInventory, ReadOptions } from './inventory.ts';
import { isPage, oscalRoot, rootElement, WALKED_OBJECT } from './roots.ts';

/** The beginning of an input, by which its format is recognised. */
export interface Beginning {
  /** The path, for formats whose content looks alike; without `.gz` or `.zst` for a compressed input. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The first four bytes, in hex. */
  readonly magic: string;
  /** The first characters, without byte order mark. */
  readonly text: string;
  /** The lines of `text`; the last one may be cut. */
  readonly lines: readonly string[];
  readonly isDelimited: () => boolean;
}

/** One input format: a row below. `open` imports the reader of the format, since `--help` needs the rows too. */
export interface InputFormat {
  /** As `--input-format` and the `input` event name it. */
  readonly name: string;
  /** Lower case, without a dot. They count only when no format recognises the content. */
  readonly extensions?: readonly string[];
  /** Whether a beginning is this format beyond doubt. */
  readonly sniff: (beginning: Beginning) => boolean;
  /** Throws UserError if the input or the options do not fit it. `openInner` opens what a container holds. */
  readonly open: (source: PeekedSource, options: ReadOptions, openInner: OpenInventory) => Promise<Inventory>;
}

/** Held: each import of a module of the bundle makes its names anew. */
const csvReader = lazily(() => import('./csv/open-csv.ts'));

/** Tried in this order, so more specific formats come first; the last takes any text that no other format claims. */
export const INPUT_FORMATS: readonly InputFormat[] = [
  compressedFormat('gz', '1f8b'),
  compressedFormat('zst', '28b52ffd'),
  {
    name: 'xlsx',
    extensions: ['xlsx', 'xlsm'],
    // A ZIP with entries, an empty ZIP, the container of .xls files and of workbooks with a password.
    sniff: ({ magic }) => ['504b0304', '504b0506', 'd0cf11e0'].includes(magic),
    open: async (source, options) => (await import('./xlsx/read-workbook.ts')).openXlsx(source, options),
  },
  {
    name: 'oscal',
    sniff: ({ text }) => oscalRoot(text) !== null,
    open: async (source, options) => (await import('./oscal.ts')).openOscal(source, options),
  },
  {
    name: 'nmap',
    sniff: ({ text }) => rootElement(text) === 'nmaprun',
    open: async (source, options) => (await import('./nmap.ts')).openNmap(source, options),
  },
  {
    name: 'html',
    extensions: ['html', 'htm'],
    sniff: ({ text, bytes }) => isPage(text) && /<t[dh][\s>]/i.test(latin1(bytes)),
    open: async (source, options) => (await import('./html.ts')).openHtml(source, options),
  },
  {
    name: 'cyclonedx',
    extensions: ['cdx'],
    sniff: ({ text }) => /^\s*\{/.test(text) && /"bomFormat"\s*:\s*"CycloneDX"/.test(text),
    open: async (source, options) => {
      const { componentsOf } = await import('./json/components.ts');
      return (await import('./json/read-json.ts')).openJson(source, options, componentsOf, 'cyclonedx');
    },
  },
  {
    name: 'ndjson',
    extensions: ['ndjson', 'jsonl'],
    sniff: looksLikeLinesOfJson,
    open: async (source, options) => (await import('./json/read-json.ts')).openNdjson(source, options),
  },
  {
    name: 'json',
    extensions: ['json'],
    sniff: ({ text }) => JSON_BEGINS.test(text),
    open: async (source, options) => (await import('./json/read-json.ts')).openJson(source, options),
  },
  {
    name: 'snmpwalk',
    extensions: ['walk', 'snmpwalk'],
    sniff: ({ lines }) => lines.slice(0, 20).some((line) => WALKED.test(line) || WALKED_QUICK.test(line)),
    open: async (source, options) => (await import('./snmp.ts')).openWalk(source, options),
  },
  {
    name: 'yaml',
    extensions: ['yaml', 'yml'],
    sniff: ({ name, text, lines }) =>
      /^(?:---\s*)?zabbix_export:/.test(text) || (/\.ya?ml$/i.test(name) && looksLikeYaml(lines)),
    open: async (source, options) => (await import('./json/read-json.ts')).openYaml(source, options),
  },
  {
    name: 'csv',
    extensions: ['csv', 'tsv', 'tab', 'psv'],
    sniff: ({ name, isDelimited }) => /\.(?:csv|tsv|tab|psv)$/i.test(name) || isDelimited(),
    open: async (source, options) => (await csvReader()).openCsv(source, options),
  },
  {
    name: 'text',
    sniff: () => false,
    open: async (source, options) => (await import('./text.ts')).openText(source, options),
  },
];

/** An object, or lists up to their first value: `[switches]` and `[[device]]` are sections of other formats. */
const JSON_BEGINS = /^\s*(?:\{\s*(?:"|\}|$)|(?:\[\s*)+(?:[{"\]]|$)|\[\s*\[\s*(?:-?\d|true\b|false\b|null\b))/;

/** An object and its value as `snmpwalk` and `snmpget` print them; with `-Oq`, without a sign between the two. */
const WALKED = new RegExp(`^(?:${WALKED_OBJECT})\\s+=\\s`);
const WALKED_QUICK = /^(?:\.1\.3\.6\.1|iso\.3\.6\.1|[A-Z][\w-]*::[a-z]\w*)(?:\.\d+)+\s+\S/;

function compressedFormat(name: 'gz' | 'zst', magic: string): InputFormat {
  const open: InputFormat['open'] = async (source, options, openInner) =>
    (await import('./compressed.ts')).openCompressed(name, source, options, openInner);
  return { name, extensions: [name], sniff: (begun) => begun.magic.startsWith(magic), open };
}

function looksLikeLinesOfJson({ name, text, lines }: Beginning): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  const [first = '', second = ''] = lines.filter((line) => line.trim() !== '');
  const isNamed = /\.(?:ndjson|jsonl)$/i.test(name);
  // The beginning has one line only, which may go on beyond it: the file name decides.
  if (second === '') return isNamed && /^\s*\{/.test(first);
  const unquoted = first.replace(/"(?:[^"\\]|\\.)*"/g, '');
  // The first line of a document that has one record a line opens more brackets than it closes.
  const isOpen = (unquoted.match(/[[{]/g)?.length ?? 0) > (unquoted.match(/[\]}]/g)?.length ?? 0);
  // A broken second line is one record of a file with that name.
  const begun = isNamed ? [first] : [first, second];
  return !isOpen && begun.every((line) => /^\s*(?:\{(?![%{#]).*\}|\[\s*["{].*\]),?\s*$/.test(line));
}

function looksLikeYaml(lines: readonly string[]): boolean {
  const first = lines.find((line) => line.trim() !== '' && !line.startsWith('#'));
  return first !== undefined && /^\s*(?:---|%YAML|- |[[{]|[^,;|\t]+:(?:\s|$))/.test(first);
}

const beginningOf = oncePer(({ begins }: { readonly begins: string }) => new RegExp(`^(?:${begins})`));

/** The `notRead` row (data/words/documents.yaml) of an input that is recognised but not read; null for any other. */
export function notReadOf({ name, text }: Beginning, { tables }: Words) {
  const beginning = `${name}\n${text}`;
  return tables.documents.notRead.find((row) => beginningOf(row).test(beginning)) ?? null;
}
