import { fold, words as wordsIn } from '../core/text.ts';
import type { WordTables } from '../words/tables.ts';
import { textAt, textOf, withKey } from '../yaml/parse.ts';
import type { MapNode, Node } from '../yaml/parse.ts';

/** How models of a list were read that are written as people write ranges; for who checks by the list. */
export interface ModelsRead {
  /** Text of the list -> mask. */
  readonly read: Map<string, string>;
  /** Texts that were taken as they are -> the mask that may be meant. */
  readonly doubtful: Map<string, string>;
}

/**
 * The entry with its models as masks: `S57xx` and `RB4011 series` are `S57##*` and `RB4011*`, and without a model at
 * all where one of them means every model. What is written as `{mask: …}`, or holds `\`, stays as it is.
 */
export function withModels(entry: MapNode, table: WordTables['models'], said: ModelsRead): MapNode {
  const models = entry.entries.get('models')?.value;
  if (models?.kind !== 'list') return entry;
  const vendor = entry.entries.get('vendor')?.value;
  const name = vendor?.kind === 'map' ? (textOf(vendor, 'name') ?? textOf(vendor, 'id')) : textOf(entry, 'vendor');
  const items = models.items.map((item) => asMask(item, name ?? '', table, said));
  const isAll = items.includes(null);
  return withKey(entry, 'models', { ...models, items: isAll ? [] : items.filter((item) => item !== null) });
}

/** The model as a mask; null for one that means every model of the vendor. */
function asMask(item: Node, vendor: string, table: WordTables['models'], said: ModelsRead): Node | null {
  if (item.kind !== 'text' || item.text.includes('\\')) return item;
  const text = item.text.trim();
  const range = withoutRangeWords(text, table);
  if (table.every.includes(keyOf(range)) || (text !== '' && keyOf(range) === keyOf(vendor))) return null;
  const mask = range.replace(PLACEHOLDERS, (run: string, at: number) =>
    (DIGIT.test(range[at - 1] ?? '') ? '#' : '?').repeat(run.length),
  );
  if (mask === text) {
    const meant = text.replace(UNSURE, (run) => '#'.repeat(run.length));
    if (meant !== text) said.doubtful.set(text, meant);
    return item;
  }
  const open = mask.endsWith('*') ? mask : `${mask}*`;
  said.read.set(text, open);
  return textAt(item, open);
}

const DIGIT = /\d/;
/** An x for each digit, as data sheets write ranges: two or more behind a digit, or three behind whatever sign. */
const PLACEHOLDERS = /(?<=\d)x{2,}|x{3,}/gi;
/** One small x behind digits and two behind a letter may as well be the model's own. */
const UNSURE = /(?<=\d\d)x$|(?<=[A-Za-z_ -])xx(?![A-Za-z])/;

const keyOf = (text: string): string => wordsIn(fold(text)).join(' ');

const LAST_WORD = /^(.*\S)[\s-]+(\S+)$/;
/** In a script without blanks. */
const LAST_SIGNS = /^(.*[A-Za-z0-9*])\s*([^\x20-\x7e]+)$/;
const FIRST_WORD = /^(\S+)[\s:]+(\S.*)$/;

/** `RB4011` of `RB4011 series`, `Serie RB4011`, `RB4011系列` and `all RB4011 models`. */
function withoutRangeWords(text: string, table: WordTables['models']): string {
  const isRange = (word: string): boolean => table.range.includes(keyOf(word));
  const isEvery = (word: string): boolean => table.every.includes(keyOf(word));
  if (isEvery(text)) return text;
  const [, rest = '', last = ''] = LAST_WORD.exec(text) ?? LAST_SIGNS.exec(text) ?? [];
  if (isRange(last) || isEvery(last)) return withoutRangeWords(rest, table);
  const [, first = '', behind = ''] = FIRST_WORD.exec(text) ?? [];
  // A model of its own begins like this too: Model 3, All in One 24.
  const isWord = isEvery(first) ? !/\s/.test(behind) : isRange(first) && /\S*\d\S+$/.test(behind);
  return isWord ? behind : text;
}
