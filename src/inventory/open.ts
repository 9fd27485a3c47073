import { wrongFile } from '../core/errors.ts';
import { headText, refuseBinary } from './bytes/encoding.ts';
import { looksDelimited } from './csv/dialect.ts';
import { INPUT_FORMATS, notReadOf, type Beginning, type InputFormat } from './formats.ts';
import type { InputSource, Inventory, ReadOptions } from './inventory.ts';
import { peek } from './bytes/peek.ts';
import { hex } from '../runtime/bytes.ts';
import type { Words } from '../words/words.ts';

/**
 * Opens an input in the format that `--input-format` names, else the one that its content shows, else that of its
 * extension, else as delimited text when the options say how lines become rows, else as the last of the registry, which
 * takes any text. The extension is that of `name`: for a compressed input its name without `.gz` or `.zst`.
 * Throws UserError for content that no format can read.
 */
export async function openInventory(source: InputSource, options: ReadOptions, name = source.name): Promise<Inventory> {
  const peeked = await peek(source);
  const format = chooseFormat(beginningOf(peeked.head, name, options.words), source.name, options);
  return format.open(peeked, options, openInventory);
}

/** What the first bytes of an input show of its format. */
export function beginningOf(bytes: Uint8Array, name: string, words: Words): Beginning {
  const text = headText(bytes);
  const lines = text.split(/\r\n|\n|\r/);
  const magic = hex(bytes.subarray(0, 4));
  return { name, bytes, magic, text, lines, isDelimited: () => looksDelimited(lines, words.headers) };
}

function chooseFormat(beginning: Beginning, sourceName: string, options: ReadOptions): InputFormat {
  const { inputFormat: requested, noHeader, delimiter, skipLines } = options;
  const formatOf = (name: string) => INPUT_FORMATS.find((format) => format.name === name) as InputFormat;
  if (requested !== null) return formatOf(requested);
  // Whether the options say how lines become rows.
  const saysRows = noHeader || delimiter !== null || skipLines > 0;
  const notRead = saysRows ? null : notReadOf(beginning, options.words);
  if (notRead !== null) throw wrongFile(sourceName, `${notRead.what} is not read`, notRead.instead);
  const recognised = INPUT_FORMATS.find((format) => format.sniff(beginning));
  if (recognised !== undefined) return recognised;
  refuseBinary(beginning.bytes, sourceName, options.words);
  const extension = /\.([a-z0-9]+)$/i.exec(beginning.name)?.[1]?.toLowerCase() ?? '';
  const byName = INPUT_FORMATS.find(({ extensions = [] }) => extensions.includes(extension));
  return byName ?? formatOf(saysRows ? 'csv' : 'text');
}
