import type { Words } from '../words/words.ts';
import type { PeekedSource } from './bytes/peek.ts';
import type { InputSource, Inventory, ReadOptions } from './inventory.ts';

/** Opens an input in the format that its options, its content or `name` show. */
export type OpenInventory = (source: InputSource, options: ReadOptions, name?: string) => Promise<Inventory>;

/**
 * One input format: a file of its own and one line in `formats.ts`. What is heavy is loaded by `open`, not by the file.
 */
export interface InputFormat {
  /** As `--input-format` and the `input` event name it. */
  readonly name: string;
  /** Lower case, without a dot. Asked only when no content is recognised. */
  readonly extensions: readonly string[];
  /** Whether these first bytes are this format beyond doubt. `name` is the path, for formats that share a content. */
  readonly sniff: (head: Uint8Array, name: string, words: Words) => boolean;
  /** It is packed: its rows are in no stretch of its bytes. */
  readonly packed?: true;
  /**
   * Throws UserError when the input cannot be this format or the options do not fit it. `openInner` opens what a
   * container holds.
   */
  readonly open: (source: PeekedSource, options: ReadOptions, openInner: OpenInventory) => Promise<Inventory>;
}
