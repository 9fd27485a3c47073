import { LINE_LIMIT } from '../../core/text.ts';
import { Layout } from '../../core/layout.ts';
import type { DecodedText } from '../bytes/decode.ts';
import { decode } from '../bytes/decode.ts';
import type { InputFormat } from '../input-format.ts';
import { linesOf } from '../bytes/lines.ts';
import type { Item } from '../rows.ts';
import { override } from '../overrides.ts';
import { inventoryOf, outside, trouble } from '../rows.ts';
import { headLines } from '../bytes/sniff.ts';

const LAYOUT = new Layout([
  { name: 'name', fields: ['hostname'], why: 'format', notMaker: false },
  { name: 'model', fields: ['platform'], why: 'format', notMaker: false },
]);
/** RANCID: `name;type;up`. Oxidized: `name:model`, and what its owner maps behind: addresses, user names, passwords. */
const RANCID = /^[^\s:;]+([:;])[a-z][\w-]*\1(?:up|down)(?:\1.*)?$/i;

const OXIDIZED = /^[\w.-]+:[a-z][\w-]*(?::[^:]*){0,6}$/i;

/** Device lists of RANCID and Oxidized. Only name and model are read: further fields are often credentials. */
export const routerDb: InputFormat = {
  name: 'router-db',
  extensions: ['db'],
  sniff: (head, name, words) => {
    const lines = headLines(head).filter((line) => line.trim() !== '' && !line.startsWith('#'));
    if (/(?:^|\/)router\.db$/i.test(name)) return lines.slice(0, -1).every((line) => /[:;]/.test(line));
    const first = lines.slice(0, 10).map((line) => line.trim());
    if (first.length === 0) return false;
    return (
      first.every((line) => RANCID.test(line)) ||
      (first.every((line) => OXIDIZED.test(line)) && first.some((line) => words.isPlatform(line.split(':')[1] ?? '')))
    );
  },
  open: async (source, options) => {
    const decoded = await decode(source, options);
    const { encoding, guesses } = decoded;
    const opened = {
      source: source.name,
      format: 'router-db',
      encoding,
      columns: LAYOUT.columns,
      items: itemsOf(decoded),
      guesses,
    };
    return inventoryOf(override(opened, options.columns));
  },
};

async function* itemsOf({ pieces, troubles }: DecodedText): AsyncGenerator<Item> {
  for await (const { text, number, cut } of linesOf(pieces, LINE_LIMIT)) {
    const line = text.trim();
    if (line.startsWith('#')) yield outside('comment', line, { line: number });
    if (line === '' || line.startsWith('#')) continue;
    if (cut) yield trouble('long-line', `line ${number} is longer than ${LINE_LIMIT} characters`, { line: number });
    const delimiter = /[:;]/.exec(line)?.[0] ?? ':';
    const cells = line.split(delimiter, 2);
    yield { kind: 'row', layout: LAYOUT, cells, line: number, cell: null, part: 'device' };
  }
  yield* troubles();
}
