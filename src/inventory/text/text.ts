import { Layout } from '../../core/layout.ts';
import type { SecretTexts } from '../../core/words/secret-texts.ts';
import { decode } from '../bytes/decode.ts';
import type { InputFormat } from '../input-format.ts';
import { linesOf } from '../bytes/lines.ts';
import { override } from '../overrides.ts';
import type { PeekedSource } from '../bytes/peek.ts';
import type { DecodedText } from '../bytes/decode.ts';
import type { Item } from '../rows.ts';
import { inventoryOf, MAX_CELL, mixedEncoding, trouble } from '../rows.ts';

const LINES = new Layout([{ name: 'line', fields: ['text'], why: 'text line', notMaker: false }], true);

/**
 * The last resort: command output (`show mac address-table`, `arp -a`, `ip neigh`, `show inventory`) and any other text,
 * one record a line. What follows a word that announces a secret is not read.
 */
export const text: InputFormat = {
  name: 'text',
  extensions: ['txt', 'log', 'out', 'raw'],
  sniff: () => false,
  open: (source: PeekedSource, options) => {
    const decoded = decode(source, options.encoding);
    const items = itemsOf(decoded, options.skipLines, options.words.secrets);
    const { encoding } = decoded;
    const opened = { source: source.name, format: 'text', encoding, columns: LINES.columns, items };
    return Promise.resolve(inventoryOf(override(opened, options.columns)));
  },
};

async function* itemsOf(decoded: DecodedText, skipLines: number, secrets: SecretTexts): AsyncGenerator<Item> {
  for await (const { text: line, number, cut } of linesOf(decoded.pieces, MAX_CELL)) {
    if (number <= skipLines) continue;
    if (cut)
      yield trouble('long-line', `line ${number} is longer than ${MAX_CELL} characters: only its beginning was read`, {
        line: number,
      });
    // A line of rules and dots separates, it says nothing.
    if (!/[\p{L}\p{N}]/u.test(line)) continue;
    const cells = [secrets.guard(line.trim())];
    yield { kind: 'row', layout: LINES, cells, line: number, cell: null, part: 'device' };
  }
  if (decoded.mixed()) yield mixedEncoding();
}
