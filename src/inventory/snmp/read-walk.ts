import { LINE_LIMIT } from '../../core/text.ts';
import type { Inventory, ReadOptions } from '../inventory.ts';
import { decode } from '../bytes/decode.ts';
import type { Line } from '../bytes/lines.ts';
import { linesOf } from '../bytes/lines.ts';
import { override } from '../overrides.ts';
import type { PeekedSource } from '../bytes/peek.ts';
import type { Item, Trouble } from '../rows.ts';
import { inventoryOf } from '../rows.ts';
import type { Binding } from './binding.ts';
import { WalkedDevice } from './device.ts';
import { COLUMNS, rowsOf } from './device-rows.ts';

/** Turns lines into bindings, and says which lines are none. */
export type ReadBindings = (lines: AsyncIterable<Line>) => AsyncIterable<Binding | Trouble>;

/** Opens a walk in either notation. */
export async function openWalk(
  format: string,
  read: ReadBindings,
  source: PeekedSource,
  options: ReadOptions,
): Promise<Inventory> {
  const text = await decode(source, options);
  async function* items(): AsyncGenerator<Item> {
    let device = new WalkedDevice(1);
    for await (const binding of read(linesOf(text.pieces, LINE_LIMIT))) {
      if ('kind' in binding) {
        yield binding;
        continue;
      }
      if (!device.accepts(binding)) {
        yield* rowsOf(device, options.words);
        device = new WalkedDevice(binding.line);
      }
      device.add(binding);
    }
    yield* rowsOf(device, options.words);
    yield* text.troubles();
  }
  const { encoding, guesses } = text;
  const opened = { source: source.name, format, encoding, columns: COLUMNS, items: items(), guesses };
  return inventoryOf(override(opened, options.columns));
}
