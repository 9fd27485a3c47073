import { suggest } from '../core/distance.ts';
import { UserError } from '../core/errors.ts';
import { isBinary, refuseBinary } from './bytes/binary.ts';
import { withoutControls } from './bytes/controls.ts';
import { INPUT_FORMATS, refuseUnread, type InputFormat } from './formats.ts';
import type { InputSource, Inventory, ReadOptions } from './inventory.ts';
import { peek } from './bytes/peek.ts';

/**
 * Opens an input in the format that `--input-format` names, else the one its content shows, else its extension, else
 * delimited text when the options say how its lines are, else the last of the registry, which takes any text.
 * `name` is what the extension is taken from: of a compressed input the name without `.gz`.
 * Throws UserError for an unknown format name and for content that no format can read.
 */
export async function openInventory(
  source: InputSource,
  options: ReadOptions,
  name: string = source.name,
): Promise<Inventory> {
  const raw = await peek(source);
  const peeked = isBinary(raw.head) || SWITCHES.test(options.encoding ?? '') ? raw : withoutControls(raw);
  const format = chooseFormat(peeked.head, name, source.name, options);
  return format.open(peeked, options, openInventory);
}

/** Encodings of which control sequences are a part. */
const SWITCHES = /^iso-2022/i;

function chooseFormat(head: Uint8Array, name: string, shown: string, options: ReadOptions): InputFormat {
  const asked = options.inputFormat;
  if (asked === null && !saysRows(options)) refuseUnread(head, name, shown, options.words);
  const names = INPUT_FORMATS.map((format) => format.name);
  const found =
    asked === null
      ? (INPUT_FORMATS.find((format) => format.sniff(head, name, options.words)) ??
        byExtension(head, name, shown, options))
      : INPUT_FORMATS.find((format) => format.name === asked);
  if (found === undefined) throw new UserError(`unknown input format '${asked ?? ''}'`, suggest(asked ?? '', names));
  return found;
}

function byExtension(head: Uint8Array, name: string, shown: string, options: ReadOptions): InputFormat | undefined {
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  refuseBinary(head, shown);
  const anyText = INPUT_FORMATS.at(-1);
  const found = INPUT_FORMATS.find((format) => format.extensions.includes(extension)) ?? anyText;
  return found === anyText && saysRows(options) ? INPUT_FORMATS.find((format) => format.name === 'csv') : found;
}

/** Whether the options say how lines become rows. */
function saysRows({ noHeader, delimiter, skipLines }: ReadOptions): boolean {
  return noHeader || delimiter !== null || skipLines > 0;
}
