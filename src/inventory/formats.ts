import { UserError } from '../core/errors.ts';
import { isBinary } from './bytes/binary.ts';
import type { PeekedSource } from './bytes/peek.ts';
import { headLines, headText } from './bytes/sniff.ts';
import { looksDelimited } from './csv/dialect.ts';
import { openCsv } from './csv/open-csv.ts';
import { isKnownHeader } from './headers/read-header.ts';
import type { Inventory, OpenInventory, ReadOptions } from './inventory.ts';
import type { Words } from '../words/words.ts';

/** Whether these first bytes are a format beyond doubt. `name` is the path, for formats that share a content. */
type Sniff = (head: Uint8Array, name: string, words: Words) => boolean;

/** One input format: a row below. What is large is imported by `open`, unless most runs need it. */
export interface InputFormat {
  /** As `--input-format` and the `input` event name it. */
  readonly name: string;
  /** Lower case, without a dot. Asked only when no content is recognised. */
  readonly extensions: readonly string[];
  readonly sniff: Sniff;
  /**
   * Throws UserError when the input cannot be this format or the options do not fit it. `openInner` opens what a
   * container holds.
   */
  readonly open: (source: PeekedSource, options: ReadOptions, openInner: OpenInventory) => Promise<Inventory>;
}

/** Tried in this order, so more specific formats come first; the last takes any text that no other format claims. */
export const INPUT_FORMATS: readonly InputFormat[] = [
  {
    name: 'gz',
    extensions: ['gz'],
    sniff: (head) => beginsWith(head, '1f8b'),
    open: async (source, options, openInner) => (await import('./compressed.ts')).openGzip(source, options, openInner),
  },
  {
    name: 'zst',
    extensions: ['zst'],
    sniff: (head) => beginsWith(head, '28b52ffd'),
    open: async (source, options, openInner) => (await import('./compressed.ts')).openZstd(source, options, openInner),
  },
  {
    name: 'xlsx',
    extensions: ['xlsx', 'xlsm'],
    // ZIP with an entry, ZIP without one, the container of .xls and of workbooks under a password.
    sniff: (head) => beginsWith(head, '504b0304', '504b0506', 'd0cf11e0'),
    open: async (source, options) => (await import('./xlsx/read-workbook.ts')).openXlsx(source, options),
  },
  {
    name: 'nmap',
    extensions: ['xml'],
    sniff: (head) =>
      /^\s*<(?:\?xml|!DOCTYPE nmaprun|nmaprun)/.test(headText(head)) &&
      /<!DOCTYPE nmaprun|<nmaprun\b/.test(headText(head)),
    open: async (source, options) => (await import('./nmap.ts')).openNmap(source, options),
  },
  {
    name: 'cyclonedx',
    extensions: ['cdx'],
    sniff: (head) => /^\s*\{/.test(headText(head)) && /"bomFormat"\s*:\s*"CycloneDX"/.test(headText(head)),
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
    sniff: (head) => /^\s*(?:\[\s*(?:[[{"\]]|$)|\{\s*(?:"|\}|$))/.test(headText(head)),
    open: async (source, options) => (await import('./json/read-json.ts')).openJson(source, options),
  },
  {
    name: 'snmpwalk',
    extensions: ['walk', 'snmpwalk'],
    sniff: (head) => headLines(head).slice(0, 20).some((line) => WALKED.test(line)), // prettier-ignore
    open: async (source, options) => (await import('./snmp/open-walk.ts')).openWalk(source, options),
  },
  {
    name: 'yaml',
    extensions: ['yaml', 'yml'],
    sniff: (head, name) =>
      /^(?:---\s*)?zabbix_export:/.test(headText(head)) || (/\.ya?ml$/i.test(name) && looksLikeYaml(head)),
    open: async (source, options) => (await import('./json/read-json.ts')).openYaml(source, options),
  },
  {
    name: 'csv',
    extensions: ['csv', 'tsv', 'tab', 'psv'],
    sniff: (head, name, words) =>
      !isBinary(head) && (/\.(?:csv|tsv|tab|psv)$/i.test(name) || looksDelimited(headLines(head), words.headers)),
    open: (source, options) => openCsv(source, options),
  },
  {
    name: 'text',
    extensions: ['txt', 'log', 'out', 'raw'],
    sniff: () => false,
    open: async (source, options) => (await import('./text.ts')).openText(source, options),
  },
];

/** An object as `snmpwalk` and `snmpget` print it. */
const WALKED = /^(?:\.?\d+(?:\.\d+){3,}|iso(?:\.\d+)+|[A-Za-z][\w-]*::[\w-]+(?:\.[^\s=]+)?)\s+=\s/;

function beginsWith(head: Uint8Array, ...magic: readonly string[]): boolean {
  const start = Buffer.from(head.subarray(0, 4)).toString('hex');
  return magic.some((each) => start.startsWith(each));
}

function looksLikeLinesOfJson(head: Uint8Array, name: string): boolean {
  const [first = '', second = ''] = headLines(head).filter((line) => line.trim() !== '');
  // A first line longer than what is looked at says too little: there the name counts.
  if (second === '') return /\.(?:ndjson|jsonl)$/i.test(name) && /^\s*\{/.test(first);
  const signs = first.replace(/"(?:[^"\\]|\\.)*"/g, '');
  // A document that has one record a line begins more in its first line than it ends.
  const isOpen = (signs.match(/[[{]/g)?.length ?? 0) > (signs.match(/[\]}]/g)?.length ?? 0);
  return !isOpen && [first, second].every((line) => /^\s*\{.*\},?\s*$/.test(line));
}

/** The first line that says something begins a list, a mapping or a document. */
function looksLikeYaml(head: Uint8Array): boolean {
  const first = headLines(head).find((line) => line.trim() !== '' && !line.startsWith('#'));
  return first !== undefined && /^\s*(?:---|%YAML|- |[[{]|[^,;|\t]+:(?:\s|$))/.test(first);
}

/** What is recognised and not read: what it is, and what to check instead. */
const NOT_READ: readonly { readonly what: string; readonly sniff: Sniff; readonly instead: string }[] = [
  {
    what: 'a record of snmpsim',
    sniff: (head, name) => /\.snmprec$/i.test(name) || SNMPREC.test(linesOf(head)[0] ?? ''),
    instead: 'check what snmpwalk -On prints (docs/sources.md: how to write a record so)',
  },
  {
    what: 'an SPDX bill of material',
    sniff: (head) =>
      (linesOf(head).some((line) => /^\s*SPDXVersion: *SPDX-/.test(line)) && SPDX_TAG.test(linesOf(head)[0] ?? '')) ||
      (/^\s*\{/.test(headText(head)) && /"spdxVersion"\s*:|"https:\/\/spdx\.org\/rdf\//.test(headText(head))),
    instead: 'have the tool that made it write CycloneDX JSON, and check that',
  },
  {
    what: 'a device list of RANCID or Oxidized (router.db)',
    sniff: looksLikeRouterDb,
    instead:
      'check it as CSV: its first line hostname;platform, or hostname:platform and --delimiter :, and no passwords',
  },
];

/** A record of an object that is too long for an address. */
const SNMPREC = /^\.?1\.[0-3](?:\.\d+){4,}\|\d+[a-z]?(?::[^|]*)?\|/;
/** `PackageName: x`, of which alone a bill of material in tags is made: it may begin with any. */
const SPDX_TAG = /^\s*[A-Za-z]+:\s/;
/** RANCID: `name;type;up`. Oxidized: `name:model`, and what its owner maps behind: addresses, user names, passwords. */
const RANCID = /^[^\s:;]+([:;])[a-z][\w-]*\1(?:up|down)(?:\1.*)?$/i;
const OXIDIZED = /^[\w.-]+:[a-z][\w-]*(?::[^:]*){0,6}$/i;

function looksLikeRouterDb(head: Uint8Array, name: string, words: Words): boolean {
  const lines = linesOf(head);
  const [top = ''] = lines;
  if (/(?:^|\/)router\.db$/i.test(name) && !top.split(/[:;]/).every((cell) => isKnownHeader(cell, words.headers)))
    return lines.slice(0, -1).every((line) => /[:;]/.test(line));
  const first = lines.slice(0, 10).map((line) => line.trim());
  if (first.length === 0) return false;
  return (
    first.every((line) => RANCID.test(line)) ||
    (first.every((line) => OXIDIZED.test(line)) && first.some((line) => words.isPlatform(line.split(':')[1] ?? '')))
  );
}

/** The first lines that say something and are no comment. */
function linesOf(head: Uint8Array): readonly string[] {
  return headLines(head).filter((line) => line.trim() !== '' && !line.startsWith('#'));
}

/** Throws UserError, with what to do instead, for what is known and not read. `shown`: as messages name the input. */
export function refuseUnread(head: Uint8Array, name: string, shown: string, words: Words): void {
  const found = NOT_READ.find(({ sniff }) => sniff(head, name, words));
  if (found !== undefined) throw new UserError(`${shown}: ${found.what} is not read`, found.instead);
}
